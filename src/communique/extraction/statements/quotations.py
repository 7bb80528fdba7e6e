"""Where a text quotes: stretches between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["Quotation", "Quotations", "find_quotations"]

_LONGEST_SINGLE = 600  # characters between single marks; more is an apostrophe gone astray
_CLOSER = {"“": "”", "„": "“”", "«": "»", "”": "”"}
_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_OPENS_SINGLE = re.compile(r"(?<![\w’'])['‘](?=\w)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w,.!?…;%)])['’](?![\w'])")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–/-]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """Words in quotation marks, the marks included.

    Attributes:
        span: where they stand; quotations inside the quotation are not told apart.
        goes_on: True where the next paragraph opens with a mark because this one was not closed.
    """

    span: Span
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text, in order, none overlapping."""

    all: tuple[Quotation, ...]
    _starts: tuple[int, ...]

    def at(self, position: int) -> Quotation | None:
        """The quotation within which a position lies."""
        index = bisect_right(self._starts, position) - 1
        return self.all[index] if index >= 0 and position < self.all[index].span.end else None

    def within(self, span: Span) -> tuple[Quotation, ...]:
        """Those that begin within a stretch."""
        first = bisect_right(self._starts, span.start - 1)
        return self.all[first : bisect_right(self._starts, span.end - 1)]

    def after(self, quotation: Quotation) -> Quotation | None:
        """The next one."""
        index = bisect_right(self._starts, quotation.span.start)
        return self.all[index] if index < len(self.all) else None


def find_quotations(reading: DocumentReading) -> Quotations:
    """The quotations of a document. A mark without its fellow opens none."""
    found: list[Quotation] = []
    paragraphs = _paragraphs(reading)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        # the document's own marks: the cleaned text has plain ones only, which do not tell opening from closing
        found.extend(_in_paragraph(reading.document.text, paragraph, following))
    return Quotations(tuple(found), tuple(quotation.span.start for quotation in found))


def _paragraphs(reading: DocumentReading) -> list[Span]:
    found: dict[int, Span] = {}
    for number, sentence in zip(reading.paragraphs, reading.sentences, strict=True):
        known = found.get(number)
        found[number] = sentence if known is None else Span(known.start, max(known.end, sentence.end))
    return list(found.values())


def _in_paragraph(text: str, paragraph: Span, following: Span | None) -> Iterator[Quotation]:
    marks = [(match.start(), match.group()) for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end)]
    if not marks:
        yield from _single(text, paragraph)
        return
    balanced = sum(mark == "“" for _, mark in marks) == sum(mark == "”" for _, mark in marks)
    opened: tuple[int, str] | None = None
    depth = 0
    for at, mark in marks:
        if opened is None:
            if _may_open(text, at, mark, paragraph):
                opened, depth = (at, mark), 1
        elif _closes(text, at, mark, opened[1]):
            depth -= 1
            if depth == 0:
                yield Quotation(span=Span(opened[0], at + len(mark)))
                opened = None
        elif mark == opened[1] and _may_open(text, at, mark, paragraph):
            if balanced and mark == "“":
                depth += 1
            else:
                opened, depth = (at, mark), 1  # the one before was never closed
    if opened is not None and following is not None and text.startswith(opened[1], following.start):
        yield Quotation(span=Span(opened[0], paragraph.end), goes_on=True)


def _may_open(text: str, at: int, mark: str, paragraph: Span) -> bool:
    if mark in {"”", "»"}:
        return False
    end = at + len(mark)
    if end >= paragraph.end or text[end].isspace():
        return False
    return mark in {"“", "„", "«", "``"} or at == paragraph.start or _BEFORE_OPENING.match(text[at - 1]) is not None


def _closes(text: str, at: int, mark: str, opening: str) -> bool:
    if opening in _CLOSER:
        return mark in _CLOSER[opening] or (mark == '"' and not text[at - 1].isspace())
    if opening == "``":
        return mark == "''"
    return mark == opening and not text[at - 1].isspace() and not text[at + len(mark) : at + len(mark) + 1].isalnum()


def _single(text: str, paragraph: Span) -> Iterator[Quotation]:
    """Between single marks, where the paragraph has no double ones."""
    position = paragraph.start
    while (opening := _OPENS_SINGLE.search(text, position, paragraph.end)) is not None:
        limit = min(paragraph.end, opening.end() + _LONGEST_SINGLE)
        closing = _CLOSES_SINGLE.search(text, opening.end(), limit)
        if closing is None:
            position = opening.end()
            continue
        yield Quotation(span=Span(opening.start(), closing.end()))
        position = closing.end()
