"""Ask every proposer what one sentence tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communique.extraction.proposal import Proposal
from communique.extraction.proposers.idioms import propose_by_idiom
from communique.extraction.proposers.nouns import propose_by_noun
from communique.extraction.proposers.scene import Scene
from communique.extraction.proposers.verbs import propose_by_verb

__all__ = ["propose"]

Proposer = Callable[[Scene], Iterator[Proposal]]
PROPOSERS: tuple[Proposer, ...] = (propose_by_verb, propose_by_idiom, propose_by_noun)


def propose(scene: Scene) -> list[Proposal]:
    """The meetings that one sentence may tell of, in the order of its words."""
    found = [proposal for proposer in PROPOSERS for proposal in proposer(scene)]
    found.sort(key=lambda proposal: proposal.trigger)
    return found
