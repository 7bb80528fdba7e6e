"""`communique text`: a document's text as the ledger keeps it, or the bytes that it was read from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption
from communique.cli.page import is_terminal
from communique.cli.printable import printable
from communique.errors import InputError

__all__ = ["EXAMPLES", "TWINS", "text"]

EXAMPLES: Final = (
    "communique text articles/talks.txt",
    "communique text doc_3f0c9a1b > talks.txt",
    "communique text readout.pdf --raw -o again.pdf",
)
TWINS: Final = ("Ledger.text", "Ledger.raw")


def text(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="A document's id, the beginning of one, or its path.", show_default=False
        ),
    ],
    *,
    raw: Annotated[
        bool, typer.Option("--raw", help="The bytes that it was read from, where `ingest --keep-raw` kept them.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file, which must not be there yet."),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Print a document's text, to the letter.

    Every `start` and `end` of a passage counts code points in it. On a terminal, control characters
    are shown by stand-ins, one for one; into a file or a pipe the text goes unchanged. Raw bytes go to a file or a
    pipe, never to a terminal.
    """
    if raw and output is None and is_terminal(sys.stdout):
        raise InputError("raw bytes are nothing for a terminal: name a file with -o, or use a pipe")
    with open_ledger(ledger) as book:
        if raw:
            _write(book.raw(document).data, output)
            return
        found = book.text(document)
    if output is not None:
        _write(found.encode("utf-8", "surrogatepass"), output)
    elif is_terminal(sys.stdout):
        sys.stdout.write(printable(found).rstrip("\n") + "\n")
    else:
        sys.stdout.write(found)


def _write(data: bytes, output: Path | None) -> None:
    """Write bytes to a new file, or to standard output.

    Raises:
        InputError: the file is there already.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        with output.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise InputError(f"{output} exists; it is not overwritten") from error
