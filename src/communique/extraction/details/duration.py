"""How long a meeting took."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extraction.details.detail import Detail, phrase_at
from communique.languages.en.details import load_detail_words
from communique.model.claim import Step
from communique.model.date_expression import Grain, Lean
from communique.model.span import Span
from communique.reading.dates import minutes
from communique.reading.document import DocumentReading

__all__ = ["find_duration"]

SHORTEST, LONGEST = 5, 720  # minutes: a handshake takes less, a stay more


def find_duration(reading: DocumentReading, sentences: Sequence[int]) -> Detail[int] | None:
    """How long a meeting took, in minutes: the first length of time in its sentences that can be one.

    A length that tells how far apart two things were ("two hours later", "within an hour") is none.
    """
    for number in sentences:
        for date in reading.dates_in(number):
            value = date.value(Lean.PAST) if date.grain is Grain.DURATION else None
            length = minutes(value) if value is not None else None
            if length is None or not SHORTEST <= length <= LONGEST or _is_distance(reading, date.span):
                continue
            passage = date.span.passage(reading.document.text)
            step = Step(field="duration_minutes", rule=date.rule, value=str(length), read=(passage,))
            return Detail(value=length, step=step)
    return None


def _is_distance(reading: DocumentReading, span: Span) -> bool:
    """True where the words beside a length of time make it a distance or a delay."""
    lists = load_detail_words().duration
    words = reading.words
    first, stop = words.range(span)
    if phrase_at(words, stop, len(words), lists.after):
        return True
    nearby = words.lower[max(0, first - 3) : first]
    if any(word in lists.waits for word in nearby):
        return True
    # "in three hours of talks" is a length, "in three hours" alone is not.
    is_whole = words.lower[stop : stop + 1] == ["of"]
    return not is_whole and bool(nearby) and nearby[-1] in lists.before
