"""When a meeting was, or is to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from communique.extraction.details.reporting import belongs_to_report
from communique.languages.en.details import load_detail_words
from communique.model.claim import Step
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import bounds, is_before
from communique.model.span import Span
from communique.model.vocabulary import Status
from communique.reading.dates import DateMention
from communique.reading.document import DocumentReading

__all__ = ["When", "carry_when", "find_part_of_day", "find_when", "is_long_ago", "when_of"]

_GRAINS = frozenset({Grain.DAY, Grain.INTERVAL, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE})
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.POSTPONED})
_A_WHILE = timedelta(days=13)  # what lies further back than that is no news of the day
_NEAR_PLAN = 2  # sentences within which the day of a plan is still that of the next
_MOST = frozenset({"most", "much", "all", "part", "rest", "half", "morning", "afternoon", "evening", "night"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_SHORT_CLAUSE, _LONG_CLAUSE = 7, 10  # words from "who" to a date for both to be of one aside
# The hour with which a line of a live report begins; behind it stands a sentence, not what was counted ("12.50 euros").
_HOUR = re.compile(
    r"^[^\S\n]{0,4}(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4}\b)?[^\w\n]{1,4}(?![a-z])",
    re.MULTILINE,
)
_LIVE = 2  # lines that begin with an hour make a report a live one
_BOUNDARY = 60  # characters that a clause boundary between a date and the meeting counts for
_LEAD = 3  # words before a part of the day: "until late in" the evening
# Before a part of the day they tell when something ended.
_UP_TO = frozenset({"until", "till", "into", "through", "by", "before"})


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date of a meeting, and the step that gave it."""

    value: str
    step: Step
    because: str | None = None


def find_when(
    reading: DocumentReading,
    sentence: int,
    trigger: Span,
    status: Status,
    *,
    clause_dates: frozenset[int] = frozenset(),
    said_dates: frozenset[int] = frozenset(),
    tried: bool = False,
) -> When | None:
    """The date of a meeting by the date expressions of one sentence.

    One that hangs on the encounter comes before one that merely stands nearer; one that tells when somebody said so
    does not count, nor does one behind the day of the text where the meeting is only planned.

    Args:
        reading: the document.
        sentence: the number of the sentence.
        trigger: the words of encounter, or the whole sentence where it only tells more of a meeting named before.
        status: a planned meeting lies ahead, a held one behind.
        clause_dates: where the date expressions start that hang on the encounter.
        said_dates: where those start that stand in what somebody says beside it.
        tried: what is only possible was tried before, and lies behind.
    """
    lean = Lean.FUTURE if status in _AHEAD and not tried else Lean.PAST
    span = reading.sentences[sentence]
    told = [
        mention
        for mention in reading.dates_in(sentence)
        if mention.grain in _GRAINS
        and mention.span.start not in said_dates
        and not belongs_to_report(reading, mention.span, span, trigger)
        and not (
            _is_limit(reading, mention) and (mention.span.start not in clause_dates or _is_tenure(reading, mention))
        )
        and not (mention.span.start not in clause_dates and _in_relative(reading, mention, trigger))
    ]
    told.sort(
        key=lambda mention: (
            mention.span.start not in clause_dates,
            _distance(reading, mention.span, trigger.start),
            mention.span.start,
        )
    )
    found = (when_of(reading, mention, _lean_of(reading, mention, status) or lean) for mention in told)
    return next((when for when in found if when is not None and (tried or _fits(reading, when, status))), None)


def is_long_ago(reading: DocumentReading, when: When) -> bool:
    """True for a date well before the document's own."""
    written = _written(reading)
    return written is not None and is_before(when.value, written - _A_WHILE)


def _lean_of(reading: DocumentReading, mention: DateMention, status: Status) -> Lean | None:
    """Which way the words look, where that is not as the status has it.

    "Friday's summit" that was called off or put off is that of the nearest Friday, however the verb looks.
    """
    if status not in {Status.CANCELLED, Status.POSTPONED}:
        return None
    written = _written(reading)
    if written is not None and mention.past is not None and mention.future is not None and _is_owner(reading, mention):
        away = {lean: bounds(mention.value(lean) or "")[0] for lean in (Lean.FUTURE, Lean.PAST)}
        return min(away, key=lambda lean: abs(((away[lean] or date.max) - written).days))
    return mention.lean if status is Status.CANCELLED else None


def find_part_of_day(
    reading: DocumentReading, sentence: int, trigger: Span, clause_dates: frozenset[int]
) -> str | None:
    """The part of the day in which a meeting began, as its own clause says: morning, midday, afternoon, evening, night.

    Args: as for `find_when`.
    """
    span = reading.sentences[sentence]
    told = [
        (mention.span.start not in clause_dates, away, mention.part_of_day)
        for mention in reading.dates_in(sentence)
        if mention.part_of_day is not None
        and (
            (away := _distance(reading, mention.span, trigger.start)) < _BOUNDARY or mention.span.start in clause_dates
        )
        and not belongs_to_report(reading, mention.span, span, trigger)
        and not _is_end(reading, mention)
    ]
    return min(told)[2] if told else None


