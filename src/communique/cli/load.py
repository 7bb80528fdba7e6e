"""`communique load`: documents and claims from elsewhere, past the gate, into the ledger."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from communique.cli.json_log import JsonLogOption, Log, watching
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, QuietOption
from communique.cli.status import PARTLY, complain, note
from communique.cli.wording import counted, listed

if TYPE_CHECKING:
    from communique.ledger import LoadReport, Refusal

__all__ = ["EXAMPLES", "TWINS", "load"]

EXAMPLES: Final = (
    "communique extract articles/ --with-text | communique load - --ledger talks.db",
    "communique load colleague.jsonl",
    "communique load other-reader.jsonl --texts articles/",
)
TWINS: Final = ("Ledger.load",)


def load(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="EXTRACT", help="Files of JSON lines, as `extract` prints them; `-` for standard input."
        ),
    ],
    *,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", metavar="FOLDER", help="Where the texts lie that do not come along.", show_default=False
        ),
    ] = None,
    quiet: QuietOption = False,
    json_log: JsonLogOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Take in what another reader found.

    Each claim passes the same gate as our own: what its text does not bear out is refused and named, with the reason;
    the rest is taken in, and the status is 3. What is known already changes nothing.
    """
    with (
        open_ledger(ledger) as book,
        watching(quiet=quiet, json_log=json_log, kept="everything taken in so far is kept") as (tell, log),
    ):
        refuse = _name if log is None else partial(_log, log)
        done = book.load(paths, texts=texts, on_progress=tell, on_refusal=refuse)
        if log is not None:
            taken = {"documents": done.documents, "claims": done.claims, "refused": done.refused}
            log.summary(interrupted=False, more={**taken, "meetings": done.meetings})
    if not (quiet or json_log):
        note(_summary(done))
    if done.refused:
        raise typer.Exit(PARTLY)


def _name(refusal: Refusal) -> None:
    place = f"{refusal.source}:{refusal.line}"
    what = ", ".join(part for part in (refusal.document, refusal.claim) if part is not None)
    complain(f"{place}: {what}: {refusal.problem}" if what else f"{place}: {refusal.problem}")


def _log(log: Log, refusal: Refusal) -> None:
    log.say(
        "refusal",
        source=refusal.source,
        line=refusal.line,
        document=refusal.document,
        claim=refusal.claim,
        error=refusal.problem,
    )


def _summary(done: LoadReport) -> str:
    parts = [f"{counted(done.claims, 'claim')} and {counted(done.documents, 'document')} taken in"]
    if done.known:
        parts.append(f"{counted(done.known, 'line')} known already")
    if done.forgotten:
        parts.append(f"{done.forgotten:,} left out, whose texts were forgotten")
    if done.refused:
        parts.append(f"{done.refused:,} refused")
    return f"{listed(parts)}; the ledger has {counted(done.meetings, 'meeting')}"
