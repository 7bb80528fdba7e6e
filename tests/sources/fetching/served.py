"""A small web site on this machine, whose pages the tests write, and which notes who asked for what and when."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handle = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    path: str
    when: float
    headers: Mapping[str, str]


@dataclass
class Site:
    """What is served: by path, a function that answers. Paths that are not there are answered by 404."""

    port: int = 0
    host: str = "127.0.0.1"
    scheme: str = "http"
    pages: dict[str, Handle] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return sum(hit.path == path for hit in self.hits)

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        media_type: str | None = "text/html; charset=utf-8",
        **headers: str,
    ) -> str:
        """Put a page there and give its address; underscores in the names of headers are hyphens."""
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            if media_type is not None:
                request.send_header("Content-Type", media_type)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                request.send_header("Content-Length", str(len(data)))
            request.end_headers()
            request.wfile.write(data)

        self.pages[path] = answer
        return self.url(path)

    def send_on(self, path: str, to: str, *, status: int = 302) -> str:
        return self.serve(path, status=status, Location=to)

    def raw(self, path: str, *parts: bytes, pause: float = 0.0) -> str:
        """Answer with these very bytes, with pauses between the parts, and hang up."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            for part in parts:
                request.wfile.write(part)
                request.wfile.flush()
                time.sleep(pause)

        self.pages[path] = answer
        return self.url(path)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asks may hang up; that is what many of the tests are about."""


@contextlib.contextmanager
def serving(*, host: str = "127.0.0.1", context: ssl.SSLContext | None = None, port: int = 0) -> Iterator[Site]:
    site = Site(host=host, scheme="http" if context is None else "https")

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            site.hits.append(Hit(path=self.path, when=time.monotonic(), headers=dict(self.headers.items())))
            page = site.pages.get(self.path)
            if page is None:
                self.send_error(404)
            else:
                page(self)

        def log_message(self, *args: object) -> None:
            """Nothing on standard error."""

    class Server(_Server):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    server = Server((host, port), Answers)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
