"""Words that say until when something is to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.text.data import alternatives, load_words

__all__ = ["DueWords", "load_due_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWords:
    """Patterns; what each list means is said in `due.toml`.

    Attributes:
        within: to match at the end of the words before a length of time.
        from_now: to match at the beginning of the words behind one.
        by: to match at the end of the words before a time.
        limits: those of `by` that always set a limit, and "for" a year, of forecasts alone (its group `forecast`).
        ahead: to search in what was said.
    """

    within: re.Pattern[str]
    from_now: re.Pattern[str]
    by: re.Pattern[str]
    limits: re.Pattern[str]
    ahead: re.Pattern[str]


@cache
def load_due_words() -> DueWords:
    """Read `due.toml` once."""
    data = load_words("due", package="communique.languages.en")
    words = {key: alternatives(entries) for key, entries in data.items()}
    quantity = r"(?:(?:a|an|the|some|about|around|roughly|early|late|mid|at\s+least|at\s+most|\w+\s+(?:or|to))[\s-]+)*"
    return DueWords(
        within=re.compile(rf"\b(?:{words['within']})\s+{quantity}$", re.IGNORECASE),
        from_now=re.compile(rf"['’]?\s*(?:{words['from_now']})\b", re.IGNORECASE),
        by=re.compile(rf"\b(?:{words['by']})\s+{quantity}$", re.IGNORECASE),
        limits=re.compile(rf"\b(?:{words['limits']}|(?P<forecast>forecasts?\s+for))\s+{quantity}$", re.IGNORECASE),
        ahead=re.compile(rf"(?:\b(?:{words['ahead']})|(?<=\w)['’]ll)\b", re.IGNORECASE),
    )
