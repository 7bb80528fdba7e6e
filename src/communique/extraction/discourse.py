"""Who "he", "they" and "the two leaders" are at a given place of the story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from communique.extraction.pronouns import agrees, find_pronouns
from communique.languages.en.statements import load_statement_words
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["Discourse", "Referee", "stand_in"]

_OPENING = 45  # characters into a sentence within which the first person named is its subject
_BEGINS_WITH_PRONOUN = re.compile(r"\W*(?:He|She|His|Her)\b")
_SUBJECT_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "both", "their", "each"})


def stand_in(reading: DocumentReading, mention: Mention, words: Span, *, rule: str, reason: str) -> Mention:
    """A mention in the place of other words for the same one, with the reason: what stands between words and name."""
    entity = reading.entity(mention)
    name = entity.name if entity is not None else ""
    return replace(mention, span=words, whole=words, rule=rule, because=f'"{words.of(reading.text)}" {reason} {name}')


class Referee(Protocol):
    """Knows better than the rules, sometimes, whom words point at."""

    def refer(self, source: Span, ruled: frozenset[int]) -> Mention | None:
        """The mention, in the place of the words, of whoever they point at; None where that is not known.

        Args:
            source: the words.
            ruled: whom of the registry the rules take for the answer.
        """
        ...


@dataclass(slots=True)
class Discourse:
    """What has been told so far: the people in focus, and the parties of the last meeting.

    Args:
        referee: asked whom a singular pronoun stands for, beside the rules.
    """

    reading: DocumentReading
    last_parties: tuple[Mention, ...] = ()
    referee: Referee | None = None
    _people: dict[int, list[Mention]] = field(default_factory=dict)
    _focus: dict[int, Mention | None] = field(default_factory=dict)
    _pronouns: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pronouns = find_pronouns(self.reading, load_statement_words(), sure=True)
        focus: Mention | None = None
        for index, sentence in enumerate(self.reading.sentences):
            people = [m for m in self.reading.registry.within(sentence) if m.kind is PartyKind.PERSON]
            self._people[index] = people
            self._focus[index] = focus
            opens = people and people[0].whole.start - sentence.start <= _OPENING
            if (opens and not _BEGINS_WITH_PRONOUN.match(sentence.of(self.reading.text))) or (focus is None and people):
                focus = people[0]

    def singular(
        self, span: Span, sentence: int, *, others: frozenset[int] = frozenset(), main: bool = False
    ) -> Mention | None:
        """The person that a singular pronoun stands for, by the rules and the referee.

        Args:
            span: where the pronoun stands.
            sentence: the number of its sentence.
            others: entities that it cannot be (the other party of the same act).
            main: True where it is the subject of its sentence; then nobody of that sentence can be meant.
        """
        ruled = self._singular_by_rule(span, sentence, others=others, main=main)
        if self.referee is None:
            return ruled
        number = ruled.entity if ruled is not None else None
        meant = self.referee.refer(span, frozenset() if number is None else frozenset({number}))
        return ruled if meant is None or meant.entity in others or meant.kind is not PartyKind.PERSON else meant

    def _singular_by_rule(
        self, span: Span, sentence: int, *, others: frozenset[int] = frozenset(), main: bool = False
    ) -> Mention | None:
        """The person that a singular pronoun stands for, by the rules alone; arguments as for `singular`.

        One named before in its own sentence, the only one named in the sentence before, or the one in focus.
        """
        if not main:
            before = [m for m in self._may_be(span, sentence, others) if m.span.end <= span.start]
            if before and not self._pronoun_opens(sentence, before[0].span.start):
                return self._stand_in(before[0], span)
        last = {m.entity: m for m in reversed(self._may_be(span, sentence - 1, others))}
        if len(last) == 1:
            return self._stand_in(next(iter(last.values())), span)
        focus = self._focus[sentence]
        if focus is not None and focus.entity not in others and self._agrees(span, focus):
            return self._stand_in(focus, span)
        for back in range(sentence - 1, max(sentence - 4, -1), -1):
            people = self._may_be(span, back, others)
            if people:
                return self._stand_in(people[0], span)
        return None

    def _may_be(self, span: Span, sentence: int, others: frozenset[int]) -> list[Mention]:
        """The people of a sentence whom a pronoun may stand for."""
        return [m for m in self._people.get(sentence, []) if m.entity not in others and self._agrees(span, m)]

    def _agrees(self, span: Span, mention: Mention) -> bool:
        known = self._pronouns.get(mention.entity) if mention.entity is not None else None
        return agrees(span.of(self.reading.text).lower(), known, load_statement_words())

    def _pronoun_opens(self, sentence: int, end: int) -> bool:
        """True where a pronoun stands before anybody is named: the next one goes on with it."""
        start = self.reading.sentences[sentence].start
        return _SUBJECT_PRONOUN.search(self.reading.text, start, end) is not None

    def _stand_in(self, mention: Mention, span: Span) -> Mention:
        return stand_in(self.reading, mention, span, rule="alias.pronoun.v1", reason="is the person told of before:")

    def plural(self, span: Span, sentence: int) -> tuple[Mention, ...]:
        """The people that "they" or "the two leaders" stand for.

        The two told of in the sentence before, where there are just two and not of one body; else those of the last
        meeting; else the last two named in the paragraph.
        """
        parties = self._two_before(span, sentence)
        if (len(parties) != 2 or self._are_colleagues(parties)) and self.last_parties:
            parties = self.last_parties
        if len(parties) < 2:
            parties = self._last_two(span, sentence)
        word = span.of(self.reading.text)
        names = " and ".join(entity.name for m in parties if (entity := self.reading.entity(m)) is not None)
        return tuple(
            replace(m, span=span, whole=span, rule="alias.pair.v1", because=f'"{word}" are {names}', plural=False)
            for m in parties
        )

    def _two_before(self, span: Span, sentence: int) -> tuple[Mention, ...]:
        """Everybody named in the sentence before, or in this one before the words."""
        here = [m for m in self._people[sentence] if m.span.end <= span.start]
        paragraphs = self.reading.paragraphs
        goes_on = sentence > 0 and paragraphs[sentence] == paragraphs[sentence - 1]
        found = {m.entity: m for m in reversed(here or (self._people[sentence - 1] if goes_on else []))}
        return tuple(reversed(found.values()))

    def _are_colleagues(self, parties: tuple[Mention, ...]) -> bool:
        """True for people of one body, who do not meet each other."""
        bodies = [
            {fact.organisation for fact in entity.roles if fact.organisation}
            for m in parties
            if (entity := self.reading.entity(m)) is not None
        ]
        return len(bodies) == 2 and not bodies[0].isdisjoint(bodies[1])

    def _last_two(self, span: Span, sentence: int) -> tuple[Mention, ...]:
        found: dict[int | None, Mention] = {}
        for back in range(sentence, max(sentence - 3, -1), -1):
            if self.reading.paragraphs[back] != self.reading.paragraphs[sentence]:
                break
            for mention in reversed(self._people[back]):
                if mention.span.end <= span.start:
                    found.setdefault(mention.entity, mention)
            if len(found) >= 2:
                break
        return tuple(reversed(found.values())) if len(found) == 2 else ()
