"""Words that tell since when and until when somebody holds a post."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["TenureWords", "load_tenure_words"]

_BEING = r"(?:was|were|is|are|be|been|being|gets?|got)"
_LINK = r"(?:\s+(?:as|to\s+be|to|into|on))?(?:\s+(?:the|a|an))?"
_ADVERB = r"(?:\s+\w+ly|\s+again|\s+unanimously)?"
_WHERE = r"(?:\s+[\w'’.&-]+){0,6}?"  # "returned to the company's board as chair"
_FROM = r"(?:\s+from\s+(?:his|her|the|a)\s+(?:post|job|position|role))?"  # "resigned from her post as chair"
_NAMED = r"\s+from(?:\s+[\w'’.-]+){1,5}?"  # "took over from Karl Holm as chair"
_AS = r"\s+as(?:\s+(?:the|a|an))?\s+"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureWords:
    """Patterns over the words of one sentence; what each list means is said in `tenure.toml`.

    Attributes:
        openers: the first words of all turns: a sentence without any of them has none.
        turn: a turn in somebody's career, up to the first word of the post. Its groups: `put` (with `being` where it is
            passive), `takes`, `comes`, `taking`, `leaves` and `leaving`.
        lead: to search in the words before a turn: the auxiliaries and adverbs at their end, behind the pronoun or
            "who" that is their subject (its group `subject`).
        participles: those of being put into a post, which stand before one: "newly elected president".
        enters: the first words of coming into a body: "joined Voltmark as".
        begins: to match between a post and the time at which it was taken up: "…, took over from Holm in 2021".
        serves: to match directly before a post: "while serving as".
        since: to match between a post and the time at which it was taken up.
        until: to match between a post and the time at which it ended.
        spell: to match between a post and the spell for which it was held: "from 2010 to 2014".
        ahead: to search in the words before a turn: what shows that it is still to come.
        denied: the same: what shows that it did not come.
    """

    openers: frozenset[str]
    turn: re.Pattern[str]
    lead: re.Pattern[str]
    participles: frozenset[str]
    enters: frozenset[str]
    begins: re.Pattern[str]
    serves: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    spell: re.Pattern[str]
    ahead: re.Pattern[str]
    denied: re.Pattern[str]


@cache
def load_tenure_words() -> TenureWords:
    """Read `tenure.toml` once."""
    data = load_words("tenure", package="communique.languages.en")
    words = {key: _alternatives(entries) for key, entries in {**data, "comes": data["comes"] + data["enters"]}.items()}
    relative = r"[\s,()]*(?:(?:a|the)\s+(?:post|job|position|role)\s+(?:that\s+)?\w+\s+(?:has|had)\s+held\s+)?"
    turning = ("put", "takes", "comes", "enters", "leaves", "taking", "leaving")
    opening = {entry.split()[0] for key in turning for entry in data[key]}
    return TenureWords(
        openers=frozenset(word for first in opening for word in (first, first.split("-")[0])),
        turn=re.compile(
            rf"\b(?:(?P<being>{_BEING})\s+(?:\w+ly\s+)?)?(?P<put>{words['put']}){_ADVERB}{_LINK}\s+"
            rf"|\b(?P<takes>{words['takes']}){_ADVERB}(?:{_NAMED}(?=\s+as\b))?{_LINK}\s+"
            rf"|\b(?P<comes>{words['comes']}){_ADVERB}{_WHERE}{_AS}"
            rf"|\b(?P<leaves>{words['leaves']}){_ADVERB}{_FROM}{_AS}"
            rf"|\b(?:(?P<taking>{words['taking']})|(?P<leaving>{words['leaving']})){_AS}",
            re.IGNORECASE,
        ),
        lead=re.compile(
            rf"(?:\b(?P<subject>he|she|who|his|her)\b)?\s*(?:(?:{words['auxiliaries']}|\w+ly)\s+)*$", re.IGNORECASE
        ),
        participles=frozenset(data["put"]),
        enters=frozenset(data["enters"]),
        begins=re.compile(
            rf"[\s,)]*(?:who\s+)?(?:{words['begins']})(?:\s+from)?(?:\s+(?-i:[^\W\d_a-z])[\w'’.-]*){{0,4}}"
            r"(?:\s+(?:in|on|at|since|early|late))*\s+",
            re.IGNORECASE,
        ),
        serves=re.compile(rf"\b(?:{words['serves']})\s+as\s+(?:(?:the|a|an)\s+)?$", re.IGNORECASE),
        since=re.compile(rf"{relative}(?:{words['since']})\s+(?:(?:early|late|mid|at\s+least)\s+)?$", re.IGNORECASE),
        until=re.compile(rf"{relative}(?:{words['until']})\s+(?:(?:early|late|mid)\s+)?$", re.IGNORECASE),
        spell=re.compile(r"[\s,(]*(?:from|between|for|in)?\s*$", re.IGNORECASE),
        denied=re.compile(rf"(?:\b|(?<=\w))(?:{words['denied']})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE),
        ahead=re.compile(rf"(?:\b|(?<=\s))(?:{words['ahead']})\s+(?:\w+ly\s+)?(?:be\s+)?$", re.IGNORECASE),
    )


def _alternatives(entries: Iterable[str]) -> str:
    longest_first = sorted(entries, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, entry.split())) for entry in longest_first)
