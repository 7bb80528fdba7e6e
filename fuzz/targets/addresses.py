"""An address that somebody typed, or that a page or a feed gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.errors import RefusedAddressError
from communique.sources.fetching.addresses import PORTS, looks_like_address, parse_address
from fuzz.material import text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_ADDRESSES = (
    *("https://loaf.example/2024/talks?id=1&x=%20#top", "http://LOAF.example:8080", "https://[2001:db8::1]:443/a"),
    *("http://192.0.2.1/", "https://bäckerei.example/ä?ö", "https://xn--bckerei-5wa.example/", "//loaf.example/x"),
    *("http://ada:secret@loaf.example/", "ftp://loaf.example", "http://0x7f.1/", "http://[::ffff:7f00:1]/", "/talks/2"),
)
_PASSWORD = re.compile(r"[^/:](:[^/:@]*secret[^/@]*@)")
_BASE = parse_address("https://loaf.example/news/index.html?page=2")


def _check(data: bytes) -> None:
    relative = bool(data) and data[0] % 2 == 1
    text = text_of(data[1:])
    looks_like_address(text)
    try:
        address = parse_address(text, base=_BASE if relative else None)
    except RefusedAddressError as error:
        said = str(error)
        hold(said.isprintable(), f"the refusal is no line to print: {said!r}")
        hold(all(password not in said for password in _PASSWORD.findall(text)), "a password is repeated")
        return
    written = str(address)
    hold(parse_address(written) == address, f"{text!r} became {written!r}, which is another address")
    hold(written.isascii() and written.isprintable() and " " not in written, f"{written!r} cannot be sent")
    hold(address.scheme in ("http", "https") and address.port in PORTS, f"{written!r} is not to be asked")
    hold(address.target.startswith("/") and "#" not in address.target, f"asks for {address.target!r}")
    hold(address.host and not set(address.host) & set("/@?#[]\\ "), f"the host is {address.host!r}")


def _seeds() -> Sequence[bytes]:
    return [bytes([number % 2]) + address.encode() for number, address in enumerate(_ADDRESSES)]


_PIECES = (
    *("http://", "https://", "//", "://", "@", ":", "%40", "%2e", "%00", "..", "#", "?", "[::1]", "localhost", "127.1"),
    *("secret@", "１２７", "。", "\u2044", "\u2100", "ß", "\u200d", "xn--", ":80", ":65536", "\t", "\\", "0177.0.0.1"),
)
TARGET = Target(about="addresses of the web", check=_check, seeds=_seeds, words=(*_PIECES, *_ADDRESSES), longest=500)
