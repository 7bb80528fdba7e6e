"""`communique retry`: read again what could not be read."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from communique.cli.ingest import name_failures, summary
from communique.cli.opening import open_ledger
from communique.cli.options import JobsOption, LedgerOption, QuietOption, ReaderOption
from communique.cli.progress import progress_bar
from communique.cli.status import INTERRUPTED, PARTLY, complain, note
from communique.settings import ReaderChoice

__all__ = ["EXAMPLES", "TWINS", "retry"]

EXAMPLES: Final = ("communique retry", "communique retry articles/ news.zip")
TWINS: Final = ("Ledger.retry",)


def retry(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Only these, and what lies in them, by the names under which they failed.",
            show_default=False,
        ),
    ] = None,
    *,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
    reader: ReaderOption = ReaderChoice.TRAINED,
    jobs: JobsOption = None,
) -> None:
    """Read again what could not be read when it was last tried.

    What can be read by now is taken in and leaves the list of failures (`documents --result failed`). What fails again
    is named with the reason, and the status is 3.
    """
    with open_ledger(ledger) as book:
        try:
            with progress_bar(quiet=quiet) as tell:
                report = book.retry(sources or None, on_progress=tell, reader=reader, jobs=jobs)
        except KeyboardInterrupt as error:
            complain("interrupted; everything read so far is kept, and the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from error
    name_failures(report)
    if not quiet:
        note(summary(report))
    if report.failed:
        raise typer.Exit(PARTLY)
