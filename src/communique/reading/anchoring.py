"""What a date expression means, seen from the day a text was written and from the day its story has reached.

Calendar arithmetic only: no words of any language. Each function gives an EDTF value, or None where it must stay
relative, with the reason where the value took more than the words and the document's own date.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from communique.model.date_expression import Lean, Moment, Origin, Pick, Unit
from communique.model.edtf import bounds, format_day, format_interval, format_month, is_valid

__all__ = ["Resolved", "Standpoint", "resolve", "resolve_interval"]

# A day told as past, this close ahead and this long ago the year before, is a day ahead in a sentence read wrongly.
_SOON, _LONG_AGO = 45, 300
_LEAP_YEAR, _COMMON_YEAR = 2000, 2001
_MONTHS_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(slots=True, kw_only=True)
class Standpoint:
    """From where a text is looking: the day it was written, and how far its story has come.

    Attributes:
        now: the day the text was written, where it is known with its year.
        now_yearless: month and day of writing where the year is unknown, with the weekday if the text tells it.
        day: the last day that the story named, as (year or None, month, day).
        month: the last month it named, as (year or None, month).
        year: the last year it named.
        day_within: the month of a day that the story named without its number ("one April morning").
        recent_day: the last day it named that lies within a week of the day of writing.
        heading_year: the year that heads the paragraph ("Singapore, 2015. …").
        run: the last month with its year that this paragraph named.
        years_told: all years that the text writes out.
        known_years: first and last year the text can be about, where the caller knows.
        captured: the day the text was read.
    """

    now: date | None = None
    now_yearless: tuple[int, int] | None = None
    now_weekday: int | None = None
    day: tuple[int | None, int, int] | None = None
    month: tuple[int | None, int] | None = None
    year: int | None = None
    day_within: str | None = None
    recent_day: tuple[int | None, int, int] | None = None
    heading_year: int | None = None
    run: tuple[int, int] | None = None
    years_told: frozenset[int] = frozenset()
    known_years: tuple[int, int] | None = None
    captured: date | None = None

    def new_paragraph(self) -> None:
        """What held for the paragraph before holds no more; nor does a day of long ago, where the news has one."""
        self.heading_year = self.run = None
        if self.day is not None and self.recent_day is not None and self.day != self.recent_day:
            self.day = self.recent_day

    def moved_to(self, value: str | None, *, some_day: bool = False) -> None:
        """The story has reached the day, month or year of this value; intervals and seasons move it nowhere.

        Args:
            value: EDTF.
            some_day: the value is the month of a day whose number is not told.
        """
        if value is None or "/" in value:
            return
        parts = value.split("-")
        year = int(parts[0]) if parts[0].isdigit() else None
        if year is not None:
            self.year = year
        if len(parts) < 2 or int(parts[1]) > 12:
            return
        month = int(parts[1])
        self.month = (year, month)
        if year is not None:
            self.run = (year, month)
        if some_day:
            self.day_within = value
        if len(parts) > 2:
            self.day, self.day_within = (year, month, int(parts[2])), None
            if year is None or (self.now is not None and abs(date.fromisoformat(value) - self.now).days <= 7):
                self.recent_day = self.day

    def year_of(self, month: int) -> int | None:
        """The year that the paragraph gives a month without one: by its heading, or as the next in a run of dates."""
        if self.heading_year is not None:
            return self.heading_year
        if self.now is None and self.run is not None and month >= self.run[1]:
            return self.run[0]
        return None


class Resolved(NamedTuple):
    """An EDTF value, None where it must stay relative; and the reason where part of it was inferred."""

    value: str | None
    because: str | None = None


_NOTHING = Resolved(None)


def resolve(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    """The EDTF value of one point in time."""
    try:
        found = _resolve(moment, at, lean)
    except (ValueError, OverflowError):  # a day that the calendar does not have, or a year out of its reach
        return _NOTHING
    beyond = found.value is not None and not found.value.startswith("P") and not is_valid(found.value)
    return _NOTHING if beyond else found  # the June before the year 1


def resolve_interval(first: Moment, last: Moment, at: Standpoint, lean: Lean) -> Resolved:
    """The EDTF interval from one point to another; the first lends the second its year, or its week."""
    end = resolve(last, at, lean)
    begin = resolve(first, at, lean)
    if begin.value is None or end.value is None:
        return _NOTHING
    if begin.value[:4] == end.value[:4] == "XXXX":
        return Resolved(f"{begin.value}/{end.value}", begin.because or end.because)
    first_day, _ = bounds(begin.value)
    last_day, final_day = bounds(end.value)
    if first_day is None or last_day is None or final_day is None:
        return _NOTHING
    if final_day < first_day:
        if first.weekday is not None and first.day is None:
            last_day += timedelta(weeks=1)
            return Resolved(format_interval(first_day, last_day), end.because)
        if last.year is None:  # December to January
            end = Resolved(f"{last_day.year + 1:04}{end.value[4:]}", end.because)
        else:
            return _NOTHING
    elif first.year is None and last.year is None and (final_day - first_day).days > 366:
        begin = Resolved(f"{last_day.year:04}{begin.value[4:]}", begin.because)
    return Resolved(f"{begin.value}/{end.value}", begin.because or end.because)


def _resolve(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    if moment.nth_unit is not None:
        return _part_of(moment, at, lean)
    if moment.unit is not None:
        return _counted(moment, at, lean)
    if moment.decade is not None:
        return Resolved(f"{moment.decade // 10}X")
    if moment.season is not None or moment.quarter is not None:
        return _season(moment, at, lean)
    if moment.month is not None:
        return _month(moment, at, lean) if moment.day is None else _month_day(moment, at, lean)
    if moment.year is not None:
        return Resolved(f"{moment.year:04}")
    if moment.day is not None:
        return _day_of_month(moment, at, lean)
    if moment.weekday is not None:
        return _weekday(moment, at, lean)
    return _NOTHING


# --- counted from an anchor -------------------------------------------------------------------------------------------


def _counted(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    """Yesterday, last week, two months later; and what lies within such a period (Friday last week, May last year)."""
    if moment.unit is Unit.YEAR:
        year, because = _base_year(moment.origin, at)
        if year is None:
            return _resolve(replace(moment, unit=None, count=0), at, lean) if moment.month is not None else _NOTHING
        year += moment.count
        if moment.month is None and moment.season is None and moment.quarter is None:
            return Resolved(f"{year:04}", because) if 1 <= year <= 9999 else _NOTHING
        value = _resolve(replace(moment, unit=None, count=0, year=year), at, lean)
        return Resolved(value.value, because)
    if moment.unit is Unit.MONTH or moment.unit is Unit.QUARTER:
        month = _base_month(moment.origin, at)
        if month is None or (month[0] is None and moment.unit is Unit.QUARTER):
            return _NOTHING
        return _counted_months(moment, month)
    if moment.origin is Origin.STORY and at.day_within is not None and moment.unit is Unit.DAY and moment.count == 0:
        return Resolved(at.day_within)
    day, because = _base_day(moment.origin, at)
    if day is None:
        return _NOTHING
    year, month_of_year, day_of_month = day
    if moment.unit is Unit.DAY:
        shifted = _shift_days(year, month_of_year, day_of_month, moment.count)
        return _NOTHING if shifted is None else Resolved(format_day(*shifted), because)
    if year is None:
        return _NOTHING
    base = date(year, month_of_year, day_of_month)
    count = moment.count
    if moment.unit is Unit.WEEKEND and moment.pick is None and count == 0:
        # "over the weekend": the last one for what is past, unless it is weekend now
        count = -1 if lean is Lean.PAST and base.weekday() < 5 else 0
    elif moment.unit is Unit.WEEKEND and moment.pick is Pick.THIS and lean is Lean.PAST and base.weekday() < 2:
        count = -1  # "this weekend", told as past on a Monday
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=count)
    if moment.weekday is not None:
        return Resolved((monday + timedelta(days=moment.weekday)).isoformat(), because)
    begin = monday + timedelta(days=5) if moment.unit is Unit.WEEKEND else monday
    return Resolved(format_interval(begin, monday + timedelta(days=6)), because)


def _counted_months(moment: Moment, base: tuple[int | None, int]) -> Resolved:
    year, month = base
    if moment.unit is Unit.QUARTER:
        quarters = (year or 0) * 4 + (month - 1) // 3 + moment.count
        return Resolved(_quarter(quarters // 4, quarters % 4 + 1))
    if year is None:
        month = (month - 1 + moment.count) % 12 + 1
    else:
        months = year * 12 + month - 1 + moment.count
        year, month = months // 12, months % 12 + 1
        if not 1 <= year <= 9999:
            return _NOTHING
    if moment.day is not None:
        return Resolved(format_day(year, month, moment.day))
    return Resolved(format_month(year, month))


def _base_day(origin: Origin, at: Standpoint) -> tuple[tuple[int | None, int, int] | None, str | None]:
    now: tuple[int | None, int, int] | None = None
    if at.now is not None:
        now = (at.now.year, at.now.month, at.now.day)
    elif at.now_yearless is not None:
        now = (None, *at.now_yearless)
    if origin is Origin.SPEECH:
        return now, None
    if at.day is not None:
        return at.day, None
    return now, None if now is None else "no day is named before; the day of writing is taken"


def _base_month(origin: Origin, at: Standpoint) -> tuple[int | None, int] | None:
    if origin is Origin.STORY and at.month is not None:
        return at.month
    if at.now is not None:
        return at.now.year, at.now.month
    return None if at.now_yearless is None else (None, at.now_yearless[0])


def _base_year(origin: Origin, at: Standpoint) -> tuple[int | None, str | None]:
    if origin is Origin.STORY and at.year is not None:
        return at.year, None
    return (None, None) if at.now is None else (at.now.year, None)


def _shift_days(year: int | None, month: int, day: int, count: int) -> tuple[int | None, int, int] | None:
    """The day so many days away; in an unknown year only where leap years and others agree."""
    if year is not None:
        moved = date(year, month, day) + timedelta(days=count)
        return moved.year, moved.month, moved.day
    if abs(count) > 300:
        return None
    if (month, day) == (2, 29):
        found = {date(_LEAP_YEAR, month, day) + timedelta(days=count)}
    else:
        found = {date(year, month, day) + timedelta(days=count) for year in (_LEAP_YEAR, _COMMON_YEAR)}
    ends = {(moved.month, moved.day) for moved in found}
    return (None, *ends.pop()) if len(ends) == 1 else None


# --- days of the week and of the month --------------------------------------------------------------------------------


def _weekday(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    weekday = moment.weekday or 0
    if moment.count:  # so many weeks after the next one
        upcoming = _weekday(replace(moment, count=0), at, Lean.FUTURE)
        if upcoming.value is None or upcoming.value.startswith("XXXX"):
            return _NOTHING
        return Resolved((date.fromisoformat(upcoming.value) + timedelta(weeks=moment.count)).isoformat())
    base = at.now
    if moment.origin is Origin.STORY and at.day_within is not None:
        return Resolved(at.day_within)
    if moment.origin is Origin.STORY and at.day is not None and at.day[0] is not None:
        base = date(at.day[0], at.day[1], at.day[2])
    if base is not None:
        return Resolved(
            _nearest_weekday(base, weekday, moment.pick, lean, story=moment.origin is Origin.STORY).isoformat()
        )
    if at.now_yearless is not None and at.now_weekday is not None and moment.pick is None:
        back = (at.now_weekday - weekday) % 7
        count = -back if lean is Lean.PAST else (weekday - at.now_weekday) % 7
        shifted = _shift_days(None, *at.now_yearless, count)
        if shifted is not None:
            return Resolved(format_day(*shifted), "the first weekday of a dispatch is the day of its dateline")
    if at.day is not None and at.day[0] is not None and moment.pick is None:
        told = date(at.day[0], at.day[1], at.day[2])
        if told.weekday() == weekday:
            return Resolved(told.isoformat(), "the day named before is that weekday")
    return _NOTHING


def _nearest_weekday(base: date, weekday: int, pick: Pick | None, lean: Lean, *, story: bool) -> date:
    monday = base - timedelta(days=base.weekday())
    back, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
    if pick is Pick.LAST:
        return base - timedelta(days=back or 7)
    if pick is Pick.NEXT:
        # Next Friday, said on a Monday, is that of next week; the Friday after a day of the story is the nearest.
        return base + timedelta(days=ahead or 7) if story else monday + timedelta(days=7 + weekday)
    if pick is Pick.THIS:
        this = monday + timedelta(days=weekday)
        return base + timedelta(days=ahead) if lean is Lean.FUTURE and this < base else this
    return base - timedelta(days=back) if lean is Lean.PAST else base + timedelta(days=ahead)


def _day_of_month(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    """The 27th; Wednesday, the 6th."""
    day = moment.day or 1
    if at.month is not None and at.day is not None and at.day[2] < day:
        value = format_day(*at.month, day)
        if value is not None and _fits_weekday(value, moment.weekday):
            return Resolved(value, "the month named before")
    if at.now is None:
        value = None if at.month is None else format_day(*at.month, day)
        return Resolved(value, None if value is None else "the month named before")
    step = -1 if lean is Lean.PAST else 1
    months = at.now.year * 12 + at.now.month - 1
    for _ in range(15):
        value = format_day(months // 12, months % 12 + 1, day)
        if value is not None and _fits_weekday(value, moment.weekday):
            told = date.fromisoformat(value)
            if told == at.now or (told < at.now) is (lean is Lean.PAST):
                return Resolved(value)
        months += step
    return _NOTHING


def _fits_weekday(value: str, weekday: int | None) -> bool:
    return weekday is None or value.startswith("XXXX") or date.fromisoformat(value).weekday() == weekday


# --- years that are not written ---------------------------------------------------------------------------------------


def _month_day(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    month, day = moment.month or 1, moment.day or 1
    if moment.year is not None:
        return Resolved(format_day(moment.year, month, day))
    if at.now is None:
        return _undated_month_day(month, day, moment.weekday, at)
    if at.heading_year is not None:
        return Resolved(
            format_day(at.heading_year, month, day), f"the year that heads the paragraph, {at.heading_year}"
        )
    found = []
    for year in range(at.now.year - 8, at.now.year + 9):
        value = format_day(year, month, day)
        if value is not None:
            found.append(date.fromisoformat(value))
    before, after = [told for told in found if told <= at.now], [told for told in found if told >= at.now]
    if not before or not after:
        return _NOTHING
    wanted, other = (before[-1], after[0]) if lean is Lean.PAST else (after[0], before[-1])
    if abs(wanted - at.now).days > _LONG_AGO and abs(other - at.now).days < _SOON:
        wanted, other = other, wanted
    if moment.weekday is not None and wanted.weekday() != moment.weekday:
        neighbours = [
            told for told in (other, *found) if told.weekday() == moment.weekday and abs(told - at.now).days < 740
        ]
        if neighbours:
            nearest = min(neighbours, key=lambda told: abs(told - wanted))
            return Resolved(
                nearest.isoformat(), f"the year nearest to the text in which the weekday fits, {nearest.year}"
            )
    return Resolved(wanted.isoformat())


def _undated_month_day(month: int, day: int, weekday: int | None, at: Standpoint) -> Resolved:
    """A month and a day in a text without date: by its weekday, or by the year that the story has named; or no year."""
    yearless = format_day(None, month, day)
    if yearless is None:
        return _NOTHING
    if weekday is not None:
        years = _years_with(month, day, weekday, at)
        if years is not None:
            return Resolved(format_day(years[0], month, day), years[1])
        return Resolved(yearless)
    year = at.year_of(month)
    if year is not None:
        return Resolved(format_day(year, month, day), f"the year named before in the paragraph, {year}")
    return Resolved(yearless)


def _years_with(month: int, day: int, weekday: int, at: Standpoint) -> tuple[int, str] | None:
    """The one year that weekday, month and day leave, and what narrowed them down; None where several are left."""
    latest = at.captured.year if at.captured is not None else 2199
    earliest = 1900
    if at.known_years is not None:
        earliest, latest = max(earliest, at.known_years[0]), min(latest, at.known_years[1])
    name = f"{calendar.month_name[month]} {day} fell on a {calendar.day_name[weekday]}"
    years = [year for year in range(earliest, latest + 1) if _falls_on(year, month, day, weekday)]
    if at.captured is not None:
        years = [year for year in years if date(year, month, day) <= at.captured]
    told = [year for year in years if year in at.years_told]
    if len(told) == 1:
        return told[0], f"{name} in {told[0]}, a year that the text names"
    if len(years) == 1:
        return years[0], f"{name} in {years[0]}, the only such year in question"
    if years and at.captured is not None:
        return years[-1], f"{name} in {years[-1]}, the latest such year before the text was read"
    return None


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    value = format_day(year, month, day)
    return value is not None and date.fromisoformat(value).weekday() == weekday


def _month(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    month = moment.month or 1
    if moment.year is not None:
        return Resolved(format_month(moment.year, month))
    told = at.year_of(month)
    if told is not None and moment.pick is None:
        return Resolved(format_month(told, month), f"the year named before in the paragraph, {told}")
    if at.now is None:
        return Resolved(format_month(None, month))
    year = at.now.year
    if moment.pick is Pick.LAST:
        year -= month >= at.now.month
    elif moment.pick is Pick.NEXT:
        year += month <= at.now.month
    elif moment.pick is None:
        if lean is Lean.PAST:
            # June, told as past in May, is as a rule the one that is coming ("warned of a default by June").
            year -= month > at.now.month + 1
        else:
            year += month < at.now.month
    return Resolved(format_month(year, month))


def _season(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    because = None
    year = moment.year
    if year is None:
        if at.now is None:
            if at.heading_year is None:
                return _NOTHING
            year, because = at.heading_year, f"the year that heads the paragraph, {at.heading_year}"
        else:
            year = _season_year(moment, at.now, lean)
    if moment.season is not None:
        return Resolved(f"{year:04}-{moment.season}", because)
    return Resolved(_quarter(year, moment.quarter or 1), because)


def _season_year(moment: Moment, now: date, lean: Lean) -> int:
    if moment.pick is Pick.THIS:
        return now.year
    first = _MONTHS_OF_SEASON[moment.season] if moment.season is not None else (moment.quarter or 1) * 3 - 2
    begun = (now.year, now.month) >= (now.year, first)
    over = now.month > first + 2
    if moment.pick is Pick.LAST:
        return now.year if over else now.year - 1
    if moment.pick is Pick.NEXT:
        return now.year + 1 if begun else now.year
    if lean is Lean.PAST:
        return now.year if begun else now.year - 1
    return now.year + 1 if over else now.year


def _quarter(year: int, quarter: int) -> str:
    return f"{year:04}-{quarter * 3 - 2:02}/{year:04}-{quarter * 3:02}"


# --- parts of a longer time -------------------------------------------------------------------------------------------


def _part_of(moment: Moment, at: Standpoint, lean: Lean) -> Resolved:
    """The first week of June, the last Monday of May, the second half of 2024, the week of May 5."""
    whole = resolve(replace(moment, nth=None, nth_unit=None, weekday=None), at, lean)
    nth, unit = moment.nth or 0, moment.nth_unit
    if whole.value is None:
        return _NOTHING
    if unit is Unit.DAY and moment.weekday is None and nth > 0 and moment.month is not None:
        value = format_day(None if whole.value.startswith("X") else int(whole.value[:4]), moment.month, nth)
        return Resolved(value, whole.because)
    first, last = bounds(whole.value)
    if first is None or last is None:
        return _NOTHING
    if nth == 0:
        monday = first - timedelta(days=first.weekday())
        return Resolved(format_interval(monday, monday + timedelta(days=6)), whole.because)
    if unit is Unit.DAY and moment.weekday is not None:
        days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
        fitting = [day for day in days if day.weekday() == moment.weekday]
        return _pick_nth(((day, day) for day in fitting), nth, whole.because)
    if unit is Unit.DAY:
        day = last if nth < 0 else first + timedelta(days=nth - 1)
        return Resolved(day.isoformat(), whole.because) if first <= day <= last else _NOTHING
    if unit is Unit.WEEK:
        begin = last - timedelta(days=6) if nth < 0 else first + timedelta(days=7 * (nth - 1))
        return Resolved(format_interval(begin, begin + timedelta(days=6)), whole.because) if begin <= last else _NOTHING
    if unit is Unit.WEEKEND:
        days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
        weekends = ((day, day + timedelta(days=1)) for day in days if day.weekday() == 5)
        return _pick_nth(weekends, nth, whole.because)
    if "-" in whole.value or len(whole.value) != 4:
        return _halves(first, last, nth, whole.because) if unit is Unit.HALF and moment.month is not None else _NOTHING
    year = int(whole.value)
    size = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6}.get(unit) if unit is not None else None
    if size is None or not -1 <= nth <= 12 // size:
        return _NOTHING
    end = 12 if nth < 0 else nth * size
    if size == 1:
        return Resolved(format_month(year, end), whole.because)
    return Resolved(f"{format_month(year, end - size + 1)}/{format_month(year, end)}", whole.because)


def _halves(first: date, last: date, nth: int, because: str | None) -> Resolved:
    """The first half of May: up to the 15th."""
    middle = first + timedelta(days=14)
    if nth == 1:
        return Resolved(format_interval(first, middle), because)
    return Resolved(format_interval(middle + timedelta(days=1), last), because) if nth in (2, -1) else _NOTHING


def _pick_nth(found: Iterable[tuple[date, date]], nth: int, because: str | None) -> Resolved:
    spans = list(found)
    index = nth if nth < 0 else nth - 1
    if not -len(spans) <= index < len(spans):
        return _NOTHING
    return Resolved(format_interval(*spans[index]), because)
