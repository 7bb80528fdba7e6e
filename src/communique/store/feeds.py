"""Which feeds are watched, and what became of each thing that they announced."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, select, update

from communique.errors import InputError, NotFoundError
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.tables import captures, feed_items, feeds
from communique.store.writing import insert_new

__all__ = [
    "Announced",
    "Feed",
    "ItemState",
    "add_feed",
    "due_feeds",
    "due_items",
    "is_captured",
    "list_feeds",
    "next_due",
    "note_contents",
    "note_feed_failure",
    "note_item",
    "note_unchanged",
    "remove_feed",
]


class ItemState(StrEnum):
    """What became of an item."""

    WAITING = "waiting"  # to be read, now or when it is due again
    READ = "read"  # its page was read; it is not asked for again
    FAILED = "failed"  # its page cannot be read; it is not asked for again


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is watched.

    Attributes:
        address: where it lies, as it was added.
        title: what it calls itself; None where it was not read yet.
        every: the seconds between two looks that were asked for; None for the usual.
        private: it may lie on a private host, and what it announces there may be read.
        added: when it was added, in UTC.
        checked: when it was last asked for, in UTC.
        due: when it will be asked for next, in seconds since 1970; None where it is gone for good.
        failures: how often in a row it could not be read, up to now.
        error: why, the last time.
        waiting: how many of its items are still to be read.
        read: how many were read.
        failed: how many cannot be read.
        etag: what the server called the version that was read last.
        modified: since when it had been so, in the server's words.
    """

    address: str
    title: str | None = None
    every: float | None = None
    private: bool = False
    added: str
    checked: str | None = None
    due: float | None = None
    failures: int = 0
    error: str | None = None
    waiting: int = 0
    read: int = 0
    failed: int = 0
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A thing that a feed announces.

    Attributes:
        key: by what it is known again.
        address: where it lies.
        feed: that announced it first.
        private: it may lie on a private host.
        guid: what the feed calls it; None where that tells nothing.
        title: its headline.
        told: what else the feed says of it: `authors`, `published`, `updated`.
        tries: how often it was asked for in vain.
    """

    key: str
    address: str
    feed: str
    private: bool = False
    guid: str | None = None
    title: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    tries: int = 0


def add_feed(store: Store, address: str, *, every: float | None, private: bool) -> None:
    """Watch a feed from now on.

    Raises:
        InputError: it is watched already.
    """
    row = {"address": address, "every": every, "private": int(private), "added": now(), "due": 0.0}
    with store.writing() as connection:
        if connection.scalar(select(feeds.c.address).where(feeds.c.address == address)) is not None:
            raise InputError(f"{address} is watched already; `communique feed remove` ends that")
        connection.execute(feeds.insert(), row)


def remove_feed(store: Store, address: str) -> None:
    """Watch a feed no longer. What was read of it stays, and is not read again should it be added again.

    Raises:
        NotFoundError: it is not watched.
    """
    with store.writing() as connection:
        if not connection.execute(delete(feeds).where(feeds.c.address == address)).rowcount:
            raise NotFoundError(f"no feed {address} is watched; `communique feed list` shows those that are")
        waits = (feed_items.c.feed == address) & (feed_items.c.state == ItemState.WAITING)
        connection.execute(delete(feed_items).where(waits))


def list_feeds(connection: Connection) -> tuple[Feed, ...]:
    """The feeds that are watched, in the order in which they were added."""
    counts: dict[str, dict[str, Any]] = {}
    by_state = select(feed_items.c.feed, feed_items.c.state, func.count())
    for feed, state, count in connection.execute(by_state.group_by(feed_items.c.feed, feed_items.c.state)):
        counts.setdefault(feed, {})[state] = count
    rows = connection.execute(select(feeds).order_by(feeds.c.added, feeds.c.address)).mappings()
    return tuple(_feed(row, counts.get(row["address"], {})) for row in rows)


def due_feeds(connection: Connection, at: float) -> list[Feed]:
    """The feeds that are to be asked for by a moment, the longest due first."""
    rows = connection.execute(select(feeds).where(feeds.c.due <= at).order_by(feeds.c.due, feeds.c.address)).mappings()
    return [_feed(row) for row in rows]


def due_items(connection: Connection, at: float, *, limit: int) -> list[Announced]:
    """Items that are to be read by a moment, the first announced first."""
    waits = (feed_items.c.state == ItemState.WAITING) & (feed_items.c.due <= at)
    rows = connection.execute(select(feed_items).where(waits).order_by(feed_items.c.seq).limit(limit)).mappings()
    return [_announced(row) for row in rows]


def next_due(connection: Connection) -> float | None:
    """When the next feed or item is due, in seconds since 1970; None where there is nothing to come."""
    waits = feed_items.c.state == ItemState.WAITING
    moments = (
        connection.scalar(select(func.min(feeds.c.due))),
        connection.scalar(select(func.min(feed_items.c.due)).where(waits)),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def note_contents(
    store: Store,
    address: str,
    *,
    title: str | None,
    etag: str | None,
    modified: str | None,
    due: float,
    items: Iterable[Announced],
) -> int:
    """Keep what a feed announces, together with the version that it was read from, and count what is new.

    Both in one transaction: were the version kept first, whoever is killed in between would never hear of the items.
    """
    with store.writing() as connection:
        new = [_item_row(item) for item in items if not _is_known(connection, item)]
        insert_new(connection, feed_items, new)
        values = {"title": title, "etag": etag, "modified": modified}
        _note_checked(connection, address, due=due, values=values)
    return len(new)


def note_unchanged(store: Store, address: str, *, due: float) -> None:
    """Keep that a feed announces nothing new, by its server's word."""
    with store.writing() as connection:
        _note_checked(connection, address, due=due, values={})


