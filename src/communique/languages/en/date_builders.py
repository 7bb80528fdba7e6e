"""English date expressions: from the words that a rule has matched to what they say.

Each builder returns the expressions it made of its words, or none where the words only look like a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.languages.en.calendar import Token, load_calendar
from communique.languages.en.date_match import Match
from communique.languages.en.moments import NAMES, build_moment, grain_of, length_of, shift_of
from communique.model.date_expression import DateExpression, Grain, Lean, Moment, Origin, Pick, Unit

__all__ = [
    "away",
    "day_range",
    "iso",
    "month",
    "nth_of",
    "nth_weekday",
    "part_of_day",
    "point",
    "quarter",
    "range_of",
    "relative",
    "since",
    "slashed",
    "the_day_away",
    "today_away",
    "week_of",
    "weekday",
    "weekday_range",
    "weekend",
    "weeks_on",
    "with_lean",
    "year",
    "years",
]

# Behind "the day before" a clause ends or goes on; else the words count from an event ("before the vote").
_CLAUSE_GOES_ON = frozenset({"comma", "stop", "mark", "dash", "in", "on", "at", "and"})
_BE = frozenset({"is", "was", "been", "s", "barely", "almost", "nearly", "exactly", "just", "only", "about", "some"})
_SPAN_GOES_ON = frozenset({"to", "until", "till", "through", "after", "in", "by"})
_TIME_PREPOSITIONS = frozenset(
    {"in", "of", "on", "by", "since", "from", "to", "between", "away", "and", "hyphen", "dash", "at"}
)


def with_lean(expression: DateExpression, lean: Lean | None) -> DateExpression:
    """The same, with the way its sentence looks."""
    return expression if lean is None else replace(expression, lean=lean)


def point(match: Match) -> list[DateExpression]:
    """One point in time."""
    moment = build_moment(match.tokens)
    if moment is None or not _possible(moment):
        return []
    if moment.unit is Unit.DAY and moment.phase is not None and "edge" in match.names():  # "at the end of the day"
        return []
    return [match.make(grain_of(moment), moment)]


def iso(match: Match) -> list[DateExpression]:
    """2025-05-22."""
    year, month, day = (int(part) for part in match.tokens[0].word.split("-"))
    moment = Moment(year=year, month=month, day=day)
    return [match.make(Grain.DAY, moment)] if _possible(moment) else []


def slashed(match: Match) -> list[DateExpression]:
    """27/02/2024, where only one order of day and month makes a date."""
    one, other, year = (int(part) for part in match.tokens[0].word.split("/"))
    if one <= 12 and other <= 12 and one != other:
        return []
    day, month = (one, other) if one > 12 or one == other else (other, one)
    moment = Moment(year=year, month=month, day=day)
    return [match.make(Grain.DAY, moment)] if _possible(moment) else []


def day_range(match: Match) -> list[DateExpression]:
    """March 4 to 6; 4-6 March; Dec 8 and 9. Two days that are not neighbours are two dates."""
    names = match.names()
    days = [i for i, name in enumerate(names) if name in ("num", "nth")]
    whole = build_moment([token for i, token in enumerate(match.tokens) if i not in days and names[i] != "relative"])
    if whole is None:
        return []
    whole = replace(whole, weekday=None, unit=None)
    first, last = (replace(whole, day=match.tokens[i].value) for i in days)
    if not (_possible(first) and _possible(last)) or first.day is None or last.day is None:
        return []
    linked_by_and = names[days[0] + 1] == "and"
    if last.day > first.day and (not linked_by_and or last.day == first.day + 1 or _between(match)):
        return [match.make(Grain.INTERVAL, first, until=last)]
    if not linked_by_and:
        return []
    cut = days[1]
    return [
        match.make(Grain.DAY, first, tokens=match.tokens[: cut - 1]),
        match.make(Grain.DAY, last, tokens=match.tokens[cut:]),
    ]


def range_of(match: Match) -> list[DateExpression]:
    """From March 4 to May 6; between March and May. "March 4 and May 6" are two dates."""
    names = match.names()
    # The link is the one mark or word between two whole dates: the last "to", dash or "and" before the second month.
    months = [i for i, name in enumerate(names) if name in ("month", "month_doubtful")]
    links = [i for i, name in enumerate(names) if name in ("to", "and", "dash", "hyphen") and months[0] < i]
    cuts = [i for i in links if i < months[-1]]
    if not cuts:
        return []
    cut = cuts[0]
    first, last = build_moment(match.tokens[:cut]), build_moment(match.tokens[cut + 1 :])
    if first is None or last is None or not (_possible(first) and _possible(last)):
        return []
    if first.day is None and first.year is None and last.year is None and not _month_stands(match, match.tokens[:cut]):
        return []
    if last.year is not None and first.year is None and (first.month or 0) <= (last.month or 0):
        first = replace(first, year=last.year)
    if names[cut] == "and" and not _between(match):
        return [
            match.make(grain_of(first), first, tokens=match.tokens[:cut]),
            match.make(grain_of(last), last, tokens=match.tokens[cut + 1 :]),
        ]
    return [match.make(Grain.INTERVAL, first, until=last)]


def week_of(match: Match) -> list[DateExpression]:
    """The week of May 5."""
    moment = build_moment(match.tokens[2:])
    if match.tokens[1].value != "week" or moment is None or not _possible(moment):
        return []
    return [match.make(Grain.WEEK, replace(moment, nth=0, nth_unit=Unit.WEEK))]


def nth_weekday(match: Match) -> list[DateExpression]:
    """The first Monday of June."""
    moment = build_moment(match.tokens)
    names = match.names()
    at = next(i for i, name in enumerate(names) if name in ("ordinal", "relative"))
    token = match.tokens[at]
    nth = token.value if names[at] == "ordinal" else -1 if token.word == "last" else None
    if moment is None or nth is None:
        return []
    return [match.make(Grain.DAY, replace(moment, nth=nth, nth_unit=Unit.DAY, pick=None))]


def years(match: Match) -> list[DateExpression]:
    """In 2013 and 2014: two dates; 2013-15, between 2013 and 2015: one interval."""
    names = match.names()
    if _is_number(match):
        return []
    first, last = match.tokens[0], match.tokens[-1]
    if "and" not in names:
        end = last.value
        if NAMES[last.code] != "year":
            end = first.value // 100 * 100 + last.value
            if len(last.word) != 2:
                return []
        if end <= first.value:
            return []
        return [match.make(Grain.INTERVAL, Moment(year=first.value), until=Moment(year=end))]
    if _between(match) and last.value > first.value and len(match.tokens) == 3:
        return [match.make(Grain.INTERVAL, Moment(year=first.value), until=Moment(year=last.value))]
    told = [token for token, name in zip(match.tokens, names, strict=True) if name == "year"]
    return [match.make(Grain.YEAR, Moment(year=token.value), tokens=[token]) for token in told]


def nth_of(match: Match) -> list[DateExpression]:
    """The first week of June 2012; the last days of May; the first half of 2024."""
    names = match.names()
    at = next(i for i, name in enumerate(names) if name in ("ordinal", "relative"))
    token = match.tokens[at]
    if names[at] == "relative" and token.word != "last":
        return []
    nth = token.value if names[at] == "ordinal" else -1
    counted = next(i for i, name in enumerate(names) if name in ("unit", "half"))
    of = names.index("of", counted)
    whole = build_moment(match.tokens[of + 1 :])
    unit = Unit.HALF if names[counted] == "half" else _UNIT.get(match.tokens[counted].value)
    if whole is None or unit is None:
        return []
    if counted > at + 1 or (unit is Unit.DAY and match.tokens[counted].word == "days"):
        # "the last days of May", "the first two weeks of June": some part of the whole
        return [match.make(grain_of(whole), replace(whole, phase=token.word))]
    if unit is Unit.QUARTER and whole.month is None and 0 != nth <= 4:
        return [match.make(Grain.SEASON, replace(whole, quarter=nth if nth > 0 else 4))]
    moment = replace(whole, nth=nth, nth_unit=unit)
    return [match.make(grain_of(moment), moment)]


def quarter(match: Match) -> list[DateExpression]:
    """Q2 2021; the second quarter."""
    names = match.names()
    told = build_moment(match.tokens)
    if names[0] == "quarter_name":
        if told is None or (match.tokens[0].word.isalpha()):
            return []
        return [match.make(Grain.SEASON, told)]
    at = names.index("ordinal")
    unit = names.index("unit", at)
    number = match.tokens[at].value
    if match.tokens[unit].word != "quarter" or not (number == -1 or 1 <= number <= 4):
        return []
    year = build_moment(match.tokens[unit + 1 :]) or Moment()
    moment = replace(year, quarter=4 if number == -1 else number)
    return [match.make(Grain.SEASON, moment)]


def month(match: Match) -> list[DateExpression]:
    """In June; last June; early June 2024. A bare month needs company: "May" and "March" are words, "June" a name."""
    moment = build_moment(match.tokens)
    if moment is None or moment.month is None or (moment.unit is None and "unit" in match.names()):
        return []
    if moment.year is not None or moment.pick is not None or moment.unit is not None:
        return [match.make(Grain.MONTH, moment)]
    stands = moment.phase is not None or moment.part_of_day is not None or _month_stands(match, match.tokens)
    return [match.make(Grain.MONTH, moment)] if stands else []


def _month_stands(match: Match, tokens: Sequence[Token]) -> bool:
    """True where a month without day or year is one, by the words around it."""
    company = load_calendar().company
    word = tokens[-1].word
    before = "" if match.before is None else NAMES[match.before.code]
    behind = match.word_behind()
    doubtful = NAMES[tokens[-1].code] == "month_doubtful"
    if word in company["first_names"] and behind[:1].isupper():
        return before in ("in", "since", "between") or (
            match.before is not None and match.before.word in ("last", "next")
        )
    if word == "march" and before not in ("in", "since") and behind in company["after_march"]:
        return False
    if before in ("num", "nth"):  # "31 June", which the calendar does not have
        return False
    if before in _TIME_PREPOSITIONS:
        return not (doubtful and before in ("of", "and", "hyphen", "dash", "on") and not _is_short(word, tokens[-1]))
    if before in ("the", "a", "possessive"):
        return behind[:1].islower() or (behind == "" and word not in company["first_names"] and not doubtful)
    return not doubtful and word not in company["first_names"]


def _is_short(word: str, token: Token) -> bool:
    return token.end - token.start > len(word)  # "Feb.": the full stop shows that it is a month


def weekday(match: Match) -> list[DateExpression]:
    """On Thursday evening; last Thursday; Wednesday last week; the Wednesday, the 6th."""
    company = load_calendar().company
    before, behind = match.word_before(), match.word_behind()
    if before in company["before_weekday"] or (behind[:1].isupper() and behind.lower() in company["after_weekday"]):
        return []
    if match.before is not None and NAMES[match.before.code] in ("ordinal", "every"):
        return []
    moment = build_moment(match.tokens)
    if moment is None or moment.weekday is None:
        return []
    definite = "the" in match.names() or (match.before is not None and NAMES[match.before.code] == "the")
    if definite and moment.pick is None and moment.unit is None and moment.day is None:
        moment = replace(moment, origin=Origin.STORY)  # "on the Friday": of the time the story speaks of
    return [match.make(Grain.DAY, moment)]


def weeks_on(match: Match) -> list[DateExpression]:
    """A week from Friday; Friday week: so many weeks after the next Friday."""
    names = match.names()
    weekday = match.tokens[names.index("weekday")]
    measured = match.tokens[: names.index("unit") + 1] if names[0] != "weekday" else ()
    shift = shift_of(measured) if measured else (Unit.WEEK, 1) if match.tokens[-1].word == "week" else None
    if shift is None or shift[0] is not Unit.WEEK or shift[1] < 1 or match.word_behind().lower() in _SPAN_GOES_ON:
        return []
    return [match.make(Grain.DAY, Moment(weekday=weekday.value, count=shift[1]))]


def since(match: Match) -> list[DateExpression]:
    """It is a year since they met; it has been three months since: as long ago."""
    shift = shift_of(match.tokens[:-1])
    if shift is None or match.word_before() not in _BE:
        return []
    moment = Moment(unit=shift[0], count=-shift[1])
    return [match.make(grain_of(moment), moment, tokens=match.tokens[:-1])]


def weekday_range(match: Match) -> list[DateExpression]:
    """From Monday to Wednesday."""
    first, last = (Moment(weekday=match.tokens[i].value) for i in (0, -1))
    return [match.make(Grain.INTERVAL, first, until=last)]


def today_away(match: Match) -> list[DateExpression]:
    """The day before yesterday; the day after tomorrow."""
    if match.tokens[1].word != "day" or match.tokens[2].word not in ("before", "after"):
        return []
    step = -1 if match.tokens[2].word == "before" else 1
    moment = Moment(unit=Unit.DAY, count=match.tokens[-1].value[0] + step)
    return [match.make(Grain.DAY, moment)]


def away(match: Match) -> list[DateExpression]:
    """Three weeks ago; two days earlier; a day later; in six months' time. Hours stay within the day."""
    names = match.names()
    ending = match.tokens[-1]
    if names[-1] in ("away", "sooner"):
        if not _clause_goes_on(match, ending.word):
            return []
        sign, origin = ending.value[0], Origin(ending.value[1])
        measured = match.tokens[:-1]
    elif names[-1] == "on":
        sign, origin, measured = 1, Origin.STORY, match.tokens[:-1]
    else:  # from now; months' time
        sign, origin, measured = 1, Origin.SPEECH, match.tokens[:-2]
    shift = shift_of(measured)
    if shift is None:
        return [match.make(Grain.DAY)]
    unit, count = shift
    moment = Moment(unit=unit, count=sign * count, origin=origin)
    in_hours = any(NAMES[token.code] == "clock_unit" for token in measured)
    return [match.make(Grain.PART_OF_DAY if in_hours else grain_of(moment), moment)]


