"""Judgements: how rules give them, and how those that people gave are put in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from communique.model import Judgement, Relation
from communique.resolution.clusters import Grouping

__all__ = ["Feature", "apply_judgements", "by_people", "judge", "score_of", "weigh"]

Side = TypeVar("Side")


@dataclass(frozen=True, slots=True)
class Feature(Generic[Side]):
    """One reason for or against, with its weight; what the function returns is multiplied by it.

    The function returns how strongly the reason holds, between 0 and 1. Its docstring is the explanation shown.
    """

    func: Callable[[Side, Side], float]
    weight: float

    @property
    def name(self) -> str:
        """The name by which people argue about it."""
        return self.func.__name__

    @property
    def explanation(self) -> str:
        """The first line of the function's docstring."""
        return (self.func.__doc__ or self.name).strip().splitlines()[0].rstrip(".")


def weigh(features: Iterable[Feature[Side]], a: Side, b: Side) -> tuple[float, Mapping[str, float], str]:
    """The sum of all reasons, each reason's share, and those that hold in words, those against at the end."""
    held = [(round(f.weight * value, 3), f) for f in features if (value := f.func(a, b))]
    ranked = sorted(held, key=lambda pair: pair[0] < 0)
    words = "; ".join(("but " if weight < 0 else "") + f.explanation for weight, f in ranked)
    return round(sum(weight for weight, _ in held), 3), {f.name: weight for weight, f in held}, words


def score_of(features: Iterable[Feature[Side]], a: Side, b: Side) -> float:
    """The sum of all reasons alone, as `weigh` gives it."""
    return round(sum(round(f.weight * value, 3) for f in features if (value := f.func(a, b))), 3)


def judge(
    a: str, b: str, subject: str, by: str, because: str, score: float, relation: Relation = Relation.SAME
) -> Judgement:
    """A judgement with its pair in order and its score within bounds."""
    left, right = sorted((a, b))
    sure = min(1.0, max(0.0, score))
    return Judgement(left=left, right=right, relation=relation, subject=subject, by=by, because=because, score=sure)


def by_people(judgements: Iterable[Judgement], subject: str) -> list[Judgement]:
    """The judgements that people gave on a subject and that decide something: the last on each pair, in that order.

    Judgements by rules are left out: rules judge anew each time.
    """
    standing: dict[tuple[str, str], Judgement] = {}
    for one in judgements:
        if one.subject == subject and one.relation is not Relation.UNSURE and not one.is_by_rule:
            standing.pop((one.left, one.right), None)
            standing[one.left, one.right] = one
    return list(standing.values())


def apply_judgements(grouping: Grouping, judgements: Sequence[Judgement], subject: str) -> None:
    """Put what people decided in force before any rule speaks, for every member of both sides.

    `different` comes first, since it also binds what joins later; where two decisions contradict each other through a
    third thing, the one that keeps apart wins.
    """
    same: list[tuple[list[str], list[str]]] = []
    for one in by_people(judgements, subject):
        left, right = ([member for member in side if member in grouping] for side in one.sides)
        if one.relation is Relation.DIFFERENT:
            for a, b in product(left, right):
                grouping.forbid(a, b)
        elif left and right:
            same.append((left, right))
    for left, right in same:
        for other in (*right, *left[1:]):  # the first of each side is what was meant by it, and comes first
            grouping.join(left[0], other)
