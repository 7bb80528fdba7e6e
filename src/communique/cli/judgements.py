"""`communique judgements`: what people decided."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from communique.cli.decisions_page import decision_lines
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.page import print_lines
from communique.cli.status import PARTLY, complain, note
from communique.cli.wording import counted

__all__ = ["EXAMPLES", "TWINS", "judgements"]

EXAMPLES: Final = (
    "communique judgements",
    "communique judgements --standing --format csv > decisions.csv",
    "communique judgements --of per_77aa01c2",
    "communique judgements --take decisions.jsonl",
)
TWINS: Final = ("Ledger.judgements", "Ledger.take_judgements")


def judgements(
    *,
    of: Annotated[
        str | None,
        typer.Option(
            "--of", metavar="THING", help="Only what was decided of this: an id or a name.", show_default=False
        ),
    ] = None,
    take: Annotated[
        Path | None,
        typer.Option(
            "--take",
            metavar="FILE",
            help="Take over the decisions of another ledger, written with --format jsonl; list nothing.",
            show_default=False,
        ),
    ] = None,
    standing: Annotated[bool, typer.Option("--standing", help="Only what is not withdrawn.")] = False,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List what people decided, in the order in which they did, what was withdrawn included.

    A decision whose name or report is no longer read in its document takes the nearest one there; where there is none,
    it is kept and shown to be without effect.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.decision import decision_form

    if take is not None:
        _take(take, ledger)
        return
    with open_ledger(ledger) as book:
        found = book.judgements(of, standing=standing)
    print_records(map(decision_form, found), noun="judgements", form=form, print_table=_print_lines)
    if not found:
        note("nothing was decided yet" if of is None else "nothing was decided of it")


def _take(path: Path, ledger: Path | None) -> None:
    with open_ledger(ledger) as book:
        report = book.take_judgements(path)
    for number, problem in report.refused:
        complain(f"{path}, line {number}: {problem}")
    known = f", {report.known} known already" if report.known else ""
    unmet = f"; {report.unmet} without effect, as their texts are not read here" if report.unmet else ""
    note(f"{counted(report.taken, 'decision')} taken over{known}{unmet}")
    if report.refused:
        raise typer.Exit(PARTLY)


def _print_lines(records: Iterable[Mapping[str, Any]]) -> None:
    for record in records:
        print_lines(decision_lines(record), sys.stdout)
