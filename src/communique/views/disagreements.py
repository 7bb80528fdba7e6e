"""Where reports of one meeting cannot all be right: only ever within one field of one meeting.

What one leaves open contradicts nothing, nor does the same in other words: precision comes first, since a reader who is
shown contradictions that are none stops looking.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from communique.model import MeetingClaim, MeetingKind, Status
from communique.model.edtf import compatible
from communique.resolution.agreement import kinds_contradict
from communique.resolution.names import fold
from communique.resolution.occasions import place_words
from communique.text.data import load_words
from communique.views.attendance import find_attendance_versions
from communique.views.meeting import Disagreement

__all__ = ["find_disagreements"]

# A meeting that was announced and then held, put off or called off has a history, not a contradiction.
REFUTED = frozenset({Status.DENIED, Status.CANCELLED})
# What an announcement says of these may simply have changed.
ABOUT_STAGE = frozenset({"date", "kind", "place", "city", "country", "duration_minutes"})
# Lengths are told in round figures: within five minutes, or an eighth of the longer, they may be the same.
ROUND_MINUTES = 5
ROUND_SHARE = 8

Value = str | int


def find_disagreements(
    claims: Sequence[MeetingClaim], source: Mapping[str, str] | None = None
) -> Mapping[str, tuple[Disagreement, ...]]:
    """By field, the values that cannot all be right, with the documents that give each; fields that agree are left out.

    An announcement that turned out otherwise is no disagreement: what may have changed since is compared among reports
    of one stage.

    Args:
        claims: what the reports say.
        source: document → independent source; without it each document counts as one.
    """
    of = source or {}

    def told(value: Value, giving: Sequence[MeetingClaim]) -> Disagreement:
        return Disagreement(
            value=value,
            documents=tuple(sorted({claim.document for claim in giving})),
            claims=tuple(sorted({claim.id for claim in giving})),
            sources=len({of.get(claim.document, claim.document) for claim in giving}),
        )

    found: dict[str, tuple[Disagreement, ...]] = {}
    for name, contradict in CONTRADICTIONS.items():
        values: dict[Value, list[MeetingClaim]] = defaultdict(list)
        for claim in claims:
            for value in _values(name, claim):
                values[value].append(claim)
        clashing = _clashing(name, values, contradict, claims)
        if clashing:
            found[name] = tuple(told(value, values[value]) for value in sorted(clashing, key=str))
    attendance: dict[str, list[MeetingClaim]] = defaultdict(list)
    for version, claim in find_attendance_versions(claims):
        attendance[version].append(claim)
    if attendance:
        found["participants"] = tuple(told(version, giving) for version, giving in sorted(attendance.items()))
    return found


def _values(name: str, claim: MeetingClaim) -> Iterator[Value]:
    value = getattr(claim, name)
    if value is None:
        return
    if name == "initiative":
        # A text that leaves it between two ("the palace or the government") gives both.
        yield from (part.strip() for part in re.split(r"\s+or\s+", str(value)) if part.strip())
    else:
        yield value if isinstance(value, int) else str(value)


def _clashing(
    name: str,
    values: Mapping[Value, Sequence[MeetingClaim]],
    contradict: Callable[[Value, Value], bool],
    claims: Sequence[MeetingClaim],
) -> set[Value]:
    clashing: set[Value] = set()
    for a, b in combinations(sorted(values, key=str), 2):
        stages = [{claim.status for claim in values[x]} for x in (a, b)]
        if name in ABOUT_STAGE and not stages[0] & stages[1]:
            continue
        if {c.document for c in values[a]} == {c.document for c in values[b]}:
            continue  # one text that says both
        if contradict(a, b) and not (name == "initiative" and _one_side(str(a), str(b), claims)):
            clashing |= {a, b}
    return clashing


def _one_side(a: str, b: str, claims: Sequence[MeetingClaim]) -> bool:
    """True where both name one party, by its person, its organisation or its country: "Velmar" and its chief."""
    x, y = place_words(a), place_words(b)
    for claim in claims:
        for party in claim.participants:
            names = (party.name, party.organisation, party.role, *party.names)
            words = frozenset(word for name in names if name for word in place_words(name))
            if x & words and y & words:
                return True
    return False


def stages_contradict(a: Value, b: Value) -> bool:
    """Held by one text, denied or called off by another."""
    return Status.HELD in (a, b) and bool(REFUTED & {a, b})


def dates_contradict(a: Value, b: Value) -> bool:
    """The dates cannot mean the same."""
    return not compatible(str(a), str(b))


def places_contradict(a: Value, b: Value) -> bool:
    """Two houses with names of their own, neither of which can lie within the other.

    A description ("a villa by the lake") is nobody's name, and what is not known to be a house may be a part of one.
    """
    x, y = (_proper_words(str(text)) for text in (a, b))
    apart = _houses()
    if not (place_words(str(a)) & apart and place_words(str(b)) & apart):
        return False
    return bool(x) and bool(y) and x.isdisjoint(y)


def _proper_words(text: str) -> frozenset[str]:
    named = " ".join(word for word in re.split(r"[^\w'’]+", text) if word[:1].isupper())
    return place_words(named) - _houses()


@cache
def _houses() -> frozenset[str]:
    return frozenset(load_words("contradictions", package="communique.languages.en")["places"]["apart"])


def names_contradict(a: Value, b: Value) -> bool:
    """Neither name stands within the other."""
    x, y = place_words(str(a)), place_words(str(b))
    return not (x <= y or y <= x)


def lengths_contradict(a: Value, b: Value) -> bool:
    """The lengths differ by more than rounding makes them."""
    x, y = int(a), int(b)
    return abs(x - y) > max(ROUND_MINUTES, max(x, y) / ROUND_SHARE)


CONTRADICTIONS: Mapping[str, Callable[[Value, Value], bool]] = {
    "status": stages_contradict,
    "date": dates_contradict,
    "kind": lambda a, b: kinds_contradict(MeetingKind(str(a)), MeetingKind(str(b))),
    "place": places_contradict,
    "city": lambda a, b: fold(str(a)).replace(" ", "") != fold(str(b)).replace(" ", "") and names_contradict(a, b),
    "country": lambda a, b: a != b,
    "initiative": names_contradict,
    "duration_minutes": lengths_contradict,
}
