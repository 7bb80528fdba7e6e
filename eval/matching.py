"""Which found meeting or statement answers which of the gold: one to one, the likest pair first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from eval.likeness import dates_agree, dates_nest, name_is_same, shared_names
from eval.rows import MeetingRow, StatementRow

__all__ = [
    "FEATURES",
    "match_meetings",
    "match_statements",
    "meeting_likeness",
    "pair_best",
    "people_overlap",
    "speaker_is_right",
]

A = TypeVar("A")
B = TypeVar("B")

# Of the people of both sides together this share must be shared, or the two are different meetings.
LEAST_OVERLAP = 0.5


def people_overlap(gold: MeetingRow, found: MeetingRow) -> float:
    """How much the two agree on who met, from 0 to 1; 0 where too few people are shared."""
    if not gold.parties or not found.parties:
        return 0.0
    hits = shared_names([[party.name] for party in gold.parties], [[party.name] for party in found.parties])
    overlap = 2 * hits / (len(gold.parties) + len(found.parties))
    return overlap if overlap >= LEAST_OVERLAP and hits >= min(2, len(gold.parties)) else 0.0


def same_date(gold: MeetingRow, found: MeetingRow) -> float:
    """1 for the same date; a third where one is the other told less precisely."""
    return 1.0 if dates_agree(gold.date, found.date) else 1 / 3 if dates_nest(gold.date, found.date) else 0.0


def same_status(gold: MeetingRow, found: MeetingRow) -> float:
    """1 for the same status."""
    return float(gold.status == found.status)


# People decide; date and status choose between meetings of the same people.
FEATURES: Final[tuple[tuple[Callable[[MeetingRow, MeetingRow], float], float], ...]] = (
    (people_overlap, 1.0),
    (same_date, 0.3),
    (same_status, 0.1),
)


def meeting_likeness(gold: MeetingRow, found: MeetingRow) -> float:
    """How alike two meetings are; 0 where they cannot be the same."""
    if not people_overlap(gold, found):
        return 0.0
    return sum(weight * feature(gold, found) for feature, weight in FEATURES)


def pair_best(left: Sequence[A], right: Sequence[B], likeness: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Pairs of positions, the likest first, each position in one pair at most; what is not alike stays alone."""
    ranked = sorted((-likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for value, i, j in ranked:
        if value < 0 and i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j))
    return pairs


def match_meetings(gold: Sequence[MeetingRow], found: Sequence[MeetingRow]) -> list[tuple[int, int]]:
    """Positions of gold and found meetings of one document that tell of the same occasion."""
    return pair_best(gold, found, meeting_likeness)


def match_statements(gold: Sequence[StatementRow], found: Sequence[StatementRow], text: str) -> list[tuple[int, int]]:
    """Pairs of statements that quote much the same words; of several, those with the right speaker go first."""
    places = {id(row): _places(row, text) for row in (*gold, *found)}

    def likeness(one: StatementRow, other: StatementRow) -> float:
        mine, theirs = places[id(one)], places[id(other)]
        shorter = min(len(mine), len(theirs))
        shared = len(mine & theirs) / shorter if shorter else 0.0
        return shared + speaker_is_right(one, other) if shared >= LEAST_OVERLAP else 0.0

    return pair_best(gold, found, likeness)


def speaker_is_right(gold: StatementRow, found: StatementRow) -> bool:
    """True where any of the gold's speakers bears the found one's name."""
    return any(name_is_same(name, found.speaker or "") for name in (gold.speaker or "").split(";") if name.strip())


def _places(row: StatementRow, text: str) -> frozenset[int]:
    """The characters that a statement quotes."""
    starts = [(text.find(quote), len(quote)) for quote in row.quotes]
    return frozenset(k for start, length in starts if start >= 0 for k in range(start, start + length))
