"""The lists, kept so that a command need not work them out: meetings, people and organisations as the facts make them.

They follow the facts by two counters. Every write of facts raises the first; rebuilding sets the second to what the
first was when the facts were read. Where the two differ, whoever asks next rebuilds, so that a crash between writing
facts and rebuilding mends itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, select

from communique.errors import StoreError
from communique.model import Judgement
from communique.store.bulk import insert_all
from communique.store.decisions import load_decisions
from communique.store.forms import encode, judgement_row
from communique.store.opening import Store
from communique.store.reading import iter_documents, load_claims
from communique.store.tables import (
    KEPT,
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
)

if TYPE_CHECKING:
    from communique.store.building import Lists

__all__ = ["bring_lists_up_to_date", "count_meetings", "rebuild_lists"]


def bring_lists_up_to_date(store: Store) -> None:
    """Bring the lists up to date if facts were written since they were built.

    What a few documents touch is made anew; after anything else, everything is.

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
    # Deferred: what decides and builds is needed by no command that finds the lists up to date.
    from communique.resolution.collecting import collection_paused
    from communique.store.copying import bring_copies_up_to_date
    from communique.store.updating import update_lists

    with collection_paused():
        bring_copies_up_to_date(store)
        while update_lists(store):
            with store.reading() as connection:
                if _counter(connection, "facts") == _counter(connection, "lists"):
                    return
        _rebuild(store)


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
    from communique.store.reference_lists import bring_keys_up_to_date, find_in_force, find_known, find_known_bodies
    from communique.store.snapshot import keep
    from communique.store.statement_index import publication_columns, statement_term_rows
    from communique.store.updating import in_force, note_kept
    from communique.views.timeline import build_timeline

    bring_copies_up_to_date(store)
    bring_keys_up_to_date(store)
    with store.reading() as connection:
        read = _counter(connection, "facts")
        facts = [facts_of(document) for document in iter_documents(connection)]
        copies = load_copies(connection)
        said = load_claims(connection)
        decided = None if find_in_force(connection) else in_force(connection)
        listed = find_known(connection, said), find_known_bodies(connection, said)
        found = build_lists(facts, said, load_decisions(connection), copies, *listed)
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
        for table in (*LISTS, *KEPT):
            connection.execute(delete(table))
        insert_all(connection, listed_meetings, meetings)
        insert_all(connection, listed_people, people)
        insert_all(connection, listed_organisations, bodies)
        insert_all(connection, listed_terms, (row for one in found.meetings for row in term_rows(one)))
        insert_all(connection, listed_statements, statements)
        terms = (row for one in found.statements for row in statement_term_rows(one))
        insert_all(connection, listed_statement_terms, terms)
        insert_all(connection, listed_claims, ({"claim": claim, "entry": entry} for claim, entry in found.grounds))
        insert_all(
            connection,
            listed_forms,
            ({"form": form, "entry": entry} for entry, forms in _forms(found) for form in forms),
        )
        insert_all(connection, listed_events, ({"position": at, "entry": one} for at, one in event_positions(events)))
        insert_all(connection, listed_judgements, _judgement_rows(found.judgements))
        if decided is not None:
            keep(connection, found, said)
        note_kept(connection, read, decided)


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
