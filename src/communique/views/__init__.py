"""What the ledger shows: meetings, people and organisations, each once, computed from claims and judgements.

Imported one by one when first asked for: looking at a ledger needs few of them, and starts sooner without the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.views.filters import matches
    from communique.views.meeting import Disagreement, Meeting, Party, Report, Stage
    from communique.views.meetings import build_meeting, build_meetings, meeting_id
    from communique.views.people import build_organisations, build_people
    from communique.views.person import (
        HeldRole,
        NameEvidence,
        Organisation,
        OrganisationReference,
        Person,
        PersonReference,
        RoleEvidence,
    )
    from communique.views.statement import Statement
    from communique.views.statements import build_statements

__all__ = [
    "Disagreement",
    "HeldRole",
    "Meeting",
    "NameEvidence",
    "Organisation",
    "OrganisationReference",
    "Party",
    "Person",
    "PersonReference",
    "Report",
    "RoleEvidence",
    "Stage",
    "Statement",
    "build_meeting",
    "build_meetings",
    "build_organisations",
    "build_people",
    "build_statements",
    "matches",
    "meeting_id",
]

_HOMES = {
    "Disagreement": "communique.views.meeting",
    "HeldRole": "communique.views.person",
    "Meeting": "communique.views.meeting",
    "NameEvidence": "communique.views.person",
    "Organisation": "communique.views.person",
    "OrganisationReference": "communique.views.person",
    "Party": "communique.views.meeting",
    "Person": "communique.views.person",
    "PersonReference": "communique.views.person",
    "Report": "communique.views.meeting",
    "RoleEvidence": "communique.views.person",
    "Stage": "communique.views.meeting",
    "Statement": "communique.views.statement",
    "build_meeting": "communique.views.meetings",
    "build_meetings": "communique.views.meetings",
    "build_organisations": "communique.views.people",
    "build_people": "communique.views.people",
    "build_statements": "communique.views.statements",
    "matches": "communique.views.filters",
    "meeting_id": "communique.views.meetings",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
