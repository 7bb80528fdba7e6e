"""What the speaker does by saying it, where the cue leaves that to the content; and how sure the text is."""

from __future__ import annotations

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotations
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.model.vocabulary import Modality, StatementKind
from communique.reading.document import DocumentReading

__all__ = ["find_kind", "find_modality"]


def find_kind(reading: DocumentReading, proposal: StatementProposal, words: StatementWords) -> tuple[StatementKind, str]:
    """The kind of a statement and the rule that settled it."""
    if proposal.kind is not None:
        return proposal.kind, "kind.cue.v1"
    content = " ".join(span.of(reading.text) for span in proposal.contents).lower()
    return _by_content(content), "kind.content.v1"


def _by_content(content: str) -> StatementKind:
    return StatementKind.VIEW


def find_modality(
    reading: DocumentReading, proposal: StatementProposal, quotations: Quotations, words: StatementWords
) -> Modality:
    """Direct where any of the content stands in quotation marks, hedged where the cue or a word beside it doubts."""
    if proposal.modality is not None:
        return proposal.modality
    if any(quotations.within(Span(span.start, span.end)) or quotations.at(span.start) for span in proposal.contents):
        return Modality.DIRECT_QUOTE
    first, stop = reading.words.range(Span(proposal.extent.start, max(c.end for c in proposal.cues) if proposal.cues else proposal.extent.end))
    near = reading.words.lower[max(first - 1, 0) : stop]
    if not words.modality["hedges"].isdisjoint(near):
        return Modality.HEDGED
    return Modality.REPORTED
