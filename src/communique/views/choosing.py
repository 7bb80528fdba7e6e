"""Which value is in force where texts say different things of one meeting.

One rule for every field, its arguments always in this order: what is said of the stage that the meeting reached (a
report of it before an announcement of it), by more independent sources, of dates the more precise one, by a text closer
to the day, of lengths the less rounded one; and at last the longer or the smaller value, so that the choice never
depends on the order of reading. What is newest never wins for being newest, except among stages: held, if any text says
so; else what the text published last says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from communique.model import MeetingClaim, MeetingKind, Status
from communique.model.edtf import bounds, compatible
from communique.resolution import DocumentFacts
from communique.resolution.names import fold

__all__ = ["RULE", "Choice", "first_day", "pick_status"]

RULE = (
    "of values that differ, the one told of the stage that the meeting reached is in force; of several, the one with "
    "more independent sources; then the more precise date, the text closer to the day, the less rounded length"
)
"""The rule in words, for whoever reads what came of it."""

# How firm a stage is, where one text gives two.
FIRMNESS = (Status.POSSIBLE, Status.PLANNED, Status.POSTPONED, Status.DENIED, Status.CANCELLED, Status.HELD)
FAR = 10**6

_Value = TypeVar("_Value", bound=Hashable)


def first_day(value: str | None) -> date | None:
    """The first day that a date covers; None where it is open or unknown."""
    return None if value is None else bounds(value)[0]


def pick_status(ordered: Sequence[MeetingClaim]) -> Status:
    """The stage in force, of claims in the order of publication."""
    if any(claim.status is Status.HELD for claim in ordered):
        return Status.HELD
    last = ordered[-1].document
    return max((claim.status for claim in ordered if claim.document == last), key=FIRMNESS.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Chooses the values in force among what claims of one meeting say.

    Attributes:
        claims: the claims, in the order of publication.
        status: the stage the meeting reached.
        source: document → independent source.
        facts: what is known of the documents.
    """

    claims: Sequence[MeetingClaim]
    status: Status
    source: Mapping[str, str]
    facts: Mapping[str, DocumentFacts]

    def text(self, read: Callable[[MeetingClaim], str | None]) -> str | None:
        """The text in force of a field: spellings of one text count together, the fullest is shown."""
        groups: dict[str, list[MeetingClaim]] = defaultdict(list)
        for claim in self.claims:
            value = read(claim)
            if value:
                groups[fold(value)].append(claim)
        best = self._best(groups)
        return min((value for claim in best if (value := read(claim))), key=lambda v: (-len(v), v), default=None)

    def number(self, read: Callable[[MeetingClaim], int | None]) -> int | None:
        """The number in force of a field."""
        groups: dict[int, list[MeetingClaim]] = defaultdict(list)
        for claim in self.claims:
            value = read(claim)
            if value is not None:
                groups[value].append(claim)
        return min(groups, key=lambda value: (*self._arguments(groups[value]), _roundness(value), value), default=None)

    def kind(self) -> MeetingKind:
        """The kind in force; `meeting` only where no text names it more closely."""
        groups: dict[MeetingKind, list[MeetingClaim]] = defaultdict(list)
        for claim in self.claims:
            if claim.kind is not MeetingKind.MEETING:
                groups[claim.kind].append(claim)
        return next((claim.kind for claim in self._best(groups)), MeetingKind.MEETING)

    def date(self) -> str | None:
        """The date in force: a date counts as borne out by every source whose own date can mean the same."""
        values = {claim.date for claim in self.claims if claim.date is not None}

        def order(value: str) -> tuple[bool, int, int, int, str]:
            giving = [claim for claim in self.claims if claim.date == value]
            bearing = [claim for claim in self.claims if claim.date is not None and compatible(claim.date, value)]
            first, last = bounds(value)
            span = FAR if first is None or last is None else (last - first).days
            return self._is_other_stage(giving), -self._sources(bearing), span, self._distance(giving), value

        return min(values, key=order, default=None)

    def reason(self, name: str, value: object) -> str | None:
        """Why the value in force of a field was inferred; None where some text gives it outright."""
        reasons = [c.because.get(name) for c in self.claims if value is not None and getattr(c, name) == value]
        return min((reason for reason in reasons if reason), default=None) if None not in reasons else None

    def settled_by(self, name: str, giving: Sequence[MeetingClaim], rivals: Sequence[Sequence[MeetingClaim]]) -> str:
        """What puts a value in force before others.

        Args:
            name: the field.
            giving: the claims that give the value in force.
            rivals: for each of the others, the claims that give it.
        """
        if name == "status":
            held = any(claim.status is Status.HELD for claim in giving)
            return "a text says that it was held" if held else "by the text published last"
        if name == "date":
            giving, rivals = self._bearing(giving), [self._bearing(others) for others in rivals]
        mine = self._arguments(giving)
        best = min((self._arguments(others) for others in rivals), default=mine)
        if mine[0] != best[0]:
            return "told of the stage that the meeting reached"
        if mine[1] != best[1]:
            more, fewer = -mine[1], -best[1]
            return f"{more} independent {'source' if more == 1 else 'sources'} against {fewer}"
        if name == "date" and _span(giving) < min(map(_span, rivals), default=FAR):
            return "the more precise date"
        if mine[2] != best[2]:
            return "told closer to the day"
        if name == "duration_minutes":
            return "the less rounded, else the smaller: nothing else tells them apart"
        return "the fuller, else the first by the alphabet: nothing else tells them apart"

    def _bearing(self, giving: Sequence[MeetingClaim]) -> list[MeetingClaim]:
        """The claims whose own dates can mean one of these."""
        dates = {claim.date for claim in giving if claim.date is not None}
        return [c for c in self.claims if c.date is not None and any(compatible(c.date, one) for one in dates)]

    def _arguments(self, claims: Sequence[MeetingClaim]) -> tuple[bool, int, int]:
        """What speaks for a value, the least first: not of the stage reached, sources, days off."""
        return self._is_other_stage(claims), -self._sources(claims), self._distance(claims)

    def _best(self, groups: Mapping[_Value, list[MeetingClaim]]) -> list[MeetingClaim]:
        """The claims behind the value that has the best arguments."""

        def order(pair: tuple[_Value, list[MeetingClaim]]) -> tuple[bool, int, int, int, str]:
            value, claims = pair
            shown = str(value)
            return *self._arguments(claims), -len(shown), shown

        return min(groups.items(), key=order)[1] if groups else []

    def _is_other_stage(self, claims: Sequence[MeetingClaim]) -> bool:
        return all(claim.status is not self.status for claim in claims)

    def _sources(self, claims: Sequence[MeetingClaim]) -> int:
        return len({self.source[claim.document] for claim in claims})

    def _distance(self, claims: Sequence[MeetingClaim]) -> int:
        """Days between the meeting and the text of these that is closest to it."""
        gaps = [FAR]
        for claim in claims:
            said, met = first_day(self.facts[claim.document].published), first_day(claim.date)
            if said is not None and met is not None:
                gaps.append(abs((said - met).days))
        return min(gaps)


def _roundness(minutes: int) -> int:
    """To what a length is rounded, in minutes: an hour, half an hour, … , a minute."""
    return next(unit for unit in (60, 30, 15, 10, 5, 1) if minutes % unit == 0)


def _span(claims: Sequence[MeetingClaim]) -> int:
    """The days within which the most precise date of these lies."""
    spans = [FAR]
    for claim in claims:
        first, last = bounds(claim.date) if claim.date is not None else (None, None)
        if first is not None and last is not None:
            spans.append((last - first).days)
    return min(spans)
