"""Through whom a meeting became known: the offices, bodies and sources that confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extraction.details.detail import Detail, phrase_at
from communique.languages.en.details import load_detail_words
from communique.model.claim import Step
from communique.reading.document import DocumentReading

__all__ = ["find_reporters"]

_LONGEST = 8  # words of a description: "senior official at the office of the prime minister"
_MOST = 4
_WITHIN = frozenset({"'s", "'", "&"})


def find_reporters(reading: DocumentReading, sentences: Sequence[int]) -> tuple[Detail[str], ...]:
    """Who confirms a meeting, in the text's words without the article: "presidential office", "industry sources".

    They stand after "according to" or before a verb of reporting, and hold a noun for those who speak for others;
    a person who speaks for himself is no reporter of this kind.
    """
    found: dict[str, Detail[str]] = {}
    for number in sentences:
        for first, stop in _speakers(reading, number):
            span = reading.words.span(first, stop - 1)
            words = span.of(reading.document.text)
            if "\n" in words:
                continue
            step = Step(
                field="reported_through",
                rule="reporters.named.v2",
                value=words,
                read=(span.passage(reading.document.text),),
            )
            found.setdefault(words.casefold(), Detail(value=words, step=step))
    return tuple(found.values())[:_MOST]


def _speakers(reading: DocumentReading, sentence: int) -> Iterator[tuple[int, int]]:
    """The words of those who speak: first, and past the last."""
    data = load_detail_words()
    words = reading.words
    first, stop = words.range(reading.sentences[sentence])
    dates = {words.at(date.span.start) for date in reading.dates_in(sentence)}
    dates |= {index - 1 for index in dates if words.lower[index - 1] in data.limits.inner}  # "on Friday"
    for at in range(first, stop):
        length = phrase_at(words, at, stop, data.reporting.phrases)
        if length:
            end = _forward(reading, at + length, stop, dates)
            yield from _described(reading, at + length, end)
        elif words.lower[at] in data.reporting.verbs and at > first:
            begin = _backward(reading, at, first)
            if begin is not None:
                yield from _described(reading, begin, at)


def _forward(reading: DocumentReading, first: int, stop: int, dates: set[int]) -> int:
    """The word after a description that begins here."""
    data = load_detail_words()
    attaching = data.reporting.attaching
    for at in range(first, min(stop, first + _LONGEST + 1)):
        word = reading.words.lower[at]
        is_sign = not word[0].isalnum() and word not in _WITHIN
        is_new = at > first and (
            data.limits.begins_clause(word)
            or word in data.limits.adverbs
            or (word in data.limits.determiners and reading.words.lower[at - 1] not in data.limits.inner | attaching)
        )
        if is_sign or at in dates or is_new:
            return at
        if word in data.reporting.verbs:
            return at
    return min(stop, first + _LONGEST + 1)


def _backward(reading: DocumentReading, verb: int, first: int) -> int | None:
    """Where the description of the subject of a verb begins: at the sentence, after a sign, or at its article."""
    data = load_detail_words()
    words = reading.words
    for at in range(verb - 1, max(first, verb - _LONGEST - 1) - 1, -1):
        word = words.lower[at]
        if not word[0].isalnum() and word not in _WITHIN:
            return at + 1
        if data.limits.begins_clause(word) or word in data.reporting.verbs:
            return at + 1 if word in data.limits.conjunctions or word == "that" else None
        is_part = at > first and words.lower[at - 1] in data.reporting.attaching
        if word in data.limits.adverbs:
            return None
        if word in data.limits.determiners and not is_part:
            return at
    return first if verb - first <= _LONGEST else None


def _described(reading: DocumentReading, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The description without its article, where it is of somebody who speaks for others."""
    data = load_detail_words()
    words = reading.words
    while first < stop and words.lower[first] in data.limits.determiners | data.reporting.leading:
        first += 1
    if not 0 < stop - first <= _LONGEST:
        return
    lower = words.lower[first:stop]
    if lower[0] in data.limits.pronouns - data.limits.possessives or lower[0] in data.reporting.vague:
        return
    if data.limits.ends(lower[0]) and lower[0] not in data.limits.possessives:
        return
    if any(word in data.reporting.sources for word in lower):
        yield first, stop
