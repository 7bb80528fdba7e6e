"""Timelines of everything, of one party, or of two together."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from communique.errors import InputError, NotFoundError
from communique.store.dossiers import find_organisation, find_person, gather
from communique.store.looking import (
    find_meetings,
    find_statements,
    iter_people,
    load_meetings,
    load_people,
    load_statements,
)
from communique.store.tables import listed_events
from communique.views.dossier import Dossier
from communique.views.person import Person
from communique.views.timeline import Event, build_timeline

__all__ = ["build"]


def build(
    connection: Connection,
    *,
    person: str | None,
    organisation: str | None,
    pair: tuple[str, str] | None,
    as_of: date | None,
    limit: int | None = None,
) -> tuple[Event, ...]:
    """The timeline that is asked for; arguments as for `Ledger.timeline`."""
    if sum(given is not None for given in (person, organisation, pair)) > 1:
        raise InputError("a timeline is of one person, of one organisation or of a pair")
    if person is not None:
        events = _of_one(gather(connection, find_person(connection, person)), as_of)
    elif organisation is not None:
        events = _of_one(gather(connection, find_organisation(connection, organisation)), as_of)
    elif pair is not None:
        one, other = (_either(connection, name) for name in pair)
        events = _of_pair(one, other, as_of)
    elif limit is not None:
        events = _end(connection, limit, as_of)
    else:
        events = build_timeline(
            find_meetings(connection, {}), find_statements(connection, {}), iter_people(connection), as_of=as_of
        )
    return events if limit is None else events[max(len(events) - limit, 0) :]


def _end(connection: Connection, count: int, as_of: date | None) -> tuple[Event, ...]:
    """The timeline of those entries alone that stand at the last so many places of the timeline of everything."""
    last = select(listed_events.c.entry).order_by(listed_events.c.position.desc()).limit(count)
    entries = connection.scalars(last).all()
    statements = tuple(load_statements(connection, entries))
    # Statements stand on the days of their meetings, which may themselves be further up.
    held = (statement.meeting for statement in statements if statement.meeting is not None)
    meetings = load_meetings(connection, (*entries, *held))
    return build_timeline(meetings, statements, load_people(connection, entries), as_of=as_of)


def _of_one(dossier: Dossier, as_of: date | None) -> tuple[Event, ...]:
    people = (dossier.party,) if isinstance(dossier.party, Person) else dossier.people
    statements = {statement.id: statement for statement in (*dossier.said, *dossier.told)}
    return build_timeline(dossier.meetings, statements.values(), people, as_of=as_of)


def _of_pair(one: Dossier, other: Dossier, as_of: date | None) -> tuple[Event, ...]:
    """The meetings of both, and what each said to the other, or at their meetings."""
    theirs = {meeting.id for meeting in other.meetings}
    meetings = [meeting for meeting in one.meetings if meeting.id in theirs]
    together = {meeting.id for meeting in meetings}
    to_each_other = {s.id for s in one.said} & {s.id for s in other.told}
    to_each_other |= {s.id for s in other.said} & {s.id for s in one.told}
    said = {
        statement.id: statement
        for statement in (*one.said, *other.said)
        if statement.id in to_each_other or statement.meeting in together
    }
    return build_timeline(meetings, said.values(), as_of=as_of)


def _either(connection: Connection, name: str) -> Dossier:
    """A person where one has the name, else an organisation."""
    try:
        return gather(connection, find_person(connection, name))
    except NotFoundError:
        return gather(connection, find_organisation(connection, name))
