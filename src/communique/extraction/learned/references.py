"""Whom words point at: who "he", "the visitor" and "the Finn" are, as far as the network can tell.

The words are compared with everybody named around them, in the same strip. What the rules take for the answer is shown
to the network too; it learns when to trust them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from communique.extraction.described import Described
from communique.extraction.discourse import SINGULAR, stand_in
from communique.extraction.learned.candidates import Candidate, is_description
from communique.extraction.learned.network import Network
from communique.extraction.learned.sight import Sight
from communique.extraction.learned.strips import Strip
from communique.extraction.pronouns import agrees, find_pronouns
from communique.languages.en.statements import load_statement_words
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Mention, is_name

__all__ = [
    "PLACES",
    "RULINGS",
    "SURE_OF_WHOM",
    "Option",
    "Reference",
    "References",
    "find_options",
    "show_ruled",
]

PLACES = 6
"""How many classes of distance there are between words and a name: see `_place`."""

SURE_OF_WHOM = 0.4
"""From here on the network's answer stands in place of the rules'."""

RULINGS = 3
"""How many things the rules may say of an option: nothing, that it is the answer, that another one is."""

_UNRULED, _RULED, _RULED_OUT = range(RULINGS)

_FARTHEST = 3  # sentences; beyond them it does not matter how far


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Somebody whom words may point at.

    Attributes:
        mention: where he is named nearest to the words.
        pieces: the pieces of that name in the strip.
        place: the class of its distance from the words.
    """

    mention: Mention
    pieces: range
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Whom words most likely point at: a mention by name, and how likely."""

    mention: Mention
    likelihood: float


def find_options(mentions: Iterable[Mention], sentences: Sequence[Span], strip: Strip, source: Span) -> list[Option]:
    """Everybody named in a strip, each where he is named last before the words, or else first behind them.

    Args:
        mentions: the mentions of the document, in order.
        sentences: its sentences.
        strip: the strip in which the words stand.
        source: the words.
    """
    nearest: dict[int, Mention] = {}
    for mention in mentions:
        if mention.entity is None or not is_name(mention) or mention.span.touches(source):
            continue
        if mention.span.start < source.start or mention.entity not in nearest:
            nearest[mention.entity] = mention
    found = []
    for mention in nearest.values():
        pieces = strip.pieces(mention.span, context=True)
        if pieces:
            found.append(Option(mention=mention, pieces=pieces, place=_place(mention.span, source, sentences)))
    return found


def _place(name: Span, source: Span, sentences: Sequence[Span]) -> int:
    """0 to 3 for the sentences from a name on to the words, 4 behind them in their sentence, 5 farther behind."""
    away = bisect_right(sentences, source.start, key=_start) - bisect_right(sentences, name.start, key=_start)
    if name.start < source.start:
        return min(away, _FARTHEST)
    return _FARTHEST + 1 if away == 0 else _FARTHEST + 2


def _start(span: Span) -> int:
    return span.start


class References:
    """Answers for one document.

    Args:
        network: the network.
        sight: the document as it has read it.
    """

    def __init__(self, network: Network, sight: Sight) -> None:
        self._network = network
        self._sight = sight
        self._words = load_statement_words()
        self.described = Described(sight.reading)
        self._pronouns = find_pronouns(sight.reading, self._words, sure=True)

    def find(self, source: Span, ruled: frozenset[int], *, people: bool = False) -> Reference | None:
        """Whom words point at; None where it is more likely nobody named around them.

        Args:
            source: the words.
            ruled: whom of the registry the rules take for the answer; empty where they have none.
            people: True where the words can only mean a person, as a singular pronoun does.
        """
        people = people or source.of(self._sight.reading.text).lower() in SINGULAR
        reading = self._sight.reading
        for strip, states in self._sight.parts():
            pieces = strip.pieces(source)
            if not pieces:
                continue
            options = find_options(reading.registry.mentions, reading.sentences, strip, source)
            if people:
                options = [option for option in options if option.mention.kind is PartyKind.PERSON]
            options = [option for option in options if self._agrees(source, option.mention)]
            if not options:
                return None
            own = states[pieces.start : pieces.stop].mean(axis=0)
            named = np.stack([states[o.pieces.start : o.pieces.stop].mean(axis=0) for o in options])
            places = np.array([option.place for option in options])
            shown = np.array([show_ruled(option.mention.entity, ruled) for option in options])
            likelihoods = self._network.whom(own, named, places, shown)
            best = int(likelihoods.argmax())
            if best == len(options):
                return None
            return Reference(mention=options[best].mention, likelihood=float(likelihoods[best]))
        return None

    def _agrees(self, source: Span, mention: Mention) -> bool:
        known = self._pronouns.get(mention.entity) if mention.entity is not None else None
        return agrees(source.of(self._sight.reading.text).lower(), known, self._words)

    def refer(self, source: Span, ruled: frozenset[int], *, people: bool = False) -> Mention | None:
        """The mention, in the place of the words, of whoever they point at; None where the network is not sure."""
        if not ruled and is_description(source.of(self._sight.reading.text)):
            sentences = self._sight.reading.sentences
            described = self.described.find(source, bisect_right(sentences, source.start, key=_start) - 1)
            if described is not None:
                return described
        found = self.find(source, ruled, people=people)
        if found is None or found.likelihood < SURE_OF_WHOM:
            return None
        rule = f"learned.whom.{self._network.version}"
        return stand_in(self._sight.reading, found.mention, source, rule=rule, reason="is most likely")

    def resolve(self, candidate: Candidate) -> Candidate:
        """A candidate that describes somebody, or is a pronoun, with the one meant in place of the rules' answer."""
        mention = candidate.mention
        if candidate.several or (mention is not None and (is_name(mention) or mention.plural)):
            return candidate
        if mention is None:
            return replace(candidate, mention=self.described.find(candidate.span, candidate.sentence))
        ruled = frozenset[int]() if mention.entity is None else frozenset({mention.entity})
        meant = self.refer(candidate.span, ruled, people=mention.kind is PartyKind.PERSON)
        return candidate if meant is None else replace(candidate, mention=meant)


def show_ruled(entity: int | None, ruled: frozenset[int]) -> int:
    """What the network is shown of the rules' answer beside an option."""
    if not ruled:
        return _UNRULED
    return _RULED if entity in ruled else _RULED_OUT
