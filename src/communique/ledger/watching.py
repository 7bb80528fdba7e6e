"""Watching feeds and folders: one thing after the other, as each comes due, until somebody says stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from communique.errors import InputError
from communique.ledger.feeding import FeedReader, poll
from communique.ledger.watched_pages import FetchedItem, fetch_ready, note_taken, ready_hosts
from communique.settings import Settings
from communique.sources.fetching.addresses import parse_address
from communique.sources.fetching.visiting import Visitor
from communique.sources.finding import iter_pieces
from communique.sources.folders import FolderScan, SettledFile, state_of
from communique.sources.pieces import Piece
from communique.store.feeds import list_due, waiting_hosts
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.opening import Store
from communique.store.records import Failure, Outcome
from communique.store.watched_files import find_read_files, note_files_read

__all__ = ["OnTaken", "StopError", "Take", "WatchNote", "WatchReport", "Watcher"]

OnTaken = Callable[[str, Outcome, str | None], None]
"""Is told what became of a source, and why it could not be read."""

Take = Callable[[Iterable[Piece], OnTaken], None]
"""Takes pieces into the ledger, without bringing its lists up to date."""

LISTS_AFTER: Final = 60.0
"""Seconds after which the lists are brought up to date though more is waiting, or ten times as many as that takes."""

FILES_AT_ONCE: Final = 16
"""Files that are taken in together, and finished where somebody says stop."""

PATIENCE: Final = 60.0
"""Seconds that `once` waits for a host that may not be asked yet; what is later than that is left for the next time."""


class StopError(Exception):
    """Somebody said stop while there was nothing to do but wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchNote:
    """Something that whoever looks on would like to know.

    Attributes:
        source: the feed, the page, the file or the folder that it is about; None where it is about all.
        said: what there is to say.
        failed: it is a failure.
    """

    source: str | None
    said: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What came of watching.

    Attributes:
        polls: how often feeds were asked for.
        read: texts not known before, and read.
        known: pages and files whose text was in the ledger already.
        unsupported: texts kept without claims, since their language cannot be read yet.
        failed: what could not be read when it was last tried, feeds and folders included, and why.
        meetings: how many meetings the ledger now lists.
    """

    polls: int
    read: int
    known: int
    unsupported: int
    failed: tuple[Failure, ...]
    meetings: int


class Watcher:
    """Looks at feeds and folders as they come due, and reads what is new.

    Args:
        store: the ledger.
        settings: the settings.
        visitor: gives who fetches, from what waits for him.
        read_feed: reads feeds.
        take: takes pieces in.
        folders: what is looked through.
        stop: set by whoever says stop.
        on_note: is told what happens.
    """

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings,
        visitor: Callable[[Callable[[float], None]], Visitor],
        read_feed: FeedReader,
        take: Take,
        folders: Sequence[str],
        stop: threading.Event,
        on_note: Callable[[WatchNote], None],
    ) -> None:
        self._store = store
        self._settings = settings
        self._visitor = visitor(self._sleep)
        self._read_feed = read_feed
        self._take = take
        self._scan = FolderScan(folders=folders, settle=settings.settle_seconds)
        self._next_scan: float | None = 0.0 if folders else None
        self._stop = stop
        self._on_note = on_note
        self._end: float | None = None
        self._tally = dict.fromkeys(Outcome, 0)
        self._polls = 0
        self._failed: dict[str, str] = {}
        self._unlisted: float | None = None  # since when the lists have not followed
        self._listing = 0.0  # seconds that it took the last time to have them follow

    def run(self, *, once: bool = False, seconds: float | None = None) -> WatchReport:
        """Watch until stopped, for some seconds, or until all that is due is done.

        Raises:
            StoreError: the ledger cannot be written; everything before is kept.
        """
        begun = time.time()
        self._end = None if seconds is None else time.monotonic() + seconds
        try:
            while not self._is_over():
                at = begun if once else time.time()
                if self._step(at):
                    self._list(in_passing=True)
                    continue
                self._list()
                wait = self._wait(at, once=once)
                if once and (wait is None or wait > PATIENCE):
                    break
                # Somebody may add a feed meanwhile.
                self._sleep(min(self._settings.scan_seconds, wait if wait is not None else self._settings.scan_seconds))
        except StopError:
            pass
        self._list()
        return self._report()

    def _sleep(self, seconds: float) -> None:
        """Wait, but no longer than until somebody says stop.

        Raises:
            StopError: somebody did, or the time is over.
        """
        end = time.monotonic() + seconds
        if self._end is not None:
            end = min(end, self._end)
        self._stop.wait(max(0.0, end - time.monotonic()))
        if self._is_over():
            raise StopError

    def _is_over(self) -> bool:
        return self._stop.is_set() or (self._end is not None and time.monotonic() >= self._end)

    def _step(self, at: float) -> bool:
        """Do the next thing that is due; False where there is nothing that can be done now."""
        return self._poll_one(at) or self._look_through_folders() or self._read_pages(at)

    def _poll_one(self, at: float) -> bool:
        with self._store.reading() as connection:
            feeds = list_due(connection)
        ready = (feed for feed in feeds if (feed.due or 0.0) <= at and not self._held(feed.address))
        feed = next(ready, None)
        if feed is None:
            return False
        polled = poll(self._store, feed, settings=self._settings, visitor=self._visitor, read=self._read_feed)
        self._polls += 1
        if polled.error is not None:
            self._fail(feed.address, polled.error)
        elif self._failed.pop(feed.address, None) is not None or polled.new:
            self._on_note(WatchNote(source=feed.address, said=f"{polled.new:,} new"))
        return True

    def _held(self, address: str) -> float:
        return self._visitor.pace.wait(parse_address(address, any_port=True).host)

    def _look_through_folders(self) -> bool:
        if self._next_scan is None or time.monotonic() < self._next_scan:
            return False
        with self._store.reading() as connection:
            known = find_read_files(connection)
        before = self._scan.troubles
        settled = self._scan.look(known)
        self._next_scan = time.monotonic() + self._settings.scan_seconds
        for source in before.keys() - self._scan.troubles.keys():
            self._failed.pop(source, None)
        for source, trouble in self._scan.troubles.items():
            if before.get(source) != trouble:
                self._fail(source, trouble)
        for start in range(0, len(settled), FILES_AT_ONCE):
            if self._is_over():
                break
            self._read_files(settled[start : start + FILES_AT_ONCE])
        return bool(settled)

    def _read_files(self, files: Sequence[SettledFile]) -> None:
        given: list[SettledFile] = []

        def pieces() -> Iterator[Piece]:
            for file in files:
                for piece in _pieces_of(file):
                    if self._is_over():  # an archive that is left in the middle is begun again the next time
                        return
                    yield piece
                given.append(file)

        self._take_in(pieces(), lambda *_: None)
        # One that somebody has written to meanwhile is read once more, when that is over.
        note_files_read(self._store, {file.path: file.state for file in given if state_of(file.path) == file.state})

    def _read_pages(self, at: float) -> bool:
        if not ready_hosts(self._store, self._visitor, at):
            return False
        fetched: dict[str, FetchedItem] = {}

        def note(source: str, outcome: Outcome, reason: str | None) -> None:
            note_taken(self._store, fetched[source], outcome, reason, self._settings)

        try:
            for one in fetch_ready(self._store, self._visitor, at, is_over=self._is_over):
                fetched[one.piece.source] = one
        finally:  # what was fetched is read, though somebody says stop
            if fetched:
                self._take_in([one.piece for one in fetched.values()], note)
        return True

    def _take_in(self, pieces: Iterable[Piece], on_taken: OnTaken) -> None:
        def told(source: str, outcome: Outcome, reason: str | None) -> None:
            on_taken(source, outcome, reason)
            self._tally[outcome] += 1
            if outcome is Outcome.FAILED:
                self._fail(source, reason or "no reason given")
                return
            self._failed.pop(source, None)
            if outcome is not Outcome.KNOWN and self._unlisted is None:
                self._unlisted = time.monotonic()
            self._on_note(WatchNote(source=source, said=outcome.value))

        self._take(pieces, told)

    def _fail(self, source: str, reason: str) -> None:
        self._failed[source] = reason
        self._on_note(WatchNote(source=source, said=reason, failed=True))

    def _list(self, *, in_passing: bool = False) -> None:
        """Bring the lists up to date; in passing only where they have not followed for long."""
        if self._unlisted is None:
            return
        start = time.monotonic()
        if in_passing and start - self._unlisted < max(LISTS_AFTER, 10 * self._listing):
            return
        bring_lists_up_to_date(self._store)
        self._unlisted = None
        self._listing = time.monotonic() - start
        self._on_note(WatchNote(source=None, said=f"the ledger has {self._count_meetings():,} meetings"))

    def _wait(self, at: float, *, once: bool) -> float | None:
        """The seconds until something can be done; None where there is nothing to come."""
        with self._store.reading() as connection:
            feeds = list_due(connection)
            hosts = waiting_hosts(connection)
        now = time.time()
        pace = self._visitor.pace
        waits = [max(due - now, pace.wait(host)) for host, due in hosts.items() if not once or due <= at]
        waits += [
            max(feed.due - now, self._held(feed.address))
            for feed in feeds
            if feed.due is not None and (not once or feed.due <= at)
        ]
        if self._next_scan is not None and (not once or self._scan.unsettled):
            waits.append(self._next_scan - time.monotonic())
        return max(0.0, min(waits)) if waits else None

    def _count_meetings(self) -> int:
        with self._store.reading() as connection:
            return count_meetings(connection)

    def _report(self) -> WatchReport:
        return WatchReport(
            polls=self._polls,
            read=self._tally[Outcome.READ],
            known=self._tally[Outcome.KNOWN],
            unsupported=self._tally[Outcome.UNSUPPORTED],
            failed=tuple(Failure(source=source, error=error) for source, error in self._failed.items()),
            meetings=self._count_meetings(),
        )


def _pieces_of(file: SettledFile) -> Iterator[Piece]:
    """What a file holds, which are many texts where it is an archive."""
    try:
        yield from iter_pieces([file.piece.source])
    except InputError as error:  # it is gone again
        yield Piece(source=file.piece.source, failure=str(error))