def the_day_away(match: Match) -> list[DateExpression]:
    """The day before; the night before; the week after: counted from where the story stands."""
    ending, middle = match.tokens[-1], match.tokens[-2]
    if not _clause_goes_on(match, ending.word):
        return []
    sign = ending.value[0]
    name = NAMES[middle.code]
    if name == "clock_unit":  # "hours later": the same day, as far as anybody can tell
        return [match.make(Grain.PART_OF_DAY, Moment(unit=Unit.DAY, origin=Origin(ending.value[1])))]
    if name == "weekday":
        pick = Pick.LAST if sign < 0 else Pick.NEXT
        return [match.make(Grain.DAY, Moment(weekday=middle.value, pick=pick, origin=Origin.STORY))]
    unit = Unit.DAY if name == "part_of_day" else _UNIT.get(middle.value)
    if unit is None or ending.word == "ago":
        return []
    part = middle.value if name == "part_of_day" else None
    moment = Moment(unit=unit, count=sign, origin=Origin.STORY, part_of_day=part)
    return [match.make(grain_of(moment), moment)]


def relative(match: Match) -> list[DateExpression]:
    """This week; late last month; the following day; last night; earlier in the day."""
    names = match.names()
    moment = build_moment(match.tokens)
    if moment is None or moment.unit is None:
        return []
    last = match.tokens[names.index("unit")] if "unit" in names else None
    word = next((token.word for token in match.tokens if NAMES[token.code] == "relative"), "")
    if last is not None and last.word.endswith("s"):  # "the coming days"
        return [match.make(Grain.DURATION)]
    if last is not None and last.value == "day" and word in ("last", "past", "current"):  # "the last day" is none
        return []
    if word in ("past", "coming") and last is not None and names[0] == "the":  # "over the past week"
        return [match.make(Grain.DURATION, duration=length_of([_one(last), last]))]
    return [match.make(grain_of(moment), moment)]


