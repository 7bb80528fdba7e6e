"""One text read from several sources: what each says of it, and whose word stands.

Sources of one text may differ about its title and its day. What stands is chosen by what they say alone, never by which
of them was read first: a day before none, the earlier day, the fuller account. A document's row has that account;
`captures.told` keeps what any other source says, and is NULL where a source says the same.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, func, select, update

from communique.model import Document
from communique.model.edtf import bounds
from communique.store.forms import document_row, encode, load_document_row, pack_text
from communique.store.tables import captures, document_sketches, documents

__all__ = ["chosen_source", "is_better", "load_account", "note_account", "reads_otherwise"]

_TOLD: Final = ("title", "publisher", "published", "authors", "updated", "address")
"""What a source says of a text beside the text itself."""
_READ: Final = ("title", "published", "dateline", "language", "furniture")
"""What bears on the claims that are read in a text."""
_FRAME: Final = tuple(dict.fromkeys((*_TOLD, *_READ)))
_TEXTLESS: Final = {"text": pack_text("")}
_OUTDATED: Final = 0  # no version of a sketch


def chosen_source(document: ColumnElement[str] = documents.c.id) -> ScalarSelect[str]:
    """The source of a document whose account stands; of several that say the same, the first by name."""
    which = (captures.c.document == document, captures.c.told.is_(None))
    return select(func.min(captures.c.source)).where(*which).scalar_subquery()


def load_account(connection: Connection, document: str) -> Document | None:
    """What is known of the document with this id, its text left out; None where there is none."""
    columns = [column for column in documents.c if column.name != "text"]
    query = select(*columns, chosen_source().label("source")).where(documents.c.id == document)
    row = connection.execute(query).one_or_none()
    return load_document_row({**row._mapping, **_TEXTLESS}, row.source) if row is not None else None


def is_better(one: Document, other: Document) -> bool:
    """True where the first account of a text stands rather than the second."""
    return _rank(one) < _rank(other)


def reads_otherwise(one: Document, other: Document) -> bool:
    """True where two accounts of a text differ in what claims are read by."""
    return any(getattr(one, name) != getattr(other, name) for name in _READ)


def note_account(connection: Connection, document: Document, *, captured: str, read: bool) -> bool:
    """Put down that a document, which is kept, was read from a source, and what that says of it.

    Args:
        connection: to the ledger, writing.
        document: the document as the source has it.
        captured: when, in UTC.
        read: its claims are those of this account, or it has none; if not, an account by which they would be read
            otherwise does not stand.

    Returns:
        True where what the lists say of the document is another from now on.
    """
    known = load_account(connection, document.id)
    if known is None or connection.scalar(_capture_of(document)) is not None:
        return False
    told, stood = _account(document), _account(known)
    stands = is_better(document, known) and (read or not reads_otherwise(document, known))
    if stands:
        those = (captures.c.document == document.id, captures.c.told.is_(None))
        connection.execute(update(captures).where(*those).values(told=stood))
        _put(connection, document)
    same = stands or told == stood
    row = {"document": document.id, "source": document.source, "captured": captured, "told": None if same else told}
    connection.execute(captures.insert(), row)
    return stands or (same and document.source < (known.source or ""))


def _capture_of(document: Document) -> Select[int]:
    return select(captures.c.seq).where(captures.c.document == document.id, captures.c.source == document.source)


def _put(connection: Connection, document: Document) -> None:
    """Let the document's row have this account; where it stands among copies is looked at again."""
    row = document_row(document, unread=None, captured="")
    ours = documents.c.id == document.id
    connection.execute(update(documents).where(ours).values({name: row[name] for name in _FRAME}))
    seq = select(documents.c.seq).where(ours).scalar_subquery()
    sketch = document_sketches.c.document == seq
    connection.execute(update(document_sketches).where(sketch).values(version=_OUTDATED))


def _account(document: Document) -> str:
    return encode({name: value for name in _TOLD if (value := getattr(document, name))})


def _rank(document: Document) -> tuple[Any, ...]:
    day = bounds(document.published)[1] if document.published is not None else None
    told = sum(bool(getattr(document, name)) for name in _TOLD)
    return document.published is None, day or date.max, -told, _account(document)
