"""Facts in order: what two texts both mention once, and whether they come to it in the same order.

Whoever rewrites a report goes through it from top to bottom. He chooses other words, drops a name and shortens a
quotation, but the minutes, the biscuits and the embrace come where they came. Two people who were in the same room pick
the same facts, too, each beginning with another. What is quoted by both is left out: a speaker's own words come in his
order, whoever writes them down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.resolution.copies.wording import Wording

__all__ = ["STEPS", "InOrder", "find_in_order", "measure_order"]

MOST = 300  # details looked at; a text that shares more with another shares its words as well
# Found on the annotated reports of one occasion and on rewrites made for it (eval/rewritten): each bound lies where
# every report that is none falls below one of them. 18,000 pairs of texts about two things fall below several.
ENOUGH = 11.0  # so many details, less those that come in another order
STEPS = 5  # sentences of either text on the way that both go
COVERED = 0.58  # share of either text's sentences that have a detail in common with the other's
# A text of few long sentences cannot take many steps. It has to have more of the details, in the same order.
FEW_STEPS = 3
MANY = 20.0
SAME_ORDER = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class InOrder:
    """How far two texts come to the same facts in the same order.

    Attributes:
        details: what both mention once, outside quotations, in the order of the first.
        agreement: Kendall's tau of their orders: 1 for the same, 0 for none, -1 for the reverse.
        steps: how many sentences of either text lie on the longest way that both go.
        covered: share of sentences with such a detail, of the text that has the smaller share.
    """

    details: tuple[str, ...]
    agreement: float
    steps: int
    covered: float


def find_in_order(a: Wording, b: Wording) -> InOrder | None:
    """How one of two texts follows the other; None where it goes its own way."""
    found = measure_order(a, b)
    words = sum(not key.startswith("#") for key in found.details)
    # Numbers come in order in every list; they count as far as words stand beside them.
    weight = found.agreement * min(len(found.details), 2 * words)
    on_the_way = found.steps >= STEPS and weight >= ENOUGH
    in_few = found.steps >= FEW_STEPS and weight >= MANY and found.agreement >= SAME_ORDER
    return found if (on_the_way or in_few) and found.covered >= COVERED else None


def measure_order(a: Wording, b: Wording) -> InOrder:
    """How far two texts come to the same facts in the same order; which is which does not matter."""
    one, other = sorted((a.told, b.told), key=lambda wording: wording.tokens)
    mine, yours = _places(one.sentences), _places(other.sentences)
    shared = [(at, yours[key], key) for key, at in mine.items() if key in yours][:MOST]
    covered = (
        len({at for at, _, _ in shared}) / max(1, len(one.sentences)),
        len({at for _, at, _ in shared}) / max(1, len(other.sentences)),
    )
    return InOrder(
        details=tuple(key for _, _, key in shared),
        agreement=_agreement([(at, there) for at, there, _ in shared]),
        steps=_steps(Counter((at, there) for at, there, _ in shared)),
        covered=min(covered),
    )


def _places(sentences: Sequence[Mapping[str, object]]) -> dict[str, int]:
    """Of each detail that stands in one sentence alone, the number of that sentence."""
    often = Counter(key for sentence in sentences for key in sentence)
    return {key: at for at, sentence in enumerate(sentences) for key in sentence if often[key] == 1}


def _agreement(points: Sequence[tuple[int, int]]) -> float:
    """Kendall's tau; pairs of details that stand in one sentence say nothing of an order."""
    ways = Counter((a - c) * (b - d) > 0 for (a, b), (c, d) in combinations(points, 2) if a != c and b != d)
    return (ways[True] - ways[False]) / ways.total() if ways else 0.0


def _steps(cells: Mapping[tuple[int, int], int]) -> int:
    """The sentences, of the text with fewer, on the way through both that never goes back and meets most details."""
    best: dict[tuple[int, int], tuple[int, frozenset[int], frozenset[int]]] = {}
    for x, y in sorted(cells):
        before: Iterable[tuple[int, frozenset[int], frozenset[int]]]
        before = (way for (i, j), way in best.items() if i <= x and j <= y)
        weight, left, right = max(before, key=_by_weight, default=(0, frozenset[int](), frozenset[int]()))
        best[x, y] = (weight + cells[x, y], left | {x}, right | {y})
    _, left, right = max(best.values(), key=_by_weight, default=(0, frozenset[int](), frozenset[int]()))
    return min(len(left), len(right))


def _by_weight(way: tuple[int, frozenset[int], frozenset[int]]) -> tuple[int, int]:
    return way[0], min(len(way[1]), len(way[2]))
