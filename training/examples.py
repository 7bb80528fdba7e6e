"""From labelled texts to what the network is shown: one strip of word pieces with all its labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extraction.learned.references import find_options, show_ruled
from communique.extraction.learned.scores import CONTENT_OPENS, CUE_GOES_ON, CUE_OPENS, SOURCE_OPENS
from communique.extraction.learned.scoring import pairs_of
from communique.extraction.learned.strips import STAND_INS, PieceReader, Strip, cut_strips
from training.labels import LabelledText, ReferenceLabel, StatementLabel

__all__ = ["CueExample", "Example", "PairExample", "ReferenceExample", "examples_of"]

_AS_PRONOUN = 0.15  # of the repeated names
_UNRULED = 0.3  # of the references are shown without what the rules say
UNREAD = -100
"""The label of a piece that only repeats what another strip reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExample:
    """Two candidates of a strip, by their places among its candidates.

    Attributes:
        across: 1 where the first stands in the sentence before.
        together: True where both are parties of one meeting.
        status: its place in `STATUSES`; -1 where they are not.
        recalled: True for an earlier occasion.
    """

    first: int
    second: int
    across: int
    together: bool
    status: int
    recalled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CueExample:
    """A cue and, for each piece of the strip, what it is to that cue."""

    pieces: range
    tags: tuple[int, ...]
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceExample:
    """Words that point at somebody, and everybody whom they may point at.

    Attributes:
        source: the pieces of the words.
        options: the pieces of each option's name.
        places: the class of each option's distance.
        ruled: what the rules say of each option.
        answer: the number of the right option; one past the last where it is none.
    """

    source: range
    options: tuple[range, ...]
    places: tuple[int, ...]
    ruled: tuple[int, ...]
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A strip with its labels.

    Attributes:
        numbers: the pieces, marks still zero at both ends.
        candidates: the pieces of each candidate.
        parties: whether each candidate takes part in a meeting told of here.
        cue_tags: one a piece; `UNREAD` outside the sentences read here.
    """

    numbers: tuple[int, ...]
    candidates: tuple[range, ...]
    parties: tuple[bool, ...]
    pairs: tuple[PairExample, ...]
    cue_tags: tuple[int, ...]
    cues: tuple[CueExample, ...]
    references: tuple[ReferenceExample, ...]


def examples_of(text: LabelledText, read_pieces: PieceReader, chance: random.Random | None = None) -> Iterator[Example]:
    """The examples of a text.

    Args:
        text: the labelled text.
        read_pieces: cuts a text into word pieces.
        chance: shuffles which common name stands for which person, so that none of them comes to mean anything.
    """
    stand_ins = list(STAND_INS)
    if chance is not None:
        chance.shuffle(stand_ins)
    repeated = _repeated_names(text, chance) if chance is not None else ()
    for strip in cut_strips(
        text.sheet, read_pieces, stand_ins=stand_ins, as_pronouns=[each.source for each in repeated]
    ):
        touched = {
            number: pieces
            for number, candidate in enumerate(text.candidates)
            if candidate.sentence in strip.sentences and (pieces := strip.pieces(candidate.span))
        }
        cues = tuple(_cues(text, strip))
        yield Example(
            numbers=strip.numbers,
            candidates=tuple(touched.values()),
            parties=tuple(any(True for _ in text.meetings_of(number)) for number in touched),
            pairs=tuple(_pairs(text, list(touched))),
            cue_tags=_cue_tags(strip, cues),
            cues=cues,
            references=tuple(_references(text, strip, [*_shown(text.references, chance), *repeated])),
        )


def _shown(labels: Sequence[ReferenceLabel], chance: random.Random | None) -> Iterator[ReferenceLabel]:
    """The labels, some without the rules' answer, so that it is not simply repeated."""
    for label in labels:
        hides = chance is not None and chance.random() < _UNRULED
        yield replace(label, ruled=frozenset()) if hides else label


def _repeated_names(text: LabelledText, chance: random.Random) -> tuple[ReferenceLabel, ...]:
    """Some names that are not the first of their person, to be shown as pronouns: whom they mean is known for sure."""
    seen: set[int] = set()
    found = []
    for name in text.sheet.names:
        if name.person in seen and chance.random() < _AS_PRONOUN:
            found.append(ReferenceLabel(source=name.span, ruled=frozenset(), speakers=frozenset({name.person})))
        seen.add(name.person)
    return tuple(found)


def _references(text: LabelledText, strip: Strip, labels: Sequence[ReferenceLabel]) -> Iterator[ReferenceExample]:
    hidden = {label.source for label in labels}
    mentions = [mention for mention in text.mentions if mention.span not in hidden]
    for label in labels:
        source = strip.pieces(label.source)
        options = find_options(mentions, text.sheet.sentences, strip, label.source) if source else []
        if options:
            numbers = [option.mention.entity for option in options]
            yield ReferenceExample(
                source=source,
                options=tuple(option.pieces for option in options),
                places=tuple(option.place for option in options),
                ruled=tuple(show_ruled(number, label.ruled) for number in numbers),
                answer=next((k for k, number in enumerate(numbers) if number in label.speakers), len(options)),
            )


def _pairs(text: LabelledText, numbers: list[int]) -> Iterator[PairExample]:
    for first, second in pairs_of(text.candidates, numbers):
        one, other = numbers[first], numbers[second]
        if None in (text.meant.get(one, -1), text.meant.get(other, -1)):
            continue
        shared = [meeting for meeting in text.meetings_of(one) if meeting in list(text.meetings_of(other))]
        yield PairExample(
            first=first,
            second=second,
            across=text.candidates[other].sentence - text.candidates[one].sentence,
            together=bool(shared),
            status=shared[0].status if shared else -1,
            recalled=bool(shared) and shared[0].recalled,
        )


def _cues(text: LabelledText, strip: Strip) -> Iterator[CueExample]:
    for statement in text.statements:
        pieces = strip.pieces(statement.cue)
        if pieces:
            yield CueExample(pieces=pieces, tags=tuple(_around(statement, strip)), kind=statement.kind)


def _around(statement: StatementLabel, strip: Strip) -> list[int]:
    tags = [0] * len(strip.numbers)
    parts = [(statement.source, SOURCE_OPENS)] if statement.source is not None else []
    for span, opens in [*parts, *((content, CONTENT_OPENS) for content in statement.contents)]:
        inside = [k for k in range(1, len(tags) - 1) if strip.starts[k] < span.end and strip.ends[k] > span.start]
        for k in inside:
            tags[k] = opens if k == inside[0] else opens + 1
    return tags


def _cue_tags(strip: Strip, cues: tuple[CueExample, ...]) -> tuple[int, ...]:
    tags = [0] * len(strip.numbers)
    for cue in cues:
        for k in cue.pieces:
            tags[k] = CUE_OPENS if k == cue.pieces.start else CUE_GOES_ON
    tags[: strip.first] = [UNREAD] * strip.first
    tags[-1] = UNREAD
    return tuple(tags)
