"""Meetings whose parties a sentence points at in one word: "The two last spoke in May", "They met again in Oslo"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extraction.learned.candidates import Candidate
from communique.extraction.proposers import Scene
from communique.reading.entities import Mention

__all__ = ["SURE_OF_BOTH", "Implied", "find_implied"]

SURE_OF_BOTH = 0.55
"""Likelihood from which words that stand for two are taken to meet; chosen on texts that were not trained on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """The parties of a meeting, whom the story so far names, and how likely it is one."""

    parties: tuple[Mention, ...]
    score: float


def find_implied(scene: Scene, sure: Sequence[tuple[Candidate, float]]) -> Implied | None:
    """The meeting of two parties whom one word of the sentence stands for; None where they are not known.

    Args:
        scene: the parsed sentence.
        sure: its words that stand for two and are taken to meet, with how likely they do.
    """
    for candidate, likelihood in sure:
        parties = scene.discourse.plural(candidate.span, scene.sentence.index)
        if len(parties) >= 2:
            return Implied(parties=parties, score=likelihood)
    return None
