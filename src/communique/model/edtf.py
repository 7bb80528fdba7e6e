"""Dates as EDTF (ISO 8601-2) writes them: what days a value can mean, and whether two values can mean the same.

The profile that Communique prints: `2024-02-29`, `2024-02`, `2013`, a season `2019-22`, a decade `199X`, an interval
`2024-02-27/2024-02-29`, open ones `2017-03/..`, a year that nobody told `XXXX-02-27`, a doubtful year `2023?-06-09`,
and `~`, `?` or `%` behind a whole value. Pure functions on strings, so that a value is stored, shown and compared
as one thing.

The `edtf` library is not used here: it takes longer to import than a command may take to answer. The tests hold the
bounds given here against it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

__all__ = [
    "Precision",
    "bounds",
    "compatible",
    "format_day",
    "format_interval",
    "format_month",
    "is_before",
    "is_valid",
    "minutes",
    "narrower",
    "precision",
]


class Precision(StrEnum):
    """How closely a value says when."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"  # a season or a quarter of a year
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"  # from one to another, either of which may be open


_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?P<doubt>[?~%])?"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<whole>[?~%])?",
    re.ASCII,
)
# A leap year, so that the 29th of February has a place when years are left out of a comparison.
_ANY_YEAR = 2000
# Months by the codes of ISO 8601-2. Winter runs into the next year; the southern seasons have codes of their own there,
# but a text that says "summer" tells no hemisphere, and neither do these.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
# How far a value marked as approximate (~ or %) may be off, in days.
_ABOUT = {Precision.DAY: 3, Precision.MONTH: 15, Precision.SEASON: 30, Precision.YEAR: 183, Precision.DECADE: 1826}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    """First and last day, in the year 2000 where the year is unknown; None at an open end."""

    first: date | None
    last: date | None
    precision: Precision
    yearless: bool = False
    doubtful_year: bool = False
    about_days: int = 0


def is_valid(value: str) -> bool:
    """True where the value is EDTF of our profile and a date of the calendar."""
    return _read(value) is not None


def precision(value: str) -> Precision | None:
    """How closely the value says when; None where it is not EDTF of our profile."""
    extent = _read(value)
    return None if extent is None else extent.precision


def bounds(value: str) -> tuple[date | None, date | None]:
    """The first and the last day that the value covers.

    None stands for an end that is open, or unknown because the year is; a value that is not EDTF has no bounds at all.
    """
    extent = _read(value)
    if extent is None or extent.yearless:
        return None, None
    return extent.first, extent.last


def compatible(a: str, b: str, *, slack_days: int = 0) -> bool:
    """Could the two mean the same day or time?

    An unknown or doubtful year matches any, a month contains its days, an open end reaches as far as it must.

    Args:
        a: an EDTF value.
        b: another.
        slack_days: how many days apart they may be all the same (time zones, a dinner past midnight).
    """
    one, other = _read(a), _read(b)
    if one is None or other is None:
        return False
    slack = slack_days + one.about_days + other.about_days
    if one.yearless or other.yearless or one.doubtful_year or other.doubtful_year:
        return _meet_in_some_year(one, other, slack)
    return _overlap(one.first, one.last, other.first, other.last, slack)


def narrower(a: str, b: str) -> str:
    """The value that says more; where one knows the year and the other the day, both joined (`2024`, `XXXX-02-27`)."""
    one, other = _read(a), _read(b)
    if other is None:
        return a
    if one is None:
        return b
    if one.yearless != other.yearless:
        dayless, told = (a, b) if one.yearless else (b, a)
        joined = told[:4] + dayless[4:]
        if told[:4].isdigit() and "/" not in a + b and is_valid(joined) and compatible(joined, told):
            return joined if _days(_read(joined)) <= _days(_read(told)) else told
    return b if (_days(other), other.yearless) < (_days(one), one.yearless) else a


def is_before(value: str, day: date) -> bool:
    """True where every day that the value can mean lies before this day; an unknown or open end never does."""
    _, last = bounds(value)
    return last is not None and last < day


def format_day(year: int | None, month: int, day: int) -> str | None:
    """`2024-02-29`, or `XXXX-02-29` where the year is unknown; None where the calendar has no such day."""
    try:
        date(_ANY_YEAR if year is None else year, month, day)
    except ValueError:
        return None
    return f"{_format_year(year)}-{month:02}-{day:02}"


def format_month(year: int | None, month: int) -> str:
    """`2024-02`, or `XXXX-02` where the year is unknown."""
    return f"{_format_year(year)}-{month:02}"


