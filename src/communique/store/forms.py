"""How the nouns are written into rows, and read back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from communique.errors import StoreError
from communique.model import Document, Furniture, Judgement, MeetingClaim, Reading, RoleClaim, StatementClaim, Step
from communique.store.records import Claim

__all__ = [
    "claim_row",
    "document_row",
    "encode",
    "judgement_row",
    "load_authors",
    "load_claim",
    "load_document_row",
    "load_judgement",
    "load_reading",
    "pack_text",
    "reading_row",
    "unpack_text",
]

KINDS: dict[str, type[Claim]] = {"meeting": MeetingClaim, "role": RoleClaim, "statement": StatementClaim}

_decoders = {kind: msgspec.json.Decoder(noun) for kind, noun in KINDS.items()}
_furniture = msgspec.json.Decoder(tuple[Furniture, ...])
_authors = msgspec.json.Decoder(tuple[str, ...])
_steps = msgspec.json.Decoder(tuple[Step, ...])


def encode(value: object) -> str:
    """A value as JSON; `msgspec` knows the type again when it is read back."""
    return msgspec.json.encode(value, enc_hook=_plain).decode()


def _plain(value: object) -> object:
    if isinstance(value, MappingProxyType):  # a mapping that nobody is to change; it reads back as an ordinary one
        return dict(value)
    raise NotImplementedError(f"cannot be written as JSON: {type(value).__name__}")


def pack_text(text: str) -> bytes:
    """A text, small."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level=6)


def unpack_text(packed: bytes) -> str:
    """The text, to the letter.

    Raises:
        StoreError: these are not the bytes that were written.
    """
    try:
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise StoreError(f"a stored text is damaged: {error}") from error


def document_row(document: Document, *, unread: str | None, captured: str) -> dict[str, Any]:
    """A document without its source, which is a capture's."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "dateline": document.dateline,
        "language": document.language,
        "encoding": document.encoding,
        "furniture": encode(document.furniture),
        "text": pack_text(document.text),
        "unread": unread,
        "captured": captured,
        "authors": encode(document.authors),
        "updated": document.updated,
        "address": document.address,
    }


def load_document_row(row: Mapping[Any, Any], source: str) -> Document:
    """A document from its row and the source whose account of it stands."""
    return Document(
        id=row["id"],
        text=unpack_text(row["text"]),
        source=source,
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        dateline=row["dateline"],
        language=row["language"],
        encoding=row["encoding"],
        authors=load_authors(row["authors"]),
        updated=row["updated"],
        address=row["address"],
        furniture=_furniture.decode(row["furniture"]),
    )


def load_authors(written: str) -> tuple[str, ...]:
    """The names of a document's authors."""
    return () if written == "[]" else _authors.decode(written)


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim under its id."""
    kind = next(kind for kind, noun in KINDS.items() if isinstance(claim, noun))
    return {"id": claim.id, "document": claim.document, "kind": kind, "body": encode(claim)}


def load_claim(kind: str, body: str, one: str | None = None) -> Claim:
    """A claim from its kind and body, and the id under which it is kept, which is long to work out.

    Raises:
        StoreError: this is not what was written.
    """
    try:
        claim = _decoders[kind].decode(body)
    except (KeyError, msgspec.DecodeError) as error:
        raise StoreError(f"a stored claim is damaged: {error}") from error
    if one is not None:
        claim.take_id(one)
    return claim


def reading_row(reading: Reading) -> dict[str, Any]:
    """How a claim was read."""
    return {
        "claim": reading.claim,
        "rule": reading.rule,
        "score": reading.score,
        "steps": encode(reading.steps),
    }


def load_reading(row: RowMapping) -> Reading:
    """How a claim was read, with every step.

    Raises:
        StoreError: this is not what was written.
    """
    try:
        steps = _steps.decode(row["steps"])
    except msgspec.DecodeError as error:
        raise StoreError(f"a stored reading is damaged: {error}") from error
    return Reading(claim=row["claim"], rule=row["rule"], score=row["score"], steps=steps)


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement, by a rule or a person."""
    return {
        "id": judgement.id,
        "left_id": judgement.left,
        "right_id": judgement.right,
        "relation": judgement.relation.value,
        "subject": judgement.subject,
        "decided_by": judgement.by,
        "because": judgement.because,
        "score": judgement.score,
    }


def load_judgement(row: RowMapping) -> Judgement:
    """A judgement from its row."""
    return msgspec.convert(
        {
            "left": row["left_id"],
            "right": row["right_id"],
            "relation": row["relation"],
            "subject": row["subject"],
            "by": row["decided_by"],
            "because": row["because"],
            "score": row["score"],
        },
        Judgement,
    )
