"""`communique backup`: a copy of the ledger while others go on using it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, QuietOption
from communique.cli.progress import byte_bar
from communique.cli.status import note

__all__ = ["EXAMPLES", "TWINS", "backup"]

EXAMPLES: Final = (
    "communique backup ledger-2026-11-22.db",
    "communique backup /media/disk/ledger.db --overwrite --quiet",
)
TWINS: Final = ("Ledger.backup",)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make.", show_default=False)],
    *,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the place of an earlier backup under this name.")
    ] = False,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Copy the ledger to a file, as it is at one moment, while others may read and write it.

    The copy is read through before it gets its name: the file is there whole or not at all. It is a ledger like any
    other (`--ledger FILE`).
    """
    with open_ledger(ledger) as book, byte_bar(quiet=quiet, doing="copying", ending="reading it through") as tell:
        size = book.backup(file, overwrite=overwrite, on_bytes=tell)
    if not quiet:
        note(f"written to {file}: {size / 1e6:,.1f} MB, read through and whole")
