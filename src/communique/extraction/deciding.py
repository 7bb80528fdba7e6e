"""One decision over the proposals of one sentence: those of the rules and those of the trained reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from communique.extraction.proposal import Proposal
from communique.model.vocabulary import Status
from communique.reading.entities import Mention

__all__ = ["Together", "decide"]

VETO = 0.02  # likelihood of its likeliest pair below which a rule's proposal is dropped

Together = Callable[[Mention, Mention], float | None]
"""How likely two parties met by what their sentence tells; None where the trained reader has not scored them."""


def decide(ruled: Sequence[Proposal], learned: Sequence[Proposal], together: Together) -> Iterator[Proposal]:
    """The proposals that stand.

    Where a rule sees a meeting it knows more of it than the trained reader, who is asked whether it is one at all, and
    whether what the rule takes for held may be otherwise. Where the rules are silent, the trained reader speaks.

    Args:
        ruled: what the rules propose.
        learned: what the trained reader proposes.
        together: how likely two parties met.
    """
    left = list(learned)
    for proposal in ruled:
        scores = [together(one, other) for one, other in combinations(proposal.parties, 2)]
        scored = [score for score in scores if score is not None]
        if scored and max(scored) < VETO:
            continue
        same = [other for other in left if _tell_of_the_same(proposal, other)]
        left = [other for other in left if other not in same]
        yield _with_status(proposal, same[0]) if same else proposal
    yield from left


def _with_status(proposal: Proposal, learned: Proposal) -> Proposal:
    """The rule's status, unless it only found nothing that spoke against held."""
    if proposal.status_words or proposal.status is not Status.HELD or proposal.recalled:
        return proposal
    return replace(proposal, status=learned.status)


def _tell_of_the_same(one: Proposal, other: Proposal) -> bool:
    shared = sum(any(_is_same(a, b) for b in other.parties) for a in one.parties)
    return shared >= min(2, len(one.parties), len(other.parties))


def _is_same(one: Mention, other: Mention) -> bool:
    if one.entity is not None:
        return one.entity == other.entity
    return other.entity is None and one.span == other.span
