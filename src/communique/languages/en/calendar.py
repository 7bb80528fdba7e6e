"""English text cut into words of the calendar: the first half of reading its dates.

Each word of `calendar.toml`, each number and each mark becomes a token of a class, all else a gap. A rule
about dates is then a pattern over classes ("relative unit"), and no rule has to know how many ways there are to write a
month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from communique.text.data import load_words

__all__ = ["CLASSES", "Calendar", "Token", "iter_chunks", "load_calendar"]

# Classes whose members are not listed in the TOML: numbers, marks, and what is no date word.
_MARKS = (
    "num", "big", "float", "nth", "year", "decade_number", "iso", "slashed", "clock", "quarter_name", "comma", "hyphen",
    "dash", "apostrophe", "mark", "gap", "stop",
)  # fmt: skip
_LISTED = (
    "weekday", "weekday_short", "month", "month_doubtful", "season", "unit", "clock_unit", "part_of_day", "today",
    "number", "ordinal", "relative", "away", "sooner",
)  # fmt: skip
_SHUT = (
    "the", "a", "half", "couple", "vague", "old", "now", "time", "every", "year_word", "phase", "edge", "of", "in",
    "on", "at", "by", "since", "from", "to", "between", "and", "hour_word", "possessive", "function",
)  # fmt: skip
# One letter a class, so that a stretch of text becomes a short string that `re` can search.
CLASSES: Mapping[str, str] = {name: chr(0x4E00 + i) for i, name in enumerate((*_MARKS, *_LISTED, *_SHUT))}

# Words before "fall" where it is a season; elsewhere prices do it.
_BEFORE_FALL = frozenset(
    {"the", "this", "last", "next", "in", "by", "early", "late", "mid", "of", "every", "each", "since", "until"}
)

_CAPITALISED = frozenset({"month_doubtful", "weekday_short"})
# A full stop behind these belongs to the word.
_SHORTENED = frozenset({CLASSES["month_doubtful"], CLASSES["weekday_short"]})
# A month in lower case is read where the word can be nothing else.
_LOWER_CASE_TOO = frozenset(
    {"january", "february", "april", "june", "july", "september", "october", "november", "december"}
)

_TOKEN = re.compile(
    r"""
    (?P<stop>\n[^\S\n]*\n\s*)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?![\d-]))
  | (?P<slashed>\d{1,2}/\d{1,2}/\d{4}(?![\d/]))
  | (?P<clock>\d{1,2}(?:[:.]\d{2})?\s?(?:[AaPp]\.\s?[Mm]\b\.?|[AaPp][Mm]\b)|\d{1,2}:\d{2}(?![\d:]))
  | (?P<decade_number>\d{3}0s\b)
  | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<float>\d+(?:[.,]\d+)+)
  | (?P<digits>\d+)(?P<glued>\w*)
  | (?P<quarter_name>Q[1-4]\b)
  | (?P<word>[^\W\d_]+)(?P<point>\.)?
  | (?P<comma>,+)
  | (?P<hyphen>[-\u2010-\u2015\u2212]+)
  | (?P<apostrophe>['\u2019])
  | (?P<mark>[.!?;:()\u2026]+)
  | (?P<other>[^\w\s]+|_+)
    """,
    re.VERBOSE,
)
_MONEY = re.compile(r"[$€£¥₩₹#]\s?$")
# Tokens held at a time: longer runs without a gap are no date, and a hostile text must not fill the memory.
_CHUNK = 4096


class Token(NamedTuple):
    """A word, number or mark that dates are made of."""

    code: str
    start: int
    end: int
    value: Any
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The words of `calendar.toml`, ready for look-up."""

    words: Mapping[str, tuple[str, str, Any]]
    company: Mapping[str, frozenset[str]]
    looks_ahead: frozenset[str]
    looks_back: frozenset[str]


@cache
def load_calendar() -> Calendar:
    """Read `calendar.toml`, once."""
    data = load_words("calendar", package="communique.languages.en")
    words: dict[str, tuple[str, str, Any]] = {}
    for name in _LISTED:
        for word, value in data[name].items():
            words.setdefault(word, (CLASSES[name], name, value))
    for name in _SHUT:
        for word in data["classes"][name]:
            words.setdefault(word, (CLASSES[name], name, word))
    return Calendar(
        words=words,
        company={name: frozenset(listed) for name, listed in data["company"].items()},
        looks_ahead=frozenset(data["lean"]["future"]),
        looks_back=frozenset(data["lean"]["past"]),
    )


def iter_chunks(text: str) -> Iterator[list[Token]]:
    """Cut a text into stretches of tokens, none of which a date runs out of: paragraphs, or pieces of long ones."""
    gap, stop = CLASSES["gap"], CLASSES["stop"]
    tokens: list[Token] = []
    last = stop
    for token in _iter_tokens(text):
        if token.code == last and last in (gap, stop):
            continue
        # Between words that are no dates a text can be cut anywhere; a stretch without any is cut regardless.
        if (token.code == stop and len(tokens) >= 256) or len(tokens) >= _CHUNK:
            yield tokens
            tokens = []
        tokens.append(token)
        last = token.code
    if tokens:
        yield tokens


def _iter_tokens(text: str) -> Iterator[Token]:
    words = load_calendar().words
    gap, stop = CLASSES["gap"], CLASSES["stop"]
    before = ""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "word" or kind == "point":
            word = found["word"]
            entry = words.get(word.lower()) if word != "fall" or before in _BEFORE_FALL else None
            before = word.lower()
            start, end = found.span("word")
            token = None if entry is None else _word(word, start, end, entry)
            short = token is not None and token.code in _SHORTENED and token.word not in ("march", "may")
            if token is None:
                yield Token(gap, start, end, None, word)
            elif short and kind == "point":
                yield token._replace(end=found.end())
                continue
            else:
                yield token
            if kind == "point":
                yield Token(stop, end, end + 1, None, ".")
        elif kind == "digits" or kind == "glued":
            yield _number(found, text)
        elif kind == "other" or kind is None:
            yield Token(gap, found.start(), found.end(), None, found[0])
        else:
            yield _mark(kind, found, text)


def _word(word: str, start: int, end: int, entry: tuple[str, str, Any]) -> Token | None:
    code, name, value = entry
    lower = word.lower()
    if word.islower():
        if lower == "may":  # the verb
            return Token(CLASSES["function"], start, end, lower, lower)
        if name in _CAPITALISED or (name == "month" and lower not in _LOWER_CASE_TOO):
            return None
    return Token(code, start, end, value, lower)


def _number(found: re.Match[str], text: str) -> Token:
    start, end = found.span()
    digits = found["digits"]
    if found["glued"] or len(digits) > 6 or _MONEY.search(text, max(0, start - 2), start) or text[end : end + 1] == "%":
        return Token(CLASSES["gap"], start, end, None, found[0])
    number = int(digits)
    if len(digits) == 4 and 1000 <= number <= 2199:
        return Token(CLASSES["year"], start, end, number, digits)
    return Token(CLASSES["num" if len(digits) <= 2 and 1 <= number <= 31 else "big"], start, end, number, digits)


def _mark(kind: str, found: re.Match[str], text: str) -> Token:
    start, end = found.span()
    written = found[0]
    if kind == "hyphen":
        spaced = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
        return Token(CLASSES["dash" if spaced else "hyphen"], start, end, None, written)
    if kind == "nth":
        number = int(written[:-2])
        return Token(CLASSES["nth" if 1 <= number <= 31 else "gap"], start, end, number, written)
    if kind == "decade_number":
        return Token(CLASSES[kind], start, end, int(written[:4]), written)
    if kind == "float" and (_MONEY.search(text, max(0, start - 2), start) or "." not in written):
        return Token(CLASSES["gap"], start, end, None, written)
    return Token(CLASSES[kind], start, end, None, written)
