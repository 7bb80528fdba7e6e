"""`communique watch`: read what feeds announce and what comes into folders, until stopped."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Final

import typer

from communique.cli.json_log import JsonLogOption, Log
from communique.cli.opening import open_ledger
from communique.cli.options import JobsOption, LedgerOption, QuietOption, ReaderOption
from communique.cli.status import PARTLY, complain, note
from communique.cli.wording import counted, listed
from communique.settings import ReaderChoice

if TYPE_CHECKING:
    from communique.ledger import WatchNote, WatchReport

__all__ = ["EXAMPLES", "TWINS", "watch"]

EXAMPLES: Final = (
    "communique watch",
    "communique watch incoming/ --ledger talks.db",
    "communique watch --once",
    "communique watch incoming/ --for 8h",
)
TWINS: Final = ("Ledger.watch",)


def watch(
    folders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FOLDER", help="Folders whose new and changed files are read, beside the feeds.", show_default=False
        ),
    ] = None,
    *,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end; for a timer of your own.")] = False,
    length: Annotated[
        str | None,
        typer.Option("--for", metavar="TIME", help="End after so long: 90s, 30m, 8h.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
    reader: ReaderOption = ReaderChoice.TRAINED,
    jobs: JobsOption = None,
    json_log: JsonLogOption = False,
) -> None:
    """Read what feeds announce and what comes into folders, as it appears.

    `communique feed add` says which feeds. Each page is read once. Every site is asked seldom, and for what its
    robots.txt allows. Ctrl-C ends it after the document under way, and the same command goes on from there; status 3
    says that something could not be read when it was last tried.
    """
    # Deferred: `--help` can do without.
    from communique.ledger.feeding import parse_every

    seconds = None if length is None else parse_every(length)
    log = Log() if json_log else None
    with open_ledger(ledger) as book, _stoppable() as stop:
        if not (quiet or log):
            note(_opening(len(book.feeds()) if book.path.exists() else 0, len(folders or ())))
        report = book.watch(
            folders or (),
            once=once,
            seconds=seconds,
            stop=stop,
            reader=reader,
            jobs=jobs,
            on_note=_name_failures if quiet else _tell if log is None else partial(_log, log),
        )
    if log is not None:
        outcomes = {"read": report.read, "known": report.known, "unsupported": report.unsupported}
        counts = {"polls": report.polls, "outcomes": {**outcomes, "failed": len(report.failed)}}
        log.summary(interrupted=False, more={**counts, "meetings": report.meetings})
    elif not quiet:
        note(_summary(report))
    if report.failed:
        raise typer.Exit(PARTLY)


@contextlib.contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """What is set when somebody says stop, by Ctrl-C or as a service manager does; a second Ctrl-C ends at once."""
    stop = threading.Event()

    def hear(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        note("stopping after the document under way")

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _opening(feeds: int, folders: int) -> str:
    if not feeds and not folders:
        return "nothing is watched yet: `communique feed add URL` adds a feed; Ctrl-C ends this"
    parts = [counted(count, noun) for count, noun in ((feeds, "feed"), (folders, "folder")) if count]
    return f"watching {listed(parts)}; Ctrl-C ends it"


def _tell(told: WatchNote) -> None:
    if told.failed:
        _name_failures(told)
    else:
        about = "" if told.source is None else f"{told.source}: "
        note(f"{datetime.now():%H:%M:%S} {about}{told.said}")


def _log(log: Log, told: WatchNote) -> None:
    log.say("note", source=told.source, said=told.said, failed=told.failed)


def _name_failures(told: WatchNote) -> None:
    if told.failed:
        about = "" if told.source is None else f"{told.source}: "
        complain(f"{about}{told.said}")


def _summary(report: WatchReport) -> str:
    parts = [f"{counted(report.read, 'document')} read"]
    if report.known:
        parts.append(f"{report.known:,} known already")
    if report.unsupported:
        parts.append(f"{report.unsupported:,} kept unread, in languages that cannot be read yet")
    if report.failed:
        parts.append(f"{counted(len(report.failed), 'source')} failed")
    asked = f"feeds asked {counted(report.polls, 'time')}" if report.polls else "no feed asked"
    return f"{asked}; {listed(parts)}; the ledger has {counted(report.meetings, 'meeting')}"
