"""Until when what somebody asked, offered, promised or foresaw is to be done or to come about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from communique.languages.en.due import load_due_words
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import Precision, bounds, format_month, is_valid, precision
from communique.model.span import Span
from communique.model.vocabulary import StatementKind
from communique.reading.dates import DateMention, story_day
from communique.reading.document import DocumentReading

__all__ = ["DUE_KINDS", "Due", "find_due"]

DUE_KINDS: Final = frozenset(
    {
        StatementKind.REQUEST,
        StatementKind.OFFER,
        StatementKind.PROMISE,
        StatementKind.ANNOUNCEMENT,
        StatementKind.FORECAST,
    }
)
"""What can be overdue, or turn out otherwise: the other kinds speak of what is, or was."""

_TIMES = frozenset({Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE, Grain.INTERVAL})
_LENGTH = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?P<hours>\d+)H)?$"
)
_OF_SOMETHING = re.compile(r"\s+(?:of|from|after)\s+(?!now\b|today\b)", re.IGNORECASE)
_OF_NOUN = re.compile(r"['’]s?\s+\w|,?\s*\d{4}")  # "Monday's summit"; a year that no calendar knows
_BOUND = re.compile(
    r"\b(?:in|by|for|until|till|to|before|after|from|of|since|early|late|mid|end|around|about|fiscal|year|during|through|as)"
    r"[\s-]+$",
    re.IGNORECASE,
)
_TAIL = 12  # characters between content and such a time
_TO_TAIL = re.compile(r"\s*(?:(?:for|by|in|until|before|on|from|over|within)\s+)?(?:the\s+)?", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:on|in|at|by|from|until|before)\s+)?(?:the\s+)?", re.IGNORECASE)
# Of several times the closest one: "leaves this week and is due there on Saturday".
_ORDER = (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.INTERVAL, Precision.YEAR, Precision.DECADE, None)
_BEFORE = 40  # characters before a time in which its small words stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A time by which something is to be done.

    Attributes:
        value: EDTF, at the precision of the text; its last day is the last on which it can be done in time.
        span: the words that say it.
        because: why, where a part was inferred or counted.
    """

    value: str
    span: Span
    because: str | None = None


def find_due(reading: DocumentReading, contents: Sequence[Span], sentence: int, kind: StatementKind) -> Due | None:
    """The time that dates what was said; None where it names none, or one that lies behind.

    Nothing is due in a text of which the day is not known, unless it gives the year itself.

    Args:
        reading: the document.
        contents: what was said, in its pieces.
        sentence: the number of their sentence; a time still to come that opens it dates what was said, too.
        kind: what the speaker did by saying it.
    """
    if kind not in DUE_KINDS:
        return None
    pieces = [_with_tail(reading, piece) for piece in contents]
    found = [due for piece in pieces for due in _in_piece(reading, piece, kind)]
    if not found and (opening := _opening(reading, sentence)) is not None:
        now = _now(reading, opening.start)
        piece = Span(reading.sentences[sentence].start, max(span.end for span in (opening, *contents)))
        first = (due for due in _in_piece(reading, piece, kind) if due.span == opening)
        found = [due for due in first if now is not None and (start := bounds(due.value)[0]) and start > now]
    if not found and kind is not StatementKind.ANNOUNCEMENT:
        found = [
            due
            for due in _limits_beside(reading, sentence, kind)
            if _is_own(due, contents, kind) or due.span == _opening(reading, sentence)
        ]
    words = load_due_words()
    bound = (due for due in found if words.by.search(reading.text, max(due.span.start - _BEFORE, 0), due.span.start))
    return next(bound, None) or min(found, key=lambda due: _ORDER.index(precision(due.value)), default=None)


def _opening(reading: DocumentReading, sentence: int) -> Span | None:
    """The time that opens a sentence and holds for all of it: "In 2025 the group will put in two billion"."""
    start = reading.sentences[sentence].start
    dates = (date.span for date in reading.dates_in(sentence) if date.lean is not Lean.PAST)
    return next((span for span in dates if _OPENS.fullmatch(reading.text, start, span.start)), None)


def _limits_beside(reading: DocumentReading, sentence: int, kind: StatementKind) -> Iterator[Due]:
    """A limit elsewhere in the sentence: "a referendum has been promised by 2027", "lowered its forecast for 2025"."""
    text, limits = reading.text, load_due_words().limits
    for due in _in_piece(reading, reading.sentences[sentence], kind):
        found = limits.search(text, max(due.span.start - _BEFORE, 0), due.span.start)
        if found is not None and (kind is StatementKind.FORECAST or found["forecast"] is None):
            yield due


