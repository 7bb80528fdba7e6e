"""A parsed sentence, with the way from each token back to the text and to the party it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.languages.en.encounters import EncounterWords
from communique.languages.en.engine import parse
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
    """One sentence that may tell of a meeting.

    Attributes:
        index: its number in the reading.
        span: where it stands.
        doc: the parse of the masked sentence.
        masked: the masked sentence.
        mentions: all mentions of the sentence, by the parser's token index of their head.
    """

    index: int
    span: Span
    doc: Any
    masked: Masked
    mentions: dict[int, Mention] = field(default_factory=dict)

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


def parse_candidates(
    readings: Sequence[DocumentReading], words: EncounterWords, pattern: re.Pattern[str]
) -> list[list[ParsedSentence]]:
    """Parse the sentences that have a word of encounter and name, describe or point at somebody.

    Args:
        readings: documents, whose sentences the parser sees in one go.
        words: the language's words of encounter.
        pattern: the scan that `trigger_pattern` makes of them.

    Returns:
        The parsed sentences of each document, in order.
    """
    chosen = [list(_candidates(reading, pattern)) for reading in readings]
    docs = parse(candidate.masked.text for candidates in chosen for candidate in candidates)
    parsed: list[list[ParsedSentence]] = []
    for reading, candidates in zip(readings, chosen, strict=True):
        parsed.append([_attach(reading, candidate, next(docs), words) for candidate in candidates])
    return parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    index: int
    masked: Masked
    mentions: tuple[Mention, ...]


def _candidates(reading: DocumentReading, pattern: re.Pattern[str]) -> Iterator[_Candidate]:
    for index, sentence in enumerate(reading.sentences):
        if pattern.search(reading.text, sentence.start, sentence.end) is None:
            continue
        inside = reading.registry.within(sentence)
        if not inside and _PRONOUN.search(reading.text, sentence.start, sentence.end) is None:
            continue
        people = [m for m in inside if m.kind is PartyKind.PERSON]
        yield _Candidate(index=index, masked=mask(reading.text, sentence, people), mentions=inside)


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
    origins = [masked.origin(token.idx) for token in doc]
    for mention in rest:
        tokens = [
            t
            for t, at in zip(doc, origins, strict=True)
            if mention.span.start <= at < mention.span.end and t.i not in found
        ]
        if tokens:
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])
            found[head.i] = mention
    return found
