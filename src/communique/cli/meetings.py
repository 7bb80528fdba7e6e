"""`communique meetings`: the list of meetings, each once."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import typer

from communique.cli.meetings_table import print_meetings
from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, LimitOption, ListFormatOption
from communique.cli.output import TABLE, print_records, rows_shown
from communique.cli.status import note
from communique.model import MeetingKind, Status

__all__ = ["EXAMPLES", "TWINS", "meetings"]

EXAMPLES: Final = (
    "communique meetings",
    "communique meetings --person Kaplan --since 2024-02 --status held",
    "communique meetings --country KR --topic semiconductors --format csv > meetings.csv",
)
TWINS: Final = ("Ledger.meetings",)


def meetings(
    *,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="With this person, by any name seen.")] = None,
    organisation: Annotated[str | None, typer.Option(metavar="NAME", help="With this organisation.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="In this country, or of somebody who stands for it (`KR`).")
    ] = None,
    topic: Annotated[str | None, typer.Option(metavar="WORDS", help="About this.")] = None,
    kind: Annotated[MeetingKind | None, typer.Option(help="Of this kind.")] = None,
    status: Annotated[Status | None, typer.Option(help="With this status in force.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day or later: `2024-02-29`, `2024`.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")] = None,
    limit: LimitOption = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List the meetings, each once.

    A meeting stands there once, however many documents report it, with the values in force. Filters
    narrow the list together. The table shortens ids; every command takes the short form for the whole.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import meeting_view_form

    shown = rows_shown(limit, form)
    with open_ledger(ledger) as book:
        found = book.meetings(
            person=person,
            organisation=organisation,
            country=country,
            topic=topic,
            kind=kind,
            status=status,
            since=since,
            until=until,
            limit=None if shown is None else shown + 1,  # one more tells that there are more
        )
        more = shown is not None and len(found) > shown
        if more:
            found = found[1:]
        print_records(map(meeting_view_form, found), noun="meetings", form=form, print_table=_print_table)
    if more:
        note(f"the latest {shown} meetings; --limit 0 shows all, filters narrow the list")


def _print_table(records: Sequence[Mapping[str, Any]]) -> None:
    print_meetings(records, sys.stdout)
    if not records:
        note("no meeting fits")
