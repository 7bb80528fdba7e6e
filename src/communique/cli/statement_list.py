"""Printing the statements that pass some filters: what `statements`, `asks` and `promises` have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.cli.opening import open_ledger
from communique.cli.output import print_records, rows_shown
from communique.cli.statements_table import print_statements
from communique.cli.status import note
from communique.cli.wording import counted
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.ledger import Ledger
    from communique.views import Statement

__all__ = ["day_of", "list_statements", "standing_wanted"]


def list_statements(
    find: Callable[[Ledger], Callable[..., Sequence[Statement]]],
    filters: Mapping[str, Any],
    *,
    noun: str,
    limit: int | None,
    form: str,
    ledger: Path | None,
) -> None:
    """Print what a method of the ledger finds, the latest rows only where there are many.

    Args:
        find: gives the method.
        filters: its arguments.
        noun: what the rows are called.
        limit: the option of the command.
        form: the same.
        ledger: the same.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import statement_view_form

    shown = rows_shown(limit, form)
    with open_ledger(ledger) as book:
        # one more tells that there are more
        found = find(book)(**filters, limit=None if shown is None else shown + 1)
        unasked = book.count_unasked()
        more = shown is not None and len(found) > shown
        if more:
            found = found[1:]
        records = map(partial(statement_view_form, as_of=day_of(filters.get("as_of"))), found)
        print_records(records, noun="statements", form=form, print_table=partial(_print_table, noun=noun))
    if more:
        note(f"the latest {shown} {noun}; --limit 0 shows all, filters narrow the list")
    if unasked:
        note(
            f"{counted(unasked, 'document')} came into the ledger before statements were looked for; "
            "`communique ingest` of the same files adds theirs"
        )


def day_of(as_of: str | None) -> date | None:
    """The day that `--as-of` names: the first one of a month or a year.

    Raises:
        InputError: it names none.
    """
    if as_of is None:
        return None
    # Deferred: it imports the filters, which `--help` can do without.
    from communique.views.filters import read_bound

    return read_bound(as_of, "as_of")[0]


def standing_wanted(status: str | None, *, overdue: bool) -> str | None:
    """What `--status` and `--overdue` ask for together.

    Raises:
        InputError: they contradict each other.
    """
    if overdue and status not in {None, "overdue"}:
        raise InputError(f"--overdue shows what is open and past its time; --status {status} shows something else")
    return "overdue" if overdue else status


def _print_table(records: Sequence[Mapping[str, Any]], *, noun: str) -> None:
    print_statements(records, sys.stdout)
    if not records:
        note(f"no {noun.removesuffix('s')} fits")
