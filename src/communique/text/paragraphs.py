"""Where paragraphs begin and end, in files with one line a paragraph and in files with lines broken at a margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.model import Span

__all__ = ["BULLET", "find_breaks", "split_paragraphs"]

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_FINAL_STOP = re.compile(r"[.!?:;…。！？][\"')\]”’»]*$")
_FIRST_WORD = re.compile(r"\S{1,40}")

BULLET = re.compile(r"(?:[-*•·‣▪●◦■◆▶>–—]+|\d{1,2}[.)/]|[ivx]{1,4}\)|\([0-9a-z]{1,2}\))[ \t]+(?=\S)")
"""The mark before an item of a list, with the blank after it."""

# Margins of hand-broken text: mail breaks at 72, old terminals at 80; wider lines are paragraphs.
_NARROWEST, _WIDEST = 40, 120


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, without the white space around them.

    Each line is a paragraph, except where lines were broken at a margin: there the lines up to a blank one are.
    """
    return tuple(Span(lines[0].start, lines[-1].end) for block in _iter_blocks(text) for lines in _join(text, block))


def find_breaks(text: str) -> tuple[int, ...]:
    """Where line ends stand inside a paragraph, put there by a margin and not by the writer."""
    return tuple(
        position
        for block in _iter_blocks(text)
        for lines in _join(text, block)
        for before, after in pairwise(lines)
        for position in range(before.end, after.start)
    )


def _iter_blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line among them."""
    block: list[Span] = []
    position = 0
    while position < len(text):
        match = _LINE.match(text, position)
        end = match.end() if match is not None else position
        line = text[position:end]
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            block.append(Span(start, start + len(stripped)))
        elif block:
            yield block
            block = []
        position = end + (2 if text.startswith("\r\n", end) else 1)
    if block:
        yield block


def _join(text: str, block: list[Span]) -> list[list[Span]]:
    """Group the lines of a block into paragraphs."""
    if len(block) == 1:
        return [block]
    if _fills_margin(text, block):
        return [block]
    groups = [[block[0]]]
    for before, after in pairwise(block):
        if (
            len(before) >= _NARROWEST
            and text[after.start].islower()
            and not _FINAL_STOP.search(text, before.end - 4, before.end)
        ):
            groups[-1].append(after)  # a line that goes on in the middle of a sentence
        else:
            groups.append([after])
    return groups


def _fills_margin(text: str, block: list[Span]) -> bool:
    """True where each line was broken because the next word did not fit any more."""
    width = max(map(len, block))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    full = unfinished = lower = 0
    for before, after in pairwise(block):
        if BULLET.match(text, after.start, after.end):
            return False
        word = _FIRST_WORD.match(text, after.start, after.end)
        full += len(before) + 1 + len(word[0] if word else "") > width
        unfinished += not _FINAL_STOP.search(text, max(before.start, before.end - 4), before.end)
        lower += text[after.start].islower()
    breaks = len(block) - 1
    return full >= 0.8 * breaks and unfinished >= 0.5 * breaks and lower > 0
