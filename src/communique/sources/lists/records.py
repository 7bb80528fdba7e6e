"""What a reader of lists hands on: people, organisations, posts and who held them, each as its file has it.

The parts may stand in any order and in several files; `spool` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from communique.languages.places import PlaceKind, country_name, find_place
from communique.model.reference import FormerName, Trouble

__all__ = [
    "Holding",
    "ListedBody",
    "ListedPerson",
    "ListedPost",
    "Troubles",
    "clean",
    "clean_all",
    "country",
]

LONGEST = 300  # characters of a name; what is longer is no name
MOST_NAMES = 200  # of one entry

_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff]+")
_CODE = re.compile(r"[A-Za-z]{2}(?=$|-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """A person. `countries` are ISO codes or the ids of places."""

    id: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBody:
    """An organisation. Acronyms (`short`) and former names are among its names; `kind` is `firm` or `public`."""

    id: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    interval: str | None = None
    short: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPost:
    """A post, with the id of its organisation or that organisation's name."""

    id: str
    role: str
    body: str | None = None
    body_name: str | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Somebody held a post: the post by its id, or what it is called.

    Attributes:
        where: where the file says so, for complaints.
        person: the person's id.
        post: the post's id.
        role: what the post is called, where the file says it here.
        body: the organisation's id.
        body_name: its name.
        countries: ISO codes or the ids of places.
        interval: EDTF.
    """

    where: str
    person: str
    post: str | None = None
    role: str | None = None
    body: str | None = None
    body_name: str | None = None
    countries: tuple[str, ...] = ()
    interval: str | None = None


@dataclass(slots=True)
class Troubles:
    """All that could not be used: how much it was, and the first of it.

    Attributes:
        kept: how many are kept with their reason.
        first: those.
        count: all.
    """

    kept: int = 20
    first: list[Trouble] = field(default_factory=list)
    count: int = 0

    def add(self, where: str, problem: str) -> None:
        """Note one."""
        self.count += 1
        if len(self.first) < self.kept:
            self.first.append(Trouble(where=where, problem=clean(problem) or "no reason given"))


def clean(text: object) -> str | None:
    """A name on one line, without what cannot be seen; None where nothing is left of it, or it is too long."""
    if not isinstance(text, str) or len(text) > 4 * LONGEST:
        return None
    plain = " ".join(_BAD.sub(" ", text).split())
    return plain if 0 < len(plain) <= LONGEST else None


def clean_all(texts: Iterable[object]) -> tuple[str, ...]:
    """Every name once, in the order given."""
    return tuple(dict.fromkeys(name for text in texts if (name := clean(text)) is not None))[:MOST_NAMES]


@lru_cache(maxsize=4096)
def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a code (`gb`, `gb-sct`) or an English name means; None where it means none."""
    if found := _CODE.match(text.strip()):
        with suppress(KeyError):
            country_name(found[0].upper())
            return found[0].upper()
    place = find_place(text)
    return place.country if place is not None and place.kind is PlaceKind.COUNTRY else None
