"""`communique check`: does the whole ledger hold, its file, its facts and its lists?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption, QuietOption
from communique.cli.output import TABLE, print_records
from communique.cli.progress import stage_line
from communique.cli.status import WRONG, complain, note
from communique.cli.verify import print_faults
from communique.cli.wording import counted

__all__ = ["EXAMPLES", "TWINS", "check"]

EXAMPLES: Final = (
    "communique check",
    "communique check --quick --quiet && communique backup monday.db",
    "communique check --format json",
)
TWINS: Final = ("Ledger.check",)


def check(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Do not make the lists anew to compare them.")] = False,
    form: ListFormatOption = TABLE,
    quiet: QuietOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Check the ledger's file and everything in it; `verify` is the part of it that concerns texts and passages.

    Checks the file, its tables, every hash, passage and judgement, that nothing forgotten has come back, and that the
    lists are what the facts come to. Prints a line for each fault and ends with status 1 where there is one.
    """
    with open_ledger(ledger) as book, stage_line(quiet=quiet) as tell:
        faults = book.check(quick=quick, on_stage=tell)
    print_records(map(asdict, faults), noun="faults", form=form, print_table=print_faults)
    if faults:
        sys.stdout.flush()
        complain(f"{counted(len(faults), 'fault')} found")
        raise typer.Exit(WRONG)
    if not quiet:
        note("the file, its facts and its lists hold" if not quick else "the file and its facts hold")
