"""One decision over the proposals of one sentence: those of the rules and those of the trained reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from communique.extraction.proposal import Proposal
from communique.reading.entities import Mention

__all__ = ["decide"]

VETO = 0.05  # likelihood below which the trained reader's word stands against a rule's

Together = Callable[[Mention, Mention], float | None]


def decide(ruled: Sequence[Proposal], learned: Sequence[Proposal], together: Together) -> Iterator[Proposal]:
    """The proposals that stand.

    Args:
        ruled: what the rules propose.
        learned: what the trained reader proposes.
        together: how likely two parties met in this sentence, where the trained reader has scored them.
    """
    left = list(learned)
    for proposal in ruled:
        scored = [
            score
            for number, one in enumerate(proposal.parties)
            for other in proposal.parties[number + 1 :]
            if (score := together(one, other)) is not None
        ]
        if scored and max(scored) < VETO:
            continue
        same = [other for other in left if _same(proposal, other)]
        left = [other for other in left if other not in same]
        if same:
            more = [m for m in same[0].parties if not any(_is_same(m, known) for known in proposal.parties)]
            proposal = replace(proposal, parties=(*proposal.parties, *more), status=same[0].status)
        yield proposal
    yield from left


def _same(one: Proposal, other: Proposal) -> bool:
    shared = sum(any(_is_same(a, b) for b in other.parties) for a in one.parties)
    return shared >= min(2, len(one.parties), len(other.parties))


def _is_same(one: Mention, other: Mention) -> bool:
    if one.entity is not None:
        return one.entity == other.entity
    return other.entity is None and one.span == other.span
