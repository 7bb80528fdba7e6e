"""Date expressions as data: what the words say of a time, before anything is known of the day they were written on.

A language finds the expressions; turning them into dates is the same for all languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.model.span import Span

__all__ = ["DateExpression", "Grain", "Lean", "Moment", "Origin", "Pick", "Unit"]


class Lean(StrEnum):
    """Which way a sentence looks, so which Friday it means."""

    PAST = "past"
    FUTURE = "future"


class Grain(StrEnum):
    """What sort of time an expression names."""

    DAY = "day"
    PART_OF_DAY = "part_of_day"  # in the evening, earlier in the day, that night: no day of its own
    CLOCK = "clock"  # at 9:30 a.m.
    WEEK = "week"  # a week or a weekend
    MONTH = "month"
    SEASON = "season"  # a season or a quarter of a year
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"  # from one day or month to another
    DURATION = "duration"  # a length of time
    SET = "set"  # every Thursday: no time in particular


class Unit(StrEnum):
    """What relative dates are counted in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # of a year
    YEAR = "year"


class Origin(StrEnum):
    """Where counting starts."""

    SPEECH = "speech"  # the day the text was written: today, last week, a year ago
    STORY = "story"  # the day the story has reached: the day before, that evening


class Pick(StrEnum):
    """Which of the many Thursdays, or Junes, the words ask for."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something is, as far as the words go; whatever they leave out is None.

    Attributes:
        year, month, day: as written; a month alone or a day alone may be given.
        weekday: 0 for Monday to 6 for Sunday.
        season: the code of ISO 8601-2, 21 spring to 24 winter.
        quarter: 1 to 4.
        decade: its first year.
        unit, count, origin: the period so many units away from the origin: last month is (month, -1, speech). The parts
            above, where given, lie within that period ("Wednesday last week"). A weekday with a count and no unit is
            so many weeks after the next one ("a week from Friday").
        pick: last, this or next weekday, month or season.
        nth, nth_unit: the first week, the second quarter, the last days of the period otherwise told; -1 is the last.
        part_of_day: morning, evening … in the language's own word.
        phase: early, late, the end of … in the language's own word; it leaves the value at the whole period.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    decade: int | None = None
    unit: Unit | None = None
    count: int = 0
    origin: Origin = Origin.SPEECH
    pick: Pick | None = None
    nth: int | None = None
    nth_unit: Unit | None = None
    part_of_day: str | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A stretch of text that speaks of a time, and what it says.

    Attributes:
        span: where it stands.
        rule: which rule read it, with its version.
        grain: what sort of time it names.
        moment: when; the first end of an interval.
        until: the other end of an interval.
        duration: an ISO 8601 duration, for a length of time; None where the words count nothing ("several days").
        lean: which way the sentence seems to look here, where the language can tell.
    """

    span: Span
    rule: str
    grain: Grain
    moment: Moment | None = None
    until: Moment | None = None
    duration: str | None = None
    lean: Lean | None = None
