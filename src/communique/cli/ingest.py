"""`communique ingest`: documents into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from communique.cli.json_log import JsonLogOption, watching
from communique.cli.opening import open_ledger
from communique.cli.options import (
    AllowPrivateOption,
    JobsOption,
    KeepRawOption,
    LedgerOption,
    MappingOption,
    PathsArgument,
    QuietOption,
    ReaderOption,
)
from communique.cli.status import PARTLY, complain, note
from communique.cli.wording import counted, listed
from communique.settings import ReaderChoice

if TYPE_CHECKING:
    from communique.ledger import IngestReport, Ledger

__all__ = ["EXAMPLES", "KEPT", "TWINS", "conclude", "ingest", "ingest_watched", "name_failures"]

EXAMPLES: Final = (
    "communique ingest articles/",
    "communique ingest 'articles/**/*.txt' --ledger talks.db",
    "communique ingest archive/ --jobs 4",
    "communique ingest pages.warc.gz readouts.zip inbox.mbox",
    "communique ingest articles.csv --mapping columns.toml",
    "curl -s https://ministry.example/readout.pdf | communique ingest -",
    "communique ingest https://news.example/world/talks notes.txt",
)
TWINS: Final = ("Ledger.ingest",)

KEPT: Final = "everything read so far is kept"
"""What an interruption leaves."""


def ingest(
    paths: PathsArgument,
    *,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
    reader: ReaderOption = ReaderChoice.TRAINED,
    jobs: JobsOption = None,
    mapping: MappingOption = None,
    allow_private: AllowPrivateOption = False,
    keep_raw: KeepRawOption = False,
    json_log: JsonLogOption = False,
) -> None:
    """Read documents into the ledger.

    Text, web pages, PDF, Word, mail and JSON; also out of zip and tar archives, gzip, mailboxes, JSON lines, CSV and
    web archives. What a file is, its first bytes tell, then its name.

    Known texts are skipped, so a run that was interrupted is finished by the same command. A document that cannot be
    read is named with the reason, the others are kept, and the status is 3.
    """
    with open_ledger(ledger) as book:
        report = ingest_watched(
            book,
            paths,
            quiet=quiet,
            reader=reader,
            jobs=jobs,
            mapping=mapping,
            allow_private=allow_private,
            keep_raw=keep_raw,
            json_log=json_log,
        )
    conclude(report, quiet=quiet, json_log=json_log)


def ingest_watched(
    book: Ledger,
    paths: Sequence[str | Path],
    *,
    quiet: bool,
    reader: ReaderChoice | None = None,
    jobs: int | None = None,
    mapping: Path | None = None,
    allow_private: bool = False,
    keep_raw: bool = False,
    json_log: bool = False,
) -> IngestReport:
    """Ingest with a progress bar, or with lines of JSON; Ctrl-C says that nothing is lost.

    Raises:
        typer.Exit: with 130, where the run was interrupted.
    """
    with watching(quiet=quiet, json_log=json_log, kept=KEPT) as (tell, log):
        report = book.ingest(
            paths,
            on_progress=tell,
            reader=reader,
            jobs=jobs,
            mapping=mapping,
            allow_private=allow_private,
            keep_raw=keep_raw,
        )
        if log is not None:
            log.summary(interrupted=False, more={"meetings": report.meetings})
    return report


def conclude(report: IngestReport, *, quiet: bool, json_log: bool) -> None:
    """Say what a run came to, as far as the log has not said so.

    Raises:
        typer.Exit: with 3, where something could not be read.
    """
    if not json_log:
        name_failures(report)
    if not (quiet or json_log):
        note(_summary(report))
    if report.failed:
        raise typer.Exit(PARTLY)


def name_failures(report: IngestReport) -> None:
    """Name each document that failed, with the reason, on standard error."""
    for failure in report.failed:
        complain(f"{failure.source}: {failure.error}")


def _summary(report: IngestReport) -> str:
    parts = [f"{counted(report.read, 'document')} read"]
    if report.known:
        parts.append(f"{report.known:,} known already")
    if report.unsupported:
        parts.append(f"{report.unsupported:,} kept unread, in languages that cannot be read yet")
    if report.forgotten:
        parts.append(f"{report.forgotten:,} left out, whose texts were forgotten")
    if report.failed:
        parts.append(f"{len(report.failed):,} failed")
    return f"{listed(parts)}; the ledger has {counted(report.meetings, 'meeting')}"
