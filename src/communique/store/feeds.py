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
    "find_feed",
    "is_captured",
    "is_private",
    "list_due",
    "list_feeds",
    "next_item",
    "note_contents",
    "note_feed_failure",
    "note_item",
    "note_unchanged",
    "remove_feed",
    "waiting_hosts",
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
        host: of the address.
        feed: that announced it first.
        private: it may lie on a private host.
        guid: what the feed calls it; None where that tells nothing.
        title: its headline.
        told: what else the feed says of it: `authors`, `published`, `updated`.
        tries: how often it was asked for in vain.
    """

    key: str
    address: str
    host: str
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


def find_feed(connection: Connection, address: str) -> Feed | None:
    """The feed at an address, without the numbers of its items; None where none is watched there."""
    row = connection.execute(select(feeds).where(feeds.c.address == address)).mappings().first()
    return None if row is None else _feed(row)


def list_due(connection: Connection) -> list[Feed]:
    """The feeds that will be asked for some day, the longest due first, without the numbers of their items."""
    rows = connection.execute(select(feeds).where(feeds.c.due.is_not(None)).order_by(feeds.c.due, feeds.c.address))
    return [_feed(row) for row in rows.mappings()]


def waiting_hosts(connection: Connection) -> dict[str, float]:
    """The hosts whose pages are waited for, with the moment when the first of them is due, in seconds since 1970."""
    hosts = select(feed_items.c.host, func.min(feed_items.c.due)).where(feed_items.c.state == ItemState.WAITING)
    rows = connection.execute(hosts.group_by(feed_items.c.host))
    return {str(row.host): float(row[1]) for row in rows}


def next_item(connection: Connection, host: str, at: float) -> Announced | None:
    """The item of a host that was announced first of those that are due by a moment; None where none is."""
    waits = (feed_items.c.state == ItemState.WAITING) & (feed_items.c.host == host) & (feed_items.c.due <= at)
    row = connection.execute(select(feed_items).where(waits).order_by(feed_items.c.seq).limit(1)).mappings().first()
    return None if row is None else _announced(row)


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
    Of a feed that is no longer watched nothing is kept.
    """
    with store.writing() as connection:
        values = {"title": title, "etag": etag, "modified": modified}
        if not _note_checked(connection, address, due=due, values=values):
            return 0
        new = [_item_row(item) for item in items if not _is_known(connection, item)]
        insert_new(connection, feed_items, new)
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
    store: Store,
    item: Announced,
    state: ItemState,
    *,
    error: str | None = None,
    due: float = 0.0,
    also: Iterable[Announced] = (),
) -> None:
    """Keep what became of an item.

    Args:
        store: the ledger.
        item: which.
        state: what became of it.
        error: why it could not be read.
        due: when it is to be asked for again, in seconds since 1970, where it is.
        also: the same page at other addresses, to which this one led.
    """
    values = {"state": state, "error": error, "due": due, "tries": item.tries + (error is not None)}
    with store.writing() as connection:
        connection.execute(update(feed_items).where(feed_items.c.key == item.key).values(**values))
        for one in also:
            insert_new(connection, feed_items, [_item_row(one)])
            connection.execute(update(feed_items).where(feed_items.c.key == one.key).values(state=state))


def is_private(store: Store, address: str) -> bool:
    """True where a feed on a private host announced this address, so that it may lie on one itself."""
    announced = select(feed_items.c.private).where(feed_items.c.address == address).limit(1)
    with store.reading() as connection:
        return bool(connection.scalar(announced))


def is_captured(connection: Connection, source: str) -> bool:
    """True where a text was read from this source, by whomever."""
    return connection.scalar(select(captures.c.seq).where(captures.c.source == source).limit(1)) is not None


def _note_checked(connection: Connection, address: str, *, due: float, values: Mapping[str, Any]) -> bool:
    told = {**values, "checked": now(), "due": due, "failures": 0, "error": None}
    return connection.execute(update(feeds).where(feeds.c.address == address).values(**told)).rowcount > 0


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
        "host": item.host,
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
        host=row["host"],
        feed=row["feed"],
        private=bool(row["private"]),
        guid=row["guid"],
        title=row["title"],
        told=json.loads(row["told"]),
        tries=row["tries"],
    )
