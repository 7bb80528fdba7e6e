"""The dates of a text: every expression that speaks of a time, with the EDTF value it has in this text.

A language finds the expressions (`communique.languages.<code>.dates.find_dates`); here they are hung on the day the
text was written and on the day the story has reached. Without either they stay relative: never today, never a guessed
year.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module

from communique.errors import InputError
from communique.model.date_expression import DateExpression, Grain, Lean
from communique.model.edtf import Precision, bounds, minutes, precision
from communique.model.span import Span
from communique.reading.anchoring import Resolved, Standpoint, resolve, resolve_interval

__all__ = ["Anchor", "DateMention", "minutes", "read_dates", "story_day"]

# A weekday this early in a text with a dateline is the day of the dateline.
_LEDE_SENTENCES = 2
# How far into its paragraph a year can stand and still be its heading.
_HEADING = 40
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_NO_PLACE_IN_TIME = frozenset({Grain.DURATION, Grain.SET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What the text hangs its relative dates on.

    Attributes:
        published: EDTF date of the document; None where it has none.
        dateline: EDTF date of the dateline, perhaps without its year (`XXXX-02-27`). It comes before `published`, since
            a story is written on its dateline's day.
    """

    published: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """The text speaks of a time here.

    Attributes:
        span: where.
        sentence: the index of its sentence.
        grain: what sort of time it names.
        rule: which rule read it, with its version.
        past: its EDTF value if the sentence looks back; an ISO duration for a length of time; None if it stays
            relative.
        future: its value if the sentence looks ahead.
        lean: which way the sentence seems to look, by its nearest verb; None where nothing tells.
        because: why, where part of the value was inferred rather than read.
        part_of_day: morning, evening … where the words name one.
    """

    span: Span
    sentence: int
    grain: Grain
    rule: str
    past: str | None
    future: str | None
    lean: Lean | None = None
    because: str | None = None
    part_of_day: str | None = None

    @property
    def inferred(self) -> bool:
        """True where a part of the value, such as the year, was inferred."""
        return self.because is not None

    def value(self, lean: Lean | str | None = None) -> str | None:
        """The EDTF value for a sentence that looks this way; by default the way this one seems to look."""
        ahead = (self.lean if lean is None else lean) == Lean.FUTURE
        return self.future if ahead else self.past


def read_dates(
    text: str,
    sentences: Sequence[Span],
    anchor: Anchor,
    *,
    language: str = "en",
    known_years: tuple[int, int] | None = None,
    captured: date | None = None,
) -> tuple[DateMention, ...]:
    """Find and anchor every date expression of a text, in the order of the text.

    Args:
        text: the text, with its furniture blanked out.
        sentences: where its sentences stand, in order.
        anchor: the document's own dates.
        language: the code of the folder that knows the words.
        known_years: first and last year the text can be about, where something outside it tells.
        captured: the day the text was read. In a text without date it bounds the years that a weekday with month and
            day can mean ("Friday, June 9"); nothing else is ever taken from it.

    Raises:
        InputError: no language of that code reads dates.
    """
    expressions = list(_finder(language)(text))
    starts = [sentence.start for sentence in sentences]
    told = frozenset(year for expression in expressions for year in _years_of(expression))
    start = _standpoint(anchor, told, known_years, captured)
    if start.now is None and start.now_yearless is not None:
        start.now_weekday = _lede_weekday(expressions, starts)
    views = {lean: replace(start) for lean in Lean}
    mentions: list[DateMention] = []
    behind = 0
    for index, expression in enumerate(expressions):
        if index and _PARAGRAPH.search(text, behind, expression.span.start):
            for view in views.values():
                view.new_paragraph()
        behind = expression.span.end
        lent = _lent_year(expressions, index, text)
        found = {lean: _value(lent or expression, view, lean) for lean, view in views.items()}
        sentence = max(0, bisect_right(starts, expression.span.start) - 1)
        mentions.append(_mention(expression, sentence, found, lent=lent is not None))
        _move(views, expression, found)
        if _heads_paragraph(expression, text) and expression.moment is not None:
            for view in views.values():
                view.heading_year = expression.moment.year
    return tuple(mentions)


def story_day(mentions: Sequence[DateMention], position: int) -> DateMention | None:
    """The mention that tells the day the story has reached at a position of the text; None before the first."""
    ends = [mention.span.start for mention in mentions]
    for mention in reversed(mentions[: bisect_right(ends, position)]):
        if mention.grain is Grain.DAY and mention.value() is not None:
            return mention
    return None


def _finder(language: str) -> Callable[[str], Iterable[DateExpression]]:
    name = f"communique.languages.{language}.dates"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        raise InputError(f"no language folder reads dates in {language!r}") from error
    finder: Callable[[str], Iterable[DateExpression]] = module.find_dates
    return finder


