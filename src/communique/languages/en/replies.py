"""Words that show what a statement does to an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.text.data import alternatives, load_words, whole_words

__all__ = ["ReplyWords", "load_reply_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWords:
    """Patterns; what each list means is said in `replies.toml`.

    Attributes:
        leads: to match at the end of the words before a statement.
        replies: to search in the words of saying, or in a statement's words.
        takes_up: to search in the words of saying of a statement that takes up what was said before.
        settles: the same, of one that says what came of it.
        taken: to search in what a statement says: phrases that take up what was asked.
        verdict: to match at its beginning: "yes", "never".
        sequel: to search in the words of the later of two meetings, where they leave no doubt.
        invites: the same, where somebody is asked to come.
        last: to search in the words of the earlier one, where they leave no doubt.
        beginnings: the same, of how people came to know each other.
        often: the same, of who knows how many meetings.
        offices: folded words of parties' names that show nothing of who they are.
        again: to search in the words of the later of two meetings.
        earlier: to search in the words of the earlier one, where it is recalled.
        done, undone, withdrawn: to search in the words of a later statement.
        press: folded words for those to whom a reply to somebody else may be told.
        same: for a stem, the one that stands for its matter.
        small: folded words that say too little to compare by.
    """

    leads: re.Pattern[str]
    replies: re.Pattern[str]
    takes_up: re.Pattern[str]
    settles: re.Pattern[str]
    taken: re.Pattern[str]
    verdict: re.Pattern[str]
    sequel: re.Pattern[str]
    invites: re.Pattern[str]
    last: re.Pattern[str]
    beginnings: re.Pattern[str]
    often: re.Pattern[str]
    offices: frozenset[str]
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
        takes_up=_stems(data["takes_up"]),
        settles=_stems(data["settles"]),
        taken=re.compile("|".join(_taken(data)), re.IGNORECASE),
        verdict=re.compile(rf"\W{{0,3}}(?:{alternatives(data['verdicts'])})\b", re.IGNORECASE),
        sequel=re.compile("|".join(_sequel(data)), re.IGNORECASE),
        invites=_words(data["invites"]),
        last=_words(data["last"]),
        beginnings=_words(data["beginnings"]),
        often=_words(data["often"]),
        offices=frozenset(data["offices"]),
        again=_words(data["again"]),
        earlier=_words(data["earlier"]),
        done=_stems(data["done"]),
        undone=_stems(data["undone"]),
        withdrawn=_stems(data["withdrawn"]),
        press=frozenset(data["press"]),
        same={stem: row[0] for row in data["same"] for stem in row},
        small=frozenset(data["small"]),
    )


def _taken(data: Mapping[str, Any]) -> Iterator[str]:
    yield whole_words(data["taken"])
    yield rf"\b(?:{alternatives(data['weighed'])}) (?:it|this|that|the)\b"
    yield (
        r"\b(?:the|this|that|his|her|its|their|such an?|any such) (?:\w+ ){0,2}?"
        rf"(?:{alternatives(data['asks'])})\b"
    )
    yield (
        r"\b(?:he|she|it|they|we|i) (?:would|will|wouldn't|did|could)"
        rf"(?:\W{{0,3}}$| (?:{alternatives(data['doing'])})\b)"
    )


def _sequel(data: Mapping[str, Any]) -> Iterator[str]:
    yield whole_words(data["sequel"])
    yield rf"\b(?:{alternatives(data['counted'])}) (?:[\w-]+ )?(?:{alternatives(data['gatherings'])})\b"
    yield rf"\breturn(?:s|ed|ing)? (?:(?:the|his|her|their) )?(?:{alternatives(data['given_back'])})\b"
    yield rf"\b(?:{alternatives(data['given_back'])}) is to be returned\b"
    yield r"\b(?:days|weeks|months|years) (?:later|on)\b"
    yield r"\b\d+ (?:days|weeks|months) after the(?:y| two| pair)\b"


def _words(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(whole_words(entries), re.IGNORECASE)


def _stems(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(entries)})", re.IGNORECASE)
