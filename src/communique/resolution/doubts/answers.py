"""Statements that may answer an ask: ties that the rules were not sure of, and pairs that they nearly tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.model import Tie, TieKind
from communique.resolution.doubts.doubt import Doubt, Reason, doubt_of
from communique.resolution.ties.answers import THRESHOLD, weigh_pairs
from communique.resolution.ties.voice import Voice

__all__ = ["doubt_answers"]

SUBJECT = "answer"
NEAR = 0.3  # likelihood from which a pair that was not tied is worth a question
SURE = 0.8  # likelihood from which nobody doubts a tie
MOST_EACH = 3  # questions about one ask


def doubt_answers(voices: Sequence[Voice], ties: Sequence[Tie]) -> Iterator[Doubt]:
    """Pairs of statements of which one may answer the other.

    Args:
        voices: the statements, made ready to be compared.
        ties: what rules hold, of any kind.
    """
    tied: Mapping[frozenset[str], Tie] = {frozenset((tie.later, tie.earlier)): tie for tie in ties}
    answering = {tie.later for tie in ties if tie.kind is TieKind.ANSWERS}
    found: list[Doubt] = []
    weighed = set()
    for ask, reply, likelihood, reasons in weigh_pairs(voices):
        pair = frozenset((ask, reply))
        tie = tied.get(pair)
        weighed.add(pair)
        score = likelihood if tie is None else tie.score
        if tie is None and (likelihood < NEAR or reply in answering):
            continue  # what answers another ask already is no open question
        if score < SURE:
            told = [Reason(because=because, weight=weight) for because, weight in reasons]
            found.append(_doubt(ask, reply, joined=tie is not None, score=score, reasons=told))
    for tie in ties:
        if frozenset((tie.later, tie.earlier)) not in weighed and tie.score < SURE:
            reasons_ = [Reason(because=f"{tie.kind}: {tie.because}", weight=tie.score)]
            found.append(_doubt(tie.earlier, tie.later, joined=True, score=tie.score, reasons=reasons_))
    asked: dict[str, int] = defaultdict(int)
    for one in sorted(found, key=lambda doubt: (abs(doubt.score - doubt.enough), doubt.left, doubt.right)):
        if max(asked[one.left[0]], asked[one.right[0]]) < MOST_EACH:
            asked[one.left[0]] += 1
            asked[one.right[0]] += 1
            yield one


def _doubt(ask: str, reply: str, *, joined: bool, score: float, reasons: Sequence[Reason]) -> Doubt:
    return doubt_of(SUBJECT, ((ask,), (reply,)), joined=joined, score=score, enough=THRESHOLD, reasons=reasons)
