"""`communique asks`: who asked what of whom, and what came of it."""

from __future__ import annotations

from typing import Final

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

__all__ = ["EXAMPLES", "TWINS", "asks"]

EXAMPLES: Final = (
    "communique asks",
    "communique asks --to Meta --status open",
    "communique asks --by Yoon --topic disinformation --format json",
)
TWINS: Final = ("Ledger.asks",)


def asks(
    *,
    by: ByOption = None,
    to: ToOption = None,
    about: AboutOption = None,
    topic: TopicOption = None,
    country: CountryOption = None,
    modality: ModalityOption = None,
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
    """List what was asked of whom, and whether it was answered.

    A line a request, by the day on which its text was published. `open` was not answered in any text read so far,
    `overdue` is open although its time is past; `communique show ID` gives the words of the answer.
    """
    filters = {
        "by": by,
        "to": to,
        "about": about,
        "topic": topic,
        "country": country,
        "modality": modality,
        "status": standing_wanted(status, overdue=overdue),
        "due": due,
        "as_of": as_of,
        "since": since,
        "until": until,
    }
    list_statements(lambda book: book.asks, filters, noun="asks", limit=limit, form=form, ledger=ledger)
