"""What a meeting was about: phrases in the text's own words, and labels of the topic list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from communique.extraction.details.detail import Detail, phrase_at
from communique.extraction.details.phrases import NounPhrase, PhraseReader
from communique.languages.en.details import load_detail_words
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.titles import load_titles
from communique.languages.places.words import place_words
from communique.languages.topics import label_topics
from communique.model.claim import Step
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["find_topics", "label_meeting"]

_MOST = 6  # topics of one meeting
_REACH = 10  # words between a word of encounter and the preposition before its topic, names and dates not counted
_SUBJECT = 24  # words of an enumeration before "were discussed"
_TELLING = 8  # letters above which a single common noun says enough to be a topic: "disarmament", but not "work"


def find_topics(reading: DocumentReading, sentences: Sequence[int]) -> tuple[Detail[str], ...]:
    """What a meeting was about, as short noun phrases of the text.

    A topic stands after a verb of talking ("discussed trade"), after a noun of encounter with its preposition ("talks
    on trade"), or before words that say it was talked about ("trade was on the agenda").

    Args:
        reading: the document.
        sentences: the numbers of the sentences about the meeting.
    """
    reader = PhraseReader(reading, sentences)
    found: dict[str, Detail[str]] = {}
    for number in sentences:
        for cue, phrase in _cued(reading, reader, reading.sentences[number]):
            span = reader.span(phrase)
            words = span.of(reading.document.text)
            if not _is_topic(reading, phrase) or "\n" in words:
                continue
            read = (cue.passage(reading.document.text), span.passage(reading.document.text))
            step = Step(field="topics", rule="topics.cue.v2", value=words, read=read)
            found.setdefault(words.casefold(), Detail(value=words, step=step))
    return tuple(found.values())[:_MOST]


def label_meeting(reading: DocumentReading, topics: Sequence[Detail[str]], sentences: Sequence[int]) -> tuple[str, ...]:
    """Labels of the topic list for a meeting.

    They come from its topics alone where it has any; otherwise from its sentences without the people, the bodies and
    their posts: an "investment officer" makes no talk of investment.
    """
    if topics:
        return label_topics(topic.value for topic in topics)[:_MOST]
    named = [m.whole for m in reading.registry.mentions]
    named += [fact.span for entity in reading.registry.entities for fact in entity.roles]
    pieces = (piece for number in sentences for piece in _without(reading, reading.sentences[number], named))
    return label_topics(pieces)[:_MOST]


def _without(reading: DocumentReading, sentence: Span, named: Sequence[Span]) -> Iterator[str]:
    """The pieces of a sentence between the names."""
    at = sentence.start
    for span in sorted(span for span in named if span.touches(sentence)):
        if span.start > at:
            yield reading.text[at : span.start]
        at = max(at, span.end)
    yield reading.text[at : sentence.end]


def _cued(reading: DocumentReading, reader: PhraseReader, sentence: Span) -> Iterator[tuple[Span, NounPhrase]]:
    """Noun phrases to which the words of the sentence point as topics, each with the words that point."""
    topics = load_detail_words().topics
    words = reading.words
    first, stop = words.range(sentence)
    for at in range(first, stop):
        length = phrase_at(words, at, stop, topics.ahead) or _encounter(reading, reader, at, stop)
        if length:
            phrases, _ = reader.enumeration(at + length, stop)
            for phrase in phrases:
                yield words.span(at, at + length - 1), phrase
        behind = _behind(reading, at, first, stop)
        if behind is not None:
            end, last = behind
            for start in reader.starts_before(end, max(first, end - _SUBJECT)):
                phrases, reached = reader.enumeration(start, end)
                if phrases and reached == end:
                    for phrase in phrases:
                        yield words.span(at, last), phrase
                    break


def _encounter(reading: DocumentReading, reader: PhraseReader, at: int, stop: int) -> int:
    """How many words lead from a word of encounter to the preposition before its topic; 0 where there is none.

    People with their posts, and dates, may stand between ("talks with the premier, Ada Holm, in Oslo on fishing
    rights"), but no clause.
    """
    data = load_detail_words()
    words = reading.words
    if words.lower[at] not in _encounter_words():
        return 0
    left = _REACH
    for index in range(at + 1, stop):
        word = words.lower[index]
        if reader.is_taken(index):
            continue
        left -= 1
        if left < 0 or data.limits.begins_clause(word) or word in data.reporting.verbs:
            return 0
        if word in data.topics.prepositions and not (index + 1 < stop and reader.is_taken(index + 1)):
            return index + 1 - at
        beside_name = reader.is_taken(index - 1) or (index + 1 < stop and reader.is_taken(index + 1))
        if not word[0].isalnum() and word != "'s" and not beside_name:
            return 0
    return 0


@cache
def _encounter_words() -> frozenset[str]:
    """Nouns and verbs of encounter in the forms that texts have."""
    words = load_encounter_words()
    nouns = {form for noun in words.nouns for form in (noun, f"{noun}s")}
    verbs = {form for verb in (*words.mutual, *words.directed) for form in (verb, f"{verb}s", f"{verb}ed", f"{verb}d")}
    return frozenset(nouns | verbs | load_detail_words().topics.met)


def _behind(reading: DocumentReading, at: int, first: int, stop: int) -> tuple[int, int] | None:
    """Words at this place that say of their subject that it was talked about.

    Returns:
        The word after the subject, and the last of those words; None where there are none.
    """
    topics = load_detail_words().topics
    words = reading.words
    passive = phrase_at(words, at, stop, topics.passive)
    length = passive or phrase_at(words, at, stop, topics.active)
    if not length:
        return None
    begin = at
    while begin > first and words.lower[begin - 1] in topics.between:
        begin -= 1
    if passive and not any(words.lower[index] in topics.being for index in range(begin, at)):
        return None
    return (begin, at + length - 1) if begin > first else None


def _is_topic(reading: DocumentReading, phrase: NounPhrase) -> bool:
    """False for words that only announce a topic ("a range of issues"), for people, and for a vague single word."""
    data = load_detail_words()
    words = reading.words
    lower = words.lower[phrase.first : phrase.stop]
    text = reading.words.span(phrase.first, phrase.stop - 1).of(reading.document.text)
    if label_topics(text):
        return True
    inner = next((index for index, word in enumerate(lower) if word in data.limits.inner), len(lower))
    head = lower[inner - 1]
    if head in data.topics.empty or head in place_words().venues or head in load_encounter_words().nouns:
        return False
    if load_titles().is_head(head) or load_titles().is_head(lower[-1]) or lower[0][0].isdigit():
        return False
    if len(lower) > 1:
        return True
    is_name = words.texts[phrase.first][0].isupper()
    return is_name or (len(head) > _TELLING and head not in data.topics.shells and not head.endswith("ly"))
