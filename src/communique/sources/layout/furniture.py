"""What a printer puts on every page: running heads, feet and the numbers of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from communique.sources.layout.lines import Line

__all__ = ["without_running_heads"]

_EDGE: Final = 3  # lines at the top and at the bottom of a page
_SHARE: Final = 0.3  # of the pages: heads of left and right pages differ, and chapters have their own
_NEAR: Final = 8.0  # points by which the same head moves from page to page
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"[-–—(\[|•·]?\s?(?:page|p\.|pg\.?|seite|pagina|página)?\s?(\d{1,4})\s?(?:(?:of|/|von|de|\|)\s?\d{1,4})?\s?[-–—)\]|•·]?",
    re.IGNORECASE,
)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of the pages without what comes back at the same place on page after page, and without page numbers."""
    seen: defaultdict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    edges = [_edges(lines) for lines in pages]
    for page, edge in enumerate(edges):
        for at_top, line in edge:
            seen[at_top, _key(line)].append((page, line.bottom))
    least = max(2.0, _SHARE * len(pages))
    kept: list[list[Line]] = []
    for page, lines in enumerate(pages):
        gone = set()
        for at_top, line in edges[page]:
            others = {other for other, height in seen[at_top, _key(line)] if abs(height - line.bottom) <= _NEAR}
            if len(others) >= least or _is_number(line, page, len(pages)):
                gone.add(id(line))
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _edges(lines: Sequence[Line]) -> list[tuple[bool, Line]]:
    ordered = sorted(lines, key=lambda one: -one.top)
    top, bottom = ordered[:_EDGE], ordered[max(_EDGE, len(ordered) - _EDGE) :]
    return [*((True, line) for line in top), *((False, line) for line in bottom)]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))


def _is_number(line: Line, page: int, pages: int) -> bool:
    """True for the number of this very page, alone on its line."""
    match = _NUMBER.fullmatch(line.text.strip())
    return match is not None and int(match[1]) == page + 1 and pages < 10_000
