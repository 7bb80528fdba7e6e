"""The lists, kept so that a command need not work them out: meetings, people and organisations as the facts make them.

They follow the facts by two counters. Every write of facts raises the first; rebuilding sets the second to what the
first was when the facts were read. Where the two differ, whoever asks next rebuilds, so that a crash between writing
facts and rebuilding mends itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, func, select, update

from communique.errors import StoreError
from communique.model import Judgement
from communique.store.decisions import load_decisions
from communique.store.forms import encode, judgement_row
from communique.store.opening import Store
from communique.store.reading import iter_documents, load_claims
from communique.store.tables import (
    LISTS,
    listed_claims,
    listed_events,
    listed_forms,
    listed_judgements,
    listed_meetings,
    listed_organisations,
    listed_people,
    listed_statement_terms,
    listed_statements,
    listed_terms,
    state,
    touched,
)

if TYPE_CHECKING:
    from communique.store.building import Lists

__all__ = ["bring_lists_up_to_date", "count_meetings", "rebuild_lists"]

BATCH = 5000  # rows given to the database at once


def bring_lists_up_to_date(store: Store) -> None:
    """Rebuild the lists if facts were written since they were built.

    Raises:
        StoreError: they would have to be rebuilt, and the ledger can only be read.
    """
    with store.reading() as connection:
        current = _counter(connection, "facts") == _counter(connection, "lists")
    if current:
        return
    if not store.writable:
        raise StoreError(
            f"the lists of {store.path} are out of date and cannot be rebuilt there: the file or its folder is "
            "write-protected"
        )
    rebuild_lists(store)


def rebuild_lists(store: Store) -> None:
    """Drop the lists and make them again from the facts.

    The facts are read and worked on without keeping anybody waiting; the new lists then take the place of the old ones
    in one transaction. Of two programs that rebuild at once, the one that read the later facts prevails.
    """
    # Deferred: what decides and builds is needed by no command that finds the lists up to date.
    from communique.resolution.collecting import collection_paused

    with collection_paused():
        _rebuild(store)


def _rebuild(store: Store) -> None:
    # Deferred for the same reason.
    from communique.store.building import build_lists, facts_of
    from communique.store.copying import bring_copies_up_to_date, load_copies
    from communique.store.indexing import date_columns, term_rows
    from communique.store.positions import event_positions, meeting_position, party_position, statement_position
    from communique.store.reference_lists import bring_keys_up_to_date, find_known
    from communique.store.statement_index import publication_columns, statement_term_rows
    from communique.views.timeline import build_timeline

    bring_copies_up_to_date(store)
    bring_keys_up_to_date(store)
    with store.reading() as connection:
        read = _counter(connection, "facts")
        facts = [facts_of(document) for document in iter_documents(connection)]
        copies = load_copies(connection)
        said = load_claims(connection)
        found = build_lists(facts, said, load_decisions(connection), copies, find_known(connection, said))
    meetings = (
        {"id": one.id, "position": meeting_position(one), **date_columns(one), "body": encode(one)}
        for one in found.meetings
    )
    people = ({"id": one.id, "position": party_position(one), "body": encode(one)} for one in found.people)
    bodies = ({"id": one.id, "position": party_position(one), "body": encode(one)} for one in found.organisations)
    statements = (
        {"id": one.id, "position": statement_position(one), **publication_columns(one), "body": encode(one)}
        for one in found.statements
    )
    # From whichever day it is seen, the order is the same.
    events = build_timeline(found.meetings, found.statements, found.people, as_of=None)
    with store.writing() as connection:
        if _counter(connection, "lists") > read:
            return
        for table in LISTS:
            connection.execute(delete(table))
        _insert(connection, listed_meetings, meetings)
        _insert(connection, listed_people, people)
        _insert(connection, listed_organisations, bodies)
        _insert(connection, listed_terms, (row for one in found.meetings for row in term_rows(one)))
        _insert(connection, listed_statements, statements)
        _insert(connection, listed_statement_terms, (row for s in found.statements for row in statement_term_rows(s)))
        _insert(connection, listed_claims, ({"claim": claim, "entry": entry} for claim, entry in found.grounds))
        _insert(
            connection,
            listed_forms,
            ({"form": form, "entry": entry} for entry, forms in _forms(found) for form in forms),
        )
        _insert(connection, listed_events, ({"position": at, "entry": one} for at, one in event_positions(events)))
        _insert(connection, listed_judgements, _judgement_rows(found.judgements))
        connection.execute(update(state).where(state.c.name == "lists").values(value=read))
        connection.execute(delete(touched).where(touched.c.at <= read))


def count_meetings(connection: Connection) -> int:
    """How many meetings are listed."""
    return connection.scalar(select(func.count()).select_from(listed_meetings)) or 0


def _forms(found: Lists) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((person.id, person.forms) for person in found.people)
    yield from ((body.id, body.forms) for body in found.organisations)


def _counter(connection: Connection, name: str) -> int:
    value: int = connection.scalars(select(state.c.value).where(state.c.name == name)).one()
    return value


def _judgement_rows(judgements: Iterable[Judgement]) -> Iterable[dict[str, Any]]:
    return {row["id"]: row for row in map(judgement_row, judgements)}.values()


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Add rows of equal columns by the driver's own bulk insert: plain values, and a great many of them."""
    remaining = iter(rows)
    statement: str | None = None
    names: list[str] | None = None
    while batch := list(islice(remaining, BATCH)):
        if statement is None:
            compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(batch[0]))
            statement, names = str(compiled), compiled.positiontup
        given = [tuple(row[name] for name in names) for row in batch] if names else batch
        connection.exec_driver_sql(statement, given)
