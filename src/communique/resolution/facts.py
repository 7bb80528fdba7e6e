"""What resolution needs to know of a document: all but its text."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Document
from communique.resolution.copies.credit import credit_of

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
        own_agency: the agency in its dateline, whose own text it is by its form.
        credits_agencies: True where it credits agencies without their names.
    """

    id: str
    source: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    own_agency: str | None = None
    credits_agencies: bool = False

    @classmethod
    def of(cls, document: Document) -> DocumentFacts:
        """The facts of a document at hand."""
        credit = credit_of(document)
        return cls(
            id=document.id,
            source=document.source,
            published=document.published,
            publisher=document.publisher,
            title=document.title,
            language=document.language,
            agencies=credit.agencies,
            own_agency=credit.own,
            credits_agencies=credit.unnamed,
        )