def part_of_day(match: Match) -> list[DateExpression]:
    """In the evening; at noon; by night: of the day that the story has reached."""
    moment = build_moment(match.tokens)
    if moment is None or moment.part_of_day is None:
        return []
    moment = replace(moment, unit=Unit.DAY, count=0, origin=Origin.STORY)
    return [match.make(Grain.PART_OF_DAY, moment)]


def weekend(match: Match) -> list[DateExpression]:
    """Over the weekend."""
    if match.tokens[-1].word != "weekend":
        return []
    return [match.make(Grain.WEEK, Moment(unit=Unit.WEEKEND))]


def year(match: Match) -> list[DateExpression]:
    """In 2013; the 2024 election."""
    token = match.tokens[-1]
    if _is_number(match) or not 1500 <= token.value <= 2199:
        return []
    moment = build_moment(match.tokens)
    return [] if moment is None else [match.make(Grain.YEAR, moment)]


def year_end(match: Match) -> list[DateExpression]:
    """By year-end; by year-end 2027; by end-2026."""
    units = [token for token in match.tokens if NAMES[token.code] == "unit"]
    if any(token.word != "year" for token in units):
        return []
    edge = next(token for token in match.tokens if NAMES[token.code] == "edge")
    told = next((token.value for token in match.tokens if NAMES[token.code] == "year"), None)
    if told is None:
        return [match.make(Grain.YEAR, Moment(unit=Unit.YEAR, count=0, phase=edge.word))]
    return [match.make(Grain.YEAR, Moment(year=told, phase=edge.word))]


