"""`communique retry`: read again what could not be read."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from communique.cli.ingest import KEPT, conclude
from communique.cli.json_log import JsonLogOption, watching
from communique.cli.opening import open_ledger
from communique.cli.options import (
    AllowPrivateOption,
    JobsOption,
    KeepRawOption,
    LedgerOption,
    MappingOption,
    QuietOption,
    ReaderOption,
)
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
    mapping: MappingOption = None,
    keep_raw: KeepRawOption = False,
    allow_private: AllowPrivateOption = False,
    json_log: JsonLogOption = False,
) -> None:
    """Read again what could not be read when it was last tried.

    What can be read by now is taken in and leaves the list of failures (`documents --result failed`). What fails again
    is named with the reason, and the status is 3.
    """
    with open_ledger(ledger) as book, watching(quiet=quiet, json_log=json_log, kept=KEPT) as (tell, log):
        report = book.retry(
            sources or None,
            on_progress=tell,
            reader=reader,
            jobs=jobs,
            mapping=mapping,
            keep_raw=keep_raw,
            allow_private=allow_private,
        )
        if log is not None:
            log.summary(interrupted=False, more={"meetings": report.meetings})
    conclude(report, quiet=quiet, json_log=json_log)
