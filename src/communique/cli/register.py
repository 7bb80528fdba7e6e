"""A command that lists the statements of some kinds: what was asked, what was promised."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

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

__all__ = ["register"]


def register(name: str, description: str) -> Callable[..., None]:
    """The command of a register: every one takes the same filters.

    Args:
        name: what the command is called, and the method of the ledger that it asks.
        description: its help.
    """

    def listed(
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
        list_statements(attrgetter(name), filters, noun=name, limit=limit, form=form, ledger=ledger)

    listed.__name__ = listed.__qualname__ = name
    listed.__doc__ = description
    return listed
