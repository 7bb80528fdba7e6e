"""A document as the trained reader sees it: sentences with names made plain, cut into strips of word pieces.

Every person's name is replaced by a common one-piece name, the same for the same person. So the reader learns how
meetings are told and not who meets, and a name from anywhere is read like any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from communique.model.span import Span

__all__ = ["LONGEST", "STAND_INS", "Name", "PieceReader", "Sheet", "Strip", "cut_strips"]

LONGEST = 160
"""Word pieces of one strip at most, its two marks among them; what a sentence has beyond that is not read."""

_CONTEXT = 48  # pieces of the sentence before, at most, that a strip repeats so that its first sentence is understood

# Names of one word piece each in the vocabulary of the base model; one of a "he" and one of a "she" in turn.
STAND_INS = (
    "john", "mary", "peter", "anna", "paul", "laura", "george", "helen", "martin", "alice", "robert", "sarah", "david",
    "emma", "frank", "julia", "henry", "clara", "simon", "diana", "victor", "rose", "oscar", "nina", "hugo", "ruth",
    "leon", "maria", "felix", "susan", "adam", "jane",
)  # fmt: skip

_PRONOUNS = dict(zip(STAND_INS, cycle(("he", "she")), strict=False))

PieceReader = Callable[[str], Sequence[tuple[int, int, int]]]
"""Cuts a text into word pieces: the number of each, with its start and end in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words that name a person, and which person of the document that is."""

    span: Span
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the trained reader is given of a document.

    Attributes:
        text: the text, with the document's own offsets.
        sentences: the sentences, in order.
        names: the names of persons, in order, none touching another.
        pronouns: "he" or "she" for each person of whom the text lets it be known.
    """

    text: str
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    pronouns: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Some sentences in a row as word pieces.

    Attributes:
        numbers: the number of each piece; zeros stand where the caller puts the opening and closing marks.
        starts: where each piece begins in the document; -1 for the marks.
        ends: where it ends.
        sentences: the numbers of the sentences read here.
        first: the first piece that belongs to them; those before repeat the sentence before.
    """

    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: range
    first: int

    def pieces(self, span: Span, *, context: bool = False) -> range:
        """The pieces that touch a stretch of the document: of the sentences read here, or of those repeated too."""
        begin, past = (1 if context else self.first), len(self.starts) - 1
        first = bisect_right(self.ends, span.start, begin, past)
        stop = bisect_left(self.starts, span.end, first, past)
        return range(first, stop)


_Piece = tuple[int, int, int]


def cut_strips(
    sheet: Sheet,
    read_pieces: PieceReader,
    *,
    stand_ins: Sequence[str] = STAND_INS,
    as_pronouns: Collection[Span] = (),
) -> Iterator[Strip]:
    """Cut a document into strips, in order; every sentence that has a piece is read in one of them.

    Args:
        sheet: the document.
        read_pieces: cuts a text into word pieces.
        stand_ins: what the names of the document's persons are replaced by, in the order of their first mention.
        as_pronouns: names that are replaced by "he" or "she" instead, so that a network learns whom these mean.
    """
    pieces = list(_pieces_of(sheet, read_pieces, stand_ins, frozenset(as_pronouns)))
    first = 0
    while first < len(pieces):
        before = pieces[first - 1][-_CONTEXT:] if first else []
        room = LONGEST - 2 - len(before)
        past = first + 1
        used = len(pieces[first])
        while past < len(pieces) and used + len(pieces[past]) <= room:
            used += len(pieces[past])
            past += 1
        own = [piece for sentence in pieces[first:past] for piece in sentence][:room]
        row = [*before, *own]
        if own:
            yield Strip(
                numbers=(0, *(piece[0] for piece in row), 0),
                starts=(-1, *(piece[1] for piece in row), -1),
                ends=(-1, *(piece[2] for piece in row), -1),
                sentences=range(first, past),
                first=1 + len(before),
            )
        first = past


def _stand_ins(sheet: Sheet, stand_ins: Sequence[str]) -> dict[int, str]:
    """Which name stands for which person: a woman's for a "she" as far as they last."""
    chosen: dict[int, str] = {}
    left: list[str] = []
    for name in sheet.names:
        if name.person in chosen:
            continue
        left = left or list(stand_ins)
        pronoun = sheet.pronouns.get(name.person)
        fitting = (word for word in left if pronoun is None or _PRONOUNS.get(word, pronoun) == pronoun)
        chosen[name.person] = next(fitting, left[0])
        left.remove(chosen[name.person])
    return chosen


def _pieces_of(
    sheet: Sheet, read_pieces: PieceReader, stand_ins: Sequence[str], as_pronouns: frozenset[Span]
) -> Iterator[list[_Piece]]:
    """The pieces of each sentence with the document's offsets; a name's pieces all stand for the whole name."""
    chosen = _stand_ins(sheet, stand_ins)
    following = 0
    for sentence in sheet.sentences:
        row: list[_Piece] = []
        at = sentence.start
        while following < len(sheet.names) and sheet.names[following].span.start < sentence.end:
            name = sheet.names[following]
            following += 1
            if name.span.start < at:
                continue
            row += _shifted(read_pieces(sheet.text[at : name.span.start]), at)
            word = chosen[name.person]
            word = _PRONOUNS.get(word, "he") if name.span in as_pronouns else word
            row += [(number, name.span.start, name.span.end) for number, _, _ in read_pieces(word)]
            at = name.span.end
        row += _shifted(read_pieces(sheet.text[at : max(at, sentence.end)]), at)
        yield row


def _shifted(pieces: Sequence[_Piece], by: int) -> list[_Piece]:
    return [(number, start + by, end + by) for number, start, end in pieces]
