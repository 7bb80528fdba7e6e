"""Dates and hours as the frame of a page writes them: headers, time stamps, the dates of datelines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.model.edtf import format_day
from communique.text.data import load_words

__all__ = ["FrameDate", "Stamp", "find_weekday", "read_date", "read_stamp", "read_weekday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameDate:
    """A day and where its writing ends; `value` is EDTF, with `XXXX` where no year stands there."""

    end: int
    value: str

    @property
    def has_year(self) -> bool:
        """True where the year stands there too."""
        return not self.value.startswith("X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A run of date, hour, zone and label ("Updated: 11:54 JST, February 28, 2024").

    It ends with its last such part; `reach` is past the commas and blanks behind that.
    """

    end: int
    reach: int
    label: str | None
    date: FrameDate | None
    has_hour: bool
    has_zone: bool


@cache
def _month_numbers() -> dict[str, int]:
    months = load_words("datelines")["calendar"]["months"]
    return {name: number for number, names in enumerate(months, 1) for name in names}


@cache
def _weekday_numbers() -> dict[str, int]:
    weekdays = load_words("datelines")["calendar"]["weekdays"]
    return {name: number for number, names in enumerate(weekdays) for name in names}


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(_month_numbers(), key=len, reverse=True))})\b\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d)"
    year = r"(?:(?:,\s*|\s+)(?P<year>(?:19|20)\d\d)(?!\d|:\d))?"
    return (
        re.compile(rf"{month}\s+{day}{year}", re.IGNORECASE),
        re.compile(rf"{day}\s+{month}{year}", re.IGNORECASE),
        re.compile(r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
        re.compile(r"(?P<day>\d{1,2})\.[ \t]?(?P<month>\d{1,2})\.[ \t]?(?P<year>(?:19|20)\d\d)(?!\d)"),
    )


def read_date(text: str, position: int) -> FrameDate | None:
    """The day written at this position; None where none is, or the calendar has no such day."""
    for pattern in _date_patterns():
        match = pattern.match(text, position)
        if match is not None:
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _month_numbers()[month]
            if not 1 <= number <= 12:
                return None
            value = format_day(int(match["year"]) if match["year"] else None, number, int(match["day"]))
            return None if value is None else FrameDate(end=match.end(), value=value)
    return None


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_weekday_numbers(), key=len, reverse=True))
    parts = "|".join(load_words("datelines")["calendar"]["parts_of_day"])
    return re.compile(rf"(?P<weekday>{names})\b(?:\s+(?:{parts})\b)?", re.IGNORECASE)


def read_weekday(text: str, position: int) -> tuple[int, int] | None:
    """The weekday written at this position (Monday is 0) and where its writing ends, a part of the day included."""
    match = _weekday_pattern().match(text, position)
    return None if match is None else (_weekday_numbers()[match["weekday"].lower()], match.end())


def find_weekday(text: str) -> int | None:
    """The first weekday named in a short stretch (Monday is 0)."""
    match = re.search(rf"\b{_weekday_pattern().pattern}", text, re.IGNORECASE)
    return None if match is None else _weekday_numbers()[match["weekday"].lower()]


_HOUR = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_FILLER = re.compile(r"[\s,;.|/()·•–—-]+|T(?=\d{2}:)|(?:at|on|local time|hrs|hours)\b\.?")


@cache
def _zone_pattern() -> re.Pattern[str]:
    zones = "|".join(load_words("datelines")["calendar"]["zones"])
    return re.compile(rf"(?:{zones})\b(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?|[+-]\d{{2}}:?\d{{2}}\b")


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(load_words("furniture")["stamps"]["labels"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})\b\s*:?\s*", re.IGNORECASE)


def read_stamp(text: str, position: int, end: int) -> Stamp | None:
    """The stamp that begins here, as far as it goes; None where no date, hour or label begins here."""
    label = None
    date: FrameDate | None = None
    has_hour = has_zone = False
    last = position
    while position < end:
        found = _label_pattern().match(text, position, end) if label is None and date is None else None
        if found is not None:
            label = found[0].strip(" :\t").lower()
            position = last = found.end()
            continue
        day = read_date(text, position) if date is None else None
        if day is not None and day.end <= end:
            date, position = day, day.end
        elif (hour := _HOUR.match(text, position, end)) is not None:
            has_hour, position = True, hour.end()
        elif (weekday := read_weekday(text, position)) is not None and weekday[1] <= end:
            position = weekday[1]
        elif has_hour and (zone := _zone_pattern().match(text, position, end)) is not None:
            has_zone, position = True, zone.end()
        elif (filler := _FILLER.match(text, position, end)) is not None:
            position = filler.end()
            continue
        else:
            break
        last = position
    if label is None and date is None and not has_hour:
        return None
    return Stamp(end=last, reach=position, label=label, date=date, has_hour=has_hour, has_zone=has_zone)
