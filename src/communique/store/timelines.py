"""Timelines of everything, of one party, or of two together."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from communique.errors import InputError, NotFoundError
from communique.store.dossiers import find_organisation, find_person, gather
from communique.store.looking import find_meetings, find_statements, iter_people
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
    as_of: date,
) -> tuple[Event, ...]:
    """The timeline that is asked for; arguments as for `Ledger.timeline`."""
    if sum(given is not None for given in (person, organisation, pair)) > 1:
        raise InputError("a timeline is of one person, of one organisation or of a pair")
    if person is not None:
        return _of_one(gather(connection, find_person(connection, person)), as_of)
    if organisation is not None:
        return _of_one(gather(connection, find_organisation(connection, organisation)), as_of)
    if pair is not None:
        one, other = (_either(connection, name) for name in pair)
        return _of_pair(one, other, as_of)
    return build_timeline(
        find_meetings(connection, {}), find_statements(connection, {}), iter_people(connection), as_of=as_of
    )


def _of_one(dossier: Dossier, as_of: date) -> tuple[Event, ...]:
    people = (dossier.party,) if isinstance(dossier.party, Person) else dossier.people
    statements = {statement.id: statement for statement in (*dossier.said, *dossier.told)}
    return build_timeline(dossier.meetings, statements.values(), people, as_of=as_of)


def _of_pair(one: Dossier, other: Dossier, as_of: date) -> tuple[Event, ...]:
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
