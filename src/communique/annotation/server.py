"""One page on this machine alone, to correct the annotation of one text.

The text is somebody else's, and so may be other pages open in the same browser. Hence: an address that cannot be
guessed, answers only to requests that name this very server, nothing loaded from anywhere else, no script but the
page's own, and the text never part of any markup (the script sets it as text).
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Final

from communique.annotation.form import fill_keys
from communique.annotation.vocabulary import LANGUAGES, MODALITIES, STATEMENT_KINDS
from communique.model.vocabulary import MeetingKind, Status

__all__ = ["LARGEST_BODY", "AnnotationServer", "Session"]

LARGEST_BODY: Final = 20_000_000
"""Bytes that a request may bring: no annotation is larger."""

HOST: Final = "127.0.0.1"

_PAGES: Final = {
    "": ("page.html", "text/html; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the page shows, and what becomes of it.

    Attributes:
        name: of the document.
        text: to the letter, for quotes.
        shown: as many characters, those that a screen would obey replaced.
        annotation: to begin with.
        target: where it is saved, in words.
        resumed: True where the annotation was saved before; False where it holds what was found.
        check: everything that is wrong with an annotation, one line a fault.
        save: writes a sound annotation; its OSError is told on the page.
    """

    name: str
    text: str
    shown: str
    annotation: Mapping[str, Any]
    target: str
    resumed: bool
    check: Callable[[object], list[str]]
    save: Callable[[Mapping[str, Any]], None]

    def form(self) -> dict[str, Any]:
        """What the page's script asks for."""
        return {
            "name": self.name,
            "text": self.text,
            "shown": self.shown,
            "annotation": self.annotation,
            "target": self.target,
            "resumed": self.resumed,
            "words": {
                "languages": LANGUAGES,
                "status": list(Status),
                "kind": list(MeetingKind),
                "statement_kind": dict(STATEMENT_KINDS),
                "modality": dict(MODALITIES),
            },
        }


class AnnotationServer(ThreadingHTTPServer):
    """Serves the page of one session on a free port of this machine, until it is closed.

    Attributes:
        url: the page's address, with the token without which nothing is answered.
        saved: how often it was saved.
    """

    daemon_threads = True
    # On some systems a second server could otherwise listen on the same port and be answered in our stead.
    allow_reuse_address = False

    def __init__(self, session: Session) -> None:
        super().__init__((HOST, 0), _Handler)
        self.session = session
        self.token = secrets.token_urlsafe(24)
        self.saved = 0
        self._lock = threading.Lock()

    @property
    def origin(self) -> str:
        """The server as a browser names it."""
        return f"http://{HOST}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self.origin}/{self.token}/"

    def save(self, annotation: object) -> list[str]:
        """Save an annotation, or give what is wrong with it."""
        annotation = fill_keys(annotation)
        with self._lock:
            faults = self.session.check(annotation)
            if not faults and isinstance(annotation, Mapping):
                self.session.save(annotation)
                self.saved += 1
                # So that the page, loaded again, shows what was saved.
                self.session = replace(self.session, annotation=annotation, resumed=True)
            return faults

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a browser that hangs up in the middle is no news."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: AnnotationServer
    timeout = 20  # seconds; whoever says nothing for so long holds no thread any longer
    server_version = "communique"
    sys_version = ""

    def do_GET(self) -> None:
        """The page, its script and style, and the data."""
        name = self._asked()
        if name is None:
            return
        if name == "data":
            self._answer_json(HTTPStatus.OK, self.server.session.form())
        elif name in _PAGES:
            file, kind = _PAGES[name]
            self._answer(HTTPStatus.OK, files(__package__).joinpath("page", file).read_bytes(), kind)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")

    def do_POST(self) -> None:
        """Save."""
        name = self._asked()
        if name is None:
            return
        if name != "save":
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
            return
        # A page of another site can send forms and plain text without asking first, but not JSON.
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "only JSON is taken")
            return
        if self.headers.get("Origin", self.server.origin) != self.server.origin:
            self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may save")
            return
        annotation = self._read_json()
        if annotation is not _NOTHING:
            self._save(annotation)

    def _save(self, annotation: object) -> None:
        try:
            faults = self.server.save(annotation)
        except OSError as error:
            self._answer_json(
                HTTPStatus.INTERNAL_SERVER_ERROR, {"faults": [f"cannot be written: {error.strerror or error}"]}
            )
            return
        if faults:
            self._answer_json(HTTPStatus.UNPROCESSABLE_ENTITY, {"faults": faults})
        else:
            session = self.server.session
            keys = [row["meeting"] for row in session.annotation["meetings"]]
            self._answer_json(HTTPStatus.OK, {"saved": session.target, "keys": keys})

    def _asked(self) -> str | None:
        """What is asked for behind the token; None where that was refused already."""
        # A name that leads here and is not ours is how a foreign page would get at what this machine alone may see.
        if self.headers.get_all("Host", []) != [self.server.origin.removeprefix("http://")]:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this is not the server that was asked for")
            return None
        token, _, name = self.path.removeprefix("/").partition("/")
        # Compared in the same time however much of it is right.
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
            return None
        return name

    def _read_json(self) -> Any:
        """The request's body; `_NOTHING` where it was refused already."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()) or "Transfer-Encoding" in self.headers:
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "its length was not said")
            return _NOTHING
        # The number's own length first: reading a number of a million digits takes its time.
        if len(length) > 12 or int(length) > LARGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {LARGEST_BODY:,} bytes are not taken")
            return _NOTHING
        body = self.rfile.read(int(length))
        try:
            return json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            self._refuse(HTTPStatus.BAD_REQUEST, "that is no JSON")
            return _NOTHING

    def _answer_json(self, status: HTTPStatus, content: Mapping[str, Any]) -> None:
        # ASCII alone: no character of the text can mean anything on the way.
        self._answer(status, json.dumps(content).encode("ascii"), "application/json")

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self._answer(status, f"{why}\n".encode(), "text/plain; charset=utf-8")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say what the base class found wrong with a request, with our headers and without repeating the request."""
        self._refuse(HTTPStatus(code), HTTPStatus(code).phrase.lower())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: the terminal is for what matters."""


_NOTHING: Final = object()
