"""When a meeting was, or is to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from communique.extraction.details.reporting import belongs_to_report
from communique.languages.en.details import load_detail_words
from communique.model.claim import Step
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import bounds
from communique.model.span import Span
from communique.model.vocabulary import Status
from communique.reading.dates import DateMention, story_day
from communique.reading.document import DocumentReading

__all__ = ["When", "carry_when", "find_when", "when_of"]

_GRAINS = frozenset({Grain.DAY, Grain.INTERVAL, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE})
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.POSTPONED})
_BOUNDARY = 60  # characters that a clause boundary between a date and the meeting counts for


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
    """
    lean = Lean.FUTURE if status in _AHEAD else Lean.PAST
    span = reading.sentences[sentence]
    told = [
        mention
        for mention in reading.dates_in(sentence)
        if mention.grain in _GRAINS
        and not belongs_to_report(reading, mention.span, span, trigger)
        and not (
            _is_limit(reading, mention) and (mention.span.start not in clause_dates or _is_tenure(reading, mention))
        )
    ]
    told.sort(
        key=lambda mention: (
            mention.span.start not in clause_dates,
            _distance(reading, mention.span, trigger.start),
            mention.span.start,
        )
    )
    found = (when_of(reading, mention, lean) for mention in told)
    return next((when for when in found if when is not None and _fits(reading, when, status)), None)


def _is_limit(reading: DocumentReading, mention: DateMention) -> bool:
    """As in "by 2030": how far something reaches, and no day of a meeting."""
    first = reading.words.at(mention.span.start)
    return any(reading.words.lower[k] in load_detail_words().bounding for k in (first, first - 1) if k >= 0)


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
    day = story_day(reading.dates, reading.sentences[sentence].start)
    if day is None or status not in {Status.HELD, Status.PLANNED}:
        return None
    when = when_of(reading, day, Lean.FUTURE if status is Status.PLANNED else Lean.PAST)
    if when is None or not _fits(reading, when, status):
        return None
    written = _written(reading)
    if status is Status.HELD and written is not None and (bounds(when.value)[0] or written) > written:
        return None
    return replace(when, because=when.because or "the day that the story has reached there")


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
