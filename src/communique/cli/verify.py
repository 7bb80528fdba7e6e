"""`communique verify`: does every passage still stand in its text?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, ListFormatOption, QuietOption
from communique.cli.output import TABLE, print_records
from communique.cli.printable import one_line
from communique.cli.status import WRONG, complain, note
from communique.cli.wording import counted

__all__ = ["EXAMPLES", "TWINS", "print_faults", "verify"]

EXAMPLES: Final = ("communique verify", "communique verify --ledger talks.db && cp talks.db archive/")
TWINS: Final = ("Ledger.verify",)


def verify(*, form: ListFormatOption = TABLE, quiet: QuietOption = False, ledger: LedgerOption = None) -> None:
    """Check every stored passage against its text.

    Prints a line for each thing at fault (its id, its source, what is wrong) and ends with status 1 where there is one.
    """
    with open_ledger(ledger) as book:
        faults = book.verify()
        documents = len(book.documents())
    print_records(map(asdict, faults), noun="faults", form=form, print_table=print_faults)
    if faults:
        sys.stdout.flush()
        complain(f"{counted(len(faults), 'fault')} found in {counted(documents, 'document')}")
        raise typer.Exit(WRONG)
    if not quiet:
        note(f"every passage of {counted(documents, 'document')} stands in its text")


def print_faults(faults: Iterable[Mapping[str, Any]]) -> None:
    """A line for each fault."""
    for fault in faults:
        sys.stdout.write(one_line(f"{fault['id']}  {fault['source'] or '-'}  {fault['problem']}") + "\n")
