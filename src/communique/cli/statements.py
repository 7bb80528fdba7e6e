"""`communique statements`: who said what to whom."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from communique.cli.options import LedgerOption, LimitOption, ListFormatOption
from communique.cli.output import TABLE
from communique.cli.statement_list import list_statements, standing_wanted
from communique.cli.statement_options import (
    AboutOption,
    AsOfOption,
    ByOption,
    CountryOption,
    DueOption,
    ModalityOption,
    OverdueOption,
    SinceOption,
    StatusOption,
    ToOption,
    TopicOption,
    UntilOption,
)
from communique.model import StatementKind

__all__ = ["EXAMPLES", "TWINS", "statements"]

EXAMPLES: Final = (
    "communique statements",
    "communique statements --speaker Kaplan --kind promise",
    "communique statements --kind forecast --due 2025 --as-of 2026-01-01",
    "communique statements --about semiconductors --since 2024-02 --format csv > statements.csv",
)
TWINS: Final = ("Ledger.statements",)


def statements(
    *,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by this person or body, by any name seen.")
    ] = None,
    addressee: Annotated[str | None, typer.Option(metavar="NAME", help="Said to this person or body.")] = None,
    by: ByOption = None,
    to: ToOption = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by or to this organisation or somebody of it.")
    ] = None,
    country: CountryOption = None,
    kind: Annotated[StatementKind | None, typer.Option(help="Of this kind.")] = None,
    modality: ModalityOption = None,
    about: AboutOption = None,
    topic: TopicOption = None,
    meeting: Annotated[str | None, typer.Option(metavar="ID", help="Said at this meeting.")] = None,
    status: StatusOption = None,
    overdue: OverdueOption = False,
    due: DueOption = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    form: ListFormatOption = TABLE,
    ledger: LedgerOption = None,
) -> None:
    """List who asked, offered, promised, said what.

    A line a statement, by the day on which its text was published, with what has become of it. Filters narrow the list
    together. The table shortens ids; every command takes the short form for the whole.
    """
    filters = {
        "speaker": speaker,
        "addressee": addressee,
        "by": by,
        "to": to,
        "organisation": organisation,
        "country": country,
        "kind": kind,
        "modality": modality,
        "about": about,
        "topic": topic,
        "meeting": meeting,
        "status": standing_wanted(status, overdue=overdue),
        "due": due,
        "as_of": as_of,
        "since": since,
        "until": until,
    }
    list_statements(lambda book: book.statements, filters, noun="statements", limit=limit, form=form, ledger=ledger)
