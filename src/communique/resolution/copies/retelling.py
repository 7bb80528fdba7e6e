"""The same facts told anew: sentence after sentence with the same rare details, in the same order.

Two reports of one occasion name the same people and may quote the same words, but each goes its own way through them.
A retelling follows its model: what stands early there stands early here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from communique.resolution.copies.wording import Detail, Wording

__all__ = ["Retelling", "find_retelling"]

MOST_SENTENCES = 150  # of either text; a retelling of more is told from the first of them
FEWEST_DETAILS = 12
FEWEST_SENTENCES = 4  # that tell the same
ALIKE = 0.3  # share of the poorer sentence's weight that both must mention
TELLING = 1.5  # a name or a number counts for so many plain words
ENOUGH = 0.45  # share of the poorer text's weight that stands in the other in the same order


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """How one text follows another.

    Attributes:
        score: the share of the poorer text's weight that stands in the other in the same order.
        sentences: how many of its sentences have their match there, in order.
        of: how many it has.
        details: what the matched sentences mention alike, the rarest first.
    """

    score: float
    sentences: int
    of: int
    details: tuple[str, ...]


def find_retelling(a: Wording, b: Wording) -> Retelling | None:
    """How the shorter of two texts follows the other; None where it goes its own way."""
    found = measure(a, b)
    return found if found is not None and found.score >= ENOUGH and found.sentences >= FEWEST_SENTENCES else None


def measure(a: Wording, b: Wording) -> Retelling | None:
    """How far the shorter of two texts follows the other; None where they have too little in common to tell."""
    if len(a.details.keys() & b.details.keys()) < FEWEST_DETAILS:
        return None
    one, other = sorted((a, b), key=lambda wording: (len(wording.sentences), wording.fingerprint or ""))
    mine, yours = one.sentences[:MOST_SENTENCES], other.sentences[:MOST_SENTENCES]
    weigh = _Weights(one.mentions, other.mentions)
    shared = [[weigh.shared(x, y) for y in yours] for x in mine]
    mine_weigh, yours_weigh = [weigh.whole(x) for x in mine], [weigh.whole(y) for y in yours]
    for i, row in enumerate(shared):
        for j, weight in enumerate(row):
            if weight < ALIKE * min(mine_weigh[i], yours_weigh[j]):
                row[j] = 0.0
    total = min(sum(mine_weigh), sum(yours_weigh))
    weight, pairs = _chain(shared)
    if not pairs or not total:
        return None
    details = {key for i, j in pairs for key in mine[i].keys() & yours[j].keys()}
    return Retelling(
        score=min(1.0, weight / total),
        sentences=len({i for i, _ in pairs}),
        of=len(mine),
        details=tuple(sorted(details, key=lambda key: (-weigh.of(key, mine, yours), key))),
    )


class _Weights:
    """What a detail weighs: the less, the more sentences of the two texts mention it."""

    def __init__(self, one: Mapping[str, int], other: Mapping[str, int]) -> None:
        self.one = one
        self.other = other

    def detail(self, detail: Detail) -> float:
        often = self.one.get(detail.key, 1) * self.other.get(detail.key, 1)
        return (TELLING if detail.telling else 1.0) / sqrt(often)

    def whole(self, sentence: Mapping[str, Detail]) -> float:
        return sum(map(self.detail, sentence.values()))

    def shared(self, x: Mapping[str, Detail], y: Mapping[str, Detail]) -> float:
        both = x.keys() & y.keys()
        # One detail in common is no sentence in common.
        return sum(self.detail(x[key]) for key in both) if len(both) > 1 else 0.0

    def of(self, key: str, *texts: Sequence[Mapping[str, Detail]]) -> float:
        return max((self.detail(sentence[key]) for text in texts for sentence in text if key in sentence), default=0.0)


def _chain(shared: Sequence[Sequence[float]]) -> tuple[float, list[tuple[int, int]]]:
    """The heaviest way through both texts that never goes back, and the pairs of sentences on it.

    One sentence may match several that follow each other: clauses are split and joined in retelling.
    """
    rows, columns = len(shared), len(shared[0]) if shared else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        above, here, weights = best[i - 1], best[i], shared[i - 1]
        for j in range(1, columns + 1):
            here[j] = max(above[j], here[j - 1])
            weight = weights[j - 1]
            if weight:
                here[j] = max(here[j], weight + max(above[j - 1], above[j], here[j - 1]))
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        value = best[i][j]
        if value == best[i - 1][j]:
            i -= 1
        elif value == best[i][j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            rest = value - shared[i - 1][j - 1]
            ways = ((best[i - 1][j - 1], i - 1, j - 1), (best[i - 1][j], i - 1, j), (best[i][j - 1], i, j - 1))
            _, i, j = min(ways, key=lambda way: abs(way[0] - rest))
    return best[rows][columns], pairs[::-1]
