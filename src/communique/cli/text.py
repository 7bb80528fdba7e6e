"""`communique text`: a document's text as the ledger keeps it."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption
from communique.cli.page import is_terminal
from communique.cli.printable import printable

__all__ = ["EXAMPLES", "TWINS", "text"]

EXAMPLES: Final = ("communique text articles/talks.txt", "communique text doc_3f0c9a1b > talks.txt")
TWINS: Final = ("Ledger.text",)


def text(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="A document's id, the beginning of one, or its path.", show_default=False
        ),
    ],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Print a document's text, to the letter.

    Every `start` and `end` of a passage counts code points in it. On a terminal, control characters
    are shown by stand-ins, one for one; into a file or a pipe the text goes unchanged.
    """
    with open_ledger(ledger) as book:
        found = book.text(document)
    if is_terminal(sys.stdout):
        sys.stdout.write(printable(found).rstrip("\n") + "\n")
    else:
        sys.stdout.write(found)
