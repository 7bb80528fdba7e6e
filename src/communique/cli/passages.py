"""Passages shown in their surroundings, with the words that bear a fact out marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from communique.cli.page import Piece, evidence, faint, plain, styled

__all__ = ["passages_in_context"]

_ROOM: Final = 160  # code points before and after, at most: about two lines of a terminal on either side
# The end of a sentence or a line. A stop after a short word may only abbreviate it (`Feb.`, `Mr.`): there the context
# goes on, which does no harm.
_BREAK: Final = re.compile(r"\n|(?<=\w{4}[.!?])[\"'”’)]*\s+|(?<=[。!?])[」』)]?")
_SPACE: Final = re.compile(r"\s+")


def passages_in_context(text: str, found: Iterable[Mapping[str, Any]]) -> list[list[Piece]]:
    """One line a stretch of the text: the sentences around each piece of evidence, those that touch put together.

    A quote that does not stand in the text where it should is shown by itself, and said to be wrong.
    """
    spans = []
    lines: list[list[Piece]] = []
    for item in found:
        start, end, quote = item["start"], item["end"], item["quote"]
        if text[start:end] == quote and start < end:
            spans.append((start, end))
        else:
            lines.append([styled(_folded(quote), "wrong"), faint("  (does not stand in the document at this place)")])
    lines.extend(_pieces(text, window) for window in _windows(text, sorted(set(spans))))
    return lines


@dataclass(slots=True, kw_only=True)
class _Window:
    """A stretch of the text to show, and what is marked in it; cut where it begins or ends within a sentence."""

    left: int
    right: int
    marked: list[tuple[int, int]]
    cut_before: bool
    cut_after: bool


def _windows(text: str, spans: list[tuple[int, int]]) -> list[_Window]:
    windows: list[_Window] = []
    for start, end in spans:
        left, cut_before = _left_edge(text, start)
        right, cut_after = _right_edge(text, end)
        if not windows or left > windows[-1].right:
            windows.append(
                _Window(left=left, right=right, marked=[(start, end)], cut_before=cut_before, cut_after=cut_after)
            )
            continue
        window = windows[-1]
        if right > window.right:
            window.right, window.cut_after = right, cut_after
        if start < window.marked[-1][1]:
            window.marked[-1] = (window.marked[-1][0], max(end, window.marked[-1][1]))
        else:
            window.marked.append((start, end))
    return windows


def _left_edge(text: str, start: int) -> tuple[int, bool]:
    floor = max(0, start - _ROOM)
    breaks = [found.end() for found in _BREAK.finditer(text, floor, start)]
    if breaks:
        return breaks[-1], False
    if floor == 0:
        return 0, False
    space = text.find(" ", floor, start)
    return (space + 1 if space >= 0 else floor), True


def _right_edge(text: str, end: int) -> tuple[int, bool]:
    # Evidence that ends its sentence needs nothing after it.
    if text[end - 1] in ".!?。\n":
        return end, False
    ceiling = min(len(text), end + _ROOM)
    found = _BREAK.search(text, end, ceiling)
    if found:
        return found.start(), False
    if ceiling == len(text):
        return ceiling, False
    space = text.rfind(" ", end, ceiling)
    return (space if space >= 0 else ceiling), True


def _pieces(text: str, window: _Window) -> list[Piece]:
    pieces = [faint("…")] if window.cut_before else []
    place = window.left
    for start, end in window.marked:
        if start > place:
            pieces.append(plain(_folded(text[place:start])))
        pieces.append(evidence(_folded(text[start:end])))
        place = end
    if window.right > place:
        pieces.append(plain(_folded(text[place : window.right])))
    return [*pieces, faint("…")] if window.cut_after else pieces


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text)
