from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from communique.annotation import find_faults
from communique.annotation.files import load_annotation, save_annotation
from communique.annotation.server import LARGEST_BODY, AnnotationServer, Session

TEXT = 'Ada Orlova met Tomas Brandt.\r\n<script>alert("owned")</script>\u202e 😀 She left.'
ANNOTATION: dict[str, Any] = {
    "exhaustive": False,
    "documents": [{"doc": "talks.txt", "published": None, "language": "en", "url": None}],
    "meetings": [
        {
            "meeting": "orlova-brandt",
            "doc": "talks.txt",
            "status": "held",
            "background": False,
            "kind": "meeting",
            "participants": [{"name": "Ada Orlova", "role": None, "organisation": None, "canonical": "Ada Orlova"}],
            "date": None,
            "country": None,
            "evidence": [{"quote": "Ada Orlova met Tomas Brandt.", "start": 0, "end": 28}],
        }
    ],
    "statements": [],
    "roles": [],
    "distractors": [],
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "talks.txt.annotation.json"


@pytest.fixture
def server(target: Path) -> Iterator[AnnotationServer]:
    session = Session(
        name="talks.txt",
        text=TEXT,
        shown=TEXT.replace("\r\n", " \n").replace("\u202e", "\ufffd"),
        annotation=ANNOTATION,
        target=target.name,
        resumed=False,
        check=lambda annotation: find_faults(annotation, {"talks.txt": TEXT}),
        save=lambda annotation: save_annotation(annotation, target),
    )
    with AnnotationServer(session) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    server: AnnotationServer,
    name: str = "",
    *,
    path: str | None = None,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    try:
        connection.request(method, path or f"/{server.token}/{name}", body=body, headers=dict(headers or {}))
        return Answer(connection.getresponse())
    finally:
        connection.close()


def save(server: AnnotationServer, content: object, **headers: str) -> Answer:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return ask(server, "save", method="POST", body=body, headers={"Content-Type": "application/json", **headers})


def test_the_page_and_its_parts_are_served(server: AnnotationServer) -> None:
    for name, kind in {"": "text/html", "page.css": "text/css", "page.js": "text/javascript"}.items():
        answer = ask(server, name)
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.body


def test_the_data_are_the_text_to_the_letter_and_what_was_found(server: AnnotationServer) -> None:
    answer = ask(server, "data")
    data = answer.json()
    assert data["text"] == TEXT
    assert len(data["shown"]) == len(TEXT)
    assert data["annotation"] == ANNOTATION
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.body.isascii()
    assert "held" in data["words"]["status"]
    assert data["words"]["statement_kind"]["offer"]


def test_a_corrected_annotation_is_saved_and_shown_from_then_on(server: AnnotationServer, target: Path) -> None:
    corrected = json.loads(json.dumps(ANNOTATION))
    corrected["meetings"][0]["kind"] = "dinner"
    answer = save(server, corrected, Origin=server.origin)
    assert (answer.status, answer.json()) == (200, {"saved": target.name, "keys": ["orlova-brandt"]})
    assert load_annotation(target) == corrected
    data = ask(server, "data").json()
    assert (data["annotation"], data["resumed"]) == (corrected, True)
    assert server.saved == 1


def test_a_missing_key_is_filled_in(server: AnnotationServer, target: Path) -> None:
    keyless = json.loads(json.dumps(ANNOTATION))
    keyless["meetings"][0]["meeting"] = None
    assert save(server, keyless).json()["keys"] == ["orlova"]
    assert load_annotation(target)["meetings"][0]["meeting"] == "orlova"


def test_faults_are_told_and_nothing_is_saved(server: AnnotationServer, target: Path) -> None:
    wrong = json.loads(json.dumps(ANNOTATION))
    wrong["meetings"][0]["evidence"] = [{"quote": "Ada Orlova dined"}]
    answer = save(server, wrong)
    assert answer.status == 422
    (fault,) = answer.json()["faults"]
    assert "a quote that the text does not have, 'Ada Orlova dined'" in fault
    assert not target.exists()
    assert server.saved == 0


@pytest.mark.parametrize("content", [[], None, 7, "x", {"documents": 1}])
def test_json_that_is_no_annotation_is_a_fault(server: AnnotationServer, target: Path, content: object) -> None:
    assert save(server, content).status == 422
    assert not target.exists()


def test_a_disk_that_takes_nothing_is_told(server: AnnotationServer, target: Path) -> None:
    target.mkdir()
    answer = save(server, ANNOTATION)
    assert answer.status == 500
    assert answer.json()["faults"][0].startswith("cannot be written: ")


@pytest.mark.parametrize("path", ["/", "/data", "/x/data", "//data", "/favicon.ico"])
def test_without_the_token_there_is_nothing(server: AnnotationServer, path: str) -> None:
    answer = ask(server, path=path)
    assert answer.status == 404
    assert b"Orlova" not in answer.body


def test_a_token_beyond_ascii_is_a_wrong_one_and_no_error(server: AnnotationServer) -> None:
    host = f"127.0.0.1:{server.server_address[1]}"
    assert b"404" in talk(server, f"GET /é/data HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()).split(b"\r\n")[0]


def test_a_part_of_the_token_is_not_enough(server: AnnotationServer) -> None:
    assert len(server.token) >= 32
    assert ask(server, path=f"/{server.token[:-1]}/data").status == 404
    assert ask(server, path=f"/{server.token}x/data").status == 404


@pytest.mark.parametrize("name", ["page.py", "../server.py", "..%2fserver.py", "page.html", "data/", "save"])
def test_nothing_else_is_served(server: AnnotationServer, name: str) -> None:
    assert ask(server, name).status == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "evil.example:80", ""])
