"""The progress bar: how far, how fast, how long still, how many failed; for somebody who is watching, else nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from communique.cli.page import is_terminal
from communique.cli.printable import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

    from communique.ledger import Progress as Step

__all__ = ["byte_bar", "progress_bar", "stage_line"]

_ROOM: Final = 36  # letters of a source; its end tells more than its beginning


@contextlib.contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A bar on standard error while documents are read, gone when they are.

    Args:
        quiet: show nothing.

    Yields:
        What to call after each document.
    """
    if quiet or not is_terminal(sys.stderr):
        yield lambda step: None
        return
    # Deferred: only somebody who is watching needs rich.
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    with _transient(
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}", style="red", markup=False),
        TextColumn("{task.fields[source]}", style="dim", markup=False),
    ) as bar:
        task = bar.add_task("", total=None, rate="", failed="", source="starting")
        failed = 0

        def report(step: Step) -> None:
            nonlocal failed
            failed += step.outcome == "failed"
            going_on = step.total is None or step.done < step.total
            name = one_line(step.source) if going_on else "putting the reports together"
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=step.done,
                total=step.total,
                rate=f"{speed:.1f}/s" if speed else "",
                failed=f"{failed} failed" if failed else "",
                source=name if len(name) <= _ROOM else f"…{name[1 - _ROOM :]}",
            )

        yield report


@contextlib.contextmanager
def byte_bar(
    *, quiet: bool, doing: str = "reading", ending: str = "putting the entries together"
) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while one large file is read or written, by its bytes; gone when it is.

    Args:
        quiet: show nothing.
        doing: what is being done.
        ending: what is still to do when all bytes are dealt with.

    Yields:
        What to call with the bytes read and the bytes there are.
    """
    if quiet or not is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    # Deferred, as above.
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn

    with _transient(
        BarColumn(bar_width=28),
        DownloadColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[stage]}", style="dim", markup=False),
    ) as bar:
        task = bar.add_task("", total=None, stage="starting")

        def report(done: int, total: int) -> None:
            stage = doing if done < total else ending
            bar.update(task, completed=done, total=total or None, stage=stage)

        yield report


@contextlib.contextmanager
def stage_line(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done and for how long, gone when it is done.

    Args:
        quiet: show nothing.

    Yields:
        What to call with the name of each stage, when it begins.
    """
    if quiet or not is_terminal(sys.stderr):
        yield lambda stage: None
        return
    # Deferred, as above.
    from rich.progress import TextColumn, TimeElapsedColumn

    with _transient(
        TimeElapsedColumn(),
        TextColumn("{task.fields[stage]}", markup=False),
    ) as bar:
        task = bar.add_task("", total=None, stage="starting")
        yield lambda stage: bar.update(task, stage=stage)


def _transient(*columns: ProgressColumn) -> Progress:
    """A spinner and columns on standard error, gone when they are over."""
    # Deferred, as above.
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn

    console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
    return Progress(SpinnerColumn(), *columns, console=console, transient=True)
