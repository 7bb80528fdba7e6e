"""Whether what people decided holds together: `same` and `different` followed from one thing to the next.

A decision speaks of two sides and holds for every member of one with every member of the other. Of the members of one
side it says nothing: rules put them together, and a later decision may part them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence

from communique.model import Decision, Member, Relation

__all__ = ["PAIRWISE", "find_contradiction", "follow"]

PAIRWISE = frozenset({"answer"})
"""Subjects of which each pair stands for itself: nothing follows for a third thing."""


def find_contradiction(new: Decision, standing: Iterable[Decision]) -> tuple[Decision, ...] | None:
    """What was decided before and cannot stand beside a new decision; None where nothing is in the way.

    Args:
        new: what is to be decided.
        standing: what stands, of any subject, in any order; decisions without effect are passed over.

    Returns:
        The earlier decisions that contradict it together, as a chain: `A is B`, `B is C` against a new `A is not C`.
    """
    before = [
        one
        for one in standing
        if one.subject == new.subject and one.stands and one.unmet is None and one.relation is not Relation.UNSURE
    ]
    if new.subject in PAIRWISE or new.relation is Relation.UNSURE:
        return next(((one,) for one in before if one.relation is not new.relation and _of_one_pair(one, new)), None)
    same = [one for one in before if one.relation is Relation.SAME]
    if new.relation is Relation.DIFFERENT:
        return follow(_ids(new.left), _ids(new.right), same)
    for one in before:
        if one.relation is Relation.DIFFERENT:
            chain = follow(_ids(one.left), _ids(one.right), [*same, new])
            # A contradiction that stood before, without the new decision, is not its fault.
            if chain is not None and new in chain:
                return (one, *(step for step in chain if step is not new))
    return None


def follow(begin: Collection[str], end: Collection[str], same: Sequence[Decision]) -> tuple[Decision, ...] | None:
    """The shortest chain of decisions `same` from some things to others, each crossed from side to side.

    Returns:
        The chain, in order; None where there is none.
    """
    goal = set(end)
    # A door is a side of a decision; whoever enters by it leaves by the other.
    doors: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    sides: list[tuple[frozenset[str], frozenset[str]]] = []
    for at, one in enumerate(same):
        sides.append((_ids(one.left), _ids(one.right)))
        for by_right, side in enumerate(sides[at]):
            for thing in side:
                doors[thing].append((at, bool(by_right)))
    came: dict[tuple[int, bool], tuple[int, bool] | None] = {door: None for thing in begin for door in doors[thing]}
    queue = deque(came)
    while queue:
        door = queue.popleft()
        at, by_right = door
        out = sides[at][0 if by_right else 1]
        if not goal.isdisjoint(out):
            chain: list[Decision] = []
            step: tuple[int, bool] | None = door
            while step is not None:
                chain.append(same[step[0]])
                step = came[step]
            return tuple(reversed(chain))
        for thing in out:
            for other in doors[thing]:
                if other not in came and other[0] != at:
                    came[other] = door
                    queue.append(other)
    return None


def _ids(side: Iterable[Member]) -> frozenset[str]:
    return frozenset(member.id for member in side)


def _of_one_pair(a: Decision, b: Decision) -> bool:
    left, right = _ids(a.left), _ids(a.right)
    x, y = _ids(b.left), _ids(b.right)
    return bool((left & x and right & y) or (left & y and right & x))
