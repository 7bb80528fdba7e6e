"""`communique undo`: withdraw what was decided."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from communique.cli.deciding import BecauseOption, ByOption, who_decides
from communique.cli.decisions_page import decision_lines
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.page import print_lines
from communique.exporters import load_exporter

__all__ = ["EXAMPLES", "TWINS", "undo"]

EXAMPLES: Final = (
    "communique undo jdg_5d0f8a17",
    'communique undo jdg_5d0f8a17 --because "they are brothers" --by Ana',
)
TWINS: Final = ("Ledger.undo",)


def undo(
    decision: Annotated[
        str,
        typer.Argument(
            metavar="JUDGEMENT",
            help="The id of a decision, or the beginning of it; `judgements` lists them.",
            show_default=False,
        ),
    ],
    *,
    because: BecauseOption = None,
    by: ByOption = None,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Withdraw what was decided; the lists become what they were without it.

    Nothing is erased: the withdrawal is a decision of its own, and undoing it puts the first one in force again.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.decision import decision_form

    with open_ledger(ledger) as book:
        record = decision_form(book.undo(decision, because=because, by=who_decides(by)))
    if form is PageFormat.JSON:
        load_exporter("json").write([record], sys.stdout, noun="judgements")
    else:
        print_lines(decision_lines(record, dated=False), sys.stdout)
