"""What a printer puts on every page: running heads, feet and the numbers of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Final

from communique.sources.layout.lines import Line

__all__ = ["without_running_heads"]

_EDGE: Final = 3  # lines at the top and at the bottom of a page
_SHARE: Final = 0.3  # of the pages: heads of left and right pages differ, and chapters have their own
_NEAR: Final = 8.0  # points by which the same head moves from page to page
_OTHER_SIZE: Final = 0.08  # by which its letters differ from those of the text, where no blank parts them
_BLANK: Final = 1.8  # heights of letters from its baseline to that of the text
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"[-–—(\[|•·]?\s?(?:page|p\.|pg\.?|seite|pagina|página)?\s?(\d{1,4})\s?(?:(?:of|/|von|de|\|)\s?\d{1,4})?\s?[-–—)\]|•·]?",
    re.IGNORECASE,
)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of the pages without what comes back at the same place on page after page, and without page numbers.

    Such lines stand at the edge and are set off from the text, by a blank or by the size of their letters: a refrain
    that happens to open page after page stays.
    """
    seen: defaultdict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for at_top in (True, False):
            for line in _edge(lines, at_top=at_top)[:_EDGE]:
                seen[at_top, _key(line)].append((page, line.bottom))
    least = max(2.0, _SHARE * len(pages))
    usual = median([line.height for lines in pages for line in lines] or [1.0])
    kept: list[list[Line]] = []
    for page, lines in enumerate(pages):
        gone: set[int] = set()
        for at_top in (True, False):
            edge = _edge(lines, at_top=at_top)
            head: list[Line] = []
            for line, inner in zip(edge[:_EDGE], [*edge[1:], None], strict=False):
                places = seen[at_top, _key(line)]
                others = {other for other, height in places if abs(height - line.bottom) <= _NEAR}
                if len(others) < least and not _is_number(line, page):
                    break
                head.append(line)
                if _is_set_off(line, inner, usual):
                    gone.update(map(id, head))
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _edge(lines: Sequence[Line], *, at_top: bool) -> list[Line]:
    """The lines of a page from one of its edges on, the outermost first."""
    return sorted(lines, key=lambda one: -one.top if at_top else one.bottom)[: _EDGE + 1]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))


def _is_number(line: Line, page: int) -> bool:
    """True for the number of this very page, alone on its line."""
    match = _NUMBER.fullmatch(line.text.strip())
    return match is not None and int(match[1]) == page + 1


def _is_set_off(line: Line, inner: Line | None, usual: float) -> bool:
    if inner is None or abs(line.height - usual) > _OTHER_SIZE * usual:
        return True
    return abs(line.bottom - inner.bottom) > _BLANK * max(line.height, inner.height)
