"""`communique timeline`: meetings, statements and posts in the order of time."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, LimitOption, ListFormatOption
from communique.cli.output import TABLE, print_records, rows_shown
from communique.cli.statement_options import AsOfOption
from communique.cli.status import note
from communique.cli.timeline_table import print_timeline

__all__ = ["EXAMPLES", "TWINS", "timeline"]

EXAMPLES: Final = (
    "communique timeline --person Zuckerberg",
    "communique timeline --organisation Meta --format csv > meta.csv",
    "communique timeline --pair Yoon Zuckerberg",
)
TWINS: Final = ("Ledger.timeline",)


def timeline(
    *,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this person.")] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only of this organisation and its people.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="NAME NAME", help="Only what these two did together and said to each other."),
    ] = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List meetings, statements, due dates and changes of posts in the order of time.

    What has no date stands at the end. A statement stands on the day of its meeting where that is known, else on the
    day on which its text was published.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import event_form

    shown = rows_shown(limit, form)
    with open_ledger(ledger) as book:
        found = book.timeline(
            person=person,
            organisation=organisation,
            pair=pair,
            as_of=as_of,
            limit=None if shown is None else shown + 1,  # one more tells that there are more
        )
    more = shown is not None and len(found) > shown
    if more:
        found = found[1:]
    print_records(
        map(event_form, found), noun="events", form=form, print_table=lambda rows: print_timeline(rows, sys.stdout)
    )
    if not found:
        note("nothing fits")
    if more:
        note(f"the latest {shown} events; --limit 0 shows all, filters narrow the list")
