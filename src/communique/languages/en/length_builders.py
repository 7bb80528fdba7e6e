"""English lengths of time, times of day and habits: from the words that a rule has matched to what they say."""

from __future__ import annotations

from communique.languages.en.calendar import load_calendar
from communique.languages.en.date_match import Match
from communique.languages.en.moments import NAMES, clock_minutes, length_of
from communique.model.date_expression import DateExpression, Grain, Moment, Origin, Unit

__all__ = ["clock", "clock_range", "every", "length", "one_length", "part_length"]


def clock_range(match: Match) -> list[DateExpression]:
    """From 12.45 p.m. until 1.50 p.m.: a length of time."""
    if match.names()[-1] == "float" and match.word_behind().lower() not in load_calendar().company["clock_time"]:
        return []
    length = clock_minutes(match.tokens[0].word, match.tokens[-1].word)
    return [] if length is None else [match.make(Grain.DURATION, duration=f"PT{length}M")]


def clock(match: Match) -> list[DateExpression]:
    """At 9:30 a.m.: a time on the day the story has reached."""
    return [match.make(Grain.CLOCK, Moment(unit=Unit.DAY, origin=Origin.STORY))]


def every(match: Match) -> list[DateExpression]:
    """Every Thursday: no day in particular."""
    return [match.make(Grain.SET)]


def part_length(match: Match) -> list[DateExpression]:
    """Half an hour; a quarter of an hour; three quarters of an hour."""
    names = match.names()
    if names[0] == "half":
        duration = length_of([match.tokens[0], match.tokens[-1]])
        return [] if duration is None else [match.make(Grain.DURATION, duration=duration)]
    if match.tokens[names.index("unit")].value != "quarter":
        return []
    quarters = 1 if names[0] == "a" else match.tokens[0].value
    if not isinstance(quarters, int) or not 1 <= quarters <= 3 or match.tokens[-1].value != "hour":
        return []
    return [match.make(Grain.DURATION, duration=f"PT{15 * quarters}M")]


def length(match: Match) -> list[DateExpression]:
    """30-minute; two hours; an hour and a half; several days."""
    if match.word_before() in load_calendar().company["no_length"]:
        return []
    told = [token for token in match.tokens if NAMES[token.code] not in ("the", "relative", "comma", "hyphen", "of")]
    if NAMES[told[-1].code] == "old":
        told = told[:-1]
    duration = length_of(told)
    if duration is None and not any(NAMES[token.code] in ("vague", "half") for token in told):
        return []
    return [match.make(Grain.DURATION, duration=duration)]


def one_length(match: Match) -> list[DateExpression]:
    """For an hour; within a week. "Twice a day", "barrels a day" are rates."""
    before = match.text[max(0, match.tokens[0].start - 24) : match.tokens[0].start].split()
    if match.word_before() in load_calendar().company["rates"] or (before and before[-1][-1].isdigit()):
        return []
    return length(match)
