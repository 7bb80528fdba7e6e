"""Everybody in a document who may take part in a meeting: names, descriptions and pronouns, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extraction.discourse import Discourse
from communique.extraction.learned.strips import Name, Sheet
from communique.extraction.pronouns import find_pronouns
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.lexicon import load_lexicon
from communique.languages.en.statements import load_statement_words
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention
from communique.text.data import alternatives

__all__ = ["Candidate", "PartyKey", "find_candidates", "is_description", "key_of", "sheet_of"]

_BY_NAME = ("names.", "alias.part_of_name.")
_SINGULAR = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_SET_AGAINST = re.compile(r"\b(?:and not|but not|, not|rather than|instead of)\s+(?:with\s+|by\s+)?(?:the\s+)?$")
_LEAD = 40  # characters before a name in which it is set against another
_PLURAL = re.compile(r"\b(?:they|them|their|both)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may stand for a party of a meeting.

    Attributes:
        span: the words.
        sentence: the number of their sentence.
        mention: whom they name or most likely stand for; None where that is not known.
        several: True for words that stand for two parties at once ("they", "the two leaders").
    """

    span: Span
    sentence: int
    mention: Mention | None
    several: bool = False

    @property
    def key(self) -> PartyKey:
        """The same for all candidates that stand for one party."""
        return key_of(self.mention) if self.mention is not None else self.span


PartyKey = int | Span
"""What tells parties apart: the number of an entity, or the words of somebody unnamed."""


def key_of(mention: Mention) -> PartyKey:
    """The same for all mentions of one party."""
    return mention.entity if mention.entity is not None else mention.span


def sheet_of(reading: DocumentReading) -> Sheet:
    """The document as the trained reader sees it."""
    names = [
        Name(span=mention.span, person=mention.entity)
        for mention in reading.registry.mentions
        if mention.kind is PartyKind.PERSON and mention.entity is not None and mention.rule.startswith(_BY_NAME)
    ]
    pronouns = find_pronouns(reading, load_statement_words(), by_name=False)  # as the network has learned it
    return Sheet(text=reading.text, sentences=reading.sentences, names=tuple(names), pronouns=pronouns)


def find_candidates(reading: DocumentReading) -> tuple[Candidate, ...]:
    """All candidates of a document, in order."""
    discourse = Discourse(reading)
    found: list[Candidate] = []
    for index, sentence in enumerate(reading.sentences):
        mentions = reading.registry.within(sentence)
        present = [m for m in mentions if not _is_elsewhere(reading.text, m)]
        row = [Candidate(span=m.span, sentence=index, mention=m, several=m.rule == "alias.pair.v1") for m in present]
        row += _pronouns(reading, discourse, index, mentions)
        row += _descriptions(reading, index, mentions)
        found += sorted(row, key=lambda candidate: candidate.span)
    return tuple(found)


def _is_elsewhere(text: str, mention: Mention) -> bool:
    """True for somebody who is named for another's sake, or set against another: "Lind's deputy", "and not Lind"."""
    if mention.kind is PartyKind.PERSON and _owned_person().match(text, mention.span.end):
        return True
    return _SET_AGAINST.search(text, max(mention.whole.start - _LEAD, 0), mention.whole.start) is not None


@cache
def _owned_person() -> re.Pattern[str]:
    """Behind a name, what makes it the owner of another person: "'s commerce secretary", "'s predecessor"."""
    encounter = load_encounter_words()
    persons = alternatives(load_statement_words().speakers["persons"] | encounter.kin | encounter.seconds)
    return re.compile(rf"['’]s?\s+(?:[a-z][\w-]*\s+){{0,2}}?(?:{persons})\b(?!['’-])")


def _pronouns(
    reading: DocumentReading, discourse: Discourse, index: int, mentions: tuple[Mention, ...]
) -> Iterator[Candidate]:
    sentence = reading.sentences[index]
    for pattern, several in ((_SINGULAR, False), (_PLURAL, True)):
        for match in pattern.finditer(reading.text, sentence.start, sentence.end):
            span = Span(*match.span())
            if any(mention.span.touches(span) for mention in mentions):
                continue
            meant = None if several else discourse.singular(span, index)
            if several or meant is not None:
                yield Candidate(span=span, sentence=index, mention=meant, several=several)


@cache
def _describing() -> re.Pattern[str]:
    """As in "the visitor", "his host", "the retired banker"."""
    speakers = load_statement_words().speakers
    nouns = alternatives(speakers["persons"] | speakers["other"] | load_lexicon().titles.heads_of_one())
    return re.compile(rf"\b(?:the|his|her|its|their)\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})\b(?!['’-])", re.IGNORECASE)


def is_description(text: str) -> bool:
    """True for words that describe somebody and do nothing else: "the visitor", "his host"."""
    return _describing().fullmatch(text) is not None


def _descriptions(reading: DocumentReading, index: int, mentions: tuple[Mention, ...]) -> Iterator[Candidate]:
    """Words that describe somebody without a name, as far as the registry has none there; nobody knows yet whom.

    "The Minister of State, A" is a name with its post, and describes nobody else.
    """
    sentence = reading.sentences[index]
    for match in _describing().finditer(reading.text, sentence.start, sentence.end):
        span = Span(*match.span())
        if not any(mention.whole.touches(span) for mention in mentions):
            yield Candidate(span=span, sentence=index, mention=None)
