"""Adding facts to a ledger: one transaction a document, so that each is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from communique.model import Document, Extraction, Judgement
from communique.store.captures import note_account
from communique.store.forgotten import refuse_forgotten
from communique.store.forms import claim_row, document_row, judgement_row, reading_row
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.records import Failure, claims_of
from communique.store.sketches import add_sketch, sketch_document
from communique.store.tables import claims, documents, failures, judgements, readings, state, touched

__all__ = [
    "add_capture",
    "add_claims",
    "add_extraction",
    "add_failure",
    "add_judgement",
    "add_statements",
    "drop_failure",
    "insert_new",
    "mark_changed",
    "note_capture",
    "note_touched",
]

Also = Callable[[Connection], None]


def add_extraction(
    store: Store,
    extraction: Extraction,
    *,
    unread: str | None = None,
    reader: str | None = None,
    also: Also = lambda connection: None,
) -> None:
    """Keep a document with all that was found in it. What is there already stays as it is.

    Args:
        store: the ledger.
        extraction: the document, its claims and their readings.
        unread: why no claims were looked for.
        reader: which version of the readers looked for them; None where that is not known.
        also: writes what else belongs into the same transaction.
    """
    document = extraction.document
    sketched = sketch_document(document)
    with store.writing() as connection:
        refuse_forgotten(connection, document.id)
        insert_new(connection, documents, [document_row(document, unread=unread, captured=now())])
        # A text whose language was not supported before is read at last.
        looked_for = {"unread": unread, "statements": int(unread is None), "reader": reader}
        connection.execute(update(documents).where(documents.c.id == document.id).values(**looked_for))
        add_sketch(connection, document.id, sketched)
        note_capture(connection, document, read=True)
        insert_new(connection, claims, [claim_row(claim) for claim in claims_of(extraction)])
        insert_new(connection, readings, [reading_row(reading) for reading in extraction.readings])
        also(connection)
        mark_changed(connection, document.id)


def add_statements(store: Store, extraction: Extraction, *, also: Also = lambda connection: None) -> None:
    """Add the statements of a document that was kept before statements were looked for; the rest stays as it is."""
    ids = {claim.id for claim in extraction.statements}
    with store.writing() as connection:
        refuse_forgotten(connection, extraction.document.id)
        connection.execute(update(documents).where(documents.c.id == extraction.document.id).values(statements=1))
        note_capture(connection, extraction.document)
        insert_new(connection, claims, [claim_row(claim) for claim in extraction.statements])
        insert_new(connection, readings, [reading_row(how) for how in extraction.readings if how.claim in ids])
        also(connection)
        mark_changed(connection, extraction.document.id)


def add_claims(store: Store, extraction: Extraction) -> None:
    """Add claims on a document that is kept already, by another reader; whether our own has read it stays as it was."""
    with store.writing() as connection:
        refuse_forgotten(connection, extraction.document.id)
        note_capture(connection, extraction.document)
        insert_new(connection, claims, [claim_row(claim) for claim in claims_of(extraction)])
        insert_new(connection, readings, [reading_row(how) for how in extraction.readings])
        mark_changed(connection, extraction.document.id)


def add_capture(store: Store, document: Document, *, read: bool = False, also: Also = lambda connection: None) -> None:
    """Record that a known text was read from another source too.

    Args:
        store: the ledger.
        document: the document as that source has it.
        read: no claims were read in it that what this source says would change.
        also: writes what else belongs into the same transaction.
    """
    with store.writing() as connection:
        refuse_forgotten(connection, document.id)
        note_capture(connection, document, read=read)
        also(connection)


def add_failure(store: Store, failure: Failure) -> None:
    """Record that a source could not be read; an earlier failure of the same source gives way."""
    with store.writing() as connection:
        connection.execute(delete(failures).where(failures.c.source == failure.source))
        row = {"source": failure.source, "error": failure.error, "failed": failure.when or now()}
        connection.execute(failures.insert(), row)


def drop_failure(store: Store, source: str) -> None:
    """Take a source off the list of failures: it was read, and there was nothing to keep."""
    with store.writing() as connection:
        connection.execute(delete(failures).where(failures.c.source == source))


def add_judgement(store: Store, judgement: Judgement) -> None:
    """Add what a person decided. A later judgement on the same pair withdraws an earlier one; neither is edited."""
    with store.writing() as connection:
        connection.execute(judgements.insert(), {**judgement_row(judgement), "decided": now()})
        mark_changed(connection)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows that are not there yet, by their keys."""
    if rows:
        # `ON CONFLICT` is said by the insert of each dialect, spelt alike in SQLite's and PostgreSQL's.
        insert = import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def note_capture(connection: Connection, document: Document, *, read: bool = False) -> None:
    """Record a source of a document that is kept, and what it says of it (`captures.note_account`)."""
    if note_account(connection, document, captured=now(), read=read):
        mark_changed(connection, document.id)
    connection.execute(delete(failures).where(failures.c.source == document.source))


def note_touched(connection: Connection, ids: Iterable[str]) -> None:
    """What the lists say of some documents changes for another reason than a new fact on them."""
    at = connection.scalar(select(state.c.value).where(state.c.name == "facts"))
    rows = [{"at": at, "document": one} for one in sorted(ids)]
    if rows:
        connection.execute(touched.insert(), rows)


def mark_changed(connection: Connection, document: str | None = None) -> None:
    """The lists no longer follow the facts: those on one document, or, where none is named, any."""
    connection.execute(update(state).where(state.c.name == "facts").values(value=state.c.value + 1))
    at = select(state.c.value).where(state.c.name == "facts").scalar_subquery()
    connection.execute(touched.insert().values(at=at, document=document))
