"""Checking a ledger against itself: every passage against its text, every row against what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, Select, select

from communique.errors import StoreError
from communique.extraction.gate import find_faults
from communique.model import Document, Step, document_id
from communique.store.captures import chosen_source
from communique.store.forms import load_claim, load_document_row, load_reading
from communique.store.in_force import decode_readings
from communique.store.records import Fault
from communique.store.reference_lists import entry_id
from communique.store.tables import (
    captures,
    claims,
    documents,
    listed_claims,
    readings,
    reference_entries,
    revisions,
)

__all__ = ["verify"]


def verify(connection: Connection) -> Iterator[Fault]:
    """Everything in a ledger that does not hold.

    Each text must have the hash that its id says; each passage of a claim's evidence and of the steps that led to it
    must stand in the text to the letter; each value must be borne out, as the gate demands; each claim must have its
    document, each reading its claim, and each list must rest on claims that are there. Each entry of a reference list
    must have the contents that its id says.
    """
    query = select(documents, chosen_source().label("source")).order_by(documents.c.seq)
    for row in connection.execution_options(yield_per=100).execute(query):
        source = row.source
        if source is None:
            yield Fault(id=row.id, source=None, problem="no source is recorded for this document")
        try:
            document = load_document_row(row._mapping, source or "")
        except (StoreError, ValueError) as error:
            yield Fault(id=row.id, source=source, problem=str(error))
            continue
        yield from _check_document(connection, document)
    yield from _check_references(connection)
    yield from _find_orphans(connection)


def _check_document(connection: Connection, document: Document) -> Iterator[Fault]:
    found = document_id(document.text)
    if found != document.id:
        problem = f"the text has changed: its hash is {found}"
        yield Fault(id=document.id, source=document.source, problem=problem)
    for part in document.furniture:
        if part.span.end > len(document.text):
            problem = (
                f"furniture at {part.span.start}-{part.span.end} lies beyond the text's {len(document.text)} letters"
            )
            yield Fault(id=document.id, source=document.source, problem=problem)
    steps: defaultdict[str, list[Step]] = defaultdict(list)
    for row in connection.execute(
        select(readings)
        .join(claims, claims.c.id == readings.c.claim)
        .where(claims.c.document == document.id)
        .order_by(readings.c.claim, readings.c.rule)
    ):
        try:
            steps[row.claim] += load_reading(row._mapping).steps
        except (StoreError, ValueError) as error:
            yield Fault(id=row.claim, source=document.source, problem=str(error))
    for row in connection.execute(select(claims).where(claims.c.document == document.id).order_by(claims.c.id)):
        try:
            claim = load_claim(row.kind, row.body)
        except (StoreError, ValueError) as error:
            yield Fault(id=row.id, source=document.source, problem=str(error))
            continue
        if (claim.id, claim.document) != (row.id, document.id):
            problem = f"the claim has changed: by its contents it is {claim.id} of {claim.document}"
            yield Fault(id=row.id, source=document.source, problem=problem)
            continue
        # A claim that several rules found is borne out where their steps together do so.
        for problem in find_faults(claim, tuple(steps[claim.id]), document.text):
            yield Fault(id=row.id, source=document.source, problem=problem)
    yield from _check_revisions(connection, document)


def _check_revisions(connection: Connection, document: Document) -> Iterator[Fault]:
    """What later readings made of a claim must be borne out by their own steps."""
    columns = (revisions.c.claim, revisions.c.body, revisions.c.readings, claims.c.kind)
    query = select(*columns).join(claims, claims.c.id == revisions.c.claim).order_by(revisions.c.seq)
    for row in connection.execute(query.where(claims.c.document == document.id, revisions.c.body.is_not(None))):
        try:
            claim = load_claim(row.kind, row.body)
            how = decode_readings(row.readings or "[]")
        except (StoreError, ValueError) as error:
            yield Fault(id=row.claim, source=document.source, problem=str(error))
            continue
        if (claim.id, claim.document) != (row.claim, document.id):
            problem = f"a revision has changed: by its contents it is of {claim.id} of {claim.document}"
            yield Fault(id=row.claim, source=document.source, problem=problem)
            continue
        for problem in find_faults(claim, tuple(step for one in how for step in one.steps), document.text):
            yield Fault(id=row.claim, source=document.source, problem=f"as it was read anew: {problem}")


def _check_references(connection: Connection) -> Iterator[Fault]:
    query = select(reference_entries.c.id, reference_entries.c.kind, reference_entries.c.body)
    for row in connection.execute(query.order_by(reference_entries.c.seq)):
        if entry_id(row.kind, row.body) != row.id:
            yield Fault(id=row.id, source=None, problem="the entry of a reference list has changed")


def _find_orphans(connection: Connection) -> Iterator[Fault]:
    """Rows that outlived what they belong to: the database forbids them, a program that edits the file may not."""
    known_documents, known_claims = select(documents.c.id), select(claims.c.id)
    checks: tuple[tuple[Select[str], str], ...] = (
        (select(claims.c.id).where(claims.c.document.not_in(known_documents)), "its document is not in the ledger"),
        (select(captures.c.document).where(captures.c.document.not_in(known_documents)), "a capture of no document"),
        (select(readings.c.claim).where(readings.c.claim.not_in(known_claims)), "a reading of no claim"),
        (
            select(listed_claims.c.entry).where(listed_claims.c.claim.not_in(known_claims)),
            "listed for a claim not there",
        ),
    )
    for query, problem in checks:
        for orphan in connection.scalars(query.distinct()):
            yield Fault(id=orphan, source=None, problem=problem)
