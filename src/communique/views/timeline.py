"""Meetings, statements and posts in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.model import PartyKind
from communique.model.edtf import bounds
from communique.views.meeting import Meeting
from communique.views.person import Person
from communique.views.statement import Statement, standing_on

__all__ = ["Event", "EventKind", "build_timeline", "order_of"]


class EventKind(StrEnum):
    """What an entry of a timeline is."""

    MEETING = "meeting"
    STATEMENT = "statement"
    DUE = "due"  # something that was asked, offered, promised or foreseen is to be done
    POST = "post"  # somebody takes up or leaves a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a timeline.

    Attributes:
        date: EDTF; None where nothing tells when.
        what: what sort of entry it is.
        text: it in a few words.
        status: the stage of a meeting, or what has become of a statement.
        id: of the meeting, statement or person.
    """

    date: str | None
    what: EventKind
    text: str
    status: str | None
    id: str


def build_timeline(
    meetings: Iterable[Meeting], statements: Iterable[Statement], people: Iterable[Person] = (), *, as_of: date | None
) -> tuple[Event, ...]:
    """All entries by date, undated ones last.

    A statement stands on the day of the meeting at which it was made where that is known, else on the day its text was
    published; a due date has an entry of its own.

    Args:
        meetings: the meetings.
        statements: the statements.
        people: whose posts are told of, too.
        as_of: the day from which it is seen what has become of the statements; None takes today, and all that was read.
    """
    known = tuple(meetings)
    days = {meeting.id: meeting.date for meeting in known}
    events = [*map(_meeting, known), *(e for s in statements for e in _statement(s, days.get(s.meeting or ""), as_of))]
    events += (event for person in people for event in _posts(person))
    return tuple(sorted(events, key=order_of))


def order_of(event: Event) -> tuple[date, date, str, str]:
    """By what entries are sorted: first and last day, undated ones last, kind, id."""
    first, last = bounds(event.date) if event.date is not None else (None, None)
    return first or last or date.max, last or date.max, event.what, event.id


def _meeting(meeting: Meeting) -> Event:
    people = [party for party in meeting.participants if party.kind is not PartyKind.GROUP]
    names = ", ".join(party.name or party.mention for party in people or meeting.participants)
    where = next(filter(None, (meeting.city, meeting.place, meeting.country)), None)
    text = f"{meeting.kind.value}: {names}" + (f", {where}" if where else "")
    return Event(date=meeting.date, what=EventKind.MEETING, text=text, status=meeting.status.value, id=meeting.id)


def _statement(statement: Statement, day: str | None, as_of: date | None) -> Iterator[Event]:
    claim = statement.claim
    to = f" to {claim.addressee}" if claim.addressee else ""
    text = f"{claim.speaker or 'somebody'}, {claim.kind.value}{to}: {claim.about}"
    standing = standing_on(statement, as_of)
    status = standing.value if standing is not None else None
    yield Event(date=day or statement.published, what=EventKind.STATEMENT, text=text, status=status, id=statement.id)
    if claim.due is not None and statement.standing is not None:
        yield Event(date=claim.due, what=EventKind.DUE, text=text, status=status, id=statement.id)


def _posts(person: Person) -> Iterator[Event]:
    """Where a text tells when somebody took up a post, or left it."""
    told: dict[tuple[str, str], None] = {}
    for role in person.roles:
        post = ", ".join(filter(None, (role.role, role.organisation)))
        for interval in (proof.interval or "" for proof in role.evidence if proof.told):
            begin, _, end = interval.partition("/")
            told.update(
                {
                    (day, f"{person.name} {verb} {post}"): None
                    for day, verb in ((begin, "becomes"), (end, "ceases as"))
                    if day not in {"", ".."}
                }
            )
    for day, text in told:
        yield Event(date=day, what=EventKind.POST, text=text, status=None, id=person.id)
