"""Events of one day: talks, and the dinner after them, are two meetings and belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final

from communique.model import MeetingKind, PartyKind, Status
from communique.model.edtf import bounds
from communique.views.meeting import Beside, Meeting

__all__ = ["RULE", "link_same_day", "same_day_of"]

RULE: Final = "ties.same_day.v1"
_DID_NOT: Final = frozenset({Status.DENIED, Status.CANCELLED, Status.POSTPONED})
_MOST_PEOPLE: Final = 12  # of a meeting; at a larger one everybody meets everybody
_MOST: Final = 12  # events linked to one: a host of a summit sees dozens on one day
_FEWEST: Final = 2  # people who were at both


def link_same_day(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The same meetings, in the same order, each with the other events of its day at which the same people were."""
    beside = same_day_of(meetings)
    return tuple(replace(one, same_day=beside.get(one.id, ())) for one in meetings)


def same_day_of(meetings: Sequence[Meeting]) -> dict[str, tuple[Beside, ...]]:
    """Of those meetings on whose day there were other events with the same people, these events.

    All dates are days; two of the people at least were at both; what did not take place, or was put off, is linked with
    nothing.
    """
    company: defaultdict[tuple[date, str, str], list[str]] = defaultdict(list)
    by_id = {one.id: one for one in meetings}
    people = {one.id: _people(one) for one in meetings}
    for one in meetings:
        day = _day(one)
        if day is not None and one.status not in _DID_NOT and _FEWEST <= len(people[one.id]) <= _MOST_PEOPLE:
            for a, b in combinations(sorted(people[one.id]), 2):
                company[day, a, b].append(one.id)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for together in company.values():
        for a, b in combinations(together, 2):
            beside[a].add(b)
            beside[b].add(a)
    return {one: tuple(_linked(by_id[one], by_id, people, others)) for one, others in beside.items()}


def _linked(
    one: Meeting, by_id: dict[str, Meeting], people: dict[str, frozenset[str]], others: set[str]
) -> Iterator[Beside]:
    def nearness(other: str) -> tuple[int, str]:
        return -len(people[one.id] & people[other]), other

    for other in sorted(others, key=nearness)[:_MOST]:
        both = len(people[one.id] & people[other])
        whole = people[one.id] == people[other]
        who = "the same people" if whole else f"{both} people who were at both"
        yield Beside(
            meeting=other,
            kind=by_id[other].kind,
            by=RULE,
            because=f"another event of the same day with {who}{_meal(one.kind, by_id[other].kind)}",
            score=0.9 if whole else 0.7,
        )


def _meal(kind: MeetingKind, other: MeetingKind) -> str:
    return "" if kind is other else f": {_NAMES[kind]} here, {_NAMES[other]} there"


_NAMES: Final = {kind: "an event" if kind is MeetingKind.OTHER else f"a {kind.value}" for kind in MeetingKind}


def _people(meeting: Meeting) -> frozenset[str]:
    named = (party.id for party in meeting.participants if party.kind is PartyKind.PERSON)
    return frozenset(one for one in named if one is not None)


def _day(meeting: Meeting) -> date | None:
    """The day, where the date is one."""
    first, last = bounds(meeting.date) if meeting.date is not None else (None, None)
    return first if first == last else None
