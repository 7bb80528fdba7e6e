"""Who "he", "they" and "the two leaders" are at a given place of the story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["Discourse"]

_OPENING = 45  # characters into a sentence within which the first person named is its subject
_BEGINS_WITH_PRONOUN = re.compile(r"\W*(?:He|She|His|Her)\b")
SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "both", "their", "each"})


@dataclass(slots=True)
class Discourse:
    """What has been told so far: the people in focus, and the parties of the last meeting."""

    reading: DocumentReading
    last_parties: tuple[Mention, ...] = ()
    _people: dict[int, list[Mention]] = field(default_factory=dict)
    _focus: dict[int, Mention | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
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
        """The person that a singular pronoun stands for.

        One named before in its own sentence, the only one named in the sentence before, or the one in focus.

        Args:
            span: where the pronoun stands.
            sentence: the number of its sentence.
            others: entities that it cannot be (the other party of the same act).
            main: True where it is the subject of its sentence; then nobody of that sentence can be meant.
        """
        if not main:
            before = [m for m in self._people[sentence] if m.span.end <= span.start and m.entity not in others]
            if before:
                return self._stand_in(before[0], span)
        last = {m.entity: m for m in reversed(self._people.get(sentence - 1, [])) if m.entity not in others}
        if len(last) == 1:
            return self._stand_in(next(iter(last.values())), span)
        focus = self._focus[sentence]
        if focus is not None and focus.entity not in others:
            return self._stand_in(focus, span)
        for back in range(sentence - 1, max(sentence - 4, -1), -1):
            people = [m for m in self._people[back] if m.entity not in others]
            if people:
                return self._stand_in(people[0], span)
        return None

    def _stand_in(self, mention: Mention, span: Span) -> Mention:
        entity = self.reading.entity(mention)
        name = entity.name if entity is not None else ""
        word = span.of(self.reading.text)
        return replace(
            mention,
            span=span,
            whole=span,
            rule="alias.pronoun.v1",
            because=f'"{word}" is the person told of before: {name}',
        )

    def plural(self, span: Span, sentence: int) -> tuple[Mention, ...]:
        """The people that "they" or "the two leaders" stand for: the last meeting's, else the last two told of."""
        if len(self.last_parties) >= 2:
            parties = self.last_parties
        else:
            found: list[Mention] = []
            for back in range(sentence, max(sentence - 3, -1), -1):
                for mention in reversed(self._people[back]):
                    if mention.span.end <= span.start and mention.entity not in {m.entity for m in found}:
                        found.append(mention)
                if len(found) >= 2:
                    break
            if len(found) != 2:
                return ()
            parties = tuple(reversed(found))
        word = span.of(self.reading.text)
        names = " and ".join(entity.name for m in parties if (entity := self.reading.entity(m)) is not None)
        return tuple(
            replace(m, span=span, whole=span, rule="alias.pair.v1", because=f'"{word}" are {names}', plural=False)
            for m in parties
        )
