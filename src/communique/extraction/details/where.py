"""Where a meeting was, or is to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from communique.extraction.details.reporting import belongs_to_report
from communique.languages.en.details import load_detail_words
from communique.languages.en.lexicon import load_lexicon
from communique.languages.places import Locative, find_place, locative_phrases
from communique.model.claim import Step
from communique.model.span import Span
from communique.model.vocabulary import FurnitureKind, PartyKind
from communique.reading.document import DocumentReading

__all__ = ["Where", "find_where"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Place, city and country of a meeting, the steps that gave them, and by field the reasons for what is inferred."""

    place: str | None = None
    city: str | None = None
    country: str | None = None
    steps: tuple[Step, ...] = ()
    because: tuple[tuple[str, str], ...] = ()

    def joined(self, other: Where) -> Where:
        """This place, with what it leaves open taken from what is told elsewhere.

        Where the two lie in different countries, the one with a city or a venue is right: the other country came with
        something else that its sentence tells.
        """
        if self.country is not None and other.country is not None and self.country != other.country:
            return self if self.place is not None or self.city is not None else other
        return Where(
            place=self.place or other.place,
            city=self.city or other.city,
            country=self.country or other.country,
            steps=(*self.steps, *other.steps),
            because=(*self.because, *other.because),
        )


def find_where(
    reading: DocumentReading, sentence: int, trigger: Span, *, elsewhere: Sequence[Span] = ()
) -> Where | None:
    """Where a meeting was, by the phrases of one sentence that say where; those after the words of encounter first.

    A phrase that says where somebody spoke of the meeting, or where somebody comes from, does not count.

    Args:
        reading: the document.
        sentence: the number of the sentence.
        trigger: the words of encounter, or the whole sentence where it only tells more of a meeting named before.
        elsewhere: stretches of the sentence that tell of another meeting; what
            they say of a place counts where the rest says nothing.
    """
    where = Where()
    phrases = _phrases(reading, reading.sentences[sentence], trigger)
    own = [phrase for phrase in phrases if not any(other.touches(phrase.span) for other in elsewhere)]
    for phrase in own or phrases:
        where = _with_phrase(reading, where, phrase)
    if where.city is None and _says_here(reading, reading.sentences[sentence], trigger):
        here = _dateline(reading)
        if here is not None and where.country in {None, here.country}:
            where = where.joined(here)
    return where if where.steps else None


def _dateline(reading: DocumentReading) -> Where | None:
    """City and country of the dateline, for a meeting that was "here"."""
    because = '"here" is the place of the dateline'
    for piece in reading.document.furniture:
        if piece.kind is not FurnitureKind.DATELINE or piece.place is None:
            continue
        place = find_place(piece.place.title() if piece.place.isupper() else piece.place)
        if place is None or place.city is None:
            return None
        read = (piece.span.passage(reading.document.text),)
        found = [
            (name, value) for name, value in (("city", place.city), ("country", place.country)) if value is not None
        ]
        return Where(
            city=place.city,
            country=place.country,
            steps=tuple(
                Step(field=name, rule="places.dateline.v1", value=value, read=read, because=because)
                for name, value in found
            ),
            because=tuple((name, because) for name, _ in found),
        )
    return None


def _says_here(reading: DocumentReading, sentence: Span, trigger: Span) -> bool:
    """True for "met her here on Friday", "is due here as the guest of": "here" in the clause of the encounter."""
    data, words = load_detail_words(), reading.words
    breaks = data.limits.conjunctions | data.place.apart
    at, (start, stop) = words.at(trigger.start), words.range(sentence)
    behind = takewhile(lambda word: word not in breaks, words.lower[at:stop])
    before = takewhile(lambda word: word.isalnum() and word not in breaks, reversed(words.lower[start:at]))
    return any(word in data.place.here for word in chain(behind, before))


def _phrases(reading: DocumentReading, sentence: Span, trigger: Span) -> Sequence[Locative]:
    """The phrases of a sentence that may say where its meeting was, the likeliest first."""
    people = [m.whole for m in reading.registry.within(sentence) if m.kind is PartyKind.PERSON]
    phrases = [
        phrase
        for phrase in locative_phrases(reading.text, sentence)
        if phrase.preposition not in load_detail_words().place.origin
        and not any(whole.touches(phrase.span) for whole in people)
        and not belongs_to_report(reading, phrase.span, sentence, trigger)
        and not (trigger != sentence and _in_later_clause(reading, phrase.span, trigger))
    ]
    return sorted(phrases, key=lambda p: (p.span.start < trigger.start, abs(p.span.start - trigger.start)))


def _in_later_clause(reading: DocumentReading, span: Span, trigger: Span) -> bool:
    """True where another clause begins between the words of encounter and the phrase: "before he moved on to Oslo"."""
    apart = load_detail_words().place.apart
    words = reading.words
    return any(word in apart for word in words.lower[words.at(trigger.end) : words.at(span.start)])


def _with_phrase(reading: DocumentReading, where: Where, phrase: Locative) -> Where:
    """A place with what one more phrase tells of it."""
    text = reading.document.text
    whole = phrase.span.passage(text)
    if phrase.is_venue:
        if not _may_be_venue(reading, phrase):
            return where
        place = " ".join(phrase.head.of(text).split())
        if where.place is None and not phrase.is_gathering and place != phrase.city:
            step = Step(field="place", rule="places.venue.v2", value=place, read=(phrase.head.passage(text),))
            where = replace(where, place=place, steps=(*where.steps, step))
    city, country = phrase.city, phrase.country
    if city is not None and where.city is None and where.country in {None, country}:
        read = phrase.city_from.span.passage(text) if phrase.city_from is not None else whole
        because = None if city in whole.quote else f"{whole.quote} is in {city}"
        step = Step(field="city", rule="places.city.v2", value=city, read=(read,), because=because)
        where = replace(where, city=city, steps=(*where.steps, step))
        if because is not None:
            where = replace(where, because=(*where.because, ("city", because)))
    if country is not None and where.country is None:
        read = phrase.country_from.span.passage(text) if phrase.country_from is not None else whole
        because = f"{whole.quote} is in {country}"
        step = Step(field="country", rule="places.country.v2", value=country, read=(read,), because=because)
        where = replace(where, country=country, steps=(*where.steps, step))
    return where


def _is_post(reading: DocumentReading, span: Span) -> bool:
    """True for "the Minister" and "the Minister of State" whom somebody visits, not for "the Governor House"."""
    words = reading.words
    first, stop = words.range(span)
    head = load_lexicon().titles.head_starting(words, first)
    return head is not None and (head.last + 1 >= stop or words.lower[head.last + 1] in {"of", "for"})


def _may_be_venue(reading: DocumentReading, phrase: Locative) -> bool:
    """False for a post, and where a bare proper name after "at" or "in" is a person or a body of this text."""
    if _is_post(reading, phrase.head):
        return False
    if phrase.known:
        return True
    return not any(m.span.touches(phrase.head) and m.entity is not None for m in reading.registry.mentions)
