"""At whose request or invitation a meeting was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extraction.details.detail import Detail, phrase_at
from communique.languages.en.details import load_detail_words
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.titles import load_titles
from communique.model.claim import Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["find_initiative"]

_REACH = 8  # words between "at" and "request", or between a verb of asking and the meeting asked for
_POSSESSIVE = frozenset({"'s", "'"})
_WITHIN = _POSSESSIVE | {"&"}
_APPOSITION = 7  # words and signs from a post to the name of its holder: ", Dato' Seri Ada Holm"
_BACK = 2  # sentences in which "the company" may have been named


def find_initiative(reading: DocumentReading, sentences: Sequence[int]) -> Detail[str] | None:
    """At whose request or invitation a meeting was: the name of a person or a body.

    Read are "at X's request", "at the invitation of X", "the request came from X", "talks sought by X" and "X had
    asked for the meeting". Words that describe a body ("the tech giant") are followed to the body named last.
    """
    for number in sentences:
        for name, who, cue in _askers(reading, reading.sentences[number]):
            found = _named(reading, number, name, who, cue)
            if found is not None:
                return found
    return None


def _askers(reading: DocumentReading, sentence: Span) -> Iterator[tuple[str, Span, Span]]:
    """Whoever asked, by each form that a sentence has: the name of the form, the asker, the words of asking."""
    data = load_detail_words().initiative
    words = reading.words
    first, stop = words.range(sentence)
    for at in range(first, stop):
        word = words.lower[at]
        if word in data.nouns:
            yield from _by_noun(reading, at, first, stop)
        elif word in data.passive and words.lower[at + 1 : at + 2] == ["by"] and _is_of_meeting(reading, at, first):
            yield from _forward(reading, "by", at, at + 2, stop)
        length = phrase_at(words, at, stop, data.active)
        if length and at > first and _asks_meeting(reading, at + length, stop):
            yield from _backward(reading, at, at + length, first)


def _by_noun(reading: DocumentReading, at: int, first: int, stop: int) -> Iterator[tuple[str, Span, Span]]:
    """Askers by a noun: "at X's request", "the request of X", "the request came from X"."""
    data = load_detail_words().initiative
    words = reading.words
    before = words.lower[at - 1] if at > first else ""
    if before in data.own and at - 1 > first:
        before = words.lower[at - 2]
    if before in _POSSESSIVE:
        owner = at - 1 if words.lower[at - 1] in _POSSESSIVE else at - 2
        for lead in range(owner - 1, max(first, owner - _REACH - 1) - 1, -1):
            if words.lower[lead] in data.prepositions and lead + 1 < owner:
                yield "whose", words.span(lead + 1, owner - 1), words.span(lead, at)
                return
    if words.lower[at] not in data.bearing:
        return
    came = phrase_at(words, at + 1, stop, data.came)
    if came:
        yield from _forward(reading, "came", at, at + 1 + came, stop)
    elif words.lower[at + 1 : at + 2] and words.lower[at + 1] in data.of and _is_led(reading, at, first):
        yield from _forward(reading, "of", at, at + 2, stop)


def _is_led(reading: DocumentReading, at: int, first: int) -> bool:
    """True for "at the request of", "on an invitation from", "accepted the invitation of"."""
    prepositions = load_detail_words().initiative.prepositions
    return any(word in prepositions for word in reading.words.lower[max(first, at - 3) : at])


def _forward(reading: DocumentReading, name: str, cue: int, at: int, stop: int) -> Iterator[tuple[str, Span, Span]]:
    """The asker after the words of asking: up to the next sign or clause."""
    data = load_detail_words()
    words = reading.words
    end = at
    while end < min(stop, at + _REACH) and (words.lower[end][0].isalnum() or words.lower[end] in _WITHIN):
        if data.limits.begins_clause(words.lower[end]) or words.lower[end] in data.initiative.stops:
            break
        end += 1
    if end > at:
        yield name, words.span(at, end - 1), words.span(cue, end - 1)


def _backward(reading: DocumentReading, verb: int, after: int, first: int) -> Iterator[tuple[str, Span, Span]]:
    """The asker before a verb of asking: the mention that ends where the verb begins."""
    words = reading.words
    end = words.ends[verb - 1]
    for mention in reading.registry.mentions:
        if words.starts[first] <= mention.whole.start and mention.whole.end == end:
            yield "asked", mention.whole, Span(mention.whole.start, words.ends[after - 1])


def _is_of_meeting(reading: DocumentReading, at: int, first: int) -> bool:
    """True where a noun of encounter stands shortly before: "the talks, requested by"."""
    return any(_is_meeting(word) for word in reading.words.lower[max(first, at - 5) : at])


def _asks_meeting(reading: DocumentReading, at: int, stop: int) -> bool:
    """True where what is asked for is a meeting: "the session", "a private audience"."""
    limits = load_detail_words().limits
    for word in reading.words.lower[at : min(stop, at + 5)]:
        if _is_meeting(word):
            return True
        if not word[0].isalnum() or limits.begins_clause(word):
            return False
    return False


def _is_meeting(word: str) -> bool:
    nouns = load_encounter_words().nouns
    return word in nouns or word.removesuffix("s") in nouns


def _named(reading: DocumentReading, sentence: int, name: str, who: Span, cue: Span) -> Detail[str] | None:
    """The asker by name, with the step that led there; None where the words name nobody."""
    text = reading.document.text
    passage = cue.passage(text)
    mention = _mention(reading, who)
    if mention is not None:
        entity = reading.entity(mention)
        value = entity.name if entity is not None else mention.organisation
        if value is not None:
            read = (passage, mention.span.passage(text))
            step = Step(
                field="initiative", rule=f"initiative.{name}.v2", value=value, read=read, because=mention.because
            )
            return Detail(value=value, step=step)
    words = who.of(text).removeprefix("the ").removeprefix("The ")
    last = words.split()[-1].lower()
    if last in load_detail_words().initiative.described:
        return _described(reading, sentence, words, cue)
    holds_post = any(load_titles().is_head(word) for word in words.split())
    if words[:1].isupper() and not holds_post and "\n" not in words:
        step = Step(field="initiative", rule=f"initiative.{name}.v2", value=words, read=(passage,))
        return Detail(value=words, step=step)
    return None


def _mention(reading: DocumentReading, who: Span) -> Mention | None:
    """The party that the words for the asker begin with or are part of: a person before a body.

    A post whose holder is named right behind it is that person's ("of the premier, Ada Holm"); the country in a post
    is nobody who asked.
    """
    touching = [m for m in reading.registry.mentions if m.whole.touches(who)]
    people = [m for m in touching if m.kind is PartyKind.PERSON and m.entity is not None]
    if people:
        return people[0]
    words = reading.words
    first, stop = words.range(who)
    if not any(load_titles().is_head(word) for word in words.lower[first:stop]):
        return next(iter(touching), None)
    behind = range(stop, min(stop + _APPOSITION, len(words)))
    if words.texts[stop : stop + 1] != [","]:
        return None
    starts = {words.starts[index] for index in behind}
    return next((m for m in reading.registry.mentions if m.kind is PartyKind.PERSON and m.span.start in starts), None)


def _described(reading: DocumentReading, sentence: int, words: str, cue: Span) -> Detail[str] | None:
    """For "the US tech giant": the body named last before, by itself or as that of a person's post in business."""
    text = reading.document.text
    start = reading.sentences[max(0, sentence - _BACK)].start
    before = [m for m in reading.registry.mentions if start <= m.span.start < cue.start]
    after = [m for m in reading.registry.mentions if cue.end <= m.span.start < reading.sentences[sentence].end]
    for mention in [*reversed(before), *after]:
        body, span = _body(reading, mention)
        if body is not None:
            because = f'"{words}" is {body}'
            read = (cue.passage(text), span.passage(text))
            step = Step(field="initiative", rule="initiative.described.v2", value=body, read=read, because=because)
            return Detail(value=body, step=step)
    return None


def _body(reading: DocumentReading, mention: Mention) -> tuple[str | None, Span]:
    """The firm that a mention names, or that its person works for."""
    entity = reading.entity(mention)
    if entity is None:
        return None, mention.span
    if entity.kind is PartyKind.ORGANISATION:
        return entity.name, mention.span
    for fact in entity.roles:
        if fact.organisation is not None and fact.state == "corporate" and fact.country is None:
            return fact.organisation, fact.organisation_span or fact.span
    return None, mention.span
