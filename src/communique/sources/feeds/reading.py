"""Reading a feed: what it is called, and what it announces."""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, Final

from communique.errors import DocumentError, RefusedAddressError
from communique.sources.feeds.canonical import item_key, without_tracking
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.fetcher import Fetched

__all__ = ["LARGEST_FEED", "MOST_ITEMS", "FeedContents", "FeedItem", "read_feed"]

LARGEST_FEED: Final = 5_000_000
"""Bytes that a feed may have; most have a hundredth of it."""

MOST_ITEMS: Final = 500
"""Items of a feed that are looked at, the first ones; hardly a site announces more than a hundred."""

_LONGEST: Final = 500  # letters of a title or a name
_LONGEST_TTL: Final = 24 * 60  # minutes
_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_ISO_DAY: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T\s]|$)")
_LOOKED_AT: Final = 200_000  # letters of a page in which the address of its feed may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """What a feed announces.

    Attributes:
        key: by what it is known again: its address in one form.
        address: where it lies, without tracking.
        guid: a hash of what the feed itself calls it; None where it calls it nothing, or several by one name.
        title: its headline.
        authors: who wrote it, as they are named.
        published: the day of publication in its own time zone, in EDTF.
        updated: the day of its last change.
    """

    key: str
    address: str
    guid: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedContents:
    """A feed as it is now.

    Attributes:
        title: what it is called.
        ttl: the minutes for which it says that it does not change; None where it says nothing.
        items: each address once, in the feed's order.
        left_out: items without an address that may be asked for, or beyond those that are looked at.
    """

    title: str | None
    ttl: int | None
    items: tuple[FeedItem, ...]
    left_out: int = 0


def read_feed(page: Fetched) -> FeedContents:
    """Read a feed as it was fetched. Nothing is fetched for it, and nothing in it is executed.

    Raises:
        DocumentError: it is none; where it is a page that names its feed, the message says which.
    """
    # Deferred: it takes a fifth of a second to import.
    import feedparser

    headers = {"content-type": _content_type(page), "content-location": page.address}
    try:
        # As a file: what looks like a path or an address would otherwise be opened.
        parsed = feedparser.parse(
            io.BytesIO(page.data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # Broken bytes make it raise whatever its parts raise: a ValueError for the name of an encoding, and others.
        raise DocumentError(f"{page.address}: a feed too broken to be read ({type(error).__name__})") from error
    if not parsed.get("version") and not parsed.entries:
        raise DocumentError(f"{page.address}: not a feed{_named_feed(page)}")
    title = _text(parsed.feed.get("title"))
    return _contents(page, parsed.entries, title=title, ttl=_ttl(parsed.feed.get("ttl")))


def _content_type(page: Fetched) -> str:
    # A feed that is sent as a page is one all the same; without a type, the encoding is found out from within.
    media_type = page.media_type or "application/xml"
    if not media_type.endswith(("xml", "+xml")):
        media_type = "application/xml"
    return media_type if page.charset is None else f"{media_type}; charset={page.charset}"


def _contents(
    page: Fetched, entries: Sequence[Mapping[str, Any]], *, title: str | None, ttl: int | None
) -> FeedContents:
    base = parse_address(page.address, any_port=True)
    names = Counter(_name(entry) for entry in entries)
    items: dict[str, FeedItem] = {}
    left_out = max(0, len(entries) - MOST_ITEMS)
    for entry in entries[:MOST_ITEMS]:
        try:
            address = parse_address(_link(entry), base=base, any_port=page.private)
        except RefusedAddressError:
            left_out += 1
            continue
        name = _name(entry)
        key = item_key(address)
        item = FeedItem(
            key=key,
            address=str(without_tracking(address)),
            guid=name if name is not None and names[name] == 1 else None,
            title=_text(entry.get("title")),
            authors=_authors(entry),
            published=_day(entry, "published"),
            updated=_day(entry, "updated"),
        )
        items.setdefault(key, item)
    return FeedContents(title=title, ttl=ttl, items=tuple(items.values()), left_out=left_out)


def _link(entry: Mapping[str, Any]) -> str:
    link = entry.get("link")
    if not isinstance(link, str) or not link.strip():
        raise RefusedAddressError("an item without an address")
    return link


def _name(entry: Mapping[str, Any]) -> str | None:
    """A hash of what the feed calls the item: such names can be of any length."""
    name = entry.get("id")
    if not isinstance(name, str) or not name.strip():
        return None
    return hashlib.sha256(name.strip().encode("utf-8", "replace")).hexdigest()[:32]


def _text(value: object) -> str | None:
    """A title as plain text on one line."""
    if not isinstance(value, str):
        return None
    plain = html.unescape(_TAG.sub(" ", html.unescape(value[: 4 * _LONGEST])))
    plain = "".join(letter if letter.isprintable() else " " for letter in plain)
    return " ".join(plain.split())[:_LONGEST] or None


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    told = entry.get("authors") or ()
    names = (_text(one.get("name")) for one in told if isinstance(one, Mapping))
    return tuple(dict.fromkeys(name for name in names if name))[:20]


def _day(entry: Mapping[str, Any], field: str) -> str | None:
    """The day as it was where the item was put out, which the same moment in UTC may not be."""
    # Asked for one day, the library would give another.
    text = entry.get(field) if field in entry else None
    if not isinstance(text, str) or len(text) > 100:
        return None
    try:
        if iso := _ISO_DAY.match(text):
            return date.fromisoformat(iso[1]).isoformat()
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        parsed = entry.get(f"{field}_parsed")
        try:
            return date(*parsed[:3]).isoformat() if parsed else None
        except (ValueError, TypeError):
            return None


def _ttl(text: object) -> int | None:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        return None
    minutes = int(text)
    return min(minutes, _LONGEST_TTL) if minutes else None


class _Links(HTMLParser):
    """The feed that a page names in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        is_feed = told.get("type", "").lower() in ("application/rss+xml", "application/atom+xml")
        if tag == "link" and is_feed and "alternate" in told.get("rel", "").lower().split() and self.found is None:
            self.found = told.get("href")


def _named_feed(page: Fetched) -> str:
    links = _Links()
    links.feed(page.data[:_LOOKED_AT].decode("utf-8", "replace"))
    if not links.found:
        return " (RSS or Atom)"
    try:
        base = parse_address(page.address, any_port=True)
        return f" but a page, which names {parse_address(links.found, base=base, any_port=page.private)} as its feed"
    except RefusedAddressError:
        return " (RSS or Atom)"
