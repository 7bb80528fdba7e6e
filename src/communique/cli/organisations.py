"""`communique organisations`: every organisation named in a meeting, each once."""

from __future__ import annotations

import sys
from typing import Final

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.parties_table import print_organisations

__all__ = ["EXAMPLES", "TWINS", "organisations"]

EXAMPLES: Final = ("communique organisations", "communique organisations --format csv > organisations.csv")
TWINS: Final = ("Ledger.organisations",)


def organisations(*, form: ListFormatOption = TABLE, ledger: LedgerOption = None) -> None:
    """List the organisations, each once, with every name seen."""
    # Deferred: `--help` can do without the views.
    from communique.views.contract import organisation_form

    with open_ledger(ledger) as book:
        records = map(organisation_form, book.organisations())
        print_records(
            records, noun="organisations", form=form, print_table=lambda rows: print_organisations(rows, sys.stdout)
        )
