"""Since when and until when a post was held, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.languages.en.tenure import load_tenure_words
from communique.model.claim import MeetingClaim
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import Precision, bounds, precision
from communique.model.span import Span
from communique.reading.dates import DateMention
from communique.reading.document import DocumentReading

__all__ = ["Tenure", "find_tenure"]

_NEAR = 60  # characters between a post and the time that belongs to it
_TIMES = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE})
_BOUND = re.compile(r"[\s,]*(?:on|in|at|by|earlier|early|late|back\s+in)?\s*(?:the\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:on|in|at|by|earlier|since|until)\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|till|and|through|-|–|—)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """When a post was held.

    Attributes:
        interval: EDTF; open where only one end is told; None where nothing tells.
        rule: which rule read it, with its version.
        read: the words that tell it.
        because: why, where the words do not say it outright.
    """

    interval: str | None
    rule: str
    read: tuple[Span, ...] = ()
    because: str | None = None


def find_tenure(
    reading: DocumentReading,
    post: Span,
    sentence: int,
    *,
    past: bool,
    leaving: bool | None,
    meetings: Sequence[MeetingClaim],
) -> Tenure:
    """When somebody held a post that a sentence gives him.

    Args:
        reading: the document.
        post: the words of the post, with its body.
        sentence: the number of its sentence.
        past: True where the words say that it is held no more ("former").
        leaving: True where he leaves it here, False where he takes it up, None where neither is told.
        meetings: the meetings of the document; in one without a date, a post is held on the day of its meeting.
    """
    if leaving is None:
        told = _told_behind(reading, post, sentence)
        if told is not None:
            return told
    else:
        day = _date_of_turn(reading, post, sentence)
        if day is not None:
            value, mention = day
            interval = f"../{value}" if leaving else f"{value}/.."
            rule = "tenure.left.v1" if leaving else "tenure.taken_up.v1"
            return Tenure(interval=interval, rule=rule, read=(mention.span,), because=mention.because)
    now, because = _now(reading, sentence, meetings)
    if past or leaving:
        until = None if now is None else f"../{now}"
        return Tenure(interval=until, rule="tenure.past.v1", because=f"held no more when the text was written{because}")
    recalled = _served_then(reading, post, sentence)
    if recalled is not None:
        return recalled
    return Tenure(interval=now, rule="tenure.now.v1", because=f"held when the text was written{because}")


def _told_behind(reading: DocumentReading, post: Span, sentence: int) -> Tenure | None:
    """As in "CEO of Meta since 2019", "finance minister from 2010 to 2014", "chairman until March"."""
    words, text = load_tenure_words(), reading.text
    dates = [date for date in reading.dates_in(sentence) if 0 <= date.span.start - post.end <= _NEAR]
    for number, date in enumerate(dates[:1]):
        between = text[post.end : date.span.start]
        value = date.value(Lean.PAST)
        if value is None:
            return None
        if precision(value) is Precision.INTERVAL and date.grain is Grain.INTERVAL and words.spell.fullmatch(between):
            return Tenure(interval=value, rule="tenure.spell.v1", read=(date.span,), because=date.because)
        if date.grain not in _TIMES:
            return None
        if words.since.fullmatch(between):
            after = dates[number + 1] if number + 1 < len(dates) else None
            end = after.value(Lean.PAST) if after is not None and after.grain in _TIMES else None
            if after is not None and end and _RANGE.fullmatch(text, date.span.end, after.span.start):
                spell = f"{_point(value, first=True)}/{_point(end, first=False)}"
                return Tenure(interval=spell, rule="tenure.spell.v1", read=(date.span, after.span))
            return Tenure(
                interval=f"{_point(value, first=True)}/..",
                rule="tenure.since.v1",
                read=(date.span,),
                because=date.because,
            )
        if words.begins.fullmatch(between):
            begun = f"{_point(value, first=True)}/.."
            return Tenure(interval=begun, rule="tenure.taken_up.v1", read=(date.span,), because=date.because)
        if words.until.fullmatch(between):
            until = f"../{_point(value, first=False)}"
            return Tenure(interval=until, rule="tenure.until.v1", read=(date.span,), because=date.because)
    return None


def _date_of_turn(reading: DocumentReading, post: Span, sentence: int) -> tuple[str, DateMention] | None:
    """The time directly behind the post, else the one that opens the sentence."""
    text, start = reading.text, reading.sentences[sentence].start
    for date in reading.dates_in(sentence):
        value = date.value()
        behind = date.span.start >= post.end and _BOUND.fullmatch(text, post.end, date.span.start)
        opens = date.span.end <= post.start and _OPENS.fullmatch(text, start, date.span.start)
        if value is not None and date.grain in _TIMES and (behind or opens):
            return _point(value, first=True), date
    return None


def _served_then(reading: DocumentReading, post: Span, sentence: int) -> Tenure | None:
    """As in "met him in June 2024 while serving as its chairman": held on the day of which the sentence tells."""
    start = reading.sentences[sentence].start
    if load_tenure_words().serves.search(reading.text, start, post.start) is None:
        return None
    for date in reading.dates_in(sentence):
        value = date.value(Lean.PAST)
        if value is not None and date.grain in _TIMES:
            return Tenure(
                interval=value,
                rule="tenure.served.v1",
                read=(date.span,),
                because=date.because or "held at the time of which the sentence tells",
            )
    return None


def _now(reading: DocumentReading, sentence: int, meetings: Sequence[MeetingClaim]) -> tuple[str | None, str]:
    """The day of the text; in an undated one, of the meeting of which the sentence tells, else of its only news."""
    if reading.document.published is not None:
        return reading.document.published, ""
    dated = [meeting for meeting in meetings if meeting.date is not None and not meeting.background]
    span = reading.sentences[sentence]
    here = [meeting for meeting in dated if any(passage.span.touches(span) for passage in meeting.evidence)]
    days = {meeting.date for meeting in here or dated}
    if len(days) == 1:
        return next(iter(days)), ", on the day of the meeting"
    return None, ""


def _point(value: str, *, first: bool) -> str:
    """One end of an interval that may itself be an interval: its own first or last day."""
    if "/" not in value:
        return value
    day = bounds(value)[0 if first else 1]
    return value.split("/")[0 if first else 1] if day is None else day.isoformat()
