"""One request over a connection to an IP address that was checked, within bytes and seconds."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.errors import FetchError
from communique.sources.fetching.addresses import Address
from communique.sources.fetching.guard import IpAddress
from communique.sources.fetching.limits import MOST_HEADER_BYTES, Limits

if TYPE_CHECKING:
    from urllib3 import HTTPResponse
    from urllib3.connection import HTTPConnection

__all__ = ["Answer", "ask"]

_PIECE: Final = 1 << 16  # bytes read at once
_PACKINGS: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_NOT_TEXT: Final = re.compile(r"\s*(?:image|audio|video|font|model)/", re.IGNORECASE)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answered.

    Attributes:
        status: as HTTP counts them.
        headers: by their names in lower case; of several of one name, joined by commas.
        data: the body, unpacked; empty where the status says that there is nothing to be read.
        peer: the IP address that answered.
    """

    status: int
    headers: Mapping[str, str]
    data: bytes
    peer: IpAddress


def ask(
    address: Address, ips: Sequence[IpAddress], *, headers: Mapping[str, str], limits: Limits, seconds: float,
    context: ssl.SSLContext | None = None,
) -> Answer:  # fmt: skip
    """Ask for a page at the first of these IP addresses that can be reached. Nothing is looked up again.

    Args:
        address: what to ask for; the host is named to the server and compared with its certificate.
        ips: of the host, checked.
        headers: of the request.
        limits: bytes, and seconds until a connection stands.
        seconds: for all of it.
        context: how https is spoken; None for http.

    Raises:
        FetchError: no address answers, the answer breaks off, is too large, or takes too long.
    """
    # Deferred: it takes a fifth of a second to import, and most commands ask nobody.
    from urllib3.exceptions import HTTPError

    with _clock(seconds, limits) as clock:
        connection = _connect(address, ips, limits=limits, clock=clock, context=context)
        peer = connection.sock
        try:
            clock.watch(peer)
            try:
                found = _exchange(connection, address, headers=headers, limits=limits)
            except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
                clock.check(address)
                raise FetchError(f"{address}: the answer broke off: {_reason(error)}") from error
            clock.check(address)  # an answer that was cut off may look like one that ended
            return found
        finally:
            clock.stop()
            connection.close()
            with contextlib.suppress(OSError):
                # An answer that was given up still holds on to it, and so would keep the server waiting.
                os.close(peer.detach())


class _Clock:
    """Ends a connection when its time is up, wherever it then is: one byte a second would never be late."""

    def __init__(self, seconds: float, limits: Limits) -> None:
        self._allowed = limits.seconds
        self._end = time.monotonic() + seconds
        self._timer: threading.Timer | None = None

    @property
    def left(self) -> float:
        return max(0.001, self._end - time.monotonic())

    def watch(self, peer: socket.socket) -> None:
        self._timer = threading.Timer(self.left, _cut, [peer])
        self._timer.daemon = True
        self._timer.start()

    def check(self, address: Address) -> None:
        if time.monotonic() >= self._end:
            raise FetchError(f"{address}: no whole answer within {self._allowed:g} seconds")

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


@contextlib.contextmanager
def _clock(seconds: float, limits: Limits) -> Iterator[_Clock]:
    clock = _Clock(seconds, limits)
    try:
        yield clock
    finally:
        clock.stop()


def _cut(peer: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # Not the method of an encrypted socket, which would take its state away from under the reader.
        socket.socket.shutdown(peer, socket.SHUT_RDWR)


def _connect(
    address: Address,
    ips: Sequence[IpAddress],
    *,
    limits: Limits,
    clock: _Clock,
    context: ssl.SSLContext | None,
) -> HTTPConnection:
    # Deferred, as above.
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    problem = "none was given"
    for ip in ips:
        clock.check(address)
        wait = min(limits.connect_seconds, clock.left)
        # The connection goes to the number, so that no second look-up can lead elsewhere; no proxy is looked for.
        connection: HTTPConnection
        if context is None:
            connection = HTTPConnection(str(ip), address.port, timeout=wait)
        else:
            connection = HTTPSConnection(
                str(ip), address.port, timeout=wait, ssl_context=context, server_hostname=address.host
            )
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            connection.close()
            raise FetchError(
                f"{address}: the certificate of {address.host} does not hold: {error.verify_message or error.reason}"
            ) from error
        except (HTTPError, OSError) as error:
            connection.close()
            problem = _reason(error)
            continue
        if ipaddress.ip_address(connection.sock.getpeername()[0]) != ip:
            connection.close()
            raise FetchError(f"{address}: the connection to {ip} leads somewhere else")
        connection.sock.settimeout(clock.left)
        return connection
    raise FetchError(f"{address}: {address.host} cannot be reached: {problem}")


def _exchange(connection: HTTPConnection, address: Address, *, headers: Mapping[str, str], limits: Limits) -> Answer:
    peer = ipaddress.ip_address(connection.sock.getpeername()[0])
    connection.request(
        "GET",
        address.target,
        headers={"Host": address.place, "Connection": "close", "Accept-Encoding": "gzip", **headers},
        preload_content=False,
    )
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.headers.items()}
    size = sum(len(name) + len(value) + 4 for name, value in response.headers.iteritems())
    if size > MOST_HEADER_BYTES:
        raise FetchError(f"{address}: too many headers: {size:,} bytes, and {MOST_HEADER_BYTES:,} are allowed")
    if response.status in _REDIRECTS or response.status in (204, 304) or response.status >= 400:
        return Answer(status=response.status, headers=told, data=b"", peer=peer)
    if _NOT_TEXT.match(told.get("content-type", "")):
        raise FetchError(f"{address}: not a text but {told['content-type'].split(';')[0].strip()[:60]}", final=True)
    return Answer(status=response.status, headers=told, data=_read(response, address, told, limits), peer=peer)


def _read(response: HTTPResponse, address: Address, told: Mapping[str, str], limits: Limits) -> bytes:
    """The body, unpacked as it comes, given up as soon as it is too large."""
    packing = told.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise FetchError(f"{address}: packed as {packing[:60]!r}, which was not asked for", final=True)
    length = told.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > limits.max_bytes:
        raise FetchError(
            f"{address}: too large: {int(length[:18]):,} bytes, and {limits.max_bytes:,} are allowed", final=True
        )
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE, decode_content=True):
        size += len(piece)
        # Packed bytes count too: there can be any number of them that come to nothing.
        if size > limits.max_bytes or response.tell() > limits.max_bytes:
            packed = f" unpacked from {response.tell():,}" if packing not in ("", "identity") else ""
            raise FetchError(
                f"{address}: too large: more than {limits.max_bytes:,} bytes{packed}, which is what is allowed",
                final=True,
            )
        pieces.append(piece)
    return b"".join(pieces)


def _reason(error: BaseException) -> str:
    """What the innermost error says, without the objects that those around it name."""
    inner: BaseException = error
    while inner.__cause__ is not None:
        inner = inner.__cause__
    if isinstance(inner, TimeoutError):
        return "nobody answered in time"
    if isinstance(inner, http.client.LineTooLong):
        return "a header is too long"
    said = (inner.strerror if isinstance(inner, OSError) else None) or str(inner) or type(inner).__name__
    return " ".join(said.split())[:200]