def note_feed_failure(store: Store, address: str, *, error: str, due: float | None) -> None:
    """Keep that a feed could not be read, and when it is asked for again; None where it never is."""
    values = {"checked": now(), "due": due, "error": error, "failures": feeds.c.failures + 1}
    with store.writing() as connection:
        connection.execute(update(feeds).where(feeds.c.address == address).values(**values))


def note_item(
    store: Store, key: str, state: ItemState, *, error: str | None = None, due: float = 0.0, tries: int = 0
) -> None:
    """Keep what became of an item."""
    values = {"state": state, "error": error, "due": due, "tries": tries}
    with store.writing() as connection:
        connection.execute(update(feed_items).where(feed_items.c.key == key).values(**values))


def is_captured(connection: Connection, source: str) -> bool:
    """True where a text was read from this source, by whomever."""
    return connection.scalar(select(captures.c.seq).where(captures.c.source == source).limit(1)) is not None


def _note_checked(connection: Connection, address: str, *, due: float, values: Mapping[str, Any]) -> None:
    told = {**values, "checked": now(), "due": due, "failures": 0, "error": None}
    connection.execute(update(feeds).where(feeds.c.address == address).values(**told))


def _is_known(connection: Connection, item: Announced) -> bool:
    """An item is known by its address, or by its name and title, should the feed have given it another address.

    The name alone is not enough: there are feeds that call everything they announce by one name.
    """
    if connection.scalar(select(feed_items.c.seq).where(feed_items.c.key == item.key)) is not None:
        return True
    if item.guid is None or item.title is None:
        return False
    same = (feed_items.c.feed == item.feed) & (feed_items.c.guid == item.guid) & (feed_items.c.title == item.title)
    return connection.scalar(select(feed_items.c.seq).where(same).limit(1)) is not None


def _item_row(item: Announced) -> dict[str, Any]:
    return {
        "key": item.key,
        "address": item.address,
        "feed": item.feed,
        "private": int(item.private),
        "guid": item.guid,
        "title": item.title,
        "told": json.dumps(dict(item.told), ensure_ascii=False, sort_keys=True),
        "found": now(),
        "state": ItemState.WAITING,
        "due": 0.0,
    }


def _feed(row: RowMapping, counts: Mapping[str, int] | None = None) -> Feed:
    told: dict[str, Any] = {**row, **(counts or {}), "private": bool(row["private"])}
    return Feed(**told)


def _announced(row: RowMapping) -> Announced:
    return Announced(
        key=row["key"],
        address=row["address"],
        feed=row["feed"],
        private=bool(row["private"]),
        guid=row["guid"],
        title=row["title"],
        told=json.loads(row["told"]),
        tries=row["tries"],
    )
