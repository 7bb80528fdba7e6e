"""The sketches of texts in a ledger: written with each document, and made later for those kept without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select

from communique.errors import StoreError
from communique.model import Document
from communique.resolution.copies.copy import standing
from communique.resolution.copies.credit import Credit
from communique.resolution.copies.sketching import VERSION, bands_of, sketch
from communique.resolution.copies.wording import Wording, story_of
from communique.resolution.facts import DocumentFacts
from communique.store.captures import chosen_source
from communique.store.forms import encode
from communique.store.opening import Store
from communique.store.reading import iter_documents
from communique.store.tables import compared_pairs, document_bands, document_sketches, documents

__all__ = ["Sketched", "add_sketch", "load_facts", "load_sketched", "make_missing", "sketch_document"]

AT_ONCE = 200  # documents sketched in one transaction

_credits = msgspec.json.Decoder(Credit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketched:
    """A document by what its copies are found by.

    Attributes:
        bins: the packed sketch; None for a text too short to be compared.
        bands: its bands.
        credit: whom it credits.
        standing: where it stands among copies, as text that sorts.
    """

    bins: bytes | None
    bands: tuple[int, ...]
    credit: Credit
    standing: str


def sketch_document(document: Document) -> Sketched:
    """Sketch a document: some milliseconds, best spent before a transaction begins."""
    found = sketch(Wording(story_of(document)))
    bins = found.pack() if found.fingerprint is not None else None
    facts = DocumentFacts.of(document)
    credit = Credit(agencies=facts.agencies, own=facts.own_agency, unnamed=facts.credits_agencies)
    day, framed, one = standing(facts)
    return Sketched(
        bins=bins,
        bands=tuple(sorted(set(bands_of(found)))),
        credit=credit,
        standing=f"{day.isoformat()} {int(framed)} {one}",
    )


def add_sketch(connection: Connection, document: str, sketched: Sketched) -> None:
    """Keep the sketch of a document that is in the ledger; one that is there already stays."""
    seq = connection.scalars(select(documents.c.seq).where(documents.c.id == document)).one()
    if connection.scalar(select(document_sketches.c.document).where(document_sketches.c.document == seq)) is None:
        _write(connection, seq, sketched)


def make_missing(store: Store) -> None:
    """Sketch the documents that were kept without, or by an earlier rule; each text is read once."""
    while True:
        with store.reading() as connection:
            seqs = _find_lacking(connection)
            if not seqs:
                return
            found = [
                (seq, sketch_document(document))
                for seq, document in zip(seqs, iter_documents(connection, seqs), strict=True)
            ]
        with store.writing() as connection:
            for seq, sketched in found:
                for table, column in ((document_sketches, "document"), (document_bands, "document")):
                    connection.execute(delete(table).where(table.c[column] == seq))
                pairs = or_(compared_pairs.c.left_seq == seq, compared_pairs.c.right_seq == seq)
                connection.execute(delete(compared_pairs).where(pairs))
                _write(connection, seq, sketched)


def _find_lacking(connection: Connection) -> Sequence[int]:
    """Some of the documents without a sketch of today's rule, by their places; asked so that few rows are read."""
    version = document_sketches.c.version
    earlier = select(document_sketches.c.document).where(or_(version < VERSION, version > VERSION))
    seqs = connection.scalars(earlier.order_by(document_sketches.c.document).limit(AT_ONCE)).all()
    if seqs:
        return seqs
    counts = (select(func.count()).select_from(table) for table in (documents, document_sketches))
    every, sketched = (connection.scalar(count) for count in counts)
    if every == sketched:  # each sketch is a document's
        return ()
    lacking = select(documents.c.seq).outerjoin(document_sketches).where(version.is_(None))
    return connection.scalars(lacking.order_by(documents.c.seq).limit(AT_ONCE)).all()


def _write(connection: Connection, seq: int, sketched: Sketched) -> None:
    row = {
        "document": seq,
        "version": VERSION,
        "bins": sketched.bins,
        "credit": encode(sketched.credit),
        "standing": sketched.standing,
    }
    connection.execute(insert(document_sketches), row)
    if sketched.bands:
        connection.execute(insert(document_bands), [{"band": band, "document": seq} for band in sketched.bands])


def load_sketched(connection: Connection, seqs: Iterable[int]) -> Iterator[tuple[int, DocumentFacts]]:
    """What is known of documents by their places, their texts unread.

    Raises:
        StoreError: what was stored is damaged.
    """
    columns = (documents.c.seq, documents.c.id, documents.c.published, documents.c.publisher)
    query = select(*columns, document_sketches.c.credit).join(document_sketches)
    remaining = iter(seqs)
    while some := list(islice(remaining, AT_ONCE)):
        for row in connection.execute(query.where(documents.c.seq.in_(some))):
            yield row.seq, _facts(row)


def load_facts(connection: Connection, wanted: Iterable[str]) -> list[DocumentFacts]:
    """What is known of some documents, in the order of their ids, their texts unread; all of them have sketches.

    Raises:
        StoreError: what was stored is damaged.
    """
    columns = (documents.c[name] for name in ("id", "published", "publisher", "title", "language"))
    source = chosen_source().label("source")
    query = select(*columns, source, document_sketches.c.credit).select_from(documents.join(document_sketches))
    remaining = iter(sorted(wanted))
    found: list[DocumentFacts] = []
    while some := list(islice(remaining, AT_ONCE)):
        for row in connection.execute(query.where(documents.c.id.in_(some)).order_by(documents.c.id)):
            found.append(replace(_facts(row), source=row.source, title=row.title, language=row.language))
    return found


def _facts(row: Any) -> DocumentFacts:
    try:
        credit = _credits.decode(row.credit)
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored sketch is damaged ({error}); `Ledger.rebuild()` makes it again") from error
    return DocumentFacts(
        id=row.id,
        source=row.id,  # where it was read from plays no part among copies
        published=row.published,
        publisher=row.publisher,
        agencies=credit.agencies,
        own_agency=credit.own,
        credits_agencies=credit.unnamed,
    )
