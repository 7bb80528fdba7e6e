"""What English words of the calendar say together: tokens into moments and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from communique.languages.en.calendar import CLASSES, Token
from communique.model.date_expression import Grain, Moment, Origin, Pick, Unit

__all__ = ["NAMES", "build_moment", "clock_minutes", "count_of", "grain_of", "length_of", "shift_of"]

NAMES = {code: name for name, code in CLASSES.items()}
_UNITS = {"day": Unit.DAY, "week": Unit.WEEK, "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER}
_UNITS["year"] = Unit.YEAR
# Lengths as (ISO designator, how many of it); hours and minutes are counted in minutes.
_LENGTHS = {"day": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3)}
_LENGTHS |= {"year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100)}
_CLOCK = {"minute": 1, "hour": 60}
_CLOCK_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([AaPp])?")


def build_moment(tokens: Sequence[Token]) -> Moment | None:
    """Read the words of one point in time; None where they do not make one."""
    said: dict[str, Any] = {}
    relative: tuple[int, Origin, str] | None = None
    nth: int | None = None
    for token in tokens:
        name = NAMES[token.code]
        if name in ("weekday", "weekday_short", "month", "month_doubtful", "season"):
            field = "month" if name == "month_doubtful" else name.removesuffix("_short")
            said[field] = token.value
            if relative is not None and "pick" not in said and "unit" not in said:
                said["pick"], said["origin"] = _pick(relative[0]), relative[1]
                relative = None
        elif name in ("num", "nth"):
            said["day"] = token.value
        elif name == "year":
            said["year"] = token.value
        elif name == "relative":
            relative = (token.value[0], Origin(token.value[1]), token.word)
        elif name == "unit":
            if nth is not None and token.value in _UNITS and "nth" not in said:
                said["nth"], said["nth_unit"] = nth, _UNITS[token.value]
                nth, relative = None, None
                continue
            if token.value not in _UNITS:
                return None
            said["unit"] = _UNITS[token.value]
            said["count"], said["origin"] = _stand(relative, said["unit"])
            if relative is not None and relative[2] == "this" and token.value == "weekend":
                said["pick"] = Pick.THIS
            relative = None
        elif name == "part_of_day":
            said["part_of_day"] = token.value
            if relative is not None:
                said["unit"] = Unit.DAY
                said["count"], said["origin"] = _stand(relative, Unit.DAY)
                relative = None
        elif name == "today":
            count, part = token.value
            said["unit"], said["count"], said["origin"] = Unit.DAY, count, Origin.SPEECH
            if part:
                said["part_of_day"] = part
        elif name == "ordinal":
            nth = token.value
        elif name in ("phase", "edge", "sooner"):
            said["phase"] = token.word
        elif name == "quarter_name":
            said["quarter"] = int(token.word[1])
        elif name == "decade_number":
            said["decade"] = token.value
    return _settle(said)


def _settle(said: dict[str, Any]) -> Moment | None:
    """Drop what cannot go together: a week beside a month, a day of no month."""
    unit = said.get("unit")
    if "month" in said and unit is not None and unit is not Unit.YEAR:
        for field in ("unit", "count", "origin"):
            said.pop(field, None)
    if "season" in said and unit is not None and unit is not Unit.YEAR:
        return None
    if "weekday" in said and "month" not in said and unit not in (None, Unit.WEEK):
        return None
    return Moment(**said) if said else None


def _pick(count: int) -> Pick:
    return Pick.LAST if count < 0 else Pick.NEXT if count > 0 else Pick.THIS


def _stand(relative: tuple[int, Origin, str] | None, unit: Unit) -> tuple[int, Origin]:
    """How many units away, and from where. "The next day" is the story's, "next week" that of the day of writing."""
    if relative is None:
        return 0, Origin.STORY if unit is Unit.DAY else Origin.SPEECH
    count, origin, word = relative
    if word == "next" and unit is Unit.DAY:
        origin = Origin.STORY
    return count, origin


def grain_of(moment: Moment) -> Grain:
    """What sort of time the words name, by the finest of them."""
    if moment.nth_unit is Unit.DAY or moment.day is not None or moment.weekday is not None:
        return Grain.DAY
    if moment.unit is Unit.DAY:
        return Grain.PART_OF_DAY if moment.part_of_day and moment.origin is Origin.STORY else Grain.DAY
    if moment.part_of_day is not None and moment.month is None:
        return Grain.PART_OF_DAY
    if moment.nth_unit is not None:
        return Grain.WEEK if moment.nth_unit in (Unit.WEEK, Unit.WEEKEND) else Grain.SEASON
    if moment.month is not None:
        return Grain.MONTH
    if moment.season is not None or moment.quarter is not None:
        return Grain.SEASON
    if moment.year is not None:
        return Grain.YEAR
    if moment.decade is not None:
        return Grain.DECADE
    units = {Unit.WEEK: Grain.WEEK, Unit.WEEKEND: Grain.WEEK, Unit.MONTH: Grain.MONTH, Unit.YEAR: Grain.YEAR}
    return units.get(moment.unit, Grain.SEASON) if moment.unit is not None else Grain.DAY


