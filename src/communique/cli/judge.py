"""`communique judge`: decide that two things are the same, or are not."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Final

import typer

from communique.cli.deciding import BecauseOption, ByOption, who_decides
from communique.cli.decisions_page import decision_lines
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.page import print_lines
from communique.cli.status import note
from communique.exporters import load_exporter

__all__ = ["EXAMPLES", "TWINS", "Verdict", "judge"]

EXAMPLES: Final = (
    'communique judge same "Jay Y. Lee" "Lee Jae-yong" --because "his English name"',
    'communique judge different mtg_3f0c9a1b mtg_77aa01c2 --because "talks, and the dinner after them" --by Ana',
    "communique judge same stm_19c40b6e stm_5be0a771",
)
TWINS: Final = ("Ledger.judge",)


class Verdict(StrEnum):
    """What can be decided of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def judge(
    verdict: Annotated[Verdict, typer.Argument(metavar="same|different|unsure", show_default=False)],
    one: Annotated[
        str,
        typer.Argument(
            metavar="ONE", help="An id, the beginning of one, or a name that only one has.", show_default=False
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The same, of the same kind.", show_default=False)],
    *,
    because: BecauseOption = None,
    by: ByOption = None,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two people, organisations, meetings, statements or documents are the same, or are not.

    What you decide wins over every rule, holds for all names and reports of the two, and is never overwritten: `undo`
    takes it back and restores what was. Two statements are the same where one answers the other, two documents where
    one is a copy of the other. A decision that contradicts what was decided before is refused, and both are shown.

    To part what is wrongly one, name two of its names or reports: `communique why ID` lists them.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.decision import decision_form

    with open_ledger(ledger) as book:
        decision, new = book.judge(verdict.value, one, other, because=because, by=who_decides(by))
    record = decision_form(decision)
    if form is PageFormat.JSON:
        load_exporter("json").write([record], sys.stdout, noun="judgements")
    else:
        print_lines(decision_lines(record, dated=False), sys.stdout)
    if not new:
        note("this was decided already")
