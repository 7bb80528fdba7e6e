"""Fetching a page: the host checked, every redirect checked again, nothing kept but what was asked for."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from typing import Final

from communique.errors import FetchError, RefusedAddressError
from communique.sources.fetching.addresses import Address, parse_address
from communique.sources.fetching.connecting import Answer, ask
from communique.sources.fetching.guard import IpAddress, Reach, Resolve, resolve, resolve_checked
from communique.sources.fetching.limits import Limits
from communique.sources.fetching.retry_after import parse_retry_after

__all__ = ["Fetched", "Fetcher", "Permit"]

Permit = Callable[[Address, bool], None]
"""Is asked before each request, redirects included, once the host is known to be one that may be asked; it is told
whether that may be a private one. What it raises ends the fetching."""

_ACCEPT: Final = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, text/*;q=0.9, */*;q=0.5"
_CHARSET: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")
_LATER: Final = frozenset({408, 425, 429})  # of the answers from 400 to 499, those that may be others later
_NO_PAGE: Final = {
    401: "it asks for a login",
    402: "it asks for money",
    403: "it is not shown to us",
    404: "there is no such page",
    410: "the page is gone for good",
    429: "we asked too often",
    451: "the law keeps it from being shown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it was sent.

    Attributes:
        asked: the address that was asked for.
        address: the one that the page came from, after redirects.
        data: the body, unpacked.
        media_type: as the server names it, in lower case; None where it names none.
        charset: as the server names it; None where it names none.
        etag: what the server calls this version, to be given back when asking again.
        modified: since when it says it has been so, likewise.
        private: it came from a host that is not public.
        unchanged: the server says that it is still the version named; there is no body.
    """

    asked: str
    address: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    private: bool = False
    unchanged: bool = False


@dataclass(frozen=True, kw_only=True)
class Fetcher:
    """Fetches pages. It sends no cookies and no referrers, keeps nothing, and takes no proxy from the environment.

    Attributes:
        agent: how we name ourselves.
        limits: what an answer may cost.
        allow_private: hosts of our own network may be asked too; a public host may not lead there all the same.
        look_up: what gives the IP addresses of a host.
    """

    agent: str
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    look_up: Resolve = resolve

    def fetch(
        self,
        text: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allow_private: bool | None = None,
        max_bytes: int | None = None,
        permit: Permit | None = None,
    ) -> Fetched:
        """The page at an address.

        Args:
            text: the address.
            etag: what the server called the version that we have.
            modified: since when that had been so, in the server's words.
            allow_private: as of the fetcher, for this page.
            max_bytes: as of the limits, for this page.
            permit: is asked before each request; the time it takes does not count.

        Raises:
            RefusedAddressError: the address, or one that it leads to, is not asked.
            FetchError: it gives no page; the message says why.
        """
        private = self.allow_private if allow_private is None else allow_private
        limits = self.limits if max_bytes is None else _with_bytes(self.limits, max_bytes)
        address = parse_address(text, any_port=private)
        headers = {"User-Agent": self.agent, "Accept": _ACCEPT}
        headers |= {"If-None-Match": etag} if etag is not None else {}
        headers |= {"If-Modified-Since": modified} if modified is not None else {}
        seen: list[str] = []
        left = limits.seconds
        inwards = private
        while True:
            if str(address) in seen:
                raise FetchError(f"{address}: the redirects go round in a circle", final=True)
            if len(seen) > limits.redirects:
                raise FetchError(
                    f"{seen[0]}: more than {limits.redirects} redirects, the last to {address}", final=True
                )
            seen.append(str(address))
            start = time.monotonic()
            reaches = self._check(address, limits, left, inwards=inwards, told=private)
            left -= time.monotonic() - start
            if permit is not None:
                permit(address, inwards)
            start = time.monotonic()
            context = self._encryption if address.scheme == "https" else None
            answer = ask(address, tuple(reaches), headers=headers, limits=limits, seconds=left, context=context)
            reach = reaches[answer.peer]
            left -= time.monotonic() - start
            if "location" not in answer.headers or not 300 <= answer.status < 400 or answer.status in (300, 304):
                break
            # What a public host says must not open the doors of our own network, even to those who may ask there.
            inwards = inwards and reach is Reach.PRIVATE
            try:
                address = parse_address(answer.headers["location"], base=address, any_port=inwards)
            except RefusedAddressError as error:
                raise RefusedAddressError(f"{address}: it leads to what is not asked: {error}") from error
        if answer.status == 304 and (etag is not None or modified is not None):
            return _unchanged(text, address, answer, reach, etag=etag, modified=modified)
        if answer.status not in (200, 203):
            raise _no_page(address, answer)
        return _page(text, address, answer, reach)

    def _check(
        self, address: Address, limits: Limits, left: float, *, inwards: bool, told: bool
    ) -> dict[IpAddress, Reach]:
        """The IP addresses that may be asked; those that are connected to are these and no others."""
        if left <= 0:
            raise FetchError(f"{address}: no whole answer within {limits.seconds:g} seconds")
        try:
            ips = resolve_checked(
                address.host,
                address.port,
                seconds=min(limits.connect_seconds, left),
                allow_private=inwards,
                look_up=self.look_up,
                hint="a public host may not lead to it" if told else "--allow-private allows it",
            )
        except FetchError as error:
            raise type(error)(f"{address}: {error}") from error
        return dict(ips)

    @cached_property
    def _encryption(self) -> ssl.SSLContext:
        """The system's certificates, and what Python holds to be safe."""
        return ssl.create_default_context()


