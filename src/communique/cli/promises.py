"""`communique promises`: who promised or offered what to whom, and what came of it."""

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

__all__ = ["EXAMPLES", "TWINS", "promises"]

EXAMPLES: Final = (
    "communique promises",
    "communique promises --due 2025 --overdue",
    "communique promises --by Meta --as-of 2025-12-31 --format csv > promises.csv",
)
TWINS: Final = ("Ledger.promises",)


def promises(
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
    """List what was promised or offered, and whether it was kept.

    A line a promise or an offer, by the day on which its text was published. `kept`, `broken` and `withdrawn` rest on a
    later text that says so, `overdue` is open although its time is past; `communique show ID` gives the words.
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
    list_statements(lambda book: book.promises, filters, noun="promises", limit=limit, form=form, ledger=ledger)
