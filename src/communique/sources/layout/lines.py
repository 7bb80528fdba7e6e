"""Lines on a printed page, and the order in which they are read: down a column, then the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

__all__ = ["HYPHEN", "Column", "Line", "Word", "group_words", "read_columns"]

HYPHEN: Final = "\ufffe"
"""Stands at the end of a line whose last word goes on in the next one."""

_WIDE: Final = 1.5  # a gap of so many times the height of the letters parts two columns; words are parted by a third
_FEWEST: Final = 3  # lines of a column
_SHORTEST: Final = 15  # letters of its lines, half of them at least; a table's are shorter
_FAR: Final = 1_000_000.0  # points from the corner of the page; the largest posters have some thousand
_MOST: Final = 1_500  # lines of a page whose columns are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, and the box around it in points, counted from the lower left corner of the page."""

    left: float
    right: float
    bottom: float
    top: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one line, with nothing wide between them; `first` is the width of the first of them."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    first: float

    @property
    def height(self) -> float:
        """Of its letters, those that reach below included."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Lines that stand below each other, in their order, and the margins between which they were set."""

    left: float
    right: float
    lines: tuple[Line, ...]


def group_words(words: Iterable[Word]) -> list[Line]:
    """Put words that stand behind each other on one line together; wide gaps part them."""
    lines: list[Line] = []
    for word in map(_placed, words):
        last = lines[-1] if lines else None
        height = max(word.top - word.bottom, 0.1)
        if (
            last is not None
            and not last.text.endswith(HYPHEN)
            and abs(last.bottom - word.bottom) < 0.5 * max(height, last.height)
            and -0.5 * height < word.left - last.right < _WIDE * height
        ):
            lines[-1] = replace(
                last,
                right=max(last.right, word.right),
                bottom=min(last.bottom, word.bottom),
                top=max(last.top, word.top),
                text=f"{last.text} {word.text}",
            )
        else:
            lines.append(
                Line(
                    left=word.left,
                    right=word.right,
                    bottom=word.bottom,
                    top=word.top,
                    text=word.text,
                    first=word.right - word.left,
                )
            )
    return lines


def _placed(word: Word) -> Word:
    """The word on a page that a printer could have: files give places that are no numbers, or beyond all paper."""
    places = (word.left, word.right, word.bottom, word.top)
    if all(-_FAR < place < _FAR for place in places):  # false for what is no number, too
        return word
    left, right, bottom, top = (place if -_FAR < place < _FAR else 0.0 for place in places)
    return replace(word, left=left, right=right, bottom=bottom, top=top)


def read_columns(lines: Sequence[Line]) -> list[Column]:
    """The lines of a page in the order in which they are read."""
    return [column for zone in _zones(lines) for column in _columns(zone)]


def _columns(zone: Sequence[Line]) -> Iterator[Column]:
    if zone:
        ordered = tuple(_rows(zone))
        usual = median(one.height for one in zone for _ in range(1 + len(one.text) // 20))
        # A headline in larger letters is set wider than the text, and says nothing of where its lines end.
        text = [one for one in zone if abs(one.height - usual) < 0.12 * usual] or zone
        yield Column(left=min(one.left for one in text), right=max(one.right for one in text), lines=ordered)


def _zones(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Parts of a page that are read one after the other: what runs over all columns, then each column below it."""
    gutter = _find_gutter(lines)
    if gutter is None:
        yield lines
        return
    waiting: list[Line] = []
    over: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.top, one.left)):
        crossing = line.left < gutter < line.right
        if crossing and waiting:
            yield from _sides(waiting, gutter)
            waiting = []
        if not crossing and over:
            yield over
            over = []
        (over if crossing else waiting).append(line)
    if over:
        yield over
    yield from _sides(waiting, gutter)


def _sides(lines: Sequence[Line], gutter: float) -> Iterator[Sequence[Line]]:
    for side in ([one for one in lines if one.right <= gutter], [one for one in lines if one.right > gutter]):
        if side:
            yield from _zones(side)


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """Where the blank between two columns runs, which few lines cross; None where there is one column."""
    if not 2 * _FEWEST <= len(lines) <= _MOST:
        return None
    best: tuple[int, float] | None = None
    for start in sorted({round(one.left) for one in lines}):
        right = [one for one in lines if one.left >= start - 1]
        edge = min((one.left for one in right), default=0.0)
        left = [one for one in lines if one.right <= edge - 4]
        crossing = len(lines) - len(left) - len(right)
        if not _are_columns(left, right) or crossing > len(left) + len(right):
            continue
        score = min(len(left), len(right)) - 2 * crossing
        if best is None or score > best[0]:
            best = (score, (edge + max(one.right for one in left)) / 2)
    return None if best is None else best[1]


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """True for lines of text on both sides that stand beside each other."""
    if min(len(left), len(right)) < _FEWEST or any(
        median(len(o.text) for o in side) < _SHORTEST for side in (left, right)
    ):
        return False
    top = min(max(one.top for one in left), max(one.top for one in right))
    bottom = max(min(one.bottom for one in left), min(one.bottom for one in right))
    return top - bottom > 2 * median(one.height for one in left)


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """From top to bottom; what stands on one height, as the cells of a table do, is one line."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.bottom):
        if row and row[0].bottom - line.bottom > 0.5 * min(row[0].height, line.height):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    row.sort(key=lambda one: one.left)
    if len(row) == 1:
        return row[0]
    return Line(
        left=row[0].left,
        right=max(one.right for one in row),
        bottom=min(one.bottom for one in row),
        top=max(one.top for one in row),
        text=" ".join(one.text for one in row),
        first=row[0].first,
    )