_UNIT = {unit.value: unit for unit in Unit}


def _one(unit: Token) -> Token:
    calendar = load_calendar()
    code, _, value = calendar.words["one"]
    return Token(code, unit.start, unit.start, value, "one")


def _between(match: Match) -> bool:
    return match.before is not None and NAMES[match.before.code] == "between"


def _is_number(match: Match) -> bool:
    """True for "of 2000 people", "in 2000 homes": a round number before a noun is a count."""
    behind = match.word_behind()
    if not match.tokens[-1].word.endswith("00") or not behind[:1].islower():
        return False
    if match.after is not None and NAMES[match.after.code] != "gap":
        return False
    return behind.endswith("s") or (match.before is not None and NAMES[match.before.code] not in ("in", "since"))


def _clause_goes_on(match: Match, word: str) -> bool:
    after = "stop" if match.after is None else NAMES[match.after.code]
    if word in ("before", "after", "prior"):
        return after in _CLAUSE_GOES_ON or (
            after == "function" and match.after is not None and match.after.word in ("with", "when")
        )
    return not (match.after is not None and match.after.word == "than")


def _possible(moment: Moment) -> bool:
    """True where the calendar has such a day, in a leap year at least, and a year that a text can speak of."""
    if moment.year is not None and not 1000 <= moment.year <= 2199:
        return False
    if moment.month is None:
        return True
    try:
        date(moment.year or 2000, moment.month, moment.day or 1)
    except ValueError:
        return False
    return True
