"""Finding one person or organisation by name, and gathering all that rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from communique.errors import InputError, NotFoundError
from communique.resolution.names import fold
from communique.store.looking import find_statements, load_meetings, load_organisations, load_people, show
from communique.store.tables import listed_organisations, listed_people
from communique.views.dossier import Dossier
from communique.views.filters import stands_in
from communique.views.person import Organisation, Person

__all__ = ["find_organisation", "find_person", "gather"]

Party = TypeVar("Party", Person, Organisation)

_SHOWN = 5  # of several that a name can mean


def find_person(connection: Connection, name: str) -> Person:
    """The person of this name, or with this id or the beginning of it.

    Raises:
        NotFoundError: nobody has such a name.
        InputError: several people do; the message names them.
    """
    found = _by_id(connection, name, "per_")
    if isinstance(found, Person):
        return found
    return _named(name, "person", "people", lambda like: load_people(connection, _ids(connection, listed_people, like)))


def find_organisation(connection: Connection, name: str) -> Organisation:
    """The organisation of this name, or with this id or the beginning of it.

    Raises:
        NotFoundError: none has such a name.
        InputError: several have; the message names them.
    """
    found = _by_id(connection, name, "org_")
    if isinstance(found, Organisation):
        return found
    return _named(
        name,
        "organisation",
        "organisations",
        lambda like: load_organisations(connection, _ids(connection, listed_organisations, like)),
    )


def gather(connection: Connection, party: Person | Organisation) -> Dossier:
    """Everything that rests on a person or an organisation."""
    said, told = ("by", "to") if isinstance(party, Person) else ("by_side", "to_side")
    return Dossier(
        party=party,
        people=() if isinstance(party, Person) else tuple(load_people(connection, party.people)),
        meetings=tuple(load_meetings(connection, party.meetings)),
        said=tuple(find_statements(connection, {said: party.id})),
        told=tuple(find_statements(connection, {told: party.id})),
    )


def _by_id(connection: Connection, text: str, mark: str) -> object:
    return show(connection, text) if text.startswith(mark) and len(text) > len(mark) else None


def _ids(connection: Connection, table: Table, like: str | None) -> Iterator[str]:
    """The ids of all entries, or of those in whose record the word stands: a cheap sieve before reading them."""
    query = select(table.c.id).order_by(table.c.position)
    return iter(
        connection.scalars(query if like is None else query.where(table.c.body.icontains(like, autoescape=True)))
    )


def _named(name: str, noun: str, nouns: str, load: Callable[[str | None], Iterable[Party]]) -> Party:
    """The one party that a name means: by the whole name where one has it, else by its words."""
    words = fold(name).split()
    if not words:
        raise InputError(f"give the name of a {noun}, or an id")
    longest = max(words, key=len)
    # The sieve knows nothing of accents: where it finds nobody, all are read.
    fitting = _fitting(name, load(longest)) or _fitting(name, load(None))
    exact = [one for one in fitting if fold(name) in map(fold, _names_of(one))]
    for chosen in (exact, fitting):
        if len(chosen) == 1:
            return chosen[0]
    if not fitting:
        raise NotFoundError(f"the ledger knows no {noun} of the name {name!r}")
    shown = ", ".join(f"{one.name} ({one.id[:12]})" for one in (exact or fitting)[:_SHOWN])
    more = " …" if len(exact or fitting) > _SHOWN else ""
    raise InputError(f"{name!r} can mean several {nouns}: {shown}{more}; give more of the name, or an id")


def _fitting(name: str, parties: Iterable[Party]) -> Sequence[Party]:
    return [one for one in parties if stands_in(name, _names_of(one))]


def _names_of(party: Person | Organisation) -> tuple[str, ...]:
    """Every name by which somebody may ask for a party: those that texts use, then those of reference lists."""
    listed = (name for one in getattr(party, "references", ()) for name in one.names)
    return (*party.names, *listed)
