"""`communique people`: every person named in a meeting, each once."""

from __future__ import annotations

import sys
from typing import Final

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption
from communique.cli.output import TABLE, print_records
from communique.cli.parties_table import print_people

__all__ = ["EXAMPLES", "TWINS", "people"]

EXAMPLES: Final = ("communique people", "communique people --format csv > people.csv")
TWINS: Final = ("Ledger.people",)


def people(*, form: ListFormatOption = TABLE, ledger: LedgerOption = None) -> None:
    """List the people, each once, with every name seen."""
    # Deferred: `--help` can do without the views.
    from communique.views.contract import person_form

    with open_ledger(ledger) as book:
        records = (person_form(one, proven=form != TABLE) for one in book.people())
        print_records(records, noun="people", form=form, print_table=lambda rows: print_people(rows, sys.stdout))
