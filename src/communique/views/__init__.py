"""What the ledger shows: meetings, people and organisations, each once, computed from claims and judgements."""

from communique.views.filters import matches
from communique.views.meeting import Disagreement, Meeting, Party, Report, Stage
from communique.views.meetings import build_meeting, build_meetings, meeting_id
from communique.views.people import HeldRole, Organisation, Person, RoleEvidence, build_organisations, build_people

__all__ = [
    "Disagreement",
    "HeldRole",
    "Meeting",
    "Organisation",
    "Party",
    "Person",
    "Report",
    "RoleEvidence",
    "Stage",
    "build_meeting",
    "build_meetings",
    "build_organisations",
    "build_people",
    "matches",
    "meeting_id",
]
