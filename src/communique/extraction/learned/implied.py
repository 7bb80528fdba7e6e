"""Meetings of which a sentence names one party only, or both in one word.

"The two last spoke in May" has both in one word; in "Next stop is Oslo, where a meeting with Anna Lind is possible" the
other party is whoever the text is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.scores import Scores
from communique.extraction.proposers import Scene
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Mention

__all__ = ["Implied", "find_implied", "tells_alone"]

# Likelihoods from which somebody is taken to meet whom the sentence does not name; chosen on texts not trained on.
BOTH_IN_ONE = 0.5
ALONE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """The parties of a meeting, not all of them named in its sentence, and how likely it is one."""

    parties: tuple[Mention, ...]
    score: float


def tells_alone(likelihood: float) -> bool:
    """True where a candidate is likely enough to make its sentence worth a closer look."""
    return likelihood >= min(BOTH_IN_ONE, ALONE)


def find_implied(scene: Scene, candidates: Sequence[Candidate], scores: Scores) -> Implied | None:
    """The meeting that a sentence implies, where no two of its candidates are told of together.

    Args:
        scene: the parsed sentence.
        candidates: all candidates of the document.
        scores: the scores of the same document.
    """
    index = scene.sentence.index
    here = {n: candidates[n] for n in scores.parties if candidates[n].sentence == index}
    several = [n for n, candidate in here.items() if candidate.several]
    for n in several:
        parties = scene.discourse.plural(here[n].span, index) if scores.parties[n] >= BOTH_IN_ONE else ()
        if len(parties) >= 2:
            return Implied(parties=parties, score=scores.parties[n])
    return None if several else _with_whom_it_is_about(scene, here, scores)


def _with_whom_it_is_about(scene: Scene, here: dict[int, Candidate], scores: Scores) -> Implied | None:
    """The only person named here together with the one in focus, who is not."""
    named = {n: c.mention for n, c in here.items() if c.mention is not None and c.mention.kind is PartyKind.PERSON}
    people = {m.entity for m in named.values()}
    sure = [n for n, m in named.items() if scores.parties[n] >= ALONE and m.rule != "alias.pronoun.v1"]
    if len(people) != 1 or not sure:
        return None
    one = named[sure[0]]
    partner = scene.discourse.singular(one.span, scene.sentence.index, others=frozenset({one.entity or 0}), main=True)
    if partner is None or partner.entity == one.entity:
        return None
    return Implied(parties=(partner, one), score=max(scores.parties[n] for n in sure))
