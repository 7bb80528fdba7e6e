"""`communique why`: what makes two names one, or keeps them apart."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from communique.cli.chain_page import chain_page
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.page import print_lines
from communique.exporters import load_exporter

__all__ = ["EXAMPLES", "TWINS", "why"]

EXAMPLES: Final = (
    'communique why "Jay Y. Lee" "Lee Jae-yong"',
    "communique why per_77aa01c2",
    "communique why mtg_3f0c9a1b mtg_77aa01c2 --format json",
)
TWINS: Final = ("Ledger.chain",)


def why(
    one: Annotated[
        str,
        typer.Argument(
            metavar="ONE", help="An id, the beginning of one, or a name that only one has.", show_default=False
        ),
    ],
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="OTHER", help="The same; without it, all names or reports of the one.", show_default=False
        ),
    ] = None,
    *,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show the judgements that make two names or reports one, or keep them apart, step by step.

    Each step says which rule or person holds it, why, how surely, and how to take it back. Names within one entry go by
    how they are written, or by their ids.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.decision import chain_form

    with open_ledger(ledger) as book:
        record = chain_form(book.chain(one, other))
    if form is PageFormat.JSON:
        load_exporter("json").write([record], sys.stdout, noun="chains")
    else:
        print_lines(chain_page(record, alone=other is None), sys.stdout)
