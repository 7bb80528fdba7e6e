"""What resolution needs to know of a document: all but its text."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Document

__all__ = ["DocumentFacts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A document without its text.

    Attributes:
        id: the document's id.
        source: the path or address as it was given.
        published: EDTF date of publication, where known.
        publisher: who put it out.
        title: the headline.
        language: BCP 47 code.
        agencies: the agencies it credits; two reports that credit one agency are not independent.
        sketch: what `copies.sketch` made of the text; empty where it was not sketched.
    """

    id: str
    source: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()

    @classmethod
    def of(cls, document: Document, *, agencies: tuple[str, ...] = (), sketch: tuple[int, ...] = ()) -> DocumentFacts:
        """The facts of a document at hand."""
        return cls(
            id=document.id,
            source=document.source,
            published=document.published,
            publisher=document.publisher,
            title=document.title,
            language=document.language,
            agencies=agencies,
            sketch=sketch,
        )
