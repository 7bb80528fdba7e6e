"""Looking things up in the lists: by filters, by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, select, union_all

from communique.errors import InputError, NotFoundError, StoreError
from communique.store.indexing import conditions
from communique.store.reading import begins_with
from communique.store.statement_index import statement_conditions
from communique.store.tables import (
    listed_claims,
    listed_meetings,
    listed_organisations,
    listed_people,
    listed_statements,
)
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement

__all__ = [
    "Entry",
    "find_meetings",
    "find_statements",
    "iter_organisations",
    "iter_people",
    "load_meetings",
    "load_organisations",
    "load_people",
    "load_statements",
    "show",
]

Entry = Meeting | Person | Organisation | Statement
Noun = TypeVar("Noun", Meeting, Person, Organisation, Statement)

_AT_ONCE = 500  # ids asked for at once

_LISTED = (listed_meetings, listed_people, listed_organisations, listed_statements)

_meetings = msgspec.json.Decoder(Meeting)
_people = msgspec.json.Decoder(Person)
_organisations = msgspec.json.Decoder(Organisation)
_statements = msgspec.json.Decoder(Statement)


def find_meetings(
    connection: Connection, given: Mapping[str, str | None], *, limit: int | None = None
) -> Iterator[Meeting]:
    """The meetings that pass every filter given, in the printed order.

    Args:
        connection: to a ledger whose lists are up to date.
        given: filters by name, as `views.filters.matches` describes them.
        limit: no more than so many, the latest ones; undated ones are left out first.

    Raises:
        InputError: a filter's value is none of its kind.
    """
    query = _latest(listed_meetings, conditions(given), limit)
    return (_decode(_meetings, body) for body in connection.scalars(query))


def find_statements(
    connection: Connection, given: Mapping[str, str | None], *, limit: int | None = None
) -> Iterator[Statement]:
    """The statements that pass every filter given, in the printed order.

    Args:
        connection: to a ledger whose lists are up to date.
        given: filters by name: speaker, addressee, organisation, country, kind, modality, about, since, until.
        limit: no more than so many, those published last; those of undated documents are left out first.

    Raises:
        InputError: a filter's value is none of its kind.
    """
    query = _latest(listed_statements, statement_conditions(given), limit)
    return (_decode(_statements, body) for body in connection.scalars(query))


def _latest(table: Table, passing: Sequence[ColumnElement[bool]], limit: int | None) -> Select[Any]:
    """The bodies of the rows that pass, in the printed order; no more than so many, undated ones left out first."""
    query = select(table.c.body).order_by(table.c.position)
    if limit is None:
        return query.where(*passing)
    # Two walks backwards along the printed order, the second only as far as the first falls short: none sorts them all.
    dated, undated = (
        select(table.c.id).where(*passing, known).order_by(table.c.position.desc()).limit(limit).subquery()
        for known in (table.c.earliest.is_not(None), table.c.earliest.is_(None))
    )
    return query.where(table.c.id.in_(union_all(select(dated.c.id), select(undated.c.id)).limit(limit)))


def iter_people(connection: Connection) -> Iterator[Person]:
    """Every person, in the printed order."""
    return (_decode(_people, body) for body in _bodies(connection, listed_people))


def iter_organisations(connection: Connection) -> Iterator[Organisation]:
    """Every organisation, in the printed order."""
    return (_decode(_organisations, body) for body in _bodies(connection, listed_organisations))


def load_meetings(connection: Connection, ids: Iterable[str]) -> Iterator[Meeting]:
    """The meetings with these ids, in the printed order."""
    return (_decode(_meetings, body) for body in _chosen(connection, listed_meetings, ids))


def load_people(connection: Connection, ids: Iterable[str]) -> Iterator[Person]:
    """The people with these ids, in the printed order."""
    return (_decode(_people, body) for body in _chosen(connection, listed_people, ids))


def load_organisations(connection: Connection, ids: Iterable[str]) -> Iterator[Organisation]:
    """The organisations with these ids, in the printed order."""
    return (_decode(_organisations, body) for body in _chosen(connection, listed_organisations, ids))


def load_statements(connection: Connection, ids: Iterable[str]) -> Iterator[Statement]:
    """The statements with these ids, in the printed order."""
    return (_decode(_statements, body) for body in _chosen(connection, listed_statements, ids))


def _chosen(connection: Connection, table: Table, ids: Iterable[str]) -> Iterator[str]:
    """The bodies of the rows with these ids; asked for some at a time, since a statement takes only so many values."""
    found: list[tuple[str, str]] = []
    wanted = list(dict.fromkeys(ids))
    for begin in range(0, len(wanted), _AT_ONCE):
        some = table.c.id.in_(wanted[begin : begin + _AT_ONCE])
        found += (tuple(row) for row in connection.execute(select(table.c.position, table.c.body).where(some)))
    return (body for _, body in sorted(found))


def show(connection: Connection, beginning: str) -> Entry:
    """The meeting, statement, person or organisation meant by an id, a claim's id, or the beginning of one.

    A meeting's claims lead to the meeting; the claim that somebody holds a post leads to that person.

    Raises:
        NotFoundError: nothing has such an id.
        InputError: several do.
    """
    return _load(connection, _pick_entry(connection, beginning))


def _pick_entry(connection: Connection, beginning: str) -> str:
    exact = _entries(connection, lambda column: column == beginning)
    entries = exact or (_entries(connection, lambda column: begins_with(column, beginning)) if beginning else [])
    if not entries:
        raise NotFoundError(f"nothing in this ledger has the id {beginning!r}, nor one that begins so")
    if len(entries) > 1:
        raise InputError(
            f"{beginning!r} begins the ids of several things ({', '.join(entries[:3])} …): give more of it"
        )
    return entries[0]


def _entries(connection: Connection, fits: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> list[str]:
    """Up to a few entries of which the id, or a claim's id, fits."""
    queries = [select(table.c.id).where(fits(table.c.id)) for table in _LISTED]
    for table, claims in ((listed_meetings, "mtg_"), (listed_people, "rol_")):
        leads = select(table.c.id).join(listed_claims, listed_claims.c.entry == table.c.id)
        queries.append(leads.where(begins_with(listed_claims.c.claim, claims), fits(listed_claims.c.claim)).distinct())
    return sorted({entry for query in queries for entry in connection.scalars(query.limit(3))})


def _load(connection: Connection, entry: str) -> Entry:
    bodies = {table.name: _body(connection, table, entry) for table in _LISTED}
    if (body := bodies[listed_meetings.name]) is not None:
        return _decode(_meetings, body)
    if (body := bodies[listed_people.name]) is not None:
        return _decode(_people, body)
    if (body := bodies[listed_organisations.name]) is not None:
        return _decode(_organisations, body)
    if (body := bodies[listed_statements.name]) is not None:
        return _decode(_statements, body)
    raise NotFoundError(f"nothing in this ledger has the id {entry!r}")


def _body(connection: Connection, table: Table, entry: str) -> str | None:
    return connection.scalars(select(table.c.body).where(table.c.id == entry)).one_or_none()


def _bodies(connection: Connection, table: Table) -> Iterator[str]:
    return iter(connection.scalars(select(table.c.body).order_by(table.c.position)))


def _decode(decoder: msgspec.json.Decoder[Noun], body: str) -> Noun:
    try:
        return decoder.decode(body)
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored list is damaged ({error}); `Ledger.rebuild()` makes the lists again") from error