def test_another_host_name_gets_nothing_even_with_the_token(server: AnnotationServer, host: str) -> None:
    answer = ask(server, "data", headers={"Host": host})
    assert answer.status == 421
    assert b"Orlova" not in answer.body
    assert save(server, ANNOTATION, Host=host).status == 421


def test_two_host_headers_get_nothing(server: AnnotationServer) -> None:
    host, port = "127.0.0.1", server.server_address[1]
    request = f"GET /{server.token}/data HTTP/1.1\r\nHost: {host}:{port}\r\nHost: evil.example\r\n\r\n"
    assert b"421" in talk(server, request.encode()).split(b"\r\n")[0]


def talk(server: AnnotationServer, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_another_site_cannot_save(server: AnnotationServer, target: Path, origin: str) -> None:
    assert save(server, ANNOTATION, Origin=origin).status == 403
    assert not target.exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_taken(server: AnnotationServer, kind: str) -> None:
    body = json.dumps(ANNOTATION).encode()
    assert ask(server, "save", method="POST", body=body, headers={"Content-Type": kind}).status == 415


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 200_000])
def test_what_is_no_json_is_refused(server: AnnotationServer, body: bytes) -> None:
    assert save(server, body).status == 400


@pytest.mark.parametrize(
    ("length", "status"), [(str(LARGEST_BODY + 1), 413), ("9" * 5000, 413), ("-1", 411), ("٣", 411), ("", 411)]
)
def test_a_body_is_bounded_by_what_it_says_of_itself(server: AnnotationServer, length: str, status: int) -> None:
    head = (
        f"POST /{server.token}/save HTTP/1.1\r\nHost: 127.0.0.1:{server.server_address[1]}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
    assert str(status).encode() in talk(server, head.encode()).split(b"\r\n")[0]


def test_every_answer_forbids_what_the_page_does_not_need(server: AnnotationServer) -> None:
    for answer in (ask(server), ask(server, "data"), ask(server, path="/"), ask(server, "x", method="BREW")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_repeats_nothing_of_the_request(server: AnnotationServer) -> None:
    assert b"BREW" not in ask(server, method="BREW").body
    assert b"nonsense" not in talk(server, b"nonsense <b>\r\n\r\n")


def test_it_listens_on_this_machine_alone(server: AnnotationServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert re.fullmatch(rf"http://127\.0\.0\.1:\d+/{re.escape(server.token)}/", server.url)


def test_a_slow_client_keeps_nobody_waiting(server: AnnotationServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_address[1])) as slow:
        slow.sendall(b"GET /")
        assert ask(server, "data").status == 200


def test_the_page_loads_nothing_from_elsewhere_and_makes_no_markup_of_texts() -> None:
    page = files("communique.annotation").joinpath("page")
    for name in ("page.html", "page.css", "page.js"):
        content = page.joinpath(name).read_text("utf-8")
        assert "://" not in content, name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function", content), name
    html = page.joinpath("page.html").read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", html)
