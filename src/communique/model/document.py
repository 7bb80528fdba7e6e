"""One text as it was captured, and the frame around its story."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.ids import content_id
from communique.model.span import Span
from communique.model.vocabulary import FurnitureKind

__all__ = ["Document", "Furniture", "document_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A part of the text that frames the story: a dateline, a credit, a disclaimer.

    `value` is what it tells: an EDTF date for a date header or a dateline with a date, the publisher's or agency's
    name for a credit, the title for a headline; None where it tells nothing.
    `place` is the place of a dateline.
    """

    kind: FurnitureKind
    span: Span
    value: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it was captured, with its source and, where known, its publication date.

    Attributes:
        id: a hash of the text: the same text is the same document, wherever it came from.
        text: the text, decoded and otherwise unchanged; every offset counts its code points.
        source: the path or address as it was given.
        title: the headline, where the text has one or its source gives one.
        publisher: who put it out, by its own credit line or else by its source.
        published: EDTF date of publication; None where neither the text nor its source says.
        dateline: EDTF date that the dateline gives ("TOKYO, Feb 27" is `XXXX-02-27`, or with the year where the
            publication date fixes it); the anchor of weekdays, since a story is written on its dateline's day.
        language: BCP 47 code found by detection; None where none was found.
        encoding: how the bytes were decoded.
        authors: who wrote it, as its source names them.
        updated: EDTF date of the last change, as its source gives it.
        address: the canonical address that its source gives.
        furniture: the framing parts, in the order of the text.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    dateline: str | None = None
    language: str | None = None
    encoding: str | None = None
    authors: tuple[str, ...] = ()
    updated: str | None = None
    address: str | None = None
    furniture: tuple[Furniture, ...] = ()


def document_id(text: str) -> str:
    """The id of a text: the same words, the same id."""
    return content_id("doc", text)
