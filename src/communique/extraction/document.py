"""All that is found in documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from communique.extraction.learned import TrainedReader
from communique.extraction.meetings import read_meetings
from communique.extraction.other_names import find_other_names, with_names
from communique.extraction.roles import read_roles
from communique.extraction.sentences import parse_candidates
from communique.extraction.statements import read_statements
from communique.model.claim import DateReading, Extraction
from communique.model.document import Document
from communique.reading.document import read_documents

__all__ = ["WINDOW", "extract_document", "extract_documents"]

WINDOW = 8
"""Documents that the model looks at in one go: enough for full batches, few enough for little memory."""


def extract_document(
    document: Document, *, captured: date | None = None, trained: TrainedReader | None = None
) -> Extraction:
    """Read one document in a supported language.

    Args:
        document: the document, framed (`text.documents.frame`).
        captured: the day the text was read; nothing that it tells as past lies after it. Used for nothing else.
        trained: the trained reader; None reads by rules alone.

    Returns:
        Its meetings, statements, roles and dates, and how each claim was read. What the gate refused is not among them.
    """
    return next(extract_documents([document], captured=captured, trained=trained))


def extract_documents(
    documents: Iterable[Document], *, captured: date | None = None, trained: TrainedReader | None = None
) -> Iterator[Extraction]:
    """Read documents in a supported language, in order, some of them at a time.

    Args:
        documents: the documents, framed.
        captured: the day the texts were read.
        trained: the trained reader (`communique.extraction.learned.load_reader`); None reads by rules alone.
    """
    waiting = iter(documents)
    while window := list(islice(waiting, WINDOW)):
        readings = read_documents(window, captured=captured)
        learned = trained.read(readings) if trained is not None else [None] * len(readings)
        parsed = parse_candidates(
            readings,
            [each.sentences if each is not None else () for each in learned],
            [each.attributing if each is not None else () for each in learned],
        )
        for reading, sentences, seen in zip(readings, parsed, learned, strict=True):
            meetings = read_meetings(reading, sentences, seen)
            statements = read_statements(
                reading,
                sentences,
                [claim for claim, _ in meetings],
                list(seen.propose_statements()) if seen is not None else (),
                seen,
            )
            roles = read_roles(reading, [claim for claim, _ in meetings], seen)
            names = find_other_names(reading, chain((claim for claim, _ in meetings), (claim for claim, _ in roles)))
            yield Extraction(
                document=reading.document,
                meetings=tuple(with_names(claim, names) for claim, _ in meetings),
                statements=tuple(claim for claim, _ in statements),
                roles=tuple(with_names(claim, names) for claim, _ in roles),
                dates=tuple(
                    DateReading(passage=mention.span.passage(reading.document.text), value=mention.value())
                    for mention in reading.dates
                ),
                readings=tuple(how for _, how in (*meetings, *statements, *roles)),
            )
