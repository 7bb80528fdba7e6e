"""The places of the world by the names that English news gives them.

The table (`languages/en/places.tsv`) is a sorted text file, one name a line. It is looked up by binary search, so
that opening it costs a few milliseconds and only the names that a text uses are ever taken apart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

__all__ = [
    "Bucket",
    "Place",
    "PlaceKind",
    "bucket",
    "capital_of",
    "country_name",
    "demonym_country",
    "find_place",
    "is_ambiguous",
    "place_key",
    "within",
]


class PlaceKind(StrEnum):
    """What sort of name it is."""

    COUNTRY = "country"  # a state or a territory with a code of its own
    CITY = "city"  # a city or town
    REGION = "region"  # a state, province, island, quarter of a city, or a part of the world
    SEAT = "seat"  # an official residence, a seat of government or parliament, a building that stands for one
    DEMONYM = "demonym"  # what belongs to a country, or its people: "South Korean", "Emiratis"
    ORGANISATION = "organisation"  # a body of several states, with no country of its own: "EU", "NATO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a name means as a place.

    Attributes:
        name: the name that was looked up, without accents, hyphens and full stops.
        kind: what sort of name it is.
        canonical: the name that news usually gives the place ("Kyiv" for "Kiev"); for a demonym its country's name.
        city: the city it is, or lies in; None where it is larger than a city or the city is not known.
        country: ISO 3166-1 alpha-2 (and XK for Kosovo); None where it belongs to no one country.
        ambiguous: as often something else (a person, a firm, a word, another place): take it for a place only where
            the words around it say so.
    """

    name: str
    kind: PlaceKind
    canonical: str
    city: str | None = None
    country: str | None = None
    ambiguous: bool = False


_KINDS = {"C": PlaceKind.COUNTRY, "T": PlaceKind.CITY, "R": PlaceKind.REGION, "S": PlaceKind.SEAT}
_KINDS |= {"D": PlaceKind.DEMONYM, "O": PlaceKind.ORGANISATION}
# Letters that Unicode does not take apart into a plain letter and a mark, and signs that names are written without.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A"}
    | dict.fromkeys("-‐‑–/\u00a0\n\t", " ")
    | dict.fromkeys(".'’‘`ʻʼʿʾ", None)
)
# Kept, as "St. Peter's" is a place and "Canadian's" is not "Canadians".
_OWNER = re.compile(r"['’]s(?=\s|$)")


def place_key(name: str) -> str:
    """The form under which a name is kept: without accents, full stops and hyphens.

    Of apostrophes only that of "'s" stays. Case stays: "US" is a country, "us" is not.
    """
    if ("'" in name or "’" in name) and _OWNER.search(name):
        plain = "'s".join(part.translate(_PLAIN) for part in _OWNER.split(name))
    else:
        plain = name.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


@cache
def _table() -> list[str]:
    """The lines of the table, sorted by code point."""
    text = files("communique.languages").joinpath("en", "places.tsv").read_text("utf-8")
    lines = text.split("\n")
    return lines[next(i for i, line in enumerate(lines) if not line.startswith("#")) :]


def _parse(line: str) -> Place:
    name, kind, country, canonical, city, flag = line.split("\t")[:6]
    usual = canonical or name
    return Place(
        name=name,
        kind=_KINDS[kind],
        canonical=usual,
        city=city or (usual if kind == "T" else None),
        country=country or None,
        ambiguous=flag == "?",
    )


# The official name of a country around its short one, where the table has only that.
_OFFICIAL = re.compile(
    r"(?:[Tt]he )?(?:(?:Democratic|Federal|Islamic|Arab|People's|Socialist|United) ){0,3}"
    r"(?:Republic|Kingdom|Principality|Sultanate|Commonwealth|Union) of (?:the )?(?=[A-Z])"
)
_LONGEST_NAME = 200  # characters; nothing longer is looked up piece by piece