def count_of(tokens: Sequence[Token]) -> float | None:
    """The number that the words tell: "two and a half" 2.5, "thirty-five" 35, "a couple" 2; None for "several"."""
    total: float | None = None
    halved = False
    for token in tokens:
        name = NAMES[token.code]
        if name in ("num", "big"):
            total = float(token.value)
        elif name == "float":
            total = float(token.word) if re.fullmatch(r"\d{1,4}\.\d{1,2}", token.word) else None
        elif name == "number":
            total = token.value + total if total is not None and total in range(20, 100, 10) else float(token.value)
        elif name == "half":
            halved = True
        elif name == "couple":
            total = 2.0
        elif name == "vague":
            return None
        elif name == "a" and total is None:
            total = 1.0
    if halved:
        return 0.5 if total is None or (total == 1.0 and NAMES[tokens[0].code] == "half") else total + 0.5
    return total


def length_of(tokens: Sequence[Token]) -> str | None:
    """The ISO 8601 duration of a length of time; None where the words count nothing."""
    parts: list[tuple[float, Token]] = []
    begun: list[Token] = []
    for token in tokens:
        name = NAMES[token.code]
        if name in ("unit", "clock_unit"):
            count = count_of(begun)
            if count is None:
                return None
            parts.append((count, token))
            begun = []
        else:
            begun.append(token)
    if begun and any(NAMES[token.code] == "half" for token in begun) and len(parts) == 1:  # an hour and a half
        parts = [(parts[0][0] + 0.5, parts[0][1])]
    if not parts:
        return None
    if all(token.value in _CLOCK for _, token in parts):
        whole = round(sum(count * _CLOCK[token.value] for count, token in parts))
        hours_only = all(token.value == "hour" for _, token in parts) and whole % 60 == 0
        return f"PT{whole // 60}H" if hours_only else f"PT{whole}M"
    count, token = parts[0]
    if token.value not in _LENGTHS:
        return None
    designator, times = _LENGTHS[token.value]
    count *= times
    if count != int(count):
        finer = {"Y": ("M", 12), "W": ("D", 7), "D": ("H", 24)}.get(designator)
        if finer is None:
            return None
        designator, times = finer
        count *= times
    amount = round(count)
    return f"PT{amount}H" if designator == "H" else f"P{amount}{designator}"


def shift_of(tokens: Sequence[Token]) -> tuple[Unit, int] | None:
    """How far away "three weeks" or "a year and a half" is, in units to count in; hours stay within the day."""
    count = count_of([token for token in tokens if NAMES[token.code] not in ("unit", "clock_unit")])
    unit = next((token.value for token in tokens if NAMES[token.code] in ("unit", "clock_unit")), None)
    if unit in _CLOCK:
        return Unit.DAY, 0
    if count is None or unit is None or count > 5000:
        return None
    if unit == "fortnight":
        unit, count = "week", count * 2
    elif unit in ("decade", "century"):
        count *= 10 if unit == "decade" else 100
        unit = "year"
    if unit not in _UNITS:
        return None
    if count != int(count):
        if unit == "year":
            unit, count = "month", count * 12
        elif unit == "week":
            unit, count = "day", count * 7
        else:
            return None
    return _UNITS[unit], round(count)


def clock_minutes(first: str, last: str) -> int | None:
    """Minutes from one time of day to the next ("12.45 p.m.", "1.50 p.m."); None where they are no times of day."""
    begin, end = _CLOCK_TIME.match(first), _CLOCK_TIME.match(last)
    if begin is None or end is None:
        return None
    half = begin[3] or end[3]  # "from 9 to 11 a.m."
    times = [_minute(found[1], found[2], found[3] or half) for found in (begin, end)]
    if times[0] is None or times[1] is None:
        return None
    passed = (times[1] - times[0]) % 1440
    if begin[3] is None and end[3] is not None and passed > 720:  # "from 11.30 to 1 p.m." starts before noon
        passed -= 720
    return passed or None


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 23 or minutes > 59:
        return None
    if half is not None and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return hours * 60 + minutes
