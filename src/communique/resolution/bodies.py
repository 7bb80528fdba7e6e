"""What the name of an organisation says of which body it is: a country, a ministry of one, a firm renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.languages.places import Place, PlaceKind, country_name, find_place
from communique.resolution.names import fold
from communique.resolution.words import class_words

__all__ = ["BodyName", "body_name", "country_key", "fold_organisation", "is_public_body", "renaming"]

LONGEST = 200
LONGEST_COUNTRY = 5  # words: "the Republic of North Macedonia"
DOTTED = re.compile(r"\b(?:\w\.){2,}")
BRACKETS = re.compile(r"\(([^()]{2,40})\)")
WORD = re.compile(r"\w+")
# "Velmar, formerly Okto", "Velmar (formerly known as Okto)", "Okto, now Velmar"
RENAMED = re.compile(
    r"([^,()]{2,80})[,(]\s*(formerly|previously|once|then|now|since|later)\s+"
    r"(?:known\s+as\s+|called\s+|named\s+|renamed\s+)?([^,()]{2,80})\)?",
    re.IGNORECASE,
)
LATER = frozenset({"now", "since", "later"})
# Class nouns of the parts of a state of which a country has one of a kind, so that the country's name beside it, before
# it or behind it makes no other body of it.
STATE_PARTS = frozenset({"ministry", "department", "government", "parliament", "cabinet"})
STATE_FORMS = frozenset({"republic", "kingdom"})  # "Ministry of Energy of the Portuguese Republic"
SMALL = frozenset({"of", "for", "and", "the", "on", "affairs"})
SPELLINGS = {"defense": "defence", "labor": "labour", "economics": "economy"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """What a name says.

    Attributes:
        key: words to compare by.
        public: true where the same words name another body in each country.
        country: ISO 3166-1 alpha-2 of the country that the name names, or to which it says that the body belongs.
    """

    key: tuple[str, ...]
    public: bool
    country: str | None


@lru_cache(maxsize=65536)
def renaming(name: str) -> tuple[str, str] | None:
    """The present and the former name, where a text gives both in one: `Velmar, formerly Okto`."""
    found = RENAMED.fullmatch(name[:LONGEST].strip())
    if found is None:
        return None
    first, how, second = (part.strip() for part in found.groups())
    return (second, first) if how.lower() in LATER else (first, second)


@lru_cache(maxsize=65536)
def fold_organisation(name: str) -> tuple[str, ...]:
    """The words of the name that count: no article, accents, dots, acronym in brackets or legal form at the end.

    Of a body that a text gives with its former name, the present one.
    """
    legal = class_words().legal
    both = renaming(name)
    text = fold(BRACKETS.sub(" ", (both[0] if both else name)[:LONGEST])).replace("&", " and ")
    text = DOTTED.sub(lambda found: found.group().replace(".", ""), text + " ").replace("'s ", " ").replace("’s ", " ")
    words = [word for word in WORD.findall(text) if word != "the"]
    while len(words) > 1 and words[-1] in legal:
        words.pop()
        if len(words) > 1 and words[-1] == "and":
            words.pop()
    return tuple(words)


@lru_cache(maxsize=65536)
def is_public_body(key: tuple[str, ...]) -> bool:
    """True for a name of class words alone (`Ministry of Defence`), which stands for another body in each country."""
    return all(word in class_words().public for word in key)


@lru_cache(maxsize=65536)
def body_name(name: str) -> BodyName:
    """Read the name of an organisation.

    A country is one body under all its names, its government included; a ministry is one however its name is put
    (`Norwegian Ministry of Defence`, `defense ministry of Norway`).
    """
    key = fold_organisation(name)
    place = find_place(name[:LONGEST])
    if place is not None and not place.ambiguous and place.kind in (PlaceKind.COUNTRY, PlaceKind.ORGANISATION):
        return BodyName(key=fold_organisation(place.canonical), public=False, country=place.country)
    if STATE_PARTS.isdisjoint(key):
        return BodyName(key=key, public=is_public_body(key), country=None)
    for country, rest in without_country(name[:LONGEST]):
        if rest == ("government",):
            return BodyName(key=country_key(country), public=False, country=country)
        if rest and is_public_body(rest):
            return BodyName(key=in_any_order(rest), public=True, country=country)
    public = is_public_body(key)
    return BodyName(key=in_any_order(key) if public else key, public=public, country=None)


def in_any_order(key: tuple[str, ...]) -> tuple[str, ...]:
    """The telling words of a public body's name: `ministry of defence` and `defense ministry` have the same."""
    telling = {SPELLINGS.get(word, word) for word in key} - SMALL
    return tuple(sorted(telling)) or key


def country_key(code: str) -> tuple[str, ...]:
    """The words by which a country is compared."""
    return fold_organisation(country_name(code) or code)


def without_country(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The countries and peoples that the name names, each with the words that are left without it."""
    words = name.replace("’s", "'s").split()
    for length in range(min(LONGEST_COUNTRY, len(words) - 1), 0, -1):
        for at in range(len(words) - length + 1):
            place: Place | None = find_place(" ".join(words[at : at + length]).removesuffix("'s"))
            if place is not None and place.country and place.kind in (PlaceKind.COUNTRY, PlaceKind.DEMONYM):
                left = fold_organisation(" ".join(words[:at] + words[at + length :]))
                rest = tuple(word for word in left if word not in STATE_FORMS)
                while rest and rest[-1] in SMALL:
                    rest = rest[:-1]
                yield place.country, rest