def _is_end(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "until late in the evening": the part of the day in which something ended."""
    first = reading.words.at(mention.span.start)
    return not _UP_TO.isdisjoint(reading.words.lower[max(0, first - _LEAD) : first + 1])


def _is_limit(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "by 2030": how far something reaches, and no day of a meeting."""
    first = reading.words.at(mention.span.start)
    return any(reading.words.lower[k] in load_detail_words().bounding for k in (first, first - 1) if k >= 0)


def _is_aside(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "the decree of 12 May", "Monday's dinner", "who took office on 1 March": the story is not there."""
    words = reading.words
    first, _ = words.range(mention.span)
    if _is_owner(reading, mention):
        return True
    if first and words.lower[first - 1] in {"of", "for"}:
        return first < 2 or words.lower[first - 2] not in _MOST
    return _in_relative(reading, mention, reading.sentences[mention.sentence], reach=_LONG_CLAUSE)


def _is_owner(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "Monday's dinner"."""
    _, stop = reading.words.range(mention.span)
    return reading.words.lower[stop : stop + 1] in (["'s"], ["’s"])


def _in_relative(reading: DocumentReading, mention: DateMention, trigger: Span, *, reach: int = _SHORT_CLAUSE) -> bool:
    """As in "who took office on 1 March", where the encounter is told outside of that clause."""
    words = reading.words
    first, _ = words.range(mention.span)
    begin, _ = words.range(reading.sentences[mention.sentence])
    for index in range(first - 1, max(begin, first - reach) - 1, -1):
        word = words.lower[index]
        if not word[0].isalnum():
            return False
        if word in _RELATIVE:
            cleft = words.lower[begin : begin + 1] == ["it"]
            return not cleft and not words.starts[index] < trigger.start < mention.span.start
    return False


def _is_tenure(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "chief executive since 2021", "chair until 2019", which the parser may hang on anything."""
    first = reading.words.at(mention.span.start)
    return first > 0 and reading.words.lower[first - 1] in {"since", "until", "till"}


def when_of(reading: DocumentReading, mention: DateMention, lean: Lean) -> When | None:
    """A date expression as a meeting's date; None where it stays relative."""
    value = mention.value(lean)
    if value is None:
        return None
    passage = mention.span.passage(reading.document.text)
    step = Step(field="date", rule=mention.rule, value=value, read=(passage,), because=mention.because)
    return When(value=value, step=step, because=mention.because)


def carry_when(reading: DocumentReading, sentence: int, status: Status) -> When | None:
    """The day that the story has reached where a meeting without a date of its own is told.

    Only what was held or is planned takes it: a mere possibility has no day, and what was called off has it in the
    words that tell of it. Not to be asked for meetings that the text recalls.

    Args:
        reading: the document.
        sentence: the number of the sentence that tells of the meeting.
        status: a planned meeting takes no day behind that of the text, a held one none ahead of it.
    """
    if status not in {Status.HELD, Status.PLANNED} or _has_day_unknown(reading, sentence):
        return None
    start = reading.sentences[sentence].start
    before = [mention for mention in reading.dates if mention.span.start < start and mention.grain is Grain.DAY]
    for mention in reversed(before):
        when = _carried(reading, mention, sentence, status)
        if when is not None:
            return replace(when, because=when.because or "the day that the story has reached there")
    return _of_live_line(reading, start) if status is Status.HELD else None


def _of_live_line(reading: DocumentReading, at: int) -> When | None:
    """The day of the text, where a line that begins with an hour tells of the meeting: "16:50 They are in."."""
    written = reading.document.dateline or reading.document.published
    if written is None or bounds(written)[0] is None:
        return None
    text = reading.document.text
    line = text.rfind("\n", 0, at) + 1
    hour = _HOUR.match(text, line)
    if hour is None or len(list(islice(_HOUR.finditer(text), _LIVE))) < _LIVE:
        return None
    passage = Span(hour.start(), hour.end()).passage(text)
    because = "a line of a live report is of the day of its text"
    step = Step(field="date", rule="when.live.v1", value=written, read=(passage,), because=because)
    return When(value=written, step=step, because=because)


def _has_day_unknown(reading: DocumentReading, sentence: int) -> bool:
    """As in "on Wednesday", of which nothing tells the week: whatever day came before is another."""
    told = [mention for mention in reading.dates_in(sentence) if mention.grain in _GRAINS]
    return any(mention.past is None and mention.future is None for mention in told)


def _carried(reading: DocumentReading, mention: DateMention, sentence: int, status: Status) -> When | None:
    """A day told before as that of a meeting; None where the story went on from it, or has not come so far."""
    if _is_limit(reading, mention) or _is_aside(reading, mention):
        return None
    when = when_of(reading, mention, mention.lean or (Lean.FUTURE if status is Status.PLANNED else Lean.PAST))
    first = bounds(when.value)[0] if when is not None else None
    written = _written(reading)
    if status is Status.HELD:
        return None if first is not None and written is not None and first > written else when
    if mention.lean is Lean.PAST or sentence - mention.sentence > _NEAR_PLAN:
        return None
    return None if first is not None and written is not None and first < written else when


def _written(reading: DocumentReading) -> date | None:
    """The day of the text, where its dateline or its publication tells one."""
    told = reading.document.dateline or reading.document.published
    return bounds(told)[0] if told is not None else None


def _fits(reading: DocumentReading, when: When, status: Status) -> bool:
    """False where a planned or possible meeting would lie behind the day of the text."""
    written, (_, last) = _written(reading), bounds(when.value)
    if written is None or last is None or status not in {Status.PLANNED, Status.POSSIBLE}:
        return True
    return last >= written


def _distance(reading: DocumentReading, span: Span, at: int) -> int:
    """How far a date stands from the trigger; each clause boundary between the two counts as a stretch of its own."""
    conjunctions = load_detail_words().limits.conjunctions | {"who", "which", "that", ";", ":"}
    start, end = sorted((span.end, at)) if span.end <= at else (at, max(at, span.start))
    words = reading.words
    first, stop = words.at(start), words.at(end)
    return end - start + _BOUNDARY * sum(word in conjunctions for word in words.lower[first:stop])
