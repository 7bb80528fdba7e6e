"""From the lines of printed pages to paragraphs: line ends and hyphens that only the margin put there are undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from communique.sources.layout.lines import HYPHEN, Column, Line
from communique.text.paragraphs import BULLET

__all__ = ["join_lines", "set_paragraphs"]

_PITCH: Final = 1.2  # from line to line, in heights of letters, where nothing tells
_WIDER: Final = 1.3  # times the usual pitch: a blank before a paragraph
_OTHER_SIZE: Final = 0.12  # by which the letters of a heading differ from those of the text
_INDENT: Final = (0.7, 6.0)  # heights of letters by which a first line is moved in
_SLACK, _LONG_SLACK = 0.1, 0.35  # of the column's width that a last line leaves free

_STOP: Final = re.compile(r"[.!?:…。！？][\"'”’»)\]」』]{0,3}$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LAST: Final = re.compile(r"([^\W\d_]+)$")
_FIRST: Final = re.compile(r"([^\W_]+)")
# One syllable as Korean names are romanised: given names are of two, with a hyphen between that belongs to the name.
_SYLLABLE: Final = re.compile(
    r"(?:b|ch?|d|g|h|j|kk?|l|m|n|ph?|r|sh?|ss|tt?|w|y)?(?:y?ae?|y?eo|eui?|y?e|ee|y?oo?|oe|ou|y?u|ui|wae?|wo|wi|we|i|ai|ay)"
    r"(?:ng|n|m|k|l|b|p|t|h|ck|r)?",
    re.IGNORECASE,
)


def set_paragraphs(columns: Sequence[Column]) -> list[str]:
    """The paragraphs of columns that follow each other, over the ends of columns and pages."""
    lines = [line for column in columns for line in column.lines]
    if not lines:
        return []
    pitch = _usual_pitch(columns)
    size = _usual_height(lines)
    known = {word.casefold() for line in lines for word in _WORD.findall(line.text.replace(HYPHEN, " "))}
    paragraphs: list[list[str]] = []
    for column, before, line in _pairs(columns):
        if before is None or _begins(column, before[1], before[0], line, pitch=pitch, size=size):
            paragraphs.append([line.text])
        else:
            paragraphs[-1].append(line.text)
    return [join_lines(paragraph, known) for paragraph in paragraphs]


def join_lines(lines: Sequence[str], known: set[str] | frozenset[str] = frozenset()) -> str:
    """The words of broken lines in one, parted words whole again.

    Args:
        lines: in their order; `HYPHEN` at the end of one stands for the hyphen there.
        known: the words of the whole text in small letters, which tell whether a hyphen is part of its word.
    """
    whole = ""
    for line in lines:
        if whole.endswith(HYPHEN):
            bare = whole[: -len(HYPHEN)]
            whole = f"{bare}{'-' if _is_kept(bare, line, known) else ''}{line}"
        else:
            whole = f"{whole} {line}" if whole else line
    return whole.replace(HYPHEN, "-")


def _is_kept(before: str, after: str, known: set[str] | frozenset[str]) -> bool:
    """True where the hyphen belongs to the word and was not put there by the margin."""
    left, right = _LAST.search(before), _FIRST.match(after)
    if left is None or right is None or not right[1][0].islower():
        return True
    one, other = left[1], right[1]
    if f"{one}-{other}".casefold() in known:
        return True
    if f"{one}{other}".casefold() in known:
        return False
    previous = before[: left.start()].rstrip().rpartition(" ")[2]
    named = one[0].isupper() and previous[:1].isupper() and previous[-1:].isalpha()
    return named and len(other) > 2 and all(_SYLLABLE.fullmatch(part) for part in (one, other))


def _pairs(columns: Sequence[Column]) -> Iterator[tuple[Column, tuple[Column, Line] | None, Line]]:
    before: tuple[Column, Line] | None = None
    for column in columns:
        for line in column.lines:
            yield column, before, line
            before = (column, line)


def _begins(column: Column, last: Line, its: Column, line: Line, *, pitch: float, size: float) -> bool:
    """True where a line begins a paragraph."""
    if last.text.endswith(HYPHEN):
        return False
    if abs(line.height - last.height) > _OTHER_SIZE * max(line.height, last.height) or BULLET.match(line.text):
        return True
    height = line.height
    low, high = (share * height for share in _INDENT)
    indented = low < line.left - column.left < high and column is its and last.left - column.left < low
    slack = its.right - last.right
    width = max(its.right - its.left, 1.0)
    stopped = _STOP.search(last.text) is not None
    if column is not its:
        # Over a column's or a page's end a sentence that has not ended goes on.
        return stopped or slack > _LONG_SLACK * width
    if last.bottom - line.bottom > _WIDER * pitch * height or indented:
        return True
    if height > size * (1 + _OTHER_SIZE):
        return False  # the lines of a headline are as short as its words want
    fitted = slack > line.first + 0.3 * height
    return fitted and ((stopped and slack > _SLACK * width) or slack > _LONG_SLACK * width)


def _usual_pitch(columns: Sequence[Column]) -> float:
    """From line to line, in heights of letters."""
    found = [
        (above.bottom - below.bottom) / below.height
        for column in columns
        for above, below in zip(column.lines, column.lines[1:], strict=False)
        if abs(above.height - below.height) < _OTHER_SIZE * below.height
    ]
    near = [pitch for pitch in found if 0.7 < pitch < 3]
    # The lower of the middle values: in a text of short paragraphs every other step is one between two of them.
    return sorted(near)[(len(near) - 1) // 3] if near else _PITCH


def _usual_height(lines: Sequence[Line]) -> float:
    return median(line.height for line in lines for _ in range(1 + len(line.text) // 20))
