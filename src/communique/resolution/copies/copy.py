"""A copy: one text that carries another's words or follows it fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from communique.model import CopyGrade
from communique.model.edtf import bounds
from communique.resolution.copies.likeness import Likeness
from communique.resolution.facts import DocumentFacts

__all__ = ["Copy", "are_close", "build_copy", "by_document", "standing"]

CLOSE_DAYS = 3  # within so many a report is rewritten; later ones follow up
VAGUE_DAYS = 7  # a time of publication longer than this tells nothing of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two texts of which one is a copy of the other, or both are of a third.

    Attributes:
        document, other: the two; `document` is the one that came later as far as anybody can tell.
        grade: how near they are.
        score: the share of the poorer text that the other has, between 0 and 1.
        because: the reason in plain words.
        original: which of the two is the original; None where nothing tells.
        known_by: what tells which is the original.
    """

    document: str
    other: str
    grade: CopyGrade
    score: float
    because: str
    original: str | None = None
    known_by: str | None = None

    def of(self, document: str) -> str | None:
        """The text of which this document is the copy, or may be; None where it is the original itself."""
        if document == self.original:
            return None
        return self.other if document == self.document else self.document


def standing(facts: DocumentFacts) -> tuple[date, bool, str]:
    """Where a text stands among copies: early ones first, of one day the agency's own first, undated ones last."""
    first = bounds(facts.published)[0] if facts.published is not None else None
    return first or date.max, facts.own_agency is None, facts.id


def are_close(a: DocumentFacts, b: DocumentFacts) -> bool:
    """True where two texts appeared within few days of each other, or credit one agency."""
    if set(a.agencies) & set(b.agencies):
        return True
    spans = [bounds(one.published) for one in (a, b) if one.published is not None]
    if len(spans) < 2 or any(
        first is None or last is None or (last - first).days > VAGUE_DAYS for first, last in spans
    ):
        return False
    ((first, last), (begins, ends)) = ((first or date.min, last or date.max) for first, last in spans)
    return max((begins - last).days, (first - ends).days) <= CLOSE_DAYS


def build_copy(a: DocumentFacts, b: DocumentFacts, likeness: Likeness) -> Copy:
    """What two texts that are alike are to each other; their order does not matter."""
    earlier, later = sorted((a, b), key=standing)
    original, known_by = _original(earlier, later)
    grade, because = likeness.grade, likeness.because
    named = [agency for one in (earlier, later) for agency in one.agencies]
    if grade in (CopyGrade.EXACT, CopyGrade.EDITED) and likeness.score >= WORD_FOR_WORD:
        if named:
            grade, because = CopyGrade.SYNDICATED, f"{because}; credited to {named[0]}"
        elif earlier.credits_agencies or later.credits_agencies:
            grade, because = CopyGrade.SYNDICATED, f"{because}; credited to agencies"
    return Copy(
        document=later.id,
        other=earlier.id,
        grade=grade,
        score=likeness.score,
        because=because,
        original=original,
        known_by=known_by,
    )


WORD_FOR_WORD = 0.85
"""The score from which a text with a credit is the agency's, only framed otherwise; below it, somebody edited it."""


def _original(earlier: DocumentFacts, later: DocumentFacts) -> tuple[str | None, str | None]:
    """Which of two is the original, and what tells."""
    ends = bounds(earlier.published)[1] if earlier.published is not None else None
    begins = bounds(later.published)[0] if later.published is not None else None
    if ends is not None and begins is not None and ends < begins:
        return earlier.id, f"published earlier, on {earlier.published}"
    for one, other in ((earlier, later), (later, earlier)):
        if one.own_agency is not None and other.own_agency is None:
            return one.id, f"its dateline is that of {one.own_agency}"
    return None, None


def by_document(copies: Iterable[Copy]) -> Mapping[str, Copy]:
    """Each document that is, or may be, a copy → what it is a copy of; originals are left out."""
    found: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda one: (one.document, one.other)):
        if copy.of(copy.document) is not None:
            found[copy.document] = copy
    for copy in sorted(copies, key=lambda one: (one.document, one.other)):
        if copy.original == copy.document:
            found.setdefault(copy.other, copy)
    return found
