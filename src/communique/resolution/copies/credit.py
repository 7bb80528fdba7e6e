"""Whom a text credits: the agencies named in its dateline and its credits, or agencies at large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.languages.places import find_place
from communique.model import Document, FurnitureKind
from communique.text.towns import agency_name

__all__ = ["Credit", "credit_of"]

_PIECES = re.compile(r"[/:;,()\[\]|–—]|\s-\s|\b(?:via|by|from|with|and)\b", re.IGNORECASE)
# What a page says of a text that came to it by itself.
_FEED = re.compile(r"\b(?:syndicated|agency|agencies|wire) (?:feed|copy|inputs?|services?|reports?)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()\d]{2,40})\)")
_LONGEST = 600  # letters of a disclaimer


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom a text credits.

    Attributes:
        agencies: the agencies named, in the order of the text.
        own: the agency in its dateline: there it stands where the agency itself has put out the text.
        unnamed: True where it credits agencies without their names.
    """

    agencies: tuple[str, ...] = ()
    own: str | None = None
    unnamed: bool = False


def credit_of(document: Document) -> Credit:
    """Whom a document credits in its frame."""
    agencies: list[str] = []
    own: str | None = None
    unnamed = False
    for part in document.furniture:
        if part.kind is FurnitureKind.CREDIT and part.value:
            agencies.append(part.value)
        if part.kind not in (FurnitureKind.CREDIT, FurnitureKind.DATELINE, FurnitureKind.DISCLAIMER):
            continue
        words = part.span.of(document.text)[:_LONGEST]
        if part.kind is FurnitureKind.DISCLAIMER:
            unnamed = unnamed or _FEED.search(words) is not None
            continue
        found = tuple(_named_in(words))
        unnamed = unnamed or "" in found
        if part.kind is FurnitureKind.DATELINE:
            named = [agency for agency in found or _bracketed(words) if agency]
            agencies += named
            own = own or next(iter(named), None)
    return Credit(agencies=tuple(dict.fromkeys(agencies)), own=own, unnamed=unnamed)


def _named_in(words: str) -> Iterator[str]:
    """The agencies among the pieces of a dateline or credit; an empty text for one without a name."""
    for piece in _PIECES.split(words):
        agency = agency_name(piece)
        if agency is not None:
            yield agency


def _bracketed(words: str) -> Iterator[str]:
    """The name in brackets in a dateline, where no agency of that name is known: "SUVA (Coral Wire) - "."""
    match = _BRACKET.search(words)
    name = match[1].strip() if match is not None else ""
    if name and len(name.split()) <= 3 and all(word[0].isupper() for word in name.split()) and find_place(name) is None:
        yield name
