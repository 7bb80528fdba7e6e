"""Invented people of many ways of writing, the same in every run: a seed makes them, no list of anybody."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ONSETS = ["b", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "r", "s", "st", "t", "v"]
NUCLEI = ["a", "e", "i", "o", "u"]
CODAS = ["", "", "l", "n", "r", "s", "nd", "rk"]
# Korean syllables with the spellings that passports and papers give them, and in Hangul.
SYLLABLES = {
    "ji": ("지", "chi"), "min": ("민", "min"), "seo": ("서", "suh"), "jun": ("준", "joon"), "na": ("나", "nah"),
    "eun": ("은", "un"), "u": ("우", "woo"), "tae": ("태", "tai"), "hyeon": ("현", "hyun"), "yeong": ("영", "young"),
    "su": ("수", "soo"), "gyeong": ("경", "kyung"), "seok": ("석", "suk"), "hui": ("희", "hee"), "dong": ("동", "tong"),
    "ho": ("호", "hoh"), "jeong": ("정", "jung"), "won": ("원", "weon"), "jae": ("재", "jay"), "gi": ("기", "ki"),
}  # fmt: skip
FAMILIES = {
    "bak": ("박", "park"),
    "jeong": ("정", "chung"),
    "gwon": ("권", "kwon"),
    "yun": ("윤", "yoon"),
    "mun": ("문", "moon"),
}
SHORT = {
    "Andrew": "Andy",
    "Edward": "Ed",
    "Gregory": "Greg",
    "Joseph": "Joe",
    "Kenneth": "Ken",
    "Patricia": "Pat",
    "Susan": "Sue",
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing a name, and what it is called."""

    text: str
    way: str


def word(chance: random.Random, syllables: int) -> str:
    return "".join(
        chance.choice(ONSETS) + chance.choice(NUCLEI) + chance.choice(CODAS) for _ in range(syllables)
    ).title()


def korean_name(chance: random.Random) -> tuple[str, str, str]:
    """Family name and two syllables of a given name, in Revised Romanisation."""
    first, second = chance.sample(sorted(SYLLABLES), 2)
    return chance.choice(sorted(FAMILIES)), first, second


def korean_spellings(name: tuple[str, str, str]) -> Iterator[Spelling]:
    family, first, second = name
    other = FAMILIES[family][1].title(), SYLLABLES[first][1], SYLLABLES[second][1]
    yield Spelling(f"{family.title()} {first.title()}-{second}", "as it is")
    yield Spelling(f"{family.title()} {first.title()} {second.title()}", "spaces")
    yield Spelling(f"{first.title()}-{second} {family.title()}", "given name first")
    yield Spelling(f"{first.title()}{second} {family.title()}", "given name first, in one")
    yield Spelling(f"{family.upper()} {first.title()}-{second}", "family name in capitals")
    yield Spelling(f"{other[0]} {first.title()}-{second}", "another spelling of the family name")
    yield Spelling(f"{family.title()} {other[1].title()}-{other[2]}", "another spelling of the given name")
    yield Spelling(f"{other[0]} {other[1].title()}-{other[2]}", "another spelling of both")
    yield Spelling(f"{first[0].upper()}.{second[0].upper()}. {family.title()}", "initials")
    yield Spelling(f"{first.title()} {second[0].upper()}. {family.title()}", "an initial")
    yield Spelling(f"{FAMILIES[family][0]}{SYLLABLES[first][0]}{SYLLABLES[second][0]}", "Hangul")
    yield Spelling(f"Mr. {family.title()} {first.title()}-{second}", "a title")


def western_name(chance: random.Random) -> tuple[str, str, str]:
    """Given name, middle initial and family name."""
    return chance.choice(sorted(SHORT)), chance.choice("BCDFGHKLMNPRSTVW"), word(chance, 2)


def western_spellings(name: tuple[str, str, str]) -> Iterator[Spelling]:
    given, middle, family = name
    yield Spelling(f"{given} {family}", "as it is")
    yield Spelling(f"{given} {middle}. {family}", "a middle initial")
    yield Spelling(f"{SHORT[given]} {family}", "a short name")
    yield Spelling(f"{given[0]}. {family}", "an initial")
    yield Spelling(f"{family.upper()} {given}", "family name in capitals, first")
    yield Spelling(f"Dr. {given} {family}", "a title")


Maker = Callable[[random.Random], tuple[str, str, str]]
Speller = Callable[[tuple[str, str, str]], Iterator[Spelling]]
KINDS: tuple[tuple[Maker, Speller], ...] = ((korean_name, korean_spellings), (western_name, western_spellings))
