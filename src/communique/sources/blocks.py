"""From the paragraphs of a page, a PDF or a mail to one text that reads as the same article in a plain file does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.sources.pieces import NOTHING_TOLD, Told

__all__ = ["Extracted", "join_blocks", "one_line", "repeats", "unfold"]

LONGEST_TITLE = 500
"""Characters of a title; more are a page that calls its text so."""

_HEAD = 6  # blocks among which a page prints its headline
_SAME = 12  # letters that two headlines must share at least
# What no text shows: control characters but for the tab and line ends, halves of characters, marks of no meaning.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a piece, and what else stands in it.

    Attributes:
        text: the text, which every offset counts; for a plain text, unchanged.
        encoding: how its bytes were decoded; None where its form has one of its own.
        told: what it says of itself beside the text.
    """

    text: str
    encoding: str | None = None
    told: Told = NOTHING_TOLD


def join_blocks(blocks: Iterable[str], *, title: str | None = None) -> str:
    """One text of these paragraphs, a blank line between them, the title first where it does not stand there yet.

    A blank line and not a line end alone: readers join short lines that look as if a margin had broken them.
    """
    lines = [line for block in blocks if (line := one_line(block))]
    headline = one_line(title or "")[:LONGEST_TITLE]
    if headline and not any(repeats(line, headline) for line in lines[:_HEAD]):
        lines.insert(0, headline)
    return "\n\n".join(lines)


def one_line(words: str) -> str:
    """The words without line ends, runs of blanks and characters that no text shows."""
    return " ".join(_UNSEEN.sub(" ", words).split())


def repeats(line: str, title: str) -> bool:
    """True where a line is the title, or either of them with a site's name or a dash of words more."""
    if len(line) > 2 * len(title) + 40:
        return False
    shorter, longer = sorted((_level(line), _level(title)), key=len)
    return shorter == longer or (len(shorter) >= _SAME and longer.startswith(shorter))


def unfold(text: str) -> list[str]:
    """The paragraphs of a text whose line ends may be of any kind: its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _level(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
