"""All that is found in one document."""

from __future__ import annotations

from communique.extraction.meetings import read_meetings
from communique.model.claim import DateReading, Extraction
from communique.model.document import Document
from communique.reading.document import read_document

__all__ = ["extract_document"]


def extract_document(document: Document) -> Extraction:
    """Read one document in a supported language.

    Args:
        document: the document, framed (`text.documents.frame`).

    Returns:
        Its meetings, roles and dates, and how each claim was read. What the gate refused is not among them.
    """
    reading = read_document(document)
    found = list(read_meetings(reading))
    return Extraction(
        document=document,
        meetings=tuple(claim for claim, _ in found),
        dates=tuple(
            DateReading(passage=date.span.passage(document.text), value=date.value("past")) for date in reading.dates
        ),
        readings=tuple(how for _, how in found),
    )
