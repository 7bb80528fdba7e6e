"""A registry while it is built; thrown away when the document is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from communique.languages.en.lexicon import Lexicon
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.context import country_named, post_context
from communique.reading.entities import Entity, Mention
from communique.text.words import Words

__all__ = ["Draft"]


_NEIGHBOURS = 4  # mentions on each side whose posts may reach over others within them


class Draft:
    """The text and what is known of its parties so far.

    Attributes:
        text: the cleaned text.
        words: its words.
        sentences: first and past-the-last word of each sentence, in order.
        lexicon: the word lists.
        posts: the text, as the grammars of posts want it.
        entities: the people and organisations so far.
        mentions: their mentions so far, in order.
    """

    def __init__(self, text: str, words: Words, sentences: Sequence[tuple[int, int]], lexicon: Lexicon) -> None:
        self.text = text
        self.words = words
        self.sentences = sentences
        self.lexicon = lexicon
        self.posts = post_context(words, lexicon)
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self._starts = [start for start, _ in sentences]

    def sentence_number(self, word: int) -> int:
        """Which sentence holds a word."""
        return max(bisect_right(self._starts, word) - 1, 0)

    def sentence_of(self, word: int) -> tuple[int, int]:
        """The first and past-the-last word of the sentence that holds a word."""
        return self.sentences[self.sentence_number(word)]

    def country_of(self, first: int, last: int) -> str | None:
        """The country (ISO 3166-1) that the words name, by its own name or its people's."""
        return country_named(self.words, first, last)

    def is_place(self, first: int, last: int) -> bool:
        """True where the words name a country or a people."""
        return self.country_of(first, last) is not None

    def people(self) -> Iterator[Entity]:
        """The people so far."""
        return (entity for entity in self.entities if entity.kind is PartyKind.PERSON)

    def entity(self, mention: Mention) -> Entity:
        """The party of a mention that is bound to one."""
        assert mention.entity is not None
        return self.entities[mention.entity]

    def bound(self, kind: PartyKind) -> list[Mention]:
        """The mentions of one kind that are bound to somebody, in order."""
        return [m for m in self.mentions if m.kind is kind and m.entity is not None]

    def before(self, position: int) -> Iterator[Mention]:
        """The mentions that begin before a position, the nearest first."""
        end = bisect_left(self.mentions, position, key=lambda mention: mention.span.start)
        return (self.mentions[index] for index in range(end - 1, -1, -1))

    def touching(self, span: Span) -> list[Mention]:
        """The mentions of which some words, post and body included, lie in a stretch of the text.

        No two mentions overlap, so only neighbours come into question: the cost does not grow with the text.
        """
        first = max(bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start) - _NEIGHBOURS, 0)
        last = bisect_left(self.mentions, span.end, key=lambda mention: mention.span.start) + _NEIGHBOURS
        return [m for m in self.mentions[first:last] if m.whole.touches(span) or m.span.touches(span)]

    def first_word(self, mention: Mention) -> int:
        """The index of the first word of the name itself."""
        return self.words.at(mention.span.start)
