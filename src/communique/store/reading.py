"""Reading facts back from a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

from communique.errors import InputError, NotFoundError
from communique.model import Document, Reading
from communique.store.captures import chosen_source, is_better, load_account, reads_otherwise
from communique.store.forgotten import find_tombstone
from communique.store.forms import load_authors, load_claim, load_document_row, load_reading
from communique.store.in_force import claims_in_force, readings_in_force
from communique.store.records import Claim, DocumentRecord, Failure
from communique.store.tables import captures, claims, documents, failures, raws, readings, rereadings

__all__ = [
    "Standing",
    "begins_with",
    "count_unasked",
    "find_standing",
    "iter_documents",
    "list_documents",
    "list_failures",
    "load_claims",
    "load_document",
    "load_readings",
    "pick_document",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ledger knows of a text and a source before it reads them.

    Attributes:
        known: the text is kept.
        unread: why no claims were looked for in it.
        statements: statements were looked for in it.
        settled: nothing about this source needs to be written: its capture stands and no failure does.
        forgotten: the text was forgotten, and is not to be kept.
        to_be_reread: what this source says of the text stands from now on, and claims are read by it.
    """

    known: bool
    unread: str | None
    statements: bool
    settled: bool
    forgotten: bool = False
    to_be_reread: bool = False

    @property
    def to_be_read(self) -> bool:
        """True where something was not looked for when the text was kept: any claims at all, or statements."""
        return self.unread is not None or not self.statements


def find_standing(connection: Connection, document: Document) -> Standing:
    """What the ledger knows of a document just read."""
    found = connection.execute(_STANDING, {"id": document.id, "source": document.source}).one_or_none()
    if found is None:
        forgotten = find_tombstone(connection, document.id) is not None
        return Standing(known=False, unread=None, statements=False, settled=False, forgotten=forgotten)
    unread, statements, capture, failure = found
    known = load_account(connection, document.id) if capture is None and unread is None else None
    return Standing(
        known=True,
        unread=unread,
        statements=bool(statements),
        settled=capture is not None and failure is None,
        to_be_reread=known is not None and is_better(document, known) and reads_otherwise(document, known),
    )


def iter_documents(connection: Connection, seqs: Sequence[int] | None = None) -> Iterator[Document]:
    """Every document with its text, or those of these places, in the order of arrival."""
    query = _documents_with_source().order_by(documents.c.seq)
    if seqs is not None:
        query = query.where(documents.c.seq.in_(seqs))
    for row in connection.execution_options(yield_per=100).execute(query):
        yield load_document_row(row._mapping, row.source)


def load_document(connection: Connection, document: str) -> Document:
    """The document with this id.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(_documents_with_source().where(documents.c.id == document)).one_or_none()
    if row is None:
        raise NotFoundError(f"no document {document} in this ledger")
    return load_document_row(row._mapping, row.source)


def list_documents(connection: Connection) -> tuple[DocumentRecord, ...]:
    """Every document without its text, in the order of arrival."""
    sources: defaultdict[str, list[str]] = defaultdict(list)
    ordered = select(captures.c.document, captures.c.source).order_by(captures.c.told.is_not(None), captures.c.source)
    for document, source in connection.execute(ordered):
        sources[document].append(source)
    # The last rereading of a document comes last.
    reread = {row.document: row for row in connection.execute(select(rereadings).order_by(rereadings.c.seq))}
    with_raw = set(connection.scalars(select(raws.c.document).distinct()))
    told = (documents.c[name] for name in (*_TOLD, "statements", "authors", "reader"))
    return tuple(
        DocumentRecord(
            sources=tuple(sources[row.id]),
            statements=bool(row.statements),
            authors=load_authors(row.authors),
            reader=reread[row.id].reader if row.id in reread else row.reader,
            reread=reread[row.id].reread if row.id in reread else None,
            raw=row.id in with_raw,
            **{name: getattr(row, name) for name in _TOLD},
        )
        for row in connection.execute(select(*told).order_by(documents.c.seq))
    )


def count_unasked(connection: Connection) -> int:
    """How many documents were read by a version that did not look for statements."""
    unasked = (documents.c.statements == 0, documents.c.unread.is_(None))
    return connection.scalar(select(func.count()).select_from(documents).where(*unasked)) or 0


def list_failures(connection: Connection) -> tuple[Failure, ...]:
    """Every source that could not be read when it was last tried."""
    rows = connection.execute(select(failures).order_by(failures.c.source))
    return tuple(Failure(source=row.source, error=row.error, when=row.failed) for row in rows)


def load_claims(connection: Connection, ids: Select[str] | None = None) -> tuple[Claim, ...]:
    """The claims in force whose ids are selected, or all; in the order in which their documents arrived, then by id."""
    query = (
        claims_in_force().join(documents, documents.c.id == claims.c.document).order_by(documents.c.seq, claims.c.id)
    )
    if ids is not None:
        query = query.where(claims.c.id.in_(ids))
    rows = connection.execute(query.add_columns(claims.c.id))
    return tuple(load_claim(kind, body, one) for kind, body, one in rows)


def load_readings(connection: Connection, ids: Select[str] | None = None) -> dict[str, tuple[Reading, ...]]:
    """How the claims whose ids are selected, or all, were read."""
    query = select(readings).order_by(readings.c.claim, readings.c.rule)
    if ids is not None:
        query = query.where(readings.c.claim.in_(ids))
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.claim].append(load_reading(row._mapping))
    return {claim: tuple(how) for claim, how in found.items()} | dict(readings_in_force(connection, ids))


def pick_document(connection: Connection, name: str) -> Document:
    """The document that is meant by an id, the beginning of one, or a source.

    Of several texts read from one source it is the last.

    Raises:
        NotFoundError: nothing fits.
        InputError: the beginning of an id fits several documents.
    """
    source = connection.scalars(
        select(captures.c.document).where(captures.c.source == name).order_by(captures.c.seq.desc()).limit(1)
    ).one_or_none()
    if source is None:
        source = _pick_id(connection, name)
    if source is None:
        raise NotFoundError(
            f"no document {name!r} in this ledger: neither an id, nor the beginning of one, nor a source"
        )
    return load_document(connection, source)


def begins_with(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """A condition that an index can answer, which LIKE is not everywhere; `~` comes after all that ids are made of."""
    return and_(column >= beginning, column < beginning + "~")


def _pick_id(connection: Connection, beginning: str) -> str | None:
    """The one document's id which is or begins with this; None where none does.

    Raises:
        InputError: several do.
    """
    if not beginning:
        return None
    found = connection.scalars(select(documents.c.id).where(begins_with(documents.c.id, beginning)).limit(3)).all()
    if len(found) > 1 and beginning not in found:
        raise InputError(f"{beginning!r} begins the ids of several documents ({', '.join(found)} …): give more of it")
    return beginning if beginning in found else next(iter(found), None)


# Built once: putting it together takes longer than running it, and it runs for every source.
_STANDING = (
    select(documents.c.unread, documents.c.statements, captures.c.seq, failures.c.source)
    .select_from(documents)
    .outerjoin(captures, (captures.c.document == documents.c.id) & (captures.c.source == bindparam("source")))
    .outerjoin(failures, failures.c.source == bindparam("source"))
    .where(documents.c.id == bindparam("id"))
)

_TOLD = ("id", "title", "publisher", "published", "language", "captured", "unread", "updated", "address")


def _documents_with_source() -> Select[Any]:
    # Looked up document by document in an index: most questions are on few of them.
    return select(documents, chosen_source().label("source"))
