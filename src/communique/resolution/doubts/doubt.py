"""A pair that a person should look at: held to be one for weak reasons, or apart although much speaks for it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.model import Decision, Judgement, Member, Relation
from communique.resolution.clusters import Clusters
from communique.resolution.consistency import find_contradiction
from communique.resolution.deciding import Feature, Side

__all__ = ["Doubt", "Reason", "find_weak", "reasons_of", "settled"]

REACH = 0.4  # so far from what suffices nobody doubts any more
LEAST = 0.05  # of a pair that scores beyond that and is a doubt all the same, since a rival stands in the way
WEAK = 0.8  # rules that join for more than this are not doubted by themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for or against, in words, with its weight: above 0 for, below against, None where it forbids."""

    because: str
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two things that may be one.

    Attributes:
        subject: what kind of thing.
        left, right: the ids of all that stands on either side, sorted; the side with the smaller id first.
        joined: True where the rules hold them to be one.
        score: what the reasons add up to.
        enough: what they would have to.
        reasons: the reasons, those for it first.
    """

    subject: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    joined: bool
    score: float
    enough: float
    reasons: tuple[Reason, ...]

    @property
    def doubtful(self) -> float:
        """How doubtful it is, from near 0 to 1: most where the reasons are just what would suffice."""
        return round(max(LEAST, 1 - abs(self.score - self.enough) / REACH), 3)


def doubt_of(
    subject: str,
    sides: tuple[Iterable[str], Iterable[str]],
    *,
    joined: bool,
    score: float,
    enough: float,
    reasons: Iterable[Reason],
) -> Doubt:
    """A doubt with its sides and reasons in order."""
    left, right = sorted(tuple(sorted(side)) for side in sides)
    ranked = sorted(reasons, key=lambda one: one.weight is None or one.weight < 0)
    return Doubt(
        subject=subject,
        left=left,
        right=right,
        joined=joined,
        score=round(score, 3),
        enough=enough,
        reasons=tuple(ranked),
    )


def reasons_of(features: Iterable[Feature[Side]], a: Side, b: Side) -> list[Reason]:
    """Every reason that holds between two sides, with its weight."""
    held = ((feature, round(feature.weight * feature.func(a, b), 3)) for feature in features)
    return [Reason(because=feature.explanation, weight=weight) for feature, weight in held if weight]


def find_weak(
    judgements: Iterable[Judgement], clusters: Clusters, subject: str, *, below: float = WEAK
) -> Iterator[tuple[Judgement, tuple[str, ...], tuple[str, ...]]]:
    """The weak judgements without which a group would fall in two, each with the two parts."""
    held: dict[str, list[Judgement]] = defaultdict(list)
    weak: set[str] = set()
    for one in judgements:
        if one.subject == subject and one.relation is Relation.SAME and one.left in clusters.of:
            group = clusters.of[one.left]
            held[group].append(one)
            if one.score < below:
                weak.add(group)
    for group in sorted(weak):
        for one in held[group]:
            if one.score < below and (parts := _parts(one, held[group], clusters.members[group])) is not None:
                yield one, *parts


def _parts(
    bridge: Judgement, held: Sequence[Judgement], members: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What a group falls into without one judgement; None where others hold it together."""
    ways: dict[str, list[str]] = defaultdict(list)
    for one in held:
        if one is not bridge:
            ways[one.left].append(one.right)
            ways[one.right].append(one.left)
    reached = {bridge.left}
    queue = deque(reached)
    while queue:
        for there in ways[queue.popleft()]:
            if there not in reached:
                reached.add(there)
                queue.append(there)
    if bridge.right in reached:
        return None
    return tuple(m for m in members if m in reached), tuple(m for m in members if m not in reached)


def settled(doubt: Doubt, decisions: Sequence[Decision]) -> bool:
    """True where somebody has decided on the pair, has looked and could not tell, or where it follows from decisions.

    Args:
        doubt: the pair.
        decisions: what stands.
    """
    about = [one for one in decisions if one.subject == doubt.subject]
    sides = (set(doubt.left), set(doubt.right))
    held = [({m.id for m in one.left}, {m.id for m in one.right}) for one in about]
    if not any(not side.isdisjoint(x | y) for x, y in held for side in sides):
        return False
    for x, y in held:
        if any(x & left and y & right for left, right in (sides, sides[::-1])):
            return True
    left, right = (tuple(Member(id=one) for one in side) for side in (doubt.left, doubt.right))
    asked = Decision(
        id="", left=left, right=right, relation=Relation.SAME, subject=doubt.subject, by="", because=None, decided=""
    )
    if find_contradiction(asked, about) is not None:
        return True
    return find_contradiction(replace(asked, relation=Relation.DIFFERENT), about) is not None