def _standpoint(
    anchor: Anchor, told: frozenset[int], known_years: tuple[int, int] | None, captured: date | None
) -> Standpoint:
    start = Standpoint(years_told=told, known_years=known_years, captured=captured)
    published = _full_day(anchor.published)
    dateline = _full_day(anchor.dateline)
    if dateline is None and anchor.dateline is not None and precision(anchor.dateline) is Precision.DAY:
        if published is not None:
            dateline = _nearest_year(anchor.dateline, published)
        elif anchor.dateline.startswith("XXXX"):
            start.now_yearless = (int(anchor.dateline[5:7]), int(anchor.dateline[8:10]))
    start.now = dateline or published
    if start.now is None and anchor.published is not None and anchor.published[:4].isdigit():
        start.year = int(anchor.published[:4])
    return start


def _full_day(value: str | None) -> date | None:
    if value is None or precision(value) is not Precision.DAY:
        return None
    return bounds(value)[0]


def _nearest_year(yearless: str, published: date) -> date | None:
    """The day of a dateline without year that is nearest to the day of publication."""
    days = [_full_day(f"{published.year + step:04}{yearless[4:]}") for step in (-1, 0, 1)]
    return min((day for day in days if day is not None), key=lambda day: abs(day - published), default=None)


def _years_of(expression: DateExpression) -> list[int]:
    return [moment.year for moment in (expression.moment, expression.until) if moment and moment.year is not None]


def _lede_weekday(expressions: Iterable[DateExpression], starts: Sequence[int]) -> int | None:
    """The weekday that the first sentences name: in a dispatch, that of its dateline."""
    for expression in expressions:
        moment = expression.moment
        if bisect_right(starts, expression.span.start) > _LEDE_SENTENCES:
            return None
        if moment is not None and moment.weekday is not None and moment.month is None and moment.unit is None:
            return moment.weekday if moment.pick is None and expression.lean is not Lean.FUTURE else None
    return None


def _lent_year(expressions: Sequence[DateExpression], index: int, text: str) -> DateExpression | None:
    """The expression with its neighbour's year, in "on 5 March and 7 April 2013" or "in March 2017 and in June"."""
    expression = expressions[index]
    moment = expression.moment
    if moment is None or moment.month is None or moment.year is not None or moment.unit or moment.pick:
        return None
    for other in (expressions[index + 1 : index + 2], expressions[max(0, index - 1) : index]):
        if not other or other[0].moment is None or other[0].moment.year is None or other[0].moment.month is None:
            continue
        first, last = sorted((expression.span, other[0].span))
        between = text[first.end : last.start]
        if len(between) <= 12 and not any(mark in between for mark in ".;:!?\n"):
            return replace(expression, moment=replace(moment, year=other[0].moment.year))
    return None


def _heads_paragraph(expression: DateExpression, text: str) -> bool:
    """True for "Singapore, 2015. …" and "March 2023: …" at the start of a paragraph."""
    if expression.moment is None or expression.moment.year is None or expression.grain not in (Grain.YEAR, Grain.MONTH):
        return False
    start, end = expression.span.start, expression.span.end
    before = text[max(0, start - _HEADING) : start]
    newline = before.rfind("\n")
    if newline < 0 and start > _HEADING:
        return False
    return text[end : end + 1] in (".", ":") and not any(mark in before[newline + 1 :] for mark in ".:;!?")


def _value(expression: DateExpression, view: Standpoint, lean: Lean) -> Resolved:
    if expression.grain is Grain.DURATION:
        return Resolved(expression.duration)
    if expression.moment is None:
        return Resolved(None)
    if expression.until is not None:
        return resolve_interval(expression.moment, expression.until, view, lean)
    return resolve(expression.moment, view, lean)


def _mention(expression: DateExpression, sentence: int, found: dict[Lean, Resolved], *, lent: bool) -> DateMention:
    because = found[expression.lean or Lean.PAST].because
    if lent and because is None:
        because = "the year of the date beside it"
    return DateMention(
        span=expression.span,
        sentence=sentence,
        grain=expression.grain,
        rule=expression.rule,
        past=found[Lean.PAST].value,
        future=found[Lean.FUTURE].value,
        lean=expression.lean,
        because=because,
        part_of_day=expression.moment.part_of_day if expression.moment is not None else None,
    )


def _move(views: dict[Lean, Standpoint], expression: DateExpression, found: dict[Lean, Resolved]) -> None:
    """Take the story on to the day just named: for both ways of looking, where the sentence shows which it is."""
    if expression.grain in _NO_PLACE_IN_TIME or expression.grain is Grain.CLOCK:
        return
    for lean, view in views.items():
        value = found[expression.lean or lean].value
        if expression.grain is Grain.INTERVAL and value is not None:
            value = value.partition("/")[0]
        some_day = (
            expression.grain is Grain.MONTH
            and expression.moment is not None
            and expression.moment.part_of_day is not None
        )
        view.moved_to(value, some_day=some_day)