def format_interval(first: date, last: date) -> str:
    """`2024-02-27/2024-02-29`; one day alone is just that day."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def minutes(duration: str) -> int | None:
    """The length of an ISO 8601 duration in minutes; None for a date, and for what is counted in months."""
    found = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", duration, re.ASCII)
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes_ = (int(part or 0) for part in found.groups())
    return ((weeks * 7 + days) * 24 + hours) * 60 + minutes_


def _format_year(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04}"


@lru_cache(maxsize=4096)
def _read(value: str) -> _Extent | None:
    if "/" not in value:
        return _read_point(value)
    first, _, last = value.partition("/")
    start = None if first in ("", "..") else _read_point(first)
    end = None if last in ("", "..") else _read_point(last)
    if (start is None and first not in ("", "..")) or (end is None and last not in ("", "..")):
        return None
    ends = [part for part in (start, end) if part is not None]
    yearless = any(part.yearless for part in ends)
    if not ends or (yearless and not all(part.yearless for part in ends)):
        return None
    low, high = start.first if start else None, end.last if end else None
    if low is not None and high is not None and low > high:
        if not yearless:
            return None
        high = _in_year(high, high.year + 1)  # from December to January
    return _Extent(
        first=low,
        last=high,
        precision=Precision.INTERVAL,
        yearless=yearless,
        doubtful_year=any(part.doubtful_year for part in ends),
        about_days=max(part.about_days for part in ends),
    )


def _read_point(value: str) -> _Extent | None:
    found = _POINT.fullmatch(value)
    if found is None:
        return None
    digits, month, day = found["year"], int(found["month"] or 0), int(found["day"] or 0)
    if found["month"] == "00" or found["day"] == "00":
        return None
    yearless = digits == "XXXX"
    if ("X" in digits and not yearless and month) or (yearless and not month) or digits == "0000":
        return None
    year = _ANY_YEAR if yearless else int(digits.replace("X", "0")) or 1
    if month in _SEASONS and not day:
        begin, end = _SEASONS[month]
        grain = Precision.SEASON
        first, last = date(year, begin, 1), _month_end(year, end)
    else:
        try:
            first = date(year, month or 1, day or 1)
        except ValueError:
            return None
        grain = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        last = first if day else _month_end(year, month or 12)
    if "X" in digits and not yearless:
        grain, last = Precision.DECADE, date(int(digits.replace("X", "9")), 12, 31)
    marks = (found["doubt"] or "") + (found["whole"] or "")
    return _Extent(
        first=first,
        last=last,
        precision=grain,
        yearless=yearless,
        doubtful_year=bool(found["doubt"]) and found["doubt"] in "?%" and bool(month),
        about_days=_ABOUT[grain] if "~" in marks or "%" in marks else 0,
    )


def _month_end(year: int, month: int) -> date:
    """The last day of a month; months past 12 run into the next year, as winter does."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > date.max.year:  # the winter of 9999, where the calendar ends
        return date.max
    return date(year, month, calendar.monthrange(year, month)[1])


def _days(extent: _Extent | None) -> int:
    if extent is None or extent.first is None or extent.last is None:
        return 10**7
    return (extent.last - extent.first).days


def _overlap(a_first: date | None, a_last: date | None, b_first: date | None, b_last: date | None, slack: int) -> bool:
    if a_last is not None and b_first is not None and (b_first - a_last).days > slack:
        return False
    return not (b_last is not None and a_first is not None and (a_first - b_last).days > slack)


def _meet_in_some_year(one: _Extent, other: _Extent, slack: int) -> bool:
    """Whether two meet once the year is left open: one is moved to the years around the other."""
    moved, fixed = (one, other) if one.yearless or one.doubtful_year else (other, one)
    if moved.first is None or moved.last is None or fixed.first is None or fixed.last is None:
        return True
    if _days(moved) >= 365 or _days(fixed) >= 365:
        return True
    first, last = fixed.first, fixed.last
    if fixed.yearless or fixed.doubtful_year:  # neither knows its year: both into one that has every day
        first, last = _in_year(first, _ANY_YEAR), _in_year(last, _ANY_YEAR + last.year - first.year)
    crossed = moved.last.year - moved.first.year
    for year in range(max(first.year - 1, 1), min(last.year + 1, 9998) + 1):
        moved_first, moved_last = _in_year(moved.first, year), _in_year(moved.last, year + crossed)
        if moved.first.day == 29 and moved_first.day != 29 and moved.precision is Precision.DAY:
            continue  # the 29th of February in a year without one
        if _overlap(moved_first, moved_last, first, last, slack):
            return True
    return False


def _in_year(day: date, year: int) -> date:
    """The same day of another year; the 29th of February becomes the 28th where there is none."""
    year = min(max(year, 1), 9999)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
