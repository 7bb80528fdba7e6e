"""Feeds and folders of a ledger: adding a feed, and putting a watch together: who fetches, who reads, who takes in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from communique.batch import Limits, Pool
from communique.errors import DocumentError, InputError
from communique.ledger.extracting import refuse
from communique.ledger.feeding import FeedReader, add
from communique.ledger.fetching import hire_visitor
from communique.ledger.ingesting import crew_for, version_of
from communique.ledger.watching import OnTaken, Watcher, WatchNote, WatchReport
from communique.model import Document, Extraction
from communique.settings import ReaderChoice, Settings
from communique.sources.feeds.reading import FeedContents, read_feed
from communique.sources.fetching.fetcher import Fetched
from communique.sources.pieces import Piece
from communique.store.crews import Crew
from communique.store.feeds import Feed
from communique.store.ingesting import take_in
from communique.store.opening import Store
from communique.store.records import Failure, Outcome
from communique.store.watch_lock import watch_lock

__all__ = ["add_feed", "feed_reader", "watch"]

FEED_SECONDS: Final = 20.0
"""Seconds that reading a feed may take; one with a thousand items takes a fifth of one."""


def add_feed(
    store: Callable[[], Store],
    address: str,
    *,
    there: bool,
    every: float | None,
    private: bool,
    settings: Settings,
    alone: bool = False,
) -> Feed:
    """Watch a feed from now on. `Ledger.add_feed` describes the other arguments.

    Args:
        store: gives the ledger.
        address: where the feed lies.
        there: there is a ledger already.
        every: the seconds between two looks.
        private: it may lie on a private host.
        settings: the settings.
        alone: read it in this process.

    Raises:
        InputError: it is watched already, its address is not asked for, or there is no feed.
    """
    visitor = hire_visitor(settings, by_hand=True)
    with feed_reader(settings, alone=alone) as read:
        return add(
            store, address, there=there, every=every, private=private, settings=settings, visitor=visitor, read=read
        )


def watch(
    open_store: Callable[[], Store],
    folders: Sequence[str | Path],
    *,
    settings: Settings,
    extract: Callable[[Document], Extraction] | None,
    reader: ReaderChoice | str | None = None,
    jobs: int | None = None,
    once: bool = False,
    seconds: float | None = None,
    stop: threading.Event | None = None,
    on_note: Callable[[WatchNote], None] | None = None,
) -> WatchReport:
    """Watch the feeds of a ledger, and folders. `Ledger.watch` describes the arguments.

    Raises:
        InputError: a folder is none, or somebody else is watching for this ledger.
    """
    for folder in folders:
        if not Path(folder).is_dir():
            raise InputError(f"no such folder: {folder}")
    store = open_store()
    with (
        watch_lock(store.path),
        crew_for(extract, reader=reader, jobs=jobs) as crew,
        feed_reader(settings, alone=extract is not None) as read,
    ):
        watcher = Watcher(
            store,
            settings=settings,
            visitor=lambda sleep: hire_visitor(settings, sleep=sleep),
            read_feed=read,
            take=partial(_take, store, crew, version=version_of(extract, reader)),
            folders=[str(folder) for folder in folders],
            stop=stop or threading.Event(),
            on_note=on_note or (lambda note: None),
        )
        return watcher.run(once=once, seconds=seconds)


@contextmanager
def feed_reader(settings: Settings, *, alone: bool = False) -> Iterator[FeedReader]:
    """What reads feeds, each within limits in a process of its own: a feed can be written to keep its reader busy.

    Args:
        settings: the settings.
        alone: read them in this process, as a ledger with an extractor of its own reads everything.
    """
    if alone:
        yield read_feed
        return
    limits = Limits(seconds=min(FEED_SECONDS, settings.max_seconds), megabytes=settings.max_memory_megabytes)
    with Pool(_read_feeds, lose=lambda page, why: f"{page.address}: {why}", jobs=1, limits=limits) as pool:

        def read(page: Fetched) -> FeedContents:
            (found,) = pool.submit([page]).result()
            if isinstance(found, str):
                raise DocumentError(found)
            return found

        yield read


def _read_feeds(pages: Sequence[Fetched]) -> list[FeedContents | str]:
    """What each feed announces, or why it cannot be read."""
    return [_read_feed(page) for page in pages]


def _read_feed(page: Fetched) -> FeedContents | str:
    try:
        return read_feed(page)
    except DocumentError as error:
        return str(error)


def _take(
    store: Store, crew: Crew[Piece], pieces: Iterable[Piece], on_taken: OnTaken, *, version: Callable[[], str | None]
) -> None:
    for source, outcome in take_in(store, pieces, crew=crew, refuse=refuse, reader=version):
        if isinstance(outcome, Failure):
            on_taken(source, Outcome.FAILED, outcome.error)
        else:
            on_taken(source, outcome, None)
