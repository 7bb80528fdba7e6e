"""A parsed sentence, with the way from each token back to the text and to the party it names.

Each sentence is parsed once, whether it may tell of a meeting, of a statement or of both: the parse is what reading
takes most of its time for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from communique.languages.en.encounters import EncounterWords, load_encounter_words
from communique.languages.en.engine import parse
from communique.languages.en.statements import load_statement_words
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention
from communique.reading.masking import Masked, mask

__all__ = ["ParsedSentence", "parse_candidates", "trigger_pattern"]

_SHORT = 4  # letters of a stem that begins too many other words ("see": "seed", "seem")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|they|them|both|I)\b", re.IGNORECASE)
_ENDINGS = "(?:s|ed|ting|ing|es|n|ers)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSentence:
    """One sentence that may tell of a meeting or a statement.

    Attributes:
        index: its number in the reading.
        span: where it stands.
        doc: the parse of the masked sentence.
        masked: the masked sentence.
        mentions: all mentions of the sentence, by the parser's token index of their head.
        has_encounter: True where it has a word of encounter and points at somebody.
        has_cue: True where it has a word that may attribute something to somebody.
    """

    index: int
    span: Span
    doc: Any
    masked: Masked
    mentions: dict[int, Mention] = field(default_factory=dict)
    has_encounter: bool = True
    has_cue: bool = False

    def origin(self, token: Any) -> Span:
        """Where a token stands in the document."""
        start = self.masked.origin(token.idx)
        mention = self.mentions.get(token.i)
        return mention.span if mention is not None else Span(start, start + max(len(token.text), 1))


def trigger_pattern(words: EncounterWords) -> re.Pattern[str]:
    """A cheap scan for sentences that are worth parsing: any word of encounter or presence, in any of its forms."""
    stems = {*words.mutual, *words.directed, *words.nouns, *words.triggers["stems"]}
    short = {stem for stem in stems if len(stem) <= _SHORT}
    longer = sorted((re.escape(stem) for stem in stems - short), key=len, reverse=True)
    exact = "|".join(f"{re.escape(stem)}{_ENDINGS}" for stem in sorted(short))
    return re.compile(rf"\b(?:(?:{'|'.join(longer)})\w*|(?:{exact})\b)", re.IGNORECASE)


@cache
def _triggers() -> re.Pattern[str]:
    return trigger_pattern(load_encounter_words())


def parse_candidates(
    readings: Sequence[DocumentReading],
    also: Sequence[Collection[int]] = (),
    said: Sequence[Collection[int]] = (),
) -> list[list[ParsedSentence]]:
    """Parse the sentences that may tell of a meeting or a statement.

    Args:
        readings: documents, whose sentences the parser sees in one go.
        also: for each document, the numbers of further sentences that tell of a meeting.
        said: for each document, the numbers of further sentences that attribute something to somebody.

    Returns:
        The parsed sentences of each document, in order.
    """
    none: list[Collection[int]] = [()] * len(readings)
    chosen = [list(_candidates(*each)) for each in zip(readings, also or none, said or none, strict=True)]
    docs = iter(parse(candidate.masked.text for candidates in chosen for candidate in candidates))
    words = load_encounter_words()
    parsed: list[list[ParsedSentence]] = []
    for reading, candidates in zip(readings, chosen, strict=True):
        parsed.append([_attach(reading, candidate, next(docs), words) for candidate in candidates])
    return parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    index: int
    masked: Masked
    mentions: tuple[Mention, ...]
    has_encounter: bool
    has_cue: bool


def _candidates(reading: DocumentReading, further: Collection[int], said: Collection[int]) -> Iterator[_Candidate]:
    forms = load_statement_words().forms
    for index, sentence in enumerate(reading.sentences):
        inside = reading.registry.within(sentence)
        has_encounter = index in further or _has_encounter(reading, sentence, inside)
        first, stop = reading.words.range(sentence)
        has_cue = index in said or not forms.isdisjoint(reading.words.lower[first:stop])
        if has_encounter or has_cue:
            people = [m for m in inside if m.kind is PartyKind.PERSON]
            yield _Candidate(
                index=index,
                masked=mask(reading.text, sentence, people),
                mentions=inside,
                has_encounter=has_encounter,
                has_cue=has_cue,
            )


def _has_encounter(reading: DocumentReading, sentence: Span, inside: Sequence[Mention]) -> bool:
    """True where a word of encounter stands in a sentence that names, describes or points at somebody."""
    if _triggers().search(reading.text, sentence.start, sentence.end) is None:
        return False
    return bool(inside) or _PRONOUN.search(reading.text, sentence.start, sentence.end) is not None


def _attach(reading: DocumentReading, candidate: _Candidate, doc: Any, words: EncounterWords) -> ParsedSentence:
    for token in doc:
        if token.lemma_ in words.lemmas:
            token.lemma_ = words.lemmas[token.lemma_]
    return ParsedSentence(
        index=candidate.index,
        span=reading.sentences[candidate.index],
        doc=doc,
        masked=candidate.masked,
        mentions=_heads(doc, candidate.masked, candidate.mentions),
        has_encounter=candidate.has_encounter,
        has_cue=candidate.has_cue,
    )


def _heads(doc: Any, masked: Masked, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """The token that stands for each mention: the masked name, or the head of the unmasked words."""
    found: dict[int, Mention] = {}
    rest = [m for m in mentions if m.kind is not PartyKind.PERSON]
    for token in doc:
        mention = masked.mention_at(token.idx)
        if mention is not None:
            found[token.i] = mention
    if not rest:
        return found
    placed = [(token, masked.origin(token.idx)) for token in doc if token.i not in found]
    for mention in rest:
        tokens = [t for t, at in placed if mention.span.start <= at < mention.span.end and t.i not in found]
        if tokens:
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])
            found[head.i] = mention
    return found
