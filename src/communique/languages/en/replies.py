"""Words that show what a statement does to an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique.text.data import alternatives, load_words

__all__ = ["ReplyWords", "load_reply_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWords:
    """Patterns; what each list means is said in `replies.toml`.

    Attributes:
        leads: to match at the end of the words before a statement.
        replies: to search in the words of saying, or in a statement's words.
        again: to search in the words of the later of two meetings.
        earlier: to search in the words of the earlier one, where it is recalled.
        done, undone, withdrawn: to search in the words of a later statement.
        press: folded words for those to whom a reply to somebody else may be told.
        same: for a stem, the one that stands for its matter.
        small: folded words that say too little to compare by.
    """

    leads: re.Pattern[str]
    replies: re.Pattern[str]
    again: re.Pattern[str]
    earlier: re.Pattern[str]
    done: re.Pattern[str]
    undone: re.Pattern[str]
    withdrawn: re.Pattern[str]
    press: frozenset[str]
    same: Mapping[str, str]
    small: frozenset[str]


@cache
def load_reply_words() -> ReplyWords:
    """Read `replies.toml` once."""
    data = load_words("replies", package="communique.languages.en")
    return ReplyWords(
        leads=re.compile(rf"\b(?:{alternatives(data['leads'])})\b[^.!?\n]{{0,60}}?[,:]?\s*$", re.IGNORECASE),
        replies=_stems(data["replies"]),
        again=re.compile(rf"\b(?:{alternatives(data['again'])})\b", re.IGNORECASE),
        earlier=re.compile(rf"\b(?:{alternatives(data['earlier'])})\b", re.IGNORECASE),
        done=_stems(data["done"]),
        undone=_stems(data["undone"]),
        withdrawn=_stems(data["withdrawn"]),
        press=frozenset(data["press"]),
        same={stem: row[0] for row in data["same"] for stem in row},
        small=frozenset(data["small"]),
    )


def _stems(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(entries)})", re.IGNORECASE)
