"""Which row of a register and which meeting of the ledger are one occasion.

Pairs are taken surest first, a row and a meeting once each. A wrong pair is worse than a missed one: below `SURE`,
where a doubt stands, and where two pairs are nearly as good, they are given as doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from communique.model import PartyKind, RegisterRow
from communique.resolution.organisations import fold_organisation
from communique.views.differences import find_differences
from communique.views.meeting import Meeting
from communique.views.near_days import NearDays
from communique.views.reconciliation import Comparison, Finding
from communique.views.register_scope import Coverage
from communique.views.row_pairs import Officials, Pair, compare_row

__all__ = ["MAYBE", "SURE", "reconcile"]

SURE: Final = 0.80
"""From this score a pair is one, where no doubt stands."""

MAYBE: Final = 0.55
"""From this score a pair is worth a look."""

CLOSE: Final = 0.05  # a pair that is nearly as good as another leaves both in doubt
SHOWN: Final = 3  # doubtful pairs shown of one row or meeting


def reconcile(
    rows: Sequence[RegisterRow],
    meetings: Sequence[Meeting],
    officials: Officials,
    names: Mapping[str, Sequence[str]],
    coverage: Coverage,
) -> tuple[Comparison, ...]:
    """Every row, and every meeting that the register ought to have, with what became of it; by date.

    Args:
        rows: the rows of the register.
        meetings: those that somebody whom the register covers may have been at.
        officials: whom the officials can be.
        names: every name that the ledger knows for a person or an organisation, by its id, and by the folded words of
            an organisation's name.
        coverage: what the register covers; it counts what is left out.
    """
    found = list(_pair(_candidates(rows, meetings, officials, names, bodies=bool(coverage.bodies))))
    paired = {one.row.line for one in found if one.row is not None}
    seen = {one.meeting.id for one in found if one.meeting is not None}
    found += [Comparison(finding=Finding.REGISTER_ONLY, row=row) for row in rows if row.line not in paired]
    left = coverage.press_only(meeting for meeting in meetings if meeting.id not in seen)
    found += [Comparison(finding=Finding.PRESS_ONLY, meeting=meeting) for meeting in left]
    return tuple(sorted(found, key=_place))


def _place(one: Comparison) -> tuple[str, int, float, str]:
    told = (one.row.date if one.row is not None else None) or (one.meeting.date if one.meeting is not None else None)
    line = one.row.line if one.row is not None else 0
    return told or "~", line, -(one.score or 0.0), one.meeting.id if one.meeting is not None else ""


def _candidates(
    rows: Sequence[RegisterRow],
    meetings: Sequence[Meeting],
    officials: Officials,
    names: Mapping[str, Sequence[str]],
    *,
    bodies: bool,
) -> Iterator[Pair]:
    """The pairs of a row and a meeting at which the row's official, or its body, may have been."""
    people = {who for known in officials.values() for who in known}
    attended: defaultdict[str, list[Meeting]] = defaultdict(list)
    hosted: defaultdict[tuple[str, ...], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for party in meeting.participants:
            if party.id in people:
                attended[party.id].append(meeting)
            named = party.name if party.kind is PartyKind.ORGANISATION else party.organisation
            if bodies and named is not None and party.kind is not PartyKind.PERSON:
                hosted[fold_organisation(named)].append(meeting)
    by_person = {who: NearDays(some) for who, some in attended.items()}
    by_body = {body: NearDays(some) for body, some in hosted.items()}
    for row in rows:
        known = [by_person.get(who) for name in row.officials for who in officials.get(name, ())]
        if bodies and row.body is not None:
            known.append(by_body.get(fold_organisation(row.body)))
        near = {one.id: one for days in known if days is not None for one in days.near(row.date)}
        for meeting in near.values():
            if (one := compare_row(row, meeting, officials, names, bodies=bodies)) is not None:
                yield one


def _pair(pairs: Iterable[Pair]) -> Iterator[Comparison]:
    """What is one and what is doubtful, surest first; a row and a meeting stand in one sure pair at most.

    Args:
        pairs: everything that can be one.
    """
    waiting = sorted((one for one in pairs if one.score >= MAYBE), key=lambda one: one.rank)
    by_row: defaultdict[int, list[Pair]] = defaultdict(list)
    by_meeting: defaultdict[str, list[Pair]] = defaultdict(list)
    for one in waiting:
        by_row[one.row.line].append(one)
        by_meeting[one.meeting.id].append(one)
    rows: set[int] = set()
    meetings: set[str] = set()
    doubtful: list[Pair] = []
    for one in waiting:
        if one.row.line in rows or one.meeting.id in meetings:
            continue
        near = (*_near(one, by_row[one.row.line]), *_near(one, by_meeting[one.meeting.id]))
        rivals = [other for other in near if other.row.line not in rows and other.meeting.id not in meetings]
        doubts = (*one.doubts, *_rivalry(one, rivals))
        if one.score >= SURE and not doubts:
            rows.add(one.row.line)
            meetings.add(one.meeting.id)
            yield _comparison(one, Finding.BOTH)
        else:
            doubtful.append(replace(one, doubts=doubts or (f"too little says so ({one.score:.2f} of {SURE:.2f})",)))
    shown: defaultdict[int | str, int] = defaultdict(int)
    for one in doubtful:
        if one.row.line in rows or one.meeting.id in meetings:
            continue
        counts = (shown[one.row.line], shown[one.meeting.id])
        if max(counts) < SHOWN or min(counts) == 0:  # each is shown once at least
            shown[one.row.line] += 1
            shown[one.meeting.id] += 1
            yield _comparison(one, Finding.DOUBTFUL)


def _near(one: Pair, others: Iterable[Pair]) -> Iterator[Pair]:
    """Of some pairs, surest first, those that are nearly as good as this one."""
    return (other for other in takewhile(lambda other: other.score >= one.score - CLOSE, others) if other is not one)


def _rivalry(one: Pair, rivals: Sequence[Pair]) -> Iterator[str]:
    rows = sorted({other.row.line for other in rivals if other.row.line != one.row.line})
    meetings = {other.meeting.id for other in rivals if other.meeting.id != one.meeting.id}
    if rows:
        yield f"line {rows[0]:,} fits it nearly as well" + (f", and {len(rows) - 1:,} more" if len(rows) > 1 else "")
    if meetings:
        yield f"{min(meetings)} fits it nearly as well" + (
            f", and {len(meetings) - 1:,} more" if len(meetings) > 1 else ""
        )


def _comparison(one: Pair, finding: Finding) -> Comparison:
    return Comparison(
        finding=finding,
        row=one.row,
        meeting=one.meeting,
        score=one.score,
        days=one.apart.days,
        because=one.because,
        doubts=one.doubts,
        differences=find_differences(one.row, one.meeting, one.linked, one.apart.days),
    )
