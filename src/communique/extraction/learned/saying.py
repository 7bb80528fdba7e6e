"""Statements as the trained reader proposes them, in the same form as those of the rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from communique.extraction.learned.scores import Scores
from communique.extraction.statements.proposal import StatementProposal
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["propose_statements"]

_MARKS = " \t\n,;:.–—-"  # what a content neither begins nor ends with; quotation marks belong to it
_WEIGHT = 0.6  # of a likelihood beside the score of a rule: where a rule sees the same cue, the rule stands
_SHORTEST = 3  # characters of a content
_LONGEST = 60  # characters of a name that may reach into a source


def propose_statements(reading: DocumentReading, scores: Scores, version: str) -> Iterator[StatementProposal]:
    """The statements that the trained reader sees in a document."""
    starts = [sentence.start for sentence in reading.sentences]
    for cue in scores.cues:
        contents = tuple(part for piece in cue.contents if (part := _trimmed(piece, reading.text)) is not None)
        if not contents:
            continue
        yield StatementProposal(
            sentence=max(bisect_right(starts, cue.cue.start) - 1, 0),
            source=_source(reading, cue.source) if cue.source is not None else None,
            cues=(cue.cue,),
            contents=contents,
            kind=None,
            score=_WEIGHT * cue.score,
            rule=f"learned.said.{version}",
        )


def _source(reading: DocumentReading, span: Span) -> Span | None:
    """Who speaks, with the whole of a name that the network has cut: "Prime Minister" before "Anna Lind"."""
    trimmed = _trimmed(span, reading.text)
    if trimmed is None:
        return None
    for mention in reading.registry.within(Span(max(trimmed.start - _LONGEST, 0), trimmed.end + _LONGEST)):
        between = reading.text[trimmed.end : mention.span.start]
        cut = between and (not between.strip(" ") or mention.whole.touches(trimmed))
        if mention.entity is not None and (mention.span.touches(trimmed) or cut):
            trimmed = Span(min(trimmed.start, mention.span.start), max(trimmed.end, mention.span.end))
    return trimmed


def _trimmed(span: Span, text: str) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_MARKS))
    end = span.end - (len(words) - len(words.rstrip(_MARKS)))
    return Span(start, end) if end - start >= _SHORTEST or (end > start and span.end - span.start < _SHORTEST) else None