def _is_own(due: Due, contents: Sequence[Span], kind: StatementKind) -> bool:
    """False for a limit before what was promised: "to build it by 2025, and offered to train" dates no training."""
    return kind is StatementKind.FORECAST or due.span.start > contents[0].start


def _with_tail(reading: DocumentReading, piece: Span) -> Span:
    """A piece of content with a time directly behind it: "asked him to the chancellery" "for tomorrow"."""
    for mention in reading.dates:
        if 0 <= mention.span.start - piece.end <= _TAIL and _TO_TAIL.fullmatch(
            reading.text, piece.end, mention.span.start
        ):
            return Span(piece.start, mention.span.end)
    return piece


def _in_piece(reading: DocumentReading, piece: Span, kind: StatementKind) -> Iterator[Due]:
    looks_ahead = load_due_words().ahead.search(reading.text, piece.start, piece.end) is not None
    for mention in reading.dates:
        if mention.span not in piece:
            continue
        if mention.grain is Grain.DURATION:
            due = _after_length(reading, mention, piece)
        elif mention.grain in _TIMES:
            certain = kind is not StatementKind.ANNOUNCEMENT or looks_ahead
            due = _at_time(reading, mention, piece, certain=certain)
        else:
            due = None
        if due is not None and is_valid(due.value):
            yield due


def _at_time(reading: DocumentReading, mention: DateMention, piece: Span, *, certain: bool) -> Due | None:
    """A time still to come, or one that lasts: "in 2025", "by the end of March", "this year"."""
    value, text, span = mention.value(Lean.FUTURE), reading.text, mention.span
    first, last = bounds(value) if value is not None else (None, None)
    if value is None or first is None or last is None or _OF_NOUN.match(text, span.end):
        return None
    if mention.grain is Grain.YEAR and span.of(text).isdigit() and not _BOUND.search(text, piece.start, span.start):
        return None  # "the 2035 rule"
    now = _now(reading, span.start)
    if now is None:
        by = load_due_words().by.search(text, piece.start, span.start) and precision(value) is Precision.YEAR
        return Due(value=value, span=span) if by and mention.past == value else None
    if not certain and not (first > now and mention.past == value):
        return None  # an announcement without a word that looks ahead, of a day that may lie behind
    looks_back = mention.lean is Lean.PAST and _is_nearer_behind(mention, first, now)
    if last < now or (looks_back and not load_due_words().by.search(text, piece.start, span.start)):
        return None
    return Due(value=value, span=mention.span, because=mention.because)


def _is_nearer_behind(mention: DateMention, ahead: date, now: date) -> bool:
    """True where a time that its sentence tells as past lies nearer behind than ahead: "in May", in June."""
    behind = bounds(mention.past)[1] if mention.past is not None else None
    return behind is None or (behind < now and now - behind <= ahead - now)


def _after_length(reading: DocumentReading, mention: DateMention, piece: Span) -> Due | None:
    """A length of time counted from now: "within 90 days", "over the next five years"."""
    words, text, span = load_due_words(), reading.text, mention.span
    named = span.of(text).lower().startswith(("the next", "next", "the coming", "coming"))
    if not (
        named
        or words.within.search(text, max(span.start - _BEFORE, piece.start), span.start)
        or words.from_now.match(text, span.end, piece.end)
    ):
        return None
    if _OF_SOMETHING.match(text, span.end):
        return None  # "within six weeks of the vote": counted from another day
    match = _LENGTH.fullmatch(mention.value() or "")
    now = _now(reading, mention.span.start)
    if match is None or now is None:
        return None
    count = {unit: int(number) for unit, number in match.groupdict().items() if number}
    value = _later(now, count)
    if value is None:
        return None
    return Due(value=value, span=span, because=f"{span.of(text)} from {now.isoformat()}")


def _later(now: date, count: dict[str, int]) -> str | None:
    """The end of a length of time that begins now, as closely as the length is told."""
    try:
        if "days" in count or "weeks" in count or "hours" in count:
            days = count.get("days", 0) + 7 * count.get("weeks", 0) + count.get("hours", 0) // 24
            return (now + timedelta(days=days)).isoformat()
        if "months" in count:
            months = now.year * 12 + now.month - 1 + count["months"] + 12 * count.get("years", 0)
            return format_month(months // 12, months % 12 + 1)
        return f"{now.year + count['years']:04}" if "years" in count else None
    except (OverflowError, ValueError):
        return None


def _now(reading: DocumentReading, position: int) -> date | None:
    """The day from which the text looks ahead: its own, else the one that the story has reached."""
    published = reading.document.published
    if published is not None and precision(published) is Precision.DAY:
        return bounds(published)[0]
    told = story_day(reading.dates, position)
    value = told.value() if told is not None else None
    return bounds(value)[0] if value is not None else None
