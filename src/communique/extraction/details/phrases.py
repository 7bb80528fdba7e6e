"""Short noun phrases, read word by word: where one begins, and where English lets it go no further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from communique.extraction.details.detail import phrase_at
from communique.languages.en.details import DetailWords, load_detail_words
from communique.languages.places import PlaceKind, find_place
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading

__all__ = ["NounPhrase", "PhraseReader"]

LONGEST = 6  # words of a topic; what is longer is a clause in disguise
_FARTHEST = 10  # words read before a phrase is given up as too long
_MOST = 6  # members of one enumeration
_WITHIN = frozenset({"'s", "'", "%", "$", "€", "£", "&"})
_OPENING = frozenset({'"', "“", "'", "‘", "«"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """A noun phrase: its first word, and the word after its last."""

    first: int
    stop: int


class PhraseReader:
    """Reads noun phrases of some sentences of a document; knows which of their words speak of people and of dates."""

    def __init__(self, reading: DocumentReading, sentences: Sequence[int]) -> None:
        self._reading = reading
        self._words = reading.words
        self._data: DetailWords = load_detail_words()
        spans = [reading.sentences[number] for number in sentences]
        people = (m.whole for m in reading.registry.mentions if m.kind is PartyKind.PERSON)
        dates = (date.span for date in reading.dates)
        taken = [span for span in chain(people, dates) if any(span.touches(sentence) for sentence in spans)]
        self._taken = frozenset(index for span in taken for index in range(*self._words.range(span)))

    def is_taken(self, index: int) -> bool:
        """True where a word belongs to the name or the post of a person, or to a date."""
        return index in self._taken

    def span(self, phrase: NounPhrase) -> Span:
        """Where a phrase stands in the document."""
        return self._words.span(phrase.first, phrase.stop - 1)

    def enumeration(self, first: int, stop: int) -> tuple[list[NounPhrase], int]:
        """The members of an enumeration that begins at a word, and the index of the word after the last one read.

        A member led by a possessive pronoun after the first is left out: "AI and its dangers" speaks of AI.
        """
        found: list[NounPhrase] = []
        at = first
        for number in range(_MOST):
            begin, own = self._skip_leads(at + (number > 0 and self._is_inner(at, stop)), stop)
            end = self._end(begin, stop)
            phrase = self._trimmed(begin, end)
            if phrase is None or phrase.stop - phrase.first > LONGEST or self._begins_otherwise(phrase):
                return found, at
            if not (own and number):
                found.append(phrase)
            at = end
            link = self._link(end, stop)
            if not link or end > phrase.stop:
                break
            at = end + link
        return found, at

    def _skip_leads(self, index: int, stop: int) -> tuple[int, bool]:
        """Go over words that only lead to the phrase; tell whether a possessive pronoun was among them."""
        words, topics, limits = self._words, self._data.topics, self._data.limits
        own = False
        while index < stop:
            length = phrase_at(words, index, stop, topics.leads)
            word = words.lower[index]
            if length:
                index += length
                last = words.lower[index - 1]
                # "ways to deepen ties" and "ways of deepening ties" are about ties.
                gerund = (
                    last in topics.gerunds_after
                    and index + 1 < stop
                    and words.lower[index].endswith("ing")
                    and not limits.ends(words.lower[index + 1])
                    and words.lower[index + 1] not in limits.inner
                )
                if index < stop and (last in topics.lead_verbs_after or gerund):
                    index += 1
                    index += self._is_inner(index, stop)  # "ways to prepare for the winter"
            elif word in limits.determiners or words.texts[index] in _OPENING:
                index += 1
            elif word in limits.possessives:
                own, index = True, index + 1
            elif word.endswith("ing") and self._takes_object(index + 1, stop):
                index += 1
            else:
                break
        return index, own

    def _is_inner(self, index: int, stop: int) -> bool:
        return index < stop and self._words.lower[index] in self._data.limits.inner

    def _takes_object(self, index: int, stop: int) -> bool:
        """True where a gerund before this word governs what follows: "building a plant"."""
        limits = self._data.limits
        return index < stop and (
            self._words.lower[index] in limits.determiners or self._words.lower[index] in limits.possessives
        )

    def _end(self, first: int, stop: int) -> int:
        """The word after the last that a phrase from here on may hold."""
        words, limits = self._words, self._data.limits
        turns = 0
        index = first
        while index < min(stop, first + _FARTHEST):
            word = words.lower[index]
            if index in self._taken or limits.ends(word) or (word in limits.links and word != "&"):
                break
            if not word[0].isalnum() and word not in _WITHIN:
                break
            if index > first and self._is_past(index, stop):
                break
            if word in limits.inner:
                turns += word != "of"
                if turns > 1 or not self._goes_on(index, stop):
                    break
            elif index > first and word in limits.possessives:
                break
            if phrase_at(words, index, stop, limits.long_links):
                break
            index += 1
        return index

    def _goes_on(self, index: int, stop: int) -> bool:
        """Whether the preposition here says more of the noun, rather than where, when or with whom it was spoken of."""
        words, limits = self._words, self._data.limits
        after = index + 1
        while after < stop and words.lower[after] in limits.determiners:
            after += 1
        if after >= stop or after in self._taken or limits.ends(words.lower[after]):
            return False
        if words.lower[after] in limits.inner or not words.lower[after][0].isalnum():
            return False
        if words.lower[index] in limits.sociable and not words.texts[after][0].isupper():
            return False
        return words.lower[index] not in limits.local or not self._is_city(after, stop)

    def _is_city(self, index: int, stop: int) -> bool:
        for length in (3, 2, 1):
            if index + length <= stop:
                place = find_place(self._words.span(index, index + length - 1).of(self._reading.text))
                if place is not None:
                    return place.kind is PlaceKind.CITY
        return False

    def _is_past(self, index: int, stop: int) -> bool:
        """True for "agreed" in "trade agreed to": a past form before a small word, where no noun follows it."""
        words, limits = self._words, self._data.limits
        word = words.lower[index]
        if not word.endswith("ed") or word.endswith("eed") or words.texts[index][0].isupper() or "-" in word:
            return False
        after = words.lower[index + 1] if index + 1 < stop else "."
        return limits.ends(after) or after in limits.inner or after in limits.determiners or not after[0].isalnum()

    def _begins_otherwise(self, phrase: NounPhrase) -> bool:
        """True where no noun phrase begins: with a past form that stands alone ("and agreed"), or a preposition."""
        return self._is_past(phrase.first, phrase.stop) or self._is_inner(phrase.first, phrase.stop)

    def _trimmed(self, first: int, stop: int) -> NounPhrase | None:
        """The phrase without prepositions, articles and signs at its end; None where nothing is left."""
        words, limits = self._words, self._data.limits
        while stop > first:
            word = words.lower[stop - 1]
            if not (
                word in limits.inner
                or word in limits.determiners
                or word in limits.possessives
                or word in limits.links
                or (not word[0].isalnum() and word != "%")
                or (word.endswith("ly") and stop - 1 > first)
            ):
                break
            stop -= 1
        return NounPhrase(first=first, stop=stop) if stop > first else None

    def _link(self, index: int, stop: int) -> int:
        """How many words join the next member of an enumeration; 0 where none follows."""
        words, limits = self._words, self._data.limits
        length = 0
        if index < stop and words.texts[index] == ",":
            length = 1
        at = index + length
        long = phrase_at(words, at, stop, limits.long_links)
        if long:
            return length + long
        if at < stop and words.lower[at] in limits.links:
            return length + 1
        return length

    def starts_before(self, index: int, start: int) -> Iterator[int]:
        """Where a phrase that ends before a word may begin: at the start, after a sign, after a verb or conjunction."""
        words, limits = self._words, self._data.limits
        yield start
        for at in range(start, index - 1):
            word = words.lower[at]
            if not word[0].isalnum() or word in limits.conjunctions or word in limits.verbs or word == "that":
                yield at + 1
