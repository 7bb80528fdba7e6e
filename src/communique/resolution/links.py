"""Whether a name in a list can be a party that texts name: how surely, and by which turn of writing.

A list writes names its own way: capitals for the family name, the person before or behind the firm, several names in
one cell, numbers of a register behind them. What is compared are its parts, alone and rejoined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from rapidfuzz.distance import Levenshtein

from communique.languages.places import find_place
from communique.resolution.name_matching import compatible_names
from communique.resolution.names import name_parts
from communique.resolution.organisations import (
    acronyms_of,
    bracketed_acronym,
    fold_organisation,
    is_public_body,
    is_whole_of,
)

__all__ = ["Link", "link_organisation", "link_person", "phrases_of", "ways_of"]

LONGEST_RUN: Final = 4  # parts that a separator within a name may have torn it into
MOST_PHRASES: Final = 300  # ways to read one cell that are tried

_BRACKETS: Final = re.compile(r"\(([^()]{2,120})\)")
_WITHIN: Final = re.compile(r"\s+[-–—/|+]\s+|\s*[:;|•/]\s*|\s+(?:and|und|et|y|e|och|en)\s+")
_COMMA: Final = re.compile(r"\s*,\s*")
_NUMBER: Final = re.compile(r"\b\w*\d{5,}[\w-]*")
# A letter's difference is taken for a slip in a long word of a long name only: "Boral" is not "Borel".
_LONG_WORD: Final = 6  # letters
_LONG_NAME: Final = 9

# How German and the languages of the north write these letters where they have none.
_SPELT_OUT: Final[Mapping[str, str]] = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "Æ": "Ae",
}  # fmt: skip
_UMLAUT: Final = re.compile("[äöüåøæÄÖÜÅØÆ]")

# How surely a person is meant, by the turn of writing that connects the names.
_PEOPLE: Final[Mapping[str, float]] = {
    "equal": 1.0,
    "spacing": 1.0,
    "middle": 0.95,
    "order": 0.95,
    "subset": 0.75,
    "diminutive": 0.75,
    "romanisation": 0.75,
    "generation": 0.6,
    "script": 0.6,
    "sounds": 0.6,
    "initials": 0.5,
    "contraction": 0.25,
    "single": 0.25,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name of a list can be a party.

    Attributes:
        strength: how surely by the names alone, between 0 and 1.
        because: the reason in plain words.
    """

    strength: float
    because: str


@lru_cache(maxsize=4096)
def phrases_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the parts of a cell can hold.

    They are each part, parts rejoined, and what stands in brackets or beside a dash, a colon or an "and" within them.
    """
    kept = [_without_numbers(part) for part in parts]
    found = dict.fromkeys(kept)
    for part in kept:
        inner = _BRACKETS.findall(part)
        bare = _BRACKETS.sub(" ", part)
        within = (piece for each in inner for piece in _COMMA.split(each))
        found |= dict.fromkeys(piece.strip(" ,.-–") for piece in (bare, *_WITHIN.split(bare), *inner, *within))
    for begin in range(len(kept)):
        for end in range(begin + 2, min(len(kept), begin + LONGEST_RUN) + 1):
            found.setdefault(", ".join(kept[begin:end]))
    return tuple(phrase for phrase in found if len(phrase) > 1)[:MOST_PHRASES]


def _without_numbers(part: str) -> str:
    return " ".join(_NUMBER.sub(" ", part).split())


def link_person(phrases: Iterable[str], names: Iterable[str]) -> Link | None:
    """How one of the phrases can be a person with one of these names; the surest way, None for none."""
    known = tuple(dict.fromkeys((name, way) for name in names for way in ways_of(name)))
    return _surest(
        _named(_link_person(other, way), phrase, name)
        for phrase in phrases
        for other in ways_of(phrase)
        for name, way in known
    )


def link_organisation(phrases: Iterable[str], names: Iterable[str]) -> Link | None:
    """How one of the phrases can be an organisation with one of these names; the surest way, None for none."""
    known = tuple(dict.fromkeys(names))
    return _surest(_named(_link_organisation(phrase, name), phrase, name) for phrase in phrases for name in known)


def _named(found: tuple[float, str] | None, phrase: str, name: str) -> tuple[float, str] | None:
    return (found[0], f"{phrase} and {name}: {found[1]}") if found is not None else None


def _surest(links: Iterable[tuple[float, str] | None]) -> Link | None:
    best = max((one for one in links if one is not None), default=None)
    return Link(strength=best[0], because=best[1]) if best is not None else None


@lru_cache(maxsize=65_536)
def ways_of(name: str) -> tuple[str, ...]:
    """A person's name as it stands, with the family name from the front put last, and with umlauts spelt out.

    Lists mark the family name that stands first by a comma or by capitals.
    """
    family, comma, given = name.partition(",")
    words = name.split()
    capitals = len(list(takewhile(_is_shouted, words)))
    turned = name
    if comma and given.strip() and "," not in given:
        turned = f"{given.strip()} {family.strip()}"
    elif 0 < capitals < len(words):
        turned = " ".join((*words[capitals:], *words[:capitals]))
    ways = (name, turned)
    return tuple(dict.fromkeys((*ways, *(_UMLAUT.sub(lambda found: _SPELT_OUT[found[0]], way) for way in ways))))


def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


@lru_cache(maxsize=262_144)
def _link_person(phrase: str, name: str) -> tuple[float, str] | None:
    match = compatible_names(phrase, name)
    if match is None:
        return None
    strength = _PEOPLE[match.rule]
    # A family name that one in five bears says less, even where the whole name is the same.
    if strength > 0.5 and (name_parts(phrase).weak or name_parts(name).weak):
        strength -= 0.15
    return strength, match.because


@lru_cache(maxsize=262_144)
def _link_organisation(phrase: str, name: str) -> tuple[float, str] | None:
    one, other = fold_organisation(phrase), fold_organisation(name)
    if not one or not other:
        return None

    def link(strength: float, why: str) -> tuple[float, str]:
        # A name of class words alone ("Ministry of Finance") is that of many bodies.
        weak = is_public_body(one) or is_public_body(other)
        return min(strength, 0.4) if weak else strength, why

    if one == other:
        return link(1.0, "the same name, legal form aside")
    if "".join(one) == "".join(other) and len("".join(one)) > 3:
        return link(0.95, "the names differ only in spaces")
    for short, long, written in ((one, other, name), (other, one, phrase)):
        if bracketed_acronym(written) == short or (
            len(short) == 1 and short[0] in acronyms_of(long) and len(short[0]) > 3
        ):
            given = bracketed_acronym(written) == short
            return link(0.9 if given else 0.55, "one is the short form of the other" if given else "the first letters")
        if is_whole_of(short, long):
            return link(0.85, "one is the other with a word for the whole firm behind it")
        tail = long[len(short) :]
        if tail and long[: len(short)] == short and _is_place(" ".join(tail)):
            return link(0.6, "one is the other in a country or city")
    if len(one) == len(other) and min(len("".join(one)), len("".join(other))) >= _LONG_NAME and _is_slip(one, other):
        return link(0.6, "a letter's difference")
    return None


def _is_place(words: str) -> bool:
    return find_place(words.title()) is not None


def _is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where a single word differs, by one letter, and is long enough for that to be a slip."""
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(odd) == 1 and min(map(len, odd[0])) >= _LONG_WORD and Levenshtein.distance(*odd[0]) == 1
