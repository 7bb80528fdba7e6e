"""Where reports of one meeting cannot all be right: only ever within one field of one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from communique.model import MeetingClaim, MeetingKind, Status
from communique.model.edtf import compatible
from communique.resolution.agreement import kinds_contradict
from communique.resolution.names import fold
from communique.resolution.occasions import place_words
from communique.views.meeting import Disagreement

__all__ = ["find_disagreements"]

# A meeting that was announced and then held, put off or called off has a history, not a contradiction.
REFUTED = frozenset({Status.DENIED, Status.CANCELLED})
ABOUT_STAGE = {"date", "kind"}  # what an announcement says of these may simply have changed


def find_disagreements(claims: Sequence[MeetingClaim]) -> Mapping[str, tuple[Disagreement, ...]]:
    """By field, the values that cannot all be right, with the documents that give each; fields that agree are left out.

    An announcement that turned out otherwise is no disagreement: dates and kinds are compared among reports of one
    stage.
    """
    found: dict[str, tuple[Disagreement, ...]] = {}
    for name, contradict in CONTRADICTIONS.items():
        values: dict[str | int, list[MeetingClaim]] = defaultdict(list)
        for claim in claims:
            value = getattr(claim, name)
            if value is not None:
                values[value if isinstance(value, int) else str(value)].append(claim)
        clashing: set[str | int] = set()
        for a, b in combinations(sorted(values, key=str), 2):
            stages = [{claim.status for claim in values[x]} for x in (a, b)]
            if name in ABOUT_STAGE and not stages[0] & stages[1]:
                continue
            if {c.document for c in values[a]} == {c.document for c in values[b]}:
                continue  # one text that says both
            if contradict(a, b):
                clashing |= {a, b}
        if clashing:
            found[name] = tuple(
                Disagreement(value=value, documents=tuple(sorted({claim.document for claim in values[value]})))
                for value in sorted(clashing, key=str)
            )
    return found


def stages_contradict(a: str | int, b: str | int) -> bool:
    """Held by one text, denied or called off by another."""
    return Status.HELD in (a, b) and bool(REFUTED & {a, b})


def dates_contradict(a: str | int, b: str | int) -> bool:
    """The dates cannot mean the same."""
    return not compatible(str(a), str(b))


def words_contradict(a: str | int, b: str | int) -> bool:
    """No word in common."""
    return place_words(str(a)).isdisjoint(place_words(str(b)))


def names_contradict(a: str | int, b: str | int) -> bool:
    """Neither name stands within the other."""
    x, y = place_words(str(a)), place_words(str(b))
    return not (x <= y or y <= x)


CONTRADICTIONS: Mapping[str, Callable[[str | int, str | int], bool]] = {
    "status": stages_contradict,
    "date": dates_contradict,
    "kind": lambda a, b: kinds_contradict(MeetingKind(str(a)), MeetingKind(str(b))),
    "place": words_contradict,
    "city": lambda a, b: fold(str(a)).replace(" ", "") != fold(str(b)).replace(" ", "") and names_contradict(a, b),
    "country": lambda a, b: a != b,
    "initiative": names_contradict,
    "duration_minutes": lambda a, b: a != b,
}
