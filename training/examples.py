"""From labelled texts to what the network is shown: one strip of word pieces with all its labels."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from communique.extraction.learned.scoring import pairs_of
from communique.extraction.learned.strips import STAND_INS, PieceReader, Strip, cut_strips
from training.labels import LabelledText, StatementLabel

__all__ = ["CueExample", "Example", "PairExample", "examples_of"]

# Tags of pieces: of cues, and of what belongs to a given cue.
CUE_OPENS, CUE_GOES_ON = 1, 2
SOURCE_OPENS, CONTENT_OPENS = 1, 3
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
    for strip in cut_strips(text.sheet, read_pieces, stand_ins=stand_ins):
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
        )


def _pairs(text: LabelledText, numbers: list[int]) -> Iterator[PairExample]:
    for first, second in pairs_of(text.candidates, numbers):
        one, other = numbers[first], numbers[second]
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
