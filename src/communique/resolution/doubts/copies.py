"""Texts that may be copies: what was found to be one by little, and what nearly was among the reports of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.model import CopyGrade
from communique.resolution.copies.copy import Copy
from communique.resolution.copies.likeness import KEPT
from communique.resolution.copies.retelling import ENOUGH, measure
from communique.resolution.copies.wording import Wording
from communique.resolution.doubts.doubt import Doubt, Reason, doubt_of

__all__ = ["NEAR_MISSES", "doubt_copies"]

SUBJECT = "copy"
NEAR = 0.7  # of what suffices: from here on two texts that were found to be independent are worth a question
SURE = 1.4  # of what suffices: from here on nobody doubts a copy
NEAR_MISSES = 200  # pairs that are compared once more for a review; each takes some milliseconds


def doubt_copies(copies: Iterable[Copy], apart: Iterable[tuple[str, str, Wording, Wording]]) -> Iterator[Doubt]:
    """Pairs of texts that a person should look at.

    Args:
        copies: which documents are copies of which.
        apart: pairs that were compared and found to be independent, with their words.
    """
    for copy in copies:
        enough = ENOUGH if copy.grade is CopyGrade.REWRITTEN else KEPT
        if copy.grade is not CopyGrade.EXACT and copy.score < SURE * enough:
            reason = Reason(because=copy.because, weight=copy.score)
            sides = ((copy.document,), (copy.other,))
            yield doubt_of(SUBJECT, sides, joined=True, score=copy.score, enough=enough, reasons=[reason])
    for left, right, one, other in apart:
        found = _nearest(one, other)
        if found is not None:
            score, enough, because = found
            reason = Reason(because=because, weight=score)
            sides = ((left,), (right,))
            yield doubt_of(SUBJECT, sides, joined=False, score=score, enough=enough, reasons=[reason])


def _nearest(one: Wording, other: Wording) -> tuple[float, float, str] | None:
    """How near two texts come to being copies, by their words or by their facts: the score, what suffices, and why."""
    if one.fingerprint is None or other.fingerprint is None:
        return None
    shared = len(one.shingles & other.shingles) / max(1, min(len(one.shingles), len(other.shingles)))
    if shared >= NEAR * KEPT:
        return shared, KEPT, f"{int(100 * shared)} % of the shorter text's runs of words stand in the other"
    retold = measure(one, other)
    if retold is None or retold.score < NEAR * ENOUGH:
        return None
    because = f"{retold.sentences} sentences of {retold.of} tell the same in the same order in other words"
    return retold.score, ENOUGH, because
