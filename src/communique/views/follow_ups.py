"""Meetings in a row: each with the last one of the same people before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.model import PartyKind
from communique.resolution.ties.gatherings import Gathering, find_follow_ups
from communique.views.meeting import Before, Meeting

__all__ = ["before_of", "follow_meetings"]


def follow_meetings(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The same meetings, in the same order, each with the one that it follows."""
    before = before_of(meetings)
    return tuple(replace(meeting, follows=before.get(meeting.id)) for meeting in meetings)


def before_of(meetings: Sequence[Meeting]) -> dict[str, Before]:
    """Of those meetings that follow another one, which they follow."""
    by_id = {meeting.id: meeting for meeting in meetings}
    return {
        tie.later: Before(
            meeting=tie.earlier, date=by_id[tie.earlier].date, by=tie.by, because=tie.because, score=tie.score
        )
        for tie in find_follow_ups(map(_gathering, meetings))
    }


def _gathering(meeting: Meeting) -> Gathering:
    people = (party.id for party in meeting.participants if party.kind is PartyKind.PERSON)
    return Gathering(
        id=meeting.id,
        people=frozenset(one for one in people if one is not None),
        status=meeting.status,
        date=meeting.date,
        news=frozenset(report.document for report in meeting.reports if not report.background),
        recalled=frozenset(report.document for report in meeting.reports if report.background),
        words={r.document: " … ".join(passage.quote for passage in r.evidence) for r in meeting.reports},
    )