class Bucket:
    """All names that begin with one word: what follows that word ("" where nothing does) to the place."""

    __slots__ = ("_capitals", "longest", "places")

    def __init__(self, places: dict[str, Place]) -> None:
        self.places = places
        self.longest = max((rest.count(" ") + 1 for rest in places if rest), default=0)
        self._capitals: dict[str, Place] | None = None

    def in_capitals(self, rest: str) -> Place | None:
        """The place whose name goes on with these words, whatever their case."""
        if self._capitals is None:
            self._capitals = {words.casefold(): place for words, place in self.places.items()}
        return self._capitals.get(rest.casefold())


@lru_cache(maxsize=1 << 14)
def bucket(first: str) -> Bucket | None:
    """The names that begin with this word, given as `place_key` writes it; None where there are none."""
    table = _table()
    found: dict[str, Place] = {}
    # "\t" and " " sort before every letter, so the names that begin with this very word stand together.
    for at in range(bisect_left(table, first + "\t"), len(table)):
        line = table[at]
        if not line.startswith(first) or line[len(first)] not in "\t ":
            break
        place = _parse(line)
        found[place.name[len(first) + 1 :]] = place
    return Bucket(found) if found else None


def _look_up(key: str) -> Place | None:
    first, _, rest = key.partition(" ")
    names = bucket(first) if first else None
    return names.places.get(rest) if names is not None else None


def find_place(name: str) -> Place | None:
    """The place that a name means; None where the table does not have it.

    Takes the name as a text writes it: with or without "the", accents, full stops or a closing "'s", in capitals as
    datelines have it, or with what it lies in after a comma ("London, Ontario" is the one in Canada).
    """
    name = name.strip()
    inner, comma, outer = name.partition(",")
    if comma and len(name) < _LONGEST_NAME:
        place, around = find_place(inner), find_place(outer)
        return within(place, around) if place is not None and around is not None else place
    key = place_key(name)
    found = _look_up(key)
    if found is None and name.endswith(("'s", "’s")):
        return find_place(name[:-2])
    if found is None and key[:4] in ("the ", "The ", "THE "):
        found = _look_up("The " + key[4:]) or _look_up(key[4:])
    if found is None and len(key) > 3 and key.isupper():
        first, _, rest = key.removeprefix("THE ").partition(" ")
        names = bucket(first.capitalize())
        found = names.in_capitals(rest) if names is not None else None
    if found is None and (official := _OFFICIAL.match(key)) is not None:
        found = _look_up(key[official.end() :])
        return found if found is not None and found.kind == "country" else None
    return found


def within(place: Place, outer: Place) -> Place:
    """The place as the larger one named beside it fixes it.

    "Cambridge, Massachusetts" is a Cambridge, and not the one in England; being so named it is no longer ambiguous.
    A larger place that tells nothing leaves it as it was.
    """
    if outer.country is None or outer.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.CITY):
        return place
    if place.country == outer.country:
        return replace(place, ambiguous=False)
    if place.kind is PlaceKind.CITY:
        return replace(place, country=outer.country, canonical=place.name, city=place.name, ambiguous=False)
    return place


@cache
def _countries() -> MappingProxyType[str, tuple[str, str | None]]:
    """Short name and capital by code."""
    found = {}
    for line in _table():
        if "\tC\t" in line:
            name, _, code, canonical, _, _, *capital = line.split("\t")
            if capital:  # given once a country, on the line of its usual name
                found[code] = (canonical or name, capital[0] or None)
    return MappingProxyType(found)


def country_name(code: str) -> str:
    """The short name that news uses for a country: "South Korea" for KR.

    Raises:
        KeyError: where no country has this ISO 3166-1 alpha-2 code.
    """
    return _countries()[code][0]


def capital_of(code: str) -> str | None:
    """The capital of a country by its usual English name: "Rome" for IT; None where it has none."""
    name_and_capital = _countries().get(code)
    return name_and_capital[1] if name_and_capital is not None else None


def demonym_country(word: str) -> str | None:
    """The code of the country that an adjective or a people's noun belongs to: "South Korean" is KR."""
    place = find_place(word)
    return place.country if place is not None and place.kind is PlaceKind.DEMONYM else None


def is_ambiguous(name: str) -> bool:
    """True where the name is in the table and is as often something else as this place."""
    place = find_place(name)
    return place is not None and place.ambiguous
