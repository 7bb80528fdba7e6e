"""The bytes from which texts were extracted, kept where somebody asked for it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from communique.errors import NotFoundError, StoreError
from communique.store.migrating import now
from communique.store.reading import pick_document
from communique.store.tables import raws
from communique.store.writing import insert_new

__all__ = ["Raw", "add_raw", "find_raw", "has_raw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The bytes of a file, a member of an archive or a page, as they were read.

    Attributes:
        data: the bytes.
        media_type: as it was declared, without parameters; None where nothing was.
    """

    data: bytes
    media_type: str | None = None


def add_raw(connection: Connection, document: str, source: str, raw: Raw) -> None:
    """Keep the bytes of a document that is in the ledger; those that were kept of it from the same source stay."""
    if has_raw(connection, document, source):
        return
    row = {
        "document": document,
        "source": source,
        "media_type": raw.media_type,
        "size": len(raw.data),
        "digest": hashlib.blake2b(raw.data, digest_size=16).hexdigest(),
        "data": zlib.compress(raw.data, level=6),
        "kept": now(),
    }
    insert_new(connection, raws, [row])


def has_raw(connection: Connection, document: str, source: str) -> bool:
    """True where the bytes of a document from this source are kept."""
    query = select(raws.c.seq).where(raws.c.document == document, raws.c.source == source)
    return connection.scalar(query) is not None


def find_raw(connection: Connection, name: str) -> Raw:
    """The bytes of the document that is meant by an id, the beginning of one, or a source.

    Where they were kept from several sources, those of the source that was named, else the first ones.

    Raises:
        NotFoundError: there is no such document, or its bytes were not kept.
        InputError: the beginning of an id fits several documents.
        StoreError: the bytes are damaged.
    """
    document = pick_document(connection, name)
    query = select(raws).where(raws.c.document == document.id).order_by(raws.c.source != name, raws.c.seq).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFoundError(f"the raw bytes of {document.source} were not kept; `ingest --keep-raw` keeps them")
    try:
        data = zlib.decompress(row.data)
    except zlib.error as error:
        raise StoreError(f"the raw bytes of {document.source} are damaged: {error}") from error
    return Raw(data=data, media_type=row.media_type)
