"""All that is found in one document."""

from __future__ import annotations

from datetime import date

from communique.extraction.meetings import read_meetings
from communique.model.claim import DateReading, Extraction
from communique.model.document import Document
from communique.reading.document import read_document

__all__ = ["extract_document"]


def extract_document(document: Document, *, captured: date | None = None) -> Extraction:
    """Read one document in a supported language.

    Args:
        document: the document, framed (`text.documents.frame`).
        captured: the day the text was read; nothing that it tells as past lies after it. Used for nothing else.

    Returns:
        Its meetings, roles and dates, and how each claim was read. What the gate refused is not among them.
    """
    reading = read_document(document, captured=captured)
    found = list(read_meetings(reading))
    return Extraction(
        document=document,
        meetings=tuple(claim for claim, _ in found),
        dates=tuple(
            DateReading(passage=mention.span.passage(document.text), value=mention.value()) for mention in reading.dates
        ),
        readings=tuple(how for _, how in found),
    )
