"""Meetings by the weeks in which they may have been, so that a row of a register is held against few of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from communique.model.edtf import bounds
from communique.views.meeting import Meeting
from communique.views.register_dates import AFTER, FARTHEST, NEWS, slips

__all__ = ["NearDays"]

_WIDEST: Final = 400  # days; a meeting of which less is known is held against every row
_REACH: Final = timedelta(days=FARTHEST)


class NearDays:
    """Some meetings, found again by a day near them. It may give one too many and never one too few."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._all: list[Meeting] = list(meetings)
        self._anytime: list[Meeting] = []
        self._by_week: defaultdict[int, list[Meeting]] = defaultdict(list)
        self._by_day: defaultdict[date, list[Meeting]] = defaultdict(list)
        for meeting in self._all:
            reach = _reach(meeting)
            if reach is None:
                self._anytime.append(meeting)
            else:
                for week in _weeks(*reach):
                    self._by_week[week].append(meeting)
            first = bounds(meeting.date)[0] if meeting.date is not None else None
            if first is not None:
                self._by_day[first].append(meeting)

    def near(self, told: str | None) -> Iterator[Meeting]:
        """The meetings that may have been on or about a date, each once; all of them where there is none."""
        first, last = bounds(told) if told is not None else (None, None)
        if first is None or last is None or (last - first).days > _WIDEST:
            yield from self._all
            return
        yield from self._anytime
        about = [self._by_week.get(week, ()) for week in _weeks(first, last)]
        about += [self._by_day.get(day, ()) for day in slips(first)]
        seen = {meeting.id for meeting in self._anytime}
        for meeting in (meeting for some in about for meeting in some):
            if meeting.id not in seen:
                seen.add(meeting.id)
                yield meeting


def _reach(meeting: Meeting) -> tuple[date, date] | None:
    """The days on which a row may lie that is held against a meeting; None where that may be any."""
    begin, end = bounds(meeting.date) if meeting.date is not None else (None, None)
    if begin is not None and end is not None and (end - begin).days <= _WIDEST:
        return _wider(begin, end, _REACH, _REACH)
    if begin is not None or end is not None:
        return None
    known = [bounds(report.published) for report in meeting.reports if report.published is not None]
    days = [(first, last) for first, last in known if first is not None and last is not None]
    return _wider(*min(days), NEWS, AFTER) if days and (min(days)[1] - min(days)[0]).days <= _WIDEST else None


def _wider(begin: date, end: date, before: timedelta, after: timedelta) -> tuple[date, date]:
    first = begin - before if begin - date.min > before else date.min
    return first, end + after if date.max - end > after else date.max


def _weeks(begin: date, end: date) -> range:
    return range(begin.toordinal() // 7, end.toordinal() // 7 + 1)
