"""The text as the readers want it: one spelling of quotes, spaces and letters, each character in its old place."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from communique.text.data import load_words

__all__ = ["clean"]

_SINGLE_QUOTES = "‘’‚‛ʼʹ′‵`´‹›＇"
_DOUBLE_QUOTES = "“”„‟″‶«»〝〞〟＂"
_HYPHENS = "‐‑−⁃﹣－"
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SOFT_HYPHEN = "\u00ad"
# Where Unicode keeps its spaces, invisible characters and second sets of Latin letters; walking through all of it
# would take a quarter of a second.
_BLOCKS = (range(0x20), range(0x7F, 0x3100), range(0xFE00, 0x10000), range(0x1D400, 0x1D800), range(0xE0000, 0xE0200))


def clean(text: str) -> str:
    """Return a text of exactly the same length that is easier to read for rules and taggers.

    Each change puts one code point in the place of one, so offsets into the result are offsets into `text`:
    curly quotes become straight, exotic spaces and invisible characters become spaces, wide and ornamental Latin
    letters and digits become plain, all line ends become newlines, and abbreviations printed in lower case (`ai`)
    get their capitals back where the text shows that it means them.
    """
    if not text.isascii():
        text = _odd_characters().sub(_plain, text)
    elif _ASCII_CONTROLS.search(text) is not None:
        text = _ASCII_CONTROLS.sub(_plain, text)
    if _SOFT_HYPHEN in text:
        text = _INNER_SOFT_HYPHEN.sub("-", text).replace(_SOFT_HYPHEN, " ")
    return _restore_capitals(text)


_ASCII_CONTROLS = re.compile(r"\r\n|[\x00-\x09\x0b-\x1f\x7f]")
# Within a word the mark stands where a hyphen may be printed; a space would make two words of one.
_INNER_SOFT_HYPHEN = re.compile(rf"(?<=\w){_SOFT_HYPHEN}(?=\w)")


def _plain(match: re.Match[str]) -> str:
    found = match[0]
    return " \n" if found == "\r\n" else _replacements()[found]


@cache
def _replacements() -> dict[str, str]:
    """What each odd character becomes, over all of Unicode."""
    table = dict.fromkeys(map(chr, range(0xE000, 0xF900)), " ")  # private use: the bullets of word processors
    table["\r"] = "\n"
    for ordinal in chain(*_BLOCKS):
        char = chr(ordinal)
        category = unicodedata.category(char)
        if category in ("Zs", "Cc", "Cf") or 0xFE00 <= ordinal <= 0xFE0F:
            table.setdefault(char, " ")
        elif category in ("Lu", "Ll", "Nd"):
            kind, _, target = unicodedata.decomposition(char).partition(" ")
            if kind in ("<wide>", "<font>") and " " not in target:
                plain = chr(int(target, 16))
                if plain.isascii() and plain.isalnum():
                    table[char] = plain
    table |= dict.fromkeys(_SINGLE_QUOTES, "'")
    table |= dict.fromkeys(_DOUBLE_QUOTES, '"')
    table |= dict.fromkeys(_HYPHENS, "-")
    table |= dict.fromkeys(_LINE_ENDS, "\n")
    del table["\n"], table[_SOFT_HYPHEN]
    return table


@cache
def _odd_characters() -> re.Pattern[str]:
    ordinals = sorted(map(ord, _replacements()))
    ranges: list[list[int]] = []
    for ordinal in ordinals:
        if ranges and ordinal == ranges[-1][1] + 1:
            ranges[-1][1] = ordinal
        else:
            ranges.append([ordinal, ordinal])
    return re.compile("\r\n|[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]")


def _restore_capitals(text: str) -> str:
    for lower, proper, standing_alone, evidence in _abbreviations():
        if lower not in text:
            continue
        uses = standing_alone.findall(text)
        if uses and evidence.search(text) and sum(1 for _ in _english_marks().finditer(text)) >= len(uses):
            text = standing_alone.sub(proper, text)
    return text


@cache
def _abbreviations() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]:
    compiled = []
    for entry in load_words("cleaning")["abbreviation"]:
        lower, proper = re.escape(entry["lower"]), re.escape(entry["proper"])
        # Not within a word, an address or a file name, nor after an apostrophe (French "j'ai").
        standing_alone = re.compile(rf"(?<![\w.@/'&#-]){lower}(?![\w@/]|\.\w)")
        long = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in entry["long"])
        evidence = re.compile(rf"\b{proper}\b|\({lower}\)|(?i:\b(?:{long})\b)")
        compiled.append((entry["lower"], entry["proper"], standing_alone, evidence))
    return tuple(compiled)


@cache
def _english_marks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_words('cleaning')['english']['marks'])})\b", re.IGNORECASE)
