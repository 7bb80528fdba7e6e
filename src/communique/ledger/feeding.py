"""Feeds of a ledger: adding one, asking what it announces, and when to ask again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from communique.errors import DocumentError, FetchError, InputError, RefusedAddressError
from communique.settings import Settings
from communique.sources.feeds.reading import LARGEST_FEED, FeedContents, FeedItem
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.fetcher import Fetched
from communique.sources.fetching.pace import moment_after
from communique.sources.fetching.visiting import Visitor
from communique.store.feeds import (
    Announced,
    Feed,
    add_feed,
    find_feed,
    list_feeds,
    note_contents,
    note_feed_failure,
    note_unchanged,
)
from communique.store.opening import Store

__all__ = ["FeedReader", "Polled", "add", "parse_every", "poll"]

SHORTEST: Final = 60.0
"""Seconds; no public feed is asked for more often, whatever somebody wants."""

LONGEST: Final = 24 * 3600.0
"""Seconds; a feed that cannot be read is asked for again after these at the latest, unless it asks for more itself."""

FeedReader = Callable[[Fetched], FeedContents]
"""Reads a feed as it was fetched; raises DocumentError where it is none."""

_UNITS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What came of asking for a feed.

    Attributes:
        new: how many things it announces that were not known.
        unchanged: its server says that nothing has changed.
        left_out: how many things it announces without an address that may be asked for.
        error: why it could not be read; None where it could.
    """

    new: int = 0
    unchanged: bool = False
    left_out: int = 0
    error: str | None = None


def parse_every(text: str) -> float:
    """The seconds that `90s`, `30m`, `2h` or `1d` stand for.

    Raises:
        InputError: it is no length of time.
    """
    match = re.fullmatch(r"\s*([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*([smhd])\s*", text, re.ASCII)
    if match is None or float(match[1]) == 0:
        raise InputError(f"{text!r} is no length of time; expected one such as 90s, 30m, 2h or 1d")
    return float(match[1]) * _UNITS[match[2]]


def add(
    store: Callable[[], Store],
    text: str,
    *,
    there: bool,
    every: float | None,
    private: bool,
    settings: Settings,
    visitor: Visitor,
    read: FeedReader,
) -> Feed:
    """Watch a feed from now on, once it has been seen that it is one. What it announces now is to be read.

    Args:
        store: gives the ledger.
        text: its address.
        there: there is a ledger already; else it is made once a feed was found.
        every: the seconds between two looks; None for the usual.
        private: it may lie on a private host.
        settings: the settings.
        visitor: fetches it.
        read: reads it.

    Raises:
        InputError: it is watched already, its address is not asked for, or there is no feed.
    """
    address = str(parse_address(text, any_port=private))
    if every is not None and every < SHORTEST and not private:
        raise InputError(f"no public feed is asked for more often than every {SHORTEST:g} seconds")
    if there:
        with store().reading() as connection:
            if find_feed(connection, address) is not None:
                raise InputError(f"{address} is watched already; `communique feed remove` ends that")
    page = visitor.visit(address, allow_private=private, max_bytes=LARGEST_FEED)
    contents = read(page)
    book = store()
    add_feed(book, address, every=every, private=private)
    with book.reading() as connection:
        feed = find_feed(connection, address)
    if feed is not None:
        _keep(book, feed, page, contents, settings)
    with book.reading() as connection:
        return next(one for one in list_feeds(connection) if one.address == address)


def poll(store: Store, feed: Feed, *, settings: Settings, visitor: Visitor, read: FeedReader) -> Polled:
    """Ask for a feed, keep what it announces, and when it is to be asked for again.

    Args:
        store: the ledger.
        feed: which.
        settings: the settings.
        visitor: fetches it.
        read: reads it.
    """
    try:
        page = visitor.visit(
            feed.address,
            etag=feed.etag,
            modified=feed.modified,
            allow_private=feed.private,
            max_bytes=LARGEST_FEED,
        )
        if page.unchanged:
            note_unchanged(store, feed.address, due=_next_look(feed, settings, ttl=None))
            return Polled(unchanged=True)
        contents = read(page)
    except DocumentError as error:
        said = str(error).removeprefix(f"{feed.address}: ")
        note_feed_failure(store, feed.address, error=said, due=_next_try(feed, settings, error))
        return Polled(error=said)
    return Polled(new=_keep(store, feed, page, contents, settings), left_out=contents.left_out)


def _keep(store: Store, feed: Feed, page: Fetched, contents: FeedContents, settings: Settings) -> int:
    # What a feed on a public host announces never leads inwards, whoever added it.
    private = feed.private and page.private
    return note_contents(
        store,
        feed.address,
        title=contents.title,
        etag=page.etag,
        modified=page.modified,
        due=_next_look(feed, settings, ttl=contents.ttl),
        items=[_announced(item, feed, private=private) for item in contents.items],
    )


def _announced(item: FeedItem, feed: Feed, *, private: bool) -> Announced:
    return Announced(
        key=item.key,
        address=item.address,
        host=parse_address(item.address, any_port=True).host,
        feed=feed.address,
        private=private,
        guid=item.guid,
        title=item.title,
        told={"authors": list(item.authors), "published": item.published, "updated": item.updated},
    )


def _interval(feed: Feed, settings: Settings) -> float:
    return settings.feed_seconds if feed.every is None else feed.every


def _next_look(feed: Feed, settings: Settings, *, ttl: int | None) -> float:
    """Never earlier than was asked for, nor than the feed says that it changes; a little later by chance."""
    wait = max(_interval(feed, settings), 60.0 * (ttl or 0))
    return moment_after(wait)


def _next_try(feed: Feed, settings: Settings, error: DocumentError) -> float | None:
    """Twice as late after each failure, up to a day; as late as the server asks where that is later."""
    asked = error.wait or 0.0 if isinstance(error, FetchError) else 0.0
    if isinstance(error, FetchError) and error.status == 410:
        return None  # "gone for good"
    doublings = 16 if isinstance(error, RefusedAddressError) else min(feed.failures + 1, 16)
    interval = _interval(feed, settings)
    wait = max(min(max(LONGEST, interval), interval * 2.0**doublings), asked)
    return moment_after(wait)