def _with_bytes(limits: Limits, max_bytes: int) -> Limits:
    return Limits(
        max_bytes=max_bytes,
        seconds=limits.seconds,
        connect_seconds=limits.connect_seconds,
        redirects=limits.redirects,
    )


def _page(asked: str, address: Address, answer: Answer, reach: Reach) -> Fetched:
    media_type, charset = _parse_type(answer.headers.get("content-type"))
    return Fetched(
        asked=asked,
        address=str(address),
        data=answer.data,
        media_type=media_type,
        charset=charset,
        etag=_validator(answer, "etag"),
        modified=_validator(answer, "last-modified"),
        private=reach is Reach.PRIVATE,
    )


def _unchanged(
    asked: str, address: Address, answer: Answer, reach: Reach, *, etag: str | None, modified: str | None
) -> Fetched:
    return Fetched(
        asked=asked,
        address=str(address),
        data=b"",
        etag=_validator(answer, "etag") or etag,
        modified=_validator(answer, "last-modified") or modified,
        private=reach is Reach.PRIVATE,
        unchanged=True,
    )


def _no_page(address: Address, answer: Answer) -> FetchError:
    wait = parse_retry_after(answer.headers.get("retry-after"))
    reason = _NO_PAGE.get(answer.status)
    if reason is None:
        reason = "the server has trouble" if answer.status >= 500 else "there is no page to it"
    later = "" if wait is None else f", and asks us to wait {wait:,.0f} seconds"
    return FetchError(
        f"{address}: the server answered {answer.status}: {reason}{later}",
        status=answer.status,
        wait=wait,
        final=400 <= answer.status < 500 and answer.status not in _LATER,
    )


def _validator(answer: Answer, name: str) -> str | None:
    """What is given back to the server as it came; nothing that is odd or long."""
    value = answer.headers.get(name)
    return value if value is not None and 0 < len(value) <= 500 and value.isascii() and value.isprintable() else None


def _parse_type(header: str | None) -> tuple[str | None, str | None]:
    if header is None or len(header) > 1_000:
        return None, None
    parsed = Message()
    parsed["content-type"] = "".join(letter if letter.isprintable() else " " for letter in header)
    media_type = header.partition(";")[0].strip().lower()
    charset = parsed.get_param("charset")
    return (
        media_type if re.fullmatch(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,120}", media_type) else None,
        charset if isinstance(charset, str) and _CHARSET.fullmatch(charset) else None,
    )
