"""Addresses on the web: which can be asked for, and how they are written."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from communique.errors import RefusedAddressError

__all__ = ["Address", "looks_like_address", "parse_address"]

LONGEST: Final = 4_000
"""Letters of an address; browsers and servers begin to cut off at about 8,000, and no article needs 1,000."""

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""Ports that are asked on public hosts: those on which the web is served."""

PRIVATE_PORTS: Final = range(1024, 65536)
"""Further ports that may be asked where private hosts may; below them speak mail, logins and the like."""

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ASCII_SAFE: Final = "/%:@!$&'()*+,;=~-._?[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page lies.

    Attributes:
        scheme: `http` or `https`.
        host: a name in lower-case ASCII (Punycode where it has other letters), or an IP address without brackets.
        port: the port, named or by the scheme.
        target: path and query, in ASCII; what is asked of the host.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host and port as a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.place}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def looks_like_address(text: str) -> bool:
    """True where somebody means an address of the web, right or wrong, and not a file.

    `ftp://…` and `https:/…` count, so that they are refused as addresses and not as missing files.
    """
    return re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]+://|https?:)", text) is not None


def parse_address(text: str, *, base: Address | None = None, any_port: bool = False) -> Address:
    """The address that a text names.

    Args:
        text: the address, as somebody typed it or a page gives it.
        base: where it stood, for one that is relative.
        any_port: also ports other than those on which the public web is served.

    Raises:
        RefusedAddressError: it is none that is asked for; the message says why.
    """
    given = text.strip()
    if len(given) > LONGEST:
        raise RefusedAddressError(f"the address has {len(given):,} letters, and {LONGEST:,} are allowed")
    if _FORBIDDEN.search(given):
        raise RefusedAddressError(f"{_shown(given)}: the address has a space, a backslash or a control character in it")
    try:
        parts = urlsplit(urljoin(str(base), given) if base is not None else given)
        port = parts.port
    except ValueError as error:
        raise RefusedAddressError(f"{_shown(given)}: not an address: {_shown(str(error))}") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        called = f"{scheme}:" if scheme else "no scheme"
        raise RefusedAddressError(f"{_shown(given)}: only http: and https: are fetched, and this has {called}")
    if "@" in parts.netloc:
        # The whole is not repeated: what stands there may be a password.
        raise RefusedAddressError(f"an address at {_shown(parts.hostname or '')} has a name or password in it")
    host = _parse_host(parts.hostname or "", given)
    number = _DEFAULT_PORTS[scheme] if port is None else port
    if number not in PORTS and not (any_port and number in PRIVATE_PORTS):
        allowed = ", ".join(map(str, sorted(PORTS)))
        raise RefusedAddressError(f"{_shown(given)}: port {number} is not asked; the web is on {allowed}")
    path = _escape(parts.path) or "/"
    query = f"?{_escape(parts.query)}" if parts.query else ""
    address = Address(scheme=scheme, host=host, port=number, target=f"{path}{query}")
    # Escaped, one letter becomes up to twelve.
    if (length := len(str(address))) > LONGEST:
        raise RefusedAddressError(f"written out, the address has {length:,} letters, and {LONGEST:,} are allowed")
    return address


def _escape(text: str) -> str:
    return _STRAY_PERCENT.sub("%25", quote(text, safe=_ASCII_SAFE))


def _parse_host(given: str, text: str) -> str:
    """The host in the one form that is looked up, named to the server and compared with its certificate."""
    if ":" in given:
        if "%" in given:
            raise RefusedAddressError(f"{_shown(text)}: the host names one network card of this machine (%)")
        try:
            return str(ipaddress.IPv6Address(given))
        except ValueError as error:
            raise RefusedAddressError(f"{_shown(text)}: the host is no IPv6 address") from error
    # Wide and circled digits, and full stops of other scripts, are the plain ones to a resolver.
    host = unicodedata.normalize("NFKC", given).replace("\u3002", ".").lower().removesuffix(".")
    if not host.isascii():
        host = _to_ascii(host, text)
    labels = host.split(".")
    if not host or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise RefusedAddressError(f"{_shown(text)}: {_shown(given)!r} is no name of a host")
    if _NUMBER.fullmatch(labels[-1]):
        # Resolvers take 2130706433, 0x7f.1 and 0177.0.0.1 for 127.0.0.1; nobody writes them so but to deceive.
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise RefusedAddressError(
                f"{_shown(text)}: the host is a number that is not written as four parts, such as 192.0.2.1"
            ) from error
    return host


def _to_ascii(host: str, text: str) -> str:
    # Deferred: hardly a host has letters beyond ASCII.
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise RefusedAddressError(f"{_shown(text)}: the name of the host cannot be written in ASCII") from error


def _shown(text: str) -> str:
    """The text, short enough for a line, and without what may be a password."""
    text = "/".join(
        "…@" + part.rpartition("@")[2] if ":" in part.rpartition("@")[0] else part for part in text.split("/")
    )
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return text if len(text) <= 200 else f"{text[:199]}…"
