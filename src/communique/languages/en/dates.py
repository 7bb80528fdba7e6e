"""English date expressions: the rules.

`find_dates` tells what the words say ("the Friday before", "two days later", "in June"); which day of which year
that is, is worked out elsewhere and for all languages alike.

A rule is a pattern over the word classes of `calendar.toml` and a builder. At each place the first rule whose pattern
fits and whose builder agrees is taken, so the order runs from long to short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.languages.en import date_builders as built
from communique.languages.en import length_builders as lengths
from communique.languages.en.calendar import CLASSES, Token, iter_chunks, load_calendar
from communique.languages.en.date_match import Match
from communique.model.date_expression import DateExpression, Lean, Unit

__all__ = ["find_dates"]

_MONTH = "(?:month|month_doubtful)"
_DAY = "(?:num|nth)"
_WEEKDAY = "(?:weekday|weekday_short)"
_LINK = "(?:hyphen|dash|to)"
_YEAR = "(?:comma? of? year|of? relative unit)"
_MONTH_DAY = f"(?:{_MONTH} the? {_DAY}|{_DAY} hyphen? of? hyphen? {_MONTH})"
_DATE = f"(?:(?:{_WEEKDAY} comma? on? the?)? {_MONTH_DAY} {_YEAR}?)"
_IN_PART = "(?:comma? (?:(?:in|on|at)? the)? phase? part_of_day)"
_NUMBER = "(?:num|big|float|number hyphen? number?)"
_COUNT = f"(?:{_NUMBER} (?:and a half)?|a? couple of?|a? vague|half a|a)"
_LENGTH = "(?:unit|clock_unit)"
_LEAD = "(?:(?:phase|sooner) hyphen? (?:on|in)?)"
_AWAY = "(?:away|sooner)"
_PERIOD = f"(?:{_MONTH} {_YEAR}?|the? relative unit|the unit|year)"
_PART_OF = "(?:the? phase? part_of_day (?:of|on) the?)"

# Spaces are for the eye; each word stands for its class.
_RULES: tuple[tuple[str, str, Callable[[Match], list[DateExpression]]], ...] = (
    ("iso", "iso", built.iso),
    ("slashed", "slashed", built.slashed),
    ("clock_range", "clock (?:to|hyphen|dash|and) clock|"
     "(?<=[from between]) (?:float (?:to|and) float|(?:float|num) (?:to|and|hyphen) clock)",
     lengths.clock_range),
    ("day_range", f"(?:{_WEEKDAY} comma?)? {_MONTH} {_DAY} (?:{_LINK} the?|and the?) {_DAY} "
                  f"(?!{_MONTH}|of|hyphen|{_LENGTH}) (?:comma? of? year)?", built.day_range),
    ("day_range", f"{_DAY} (?:{_LINK}|and) the? {_DAY} of? {_MONTH} {_YEAR}?", built.day_range),
    ("date_range", f"{_DATE} (?:{_LINK}|and) {_DATE}", built.range_of),
    ("week_of", f"the unit of the? {_DATE}", built.week_of),
    ("date", f"{_PART_OF}? {_LEAD}? {_DATE} {_IN_PART}?", built.point),
    ("date", "the nth of the? relative unit", built.point),
    ("date", f"the? ordinal unit of {_MONTH} {_YEAR}?", built.point),
    ("date", "the nth of the unit", built.point),
    ("nth_weekday", f"the? (?:ordinal|relative) weekday (?:of|in) {_MONTH} {_YEAR}?", built.nth_weekday),
    ("month_range", f"{_MONTH} {_YEAR}? (?:{_LINK}|and) {_MONTH} {_YEAR}?", built.range_of),
    ("years", "year (?:comma year){0,6} comma? and year|year (?:hyphen|dash|to) (?:year|num|big)", built.years),
    ("nth_of", f"the? (?:ordinal|relative) (?:{_NUMBER}|vague)? unit of {_PERIOD}", built.nth_of),
    ("half_of", f"the? ordinal half of {_PERIOD}", built.nth_of),
    ("edge", f"the? (?:phase hyphen)? edge of {_PERIOD}", built.point),
    ("edge", "(?<=[in by at from to since]) the? edge hyphen? year|unit hyphen? edge year?", built.year_end),
    ("quarter", f"quarter_name {_YEAR}?|the? ordinal hyphen? unit {_YEAR}?", built.quarter),
    ("month", f"{_LEAD}? relative? {_MONTH} {_YEAR}? part_of_day?", built.month),
    ("weekday_range", "weekday (?:hyphen|dash|to) weekday", built.weekday_range),
    ("weeks_on", f"{_COUNT} unit (?:from|on) weekday|weekday unit (?!hyphen)", built.weeks_on),
    ("weekday", f"{_PART_OF}? {_LEAD}? the? weekday comma? (?:of|in)? relative unit {_IN_PART}?", built.weekday),
    ("weekday", f"relative unit (?:apostrophe gap)? weekday {_IN_PART}?", built.weekday),
    ("weekday", f"{_PART_OF}? {_LEAD}? the? relative? relative? weekday {_IN_PART}? (?:comma the? nth)? {_IN_PART}?",
     built.weekday),
    ("weekday_away", f"the weekday {_AWAY}", built.the_day_away),
    ("today_away", "the unit away today", built.today_away),
    ("today", f"{_LEAD}? today {_IN_PART}?", built.point),
    ("away", f"a {_LENGTH} and a half {_AWAY}", built.away),
    ("away", f"{_COUNT} {_LENGTH} (?:{_AWAY}|from now|on (?=comma))", built.away),
    ("since", f"{_COUNT} {_LENGTH} since", built.since),
    ("hours_away", f"clock_unit {_AWAY}", built.the_day_away),
    ("in_time", f"(?<=in) {_COUNT} {_LENGTH} apostrophe time", built.away),
    ("the_day_away", f"the (?:unit|part_of_day) {_AWAY}", built.the_day_away),
    ("every", f"every ordinal? (?:unit|clock_unit|weekday|part_of_day|season|{_MONTH})", lengths.every),
    ("span_of", f"the? relative (?:{_NUMBER}|couple of?|vague) {_LENGTH}", lengths.length),
    ("relative", f"(?:{_PART_OF}|{_LEAD} of?)? the? relative relative? (?:unit|part_of_day) {_IN_PART}?",
     built.relative),
    ("within", "(?:sooner|phase) in the (?:unit|part_of_day)", built.relative),
    ("part_of_day", "(?<=[in on by away at]) (?:the? phase? hyphen? part_of_day (?!of))", built.part_of_day),
    ("weekend", "the unit", built.weekend),
    ("season", f"the? {_LEAD}? season of? (?:year|relative unit)|the? relative season|"
               f"(?<=[in since by to]) the? {_LEAD}? season (?!of)", built.point),
    ("nth_day", "(?<=[on by since to from at]) the nth (?!gap|unit|season|ordinal)", built.point),
    ("half", f"half hyphen? a? hyphen? {_LENGTH}|(?:a|{_NUMBER}) unit of a clock_unit", lengths.part_length),
    ("length", f"a {_LENGTH} and a half|{_NUMBER} and a half {_LENGTH}", lengths.length),
    ("length", f"{_NUMBER} hyphen? {_LENGTH} (?:(?:comma|and)? {_NUMBER} clock_unit)? (?:hyphen old)?", lengths.length),
    ("length", f"a? (?:couple of?|vague) {_LENGTH}", lengths.length),
    ("length", "(?<=[in by away at]) a unit (?!gap|of)|a clock_unit", lengths.one_length),
    ("clock", "clock|(?:number|num) hour_word", lengths.clock),
    ("decade", "the? relative? phase? hyphen? decade_number", built.point),
    ("year", "(?<=[in of by since from to away at between the possessive]) year_word? year|"
             "(?:year_word|phase hyphen?) year|(?<=[comma mark gap]) year (?=[stop mark])", built.year),
)  # fmt: skip
_VERSION = "v1"
# How far around an expression its verb is looked for.
_BEFORE, _BEHIND = 160, 80
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s|\n")


@dataclass(frozen=True, slots=True)
class _Rules:
    search: re.Pattern[str]
    each: tuple[tuple[str, re.Pattern[str], Callable[[Match], list[DateExpression]]], ...]


def find_dates(text: str) -> Iterator[DateExpression]:
    """Every date expression of an English text, in its order; none overlaps another."""
    rules = _compile()
    for tokens in iter_chunks(text):
        codes = "".join([token.code for token in tokens])
        at = 0
        while (found := rules.search.search(codes, at)) is not None:
            at = found.start() + 1
            first = rules.search.groupindex[found.lastgroup or ""] - 1
            for name, pattern, build in rules.each[first:]:
                fit = pattern.match(codes, found.start())
                if fit is None or fit.end() == fit.start():
                    continue
                expressions = build(_match(name, text, tokens, *fit.span()))
                if expressions:
                    yield from (_leaning(expression, text) for expression in expressions)
                    at = fit.end()
                    break


def _match(name: str, text: str, tokens: Sequence[Token], start: int, end: int) -> Match:
    return Match(
        rule=f"dates.{name}.{_VERSION}",
        text=text,
        tokens=tokens[start:end],
        before=tokens[start - 1] if start else None,
        after=tokens[end] if end < len(tokens) else None,
    )


def _leaning(expression: DateExpression, text: str) -> DateExpression:
    """Add which way the sentence looks here: by the nearest telling word before, or else behind, the expression."""
    if not _depends_on_lean(expression):
        return expression
    before = text[max(0, expression.span.start - _BEFORE) : expression.span.start]
    lean = _lean(_WORD.findall(_SENTENCE_END.split(before)[-1].lower()), backwards=True)
    if lean is None:
        behind = text[expression.span.end : expression.span.end + _BEHIND]
        lean = _lean(_WORD.findall(_SENTENCE_END.split(behind, maxsplit=1)[0].lower()), backwards=False)
    return built.with_lean(expression, lean)


def _depends_on_lean(expression: DateExpression) -> bool:
    """True for what leaves open which one is meant: Friday, June, the weekend."""
    moment = expression.moment
    if moment is None or moment.year is not None or moment.decade is not None:
        return False
    return moment.unit in (None, Unit.WEEKEND)


def _lean(words: Sequence[str], *, backwards: bool) -> Lean | None:
    """Which way the nearest telling word, or pair of words, looks."""
    calendar = load_calendar()
    places = range(len(words))
    for i in reversed(places) if backwards else places:
        word = words[i]
        pair = f"{words[i - 1]} {word}" if backwards and i else f"{word} {words[i + 1]}" if i + 1 < len(words) else word
        if word in calendar.looks_ahead or pair in calendar.looks_ahead or word.endswith(("'ll", "’ll")):
            return Lean.FUTURE
        if word in calendar.looks_back or (word.endswith("ed") and len(word) > 4):
            return Lean.PAST
    return None


@cache
def _compile() -> _Rules:
    each = tuple((name, re.compile(_pattern(source)), build) for name, source, build in _RULES)
    search = "|".join(f"(?P<r{i}>{pattern.pattern})" for i, (_, pattern, _) in enumerate(each))
    return _Rules(re.compile(search), each)


def _pattern(source: str) -> str:
    """The pattern over class letters; a rule that names an unknown class fails at once, with a KeyError."""
    return re.sub(r"[a-z_]+", lambda word: CLASSES[word[0]], source).replace(" ", "")
