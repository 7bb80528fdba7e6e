"""Headlines, the same headline once more, and the headings between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.model import Furniture, FurnitureKind, Span
from communique.text.paragraphs import BULLET

__all__ = ["find_headings", "has_final_stop"]

LONGEST_HEADLINE = 200
LONGEST_SUBHEADING = 120
# Lines under a headline that sum the story up are longer than headings between paragraphs.
LONGEST_DECK = 260
_LAST_LINE_OF_HEAD = 8

_FINAL_STOP = re.compile(r"[.!?;,。！？…][\"')\]」』]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}[\"')]*$")
_QUESTION = re.compile(r"[?!？！][\"')\]」』]*$")
_INNER_STOP = re.compile(r"[.!?][\"')]*\s")
_ENTRY = re.compile(r"(?:\d{1,2}[:.h]\d{2}\b|[QA][:.]\s|\S{1,40}:$)")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{2,60}:\s")
_SPACES = re.compile(r"\s+")
_TAIL = re.compile(r"\s*[-–—|·•:»]\s*\S")


def has_final_stop(words: str) -> bool:
    """True where a line ends as a sentence does; the stop of `U.S.` ends none."""
    return _FINAL_STOP.search(words[-6:]) is not None and _ABBREVIATED.search(words[-8:]) is None


def find_headings(text: str, paragraphs: Sequence[Span], *, story: int) -> Iterator[Furniture]:
    """The headline, its repetitions and the sub-headings among these paragraphs of a cleaned text, in their order.

    `story` is the index of a paragraph known to open the story; headlines stand before it.
    """
    if not paragraphs:
        return
    title = _pick_headline(text, paragraphs) if story > 0 else None
    in_head = True
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.of(text)
        if index == title:
            yield Furniture(kind=FurnitureKind.HEADLINE, span=paragraph, value=_SPACES.sub(" ", words))
            continue
        if title is not None and index < _LAST_LINE_OF_HEAD and _repeats(words, paragraphs[title].of(text)):
            yield Furniture(kind=FurnitureKind.REPEATED_HEADLINE, span=paragraph)
            continue
        heading = (
            index != story
            and not _SPEAKER.match(words)
            and _is_heading(words, LONGEST_DECK if in_head and title is not None else LONGEST_SUBHEADING)
        )
        in_head = in_head and heading
        if heading and _leads_somewhere(text, paragraphs, index):
            yield Furniture(kind=FurnitureKind.SUBHEADING, span=paragraph)


def _pick_headline(text: str, paragraphs: Sequence[Span]) -> int | None:
    words = paragraphs[0].of(text)
    if len(words) > LONGEST_HEADLINE or BULLET.match(words) or _ENTRY.match(words):
        return None
    if has_final_stop(words):
        question = _QUESTION.search(words[-4:]) and len(words) <= LONGEST_SUBHEADING and not _INNER_STOP.search(words)
        if not question or len(paragraphs) < 2 or len(paragraphs[1]) < len(words):
            return None
    if len(paragraphs) > 1 and _repeats(words, paragraphs[1].of(text)) and len(paragraphs[1]) < len(words):
        return 1  # the site's name stands behind the first of the two
    return 0


def _repeats(words: str, title: str) -> bool:
    """True where a line is the title again, alone or with the site's name on either one."""
    if len(words) > 2 * LONGEST_HEADLINE:
        return False
    shorter, longer = sorted((_level(words), _level(title)), key=len)
    if shorter == longer:
        return True
    if len(shorter) < 15:
        return False
    return longer.startswith(shorter) and _TAIL.match(longer, len(shorter)) is not None


def _level(words: str) -> str:
    return _SPACES.sub(" ", words).strip(" .").casefold()


def _is_heading(words: str, longest: int) -> bool:
    if len(words) > longest or BULLET.match(words) or _ENTRY.match(words) or not any(map(str.isalpha, words)):
        return False
    if words[0].islower() and not words[1:2].isupper():
        return False
    if has_final_stop(words):
        return _QUESTION.search(words[-4:]) is not None and len(words) <= 100 and not _INNER_STOP.search(words)
    return True


def _leads_somewhere(text: str, paragraphs: Sequence[Span], index: int) -> bool:
    """True where a story paragraph follows, be it under further headings; the lines of a list lead nowhere."""
    for paragraph in paragraphs[index + 1 : index + 4]:
        words = paragraph.of(text)
        if BULLET.match(words):
            return True
        if not _is_heading(words, LONGEST_DECK):
            return True
    return False
