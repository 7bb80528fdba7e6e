"""Whom a story is about at a given sentence: who "he", "the visitor" and "the company" are as speakers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from communique.extraction.discourse import stand_in
from communique.extraction.pronouns import agrees
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["Centre"]

_OPENING = 45  # characters into a sentence within which the first person named is its subject
_MEMORY = 4  # sentences back in which somebody may still be the one spoken of
_GENDERS = ("he", "she")
_SIDES = 2
_STORY = 150  # sentences back that count for whom a story is about


@dataclass(slots=True)
class Centre:
    """Who is at the centre of each sentence: who speaks in it, or whom it opens with.

    A sentence that opens with a pronoun leaves the centre where it was.
    """

    reading: DocumentReading
    pronouns: Mapping[int, str]
    words: StatementWords
    _speakers: dict[int, Mention] = field(default_factory=dict)

    def spoke(self, mention: Mention, sentence: int) -> None:
        """Somebody speaks in this sentence."""
        self._speakers[sentence] = mention

    def person(
        self,
        source: Span,
        sentence: int,
        *,
        contents: Collection[Span] = (),
        others: frozenset[int] = frozenset(),
        rule: str,
    ) -> Mention | None:
        """The person that a pronoun or a description stands for.

        One named before in the sentence, though not in what is said (no one calls himself by name there); else the
        centre of the sentences before.
        """
        here = [
            m
            for m in self._people(sentence)
            if m.span.end <= source.start
            and self._begins_clause(m, sentence)
            and self._fits(m, source)
            and m.entity not in others
            and not any(m.span.touches(content) for content in contents)
        ]
        if here:
            return self.stand_in(here[0], source, rule)
        quoted = {m.entity for m in self._people(sentence) if any(m.span.touches(content) for content in contents)}
        banned = quoted | others
        for mention in self.before(sentence):
            if mention.entity not in banned and mention.kind is PartyKind.PERSON and self._fits(mention, source):
                return self.stand_in(mention, source, rule)
        return None

    def other(self, source: Span, sentence: int, rule: str) -> Mention | None:
        """The other of the two told of last: "his host"."""
        seen: list[Mention] = []
        centre = next(self.before(sentence), None)
        for index in range(sentence - 1, max(sentence - _MEMORY - 1, -1), -1):
            seen += [m for m in self._people(index) if centre is not None and m.entity != centre.entity]
        others = {m.entity for m in seen}
        return self.stand_in(seen[0], source, rule) if len(others) == 1 else None

    def side(self, source: Span, sentence: int, rule: str, *, hosts: bool) -> Mention | None:
        """The host, or the visitor, of two people told of last, where one of them alone is at home.

        Args:
            source: the words.
            sentence: the number of their sentence.
            rule: the rule that asks.
            hosts: True for the host.
        """
        home = self.reading.home
        if home is None:
            return None
        nearest: dict[int, Mention] = {}
        for index in range(sentence, max(sentence - _MEMORY - 1, -1), -1):
            for mention in self._people(index):
                if mention.entity is not None and mention.span.start < source.start:
                    nearest.setdefault(mention.entity, mention)
            if len(nearest) > 1:
                break
        at_home = {number for number, mention in nearest.items() if self._is_of(mention, home)}
        wanted = at_home if hosts else nearest.keys() - at_home
        if len(nearest) != _SIDES or len(wanted) != 1 or len(at_home) != 1:
            return None
        return self.stand_in(nearest[next(iter(wanted))], source, rule)

    def _is_of(self, mention: Mention, country: str) -> bool:
        entity = self.reading.entity(mention)
        return entity is not None and any(fact.country == country for fact in entity.roles)

    def before(self, sentence: int) -> Iterator[Mention]:
        """The centres of the sentences before, the nearest first; not across more than a few sentences."""
        for index in range(sentence - 1, max(sentence - _MEMORY - 1, -1), -1):
            mention = self._speakers.get(index) or self._opener(index)
            if mention is not None:
                yield mention
        seen: dict[int | None, list[Mention]] = {}
        for index in range(max(sentence - _STORY, 0), sentence):
            for mention in self._people(index):
                seen.setdefault(mention.entity, []).append(mention)
        # nobody opens the sentences before: then whoever the story has named most
        yield from (mentions[-1] for mentions in sorted(seen.values(), key=len, reverse=True))

    def body(self, source: Span, sentence: int, rule: str, *, noun: str | None = None) -> Mention | None:
        """The body that "it" or "the company" stands for: the last one named, the one that spoke, or else the only one.

        Args:
            source: the words.
            sentence: the number of their sentence.
            rule: the rule that asks.
            noun: what it is said to be, in small letters; a body that cannot be one is not meant.
        """
        for index in range(sentence, max(sentence - _MEMORY - 1, -1), -1):
            speaker = self._speakers.get(index) if index < sentence else None
            if speaker is not None and speaker.kind is PartyKind.ORGANISATION and self.may_be(speaker, noun):
                return self.stand_in(speaker, source, rule)
            inside = [
                m
                for m in self.reading.registry.within(self.reading.sentences[index])
                if m.kind is PartyKind.ORGANISATION
                and m.entity is not None
                and m.span.end <= source.start
                and self.may_be(m, noun)
            ]
            if inside:
                return self.stand_in(inside[0], source, rule)
        return self._only_body(source, rule, noun) if noun is not None else None

    def _only_body(self, source: Span, rule: str, noun: str) -> Mention | None:
        """The one body of the text so far that may be what the noun says, however far back."""
        last: dict[int, Mention] = {}
        for mention in self.reading.registry.mentions:
            if mention.span.end > source.start:
                break
            is_body = mention.kind is PartyKind.ORGANISATION and mention.entity is not None
            if is_body and mention.entity is not None and self.may_be(mention, noun):
                last[mention.entity] = mention
        return self.stand_in(next(iter(last.values())), source, rule) if len(last) == 1 else None

    def may_be(self, mention: Mention, noun: str | None) -> bool:
        """False for "the ministry" and a firm, "the firm" and a ministry: some nouns stand in the names themselves."""
        entity = self.reading.entity(mention)
        if noun is None or entity is None:
            return True
        names = {word.lower() for name in entity.names for word in name.split()}
        named_so = self.words.speakers["named_so"]
        return noun in names if noun in named_so else named_so.isdisjoint(names)

    def _people(self, sentence: int) -> list[Mention]:
        inside = self.reading.registry.within(self.reading.sentences[sentence])
        return [m for m in inside if m.kind is PartyKind.PERSON and m.entity is not None and not m.plural]

    def _fits(self, mention: Mention, source: Span) -> bool:
        """False for "she" where the text makes it known that this person is a "he", and the other way round."""
        known = self.pronouns.get(mention.entity) if mention.entity is not None else None
        return agrees(source.of(self.reading.text).lower(), known, self.words)

    def _begins_clause(self, mention: Mention, sentence: int) -> bool:
        """True where a name stands as a subject does: not behind a preposition, a verb or an owner."""
        start = self.reading.sentences[sentence].start
        before = self.reading.text[start : max(mention.whole.start, start)].split()
        if not before or not before[-1][-1].isalnum():
            return True
        return before[-1].lower() in self.words.small["before_subjects"]

    def _opener(self, sentence: int) -> Mention | None:
        """Whom a sentence opens with, unless a pronoun stands before."""
        span = self.reading.sentences[sentence]
        people = self._people(sentence)
        people = [m for m in people if m.whole.start - span.start <= _OPENING and self._begins_clause(m, sentence)]
        if not people:
            return None
        words = self.reading.words
        first, stop = words.range(Span(span.start, max(people[0].whole.start, span.start + 1)))
        return None if any(word in _GENDERS for word in words.lower[first:stop]) else people[0]

    def stand_in(self, mention: Mention, source: Span, rule: str) -> Mention:
        """The mention as the words of the source, with the reason."""
        return stand_in(self.reading, mention, source, rule=rule, reason="is the one told of before:")
