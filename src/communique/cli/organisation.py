"""`communique organisation`: the dossier of one organisation."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from communique.cli.dossier_page import print_dossier
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, PageFormat, PageFormatOption
from communique.cli.statement_options import AsOfOption

__all__ = ["EXAMPLES", "TWINS", "organisation"]

EXAMPLES: Final = (
    "communique organisation Meta",
    'communique organisation "Korea Communications Commission" --format json',
)
TWINS: Final = ("Ledger.organisation",)


def organisation(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A name, or the words of one; or an id.", show_default=False),
    ],
    *,
    as_of: AsOfOption = None,
    form: PageFormatOption = PageFormat.TEXT,
    ledger: LedgerOption = None,
) -> None:
    """Show all that is known of an organisation.

    Its people and their posts over time, the meetings, what it and its people asked, promised and said, what was asked
    of them, and what of it is still open.
    """
    with open_ledger(ledger) as book:
        print_dossier(book.organisation(name), form=form, as_of=as_of, noun="organisations")
