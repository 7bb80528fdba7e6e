"""`communique statements`: who said what to whom."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import typer

from communique.cli.opening import open_ledger
from communique.cli.options import LedgerOption, LimitOption, ListFormatOption
from communique.cli.output import TABLE, print_records, rows_shown
from communique.cli.statements_table import print_statements
from communique.cli.status import note
from communique.cli.wording import counted
from communique.model import Modality, StatementKind

__all__ = ["EXAMPLES", "TWINS", "statements"]

EXAMPLES: Final = (
    "communique statements",
    "communique statements --speaker Kaplan --kind promise",
    "communique statements --about semiconductors --since 2024-02 --format csv > statements.csv",
)
TWINS: Final = ("Ledger.statements",)


def statements(
    *,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by this person or body, by any name seen.")
    ] = None,
    addressee: Annotated[str | None, typer.Option(metavar="NAME", help="Said to this person or body.")] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by or to this organisation or somebody of it.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Said by or to somebody who stands for this country (`KR`).")
    ] = None,
    kind: Annotated[StatementKind | None, typer.Option(help="Of this kind.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="Quoted, reported or hedged.")] = None,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="With these words in what was said.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day or later: `2024-02-29`, `2024`.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or earlier.")] = None,
    limit: LimitOption = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List who asked, offered, promised, said what.

    A line a statement, by the day on which its text was published. Filters narrow the list together. The table
    shortens ids; every command takes the short form for the whole.
    """
    # Deferred: `--help` can do without the views.
    from communique.views.contract import statement_view_form

    shown = rows_shown(limit, form)
    with open_ledger(ledger) as book:
        found = book.statements(
            speaker=speaker,
            addressee=addressee,
            organisation=organisation,
            country=country,
            kind=kind,
            modality=modality,
            about=about,
            since=since,
            until=until,
            limit=None if shown is None else shown + 1,  # one more tells that there are more
        )
        unasked = sum(not document.statements and document.unread is None for document in book.documents())
        more = shown is not None and len(found) > shown
        if more:
            found = found[1:]
        print_records(map(statement_view_form, found), noun="statements", form=form, print_table=_print_table)
    if more:
        note(f"the latest {shown} statements; --limit 0 shows all, filters narrow the list")
    if unasked:
        note(
            f"{counted(unasked, 'document')} came into the ledger before statements were looked for; "
            "`communique ingest` of the same files adds theirs"
        )


def _print_table(records: Sequence[Mapping[str, Any]]) -> None:
    print_statements(records, sys.stdout)
    if not records:
        note("no statement fits")
