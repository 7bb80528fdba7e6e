"""One decision over the proposals of one sentence: those of the rules and those of the trained reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from communique.extraction.proposal import Proposal
from communique.extraction.proposers.scene import is_same
from communique.model.vocabulary import Status
from communique.reading.entities import Mention

__all__ = ["Together", "decide"]

VETO = 0.02  # likelihood of its likeliest pair below which a rule's proposal is dropped

Together = Callable[[Mention, Mention], float | None]
"""How likely two parties met by what their sentence tells; None where the trained reader has not scored them."""


def decide(ruled: Sequence[Proposal], learned: Sequence[Proposal], together: Together) -> list[Proposal]:
    """The proposals that stand.

    Where a rule sees a meeting it knows more of it than the trained reader, who is only asked whether it is one at all,
    and whether what the rule takes for held is so. Where the rules are silent, the trained reader speaks.

    Args:
        ruled: what the rules propose.
        learned: what the trained reader proposes.
        together: how likely two parties met.
    """
    stand = [proposal for proposal in ruled if not _is_vetoed(proposal, together)]
    return [_with_status(proposal, learned) for proposal in stand] if stand else list(learned)


def _is_vetoed(proposal: Proposal, together: Together) -> bool:
    scores = [together(one, other) for one, other in combinations(proposal.parties, 2)]
    scored = [score for score in scores if score is not None]
    return bool(scored) and max(scored) < VETO


def _with_status(proposal: Proposal, learned: Sequence[Proposal]) -> Proposal:
    """The rule's status, unless the rule only found nothing that spoke against held.

    The trained reader's status counts where it sees the same parties; that it recalls something earlier, also where it
    sees more of them: "has received A and B" is two meetings to the rules. A plain past ("A met B") stays one.
    """
    if proposal.status_words or proposal.status is not Status.HELD or proposal.recalled:
        return proposal
    seen = next((other for other in learned if _covers(other, proposal)), None)
    if seen is None:
        return proposal
    status = seen.status if _covers(proposal, seen) and not proposal.plain_past else proposal.status
    if (status, seen.recalled) == (proposal.status, proposal.recalled):
        return proposal
    return replace(proposal, status=status, recalled=seen.recalled, status_rule=seen.rule)


def _covers(one: Proposal, other: Proposal) -> bool:
    """True where everybody of the other is a party of the one."""
    return all(any(is_same(a, b) for b in one.parties) for a in other.parties)
