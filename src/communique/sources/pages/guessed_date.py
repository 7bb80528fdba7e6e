"""The day of publication of a page that does not say it to machines: htmldate's find, where the page bears it out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from communique.text.headings import has_final_stop

__all__ = ["find_day", "is_written"]

_LONGEST_STAMP: Final = 60
_LONGEST: Final = 200  # letters of a line that is a byline or a stamp and no paragraph


def find_day(tree: Any, likely: str | None, *, shown: Iterable[str], body: Collection[str]) -> str | None:
    """The day on which a page came out; None where nothing on it says so.

    htmldate takes the first of January for a year in a footer, and any day told of in the text where it finds no other.
    So a first of January has to be written out somewhere, and what only the search through all words finds has to stand
    in a short line that is no sentence of the article.

    Args:
        tree: the parsed page.
        likely: the day that its quick search found.
        shown: the lines of the page.
        body: the lines of the article.
    """
    lines = [line for line in shown if len(line) <= _LONGEST]
    if likely is not None and (not likely.endswith("-01-01") or any(is_written(likely, line) for line in lines)):
        return likely
    from htmldate import find_date  # deferred: only pages need it

    found = find_date(tree, original_date=True, extensive_search=True)
    inside = set(body)
    told = (line for line in lines if line not in inside or _is_stamp(line))
    return found if found is not None and any(is_written(found, line) for line in told) else None


def _is_stamp(line: str) -> bool:
    """True for a line of the article that is no sentence of it."""
    return len(line) <= _LONGEST_STAMP and not has_final_stop(line)


def is_written(day: str, words: str) -> bool:
    """True where this day stands in the words, in figures or with a month's name in any language."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return False
    year, month, number = found.year, f"0?{found.month}", f"0?{found.day}"
    name = r"[^\W\d_]{3,12}\.?"
    forms = (
        rf"{year}[-/.]\s?{month}[-/.]\s?{number}(?!\d)",
        rf"(?<!\d){number}[-/.]\s?{month}[-/.]\s?(?:{year}|{year % 100:02})(?!\d)",
        rf"(?<!\d){month}/{number}/(?:{year}|{year % 100:02})(?!\d)",
        rf"{year}\s?[年년]\s?{month}\s?[月월]\s?{number}\s?[日일]",
        rf"(?<!\d){number}(?:st|nd|rd|th|\.|º)?(?:\s+of|\s+de)?\s+{name},?(?:\s+de)?\s+{year}",
        rf"{name}\s+{number}(?:st|nd|rd|th)?,?\s+{year}",
    )
    return any(re.search(form, words) for form in forms)
