"""`communique person`: the dossier of one person."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from communique.cli.dossier_page import print_dossier
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.statement_options import AsOfOption

__all__ = ["EXAMPLES", "TWINS", "person"]

EXAMPLES: Final = (
    "communique person Zuckerberg",
    'communique person "Lee Hae-jin" --format json',
    "communique person Kaplan --as-of 2025-12-31",
)
TWINS: Final = ("Ledger.person",)


def person(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A name, or the words of one; or an id.", show_default=False),
    ],
    *,
    as_of: AsOfOption = None,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show all that is known of a person.

    The posts over time, the meetings, what the person asked, promised and said, what was asked of the person, and what
    of it is still open.
    """
    with open_ledger(ledger) as book:
        print_dossier(book.person(name), form=form, as_of=as_of, noun="people")
