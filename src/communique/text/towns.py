"""The towns and agencies of datelines, and the words that only look like towns."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from communique.text.data import load_words

__all__ = ["agency_name", "is_town", "labels", "particles", "saints"]


def is_town(place: str) -> bool:
    """True where a town named is one that datelines name alone."""
    towns = re.split(r"\s*/\s*|\s+and\s+", place.partition(",")[0], flags=re.IGNORECASE)
    return any(_fold(town) in _towns() for town in towns)


def agency_name(words: str) -> str | None:
    """The name of the agency that these words are; empty for "agencies" and the like, None where they are none."""
    return _agencies().get(_fold(words.strip(" -–—./()[]")))


@cache
def _towns() -> frozenset[str]:
    return frozenset(map(_fold, load_words("datelines")["places"]["alone"]))


@cache
def _agencies() -> dict[str, str]:
    return {
        _fold(name): agency
        for agency, names in load_words("datelines")["agencies"].items()
        for name in (agency, *names)
        if name
    }


@cache
def particles() -> frozenset[str]:
    """Small words inside the names of towns."""
    return frozenset(load_words("datelines")["places"]["particles"])


@cache
def saints() -> frozenset[str]:
    """Shortened words that open a town's name with a stop."""
    return frozenset(load_words("datelines")["places"]["saints"])


@cache
def labels() -> frozenset[str]:
    """Words that stand where a town's name could, and name none."""
    datelines = load_words("datelines")
    calendar = datelines["calendar"]
    days = {name for names in (*calendar["months"], *calendar["weekdays"]) for name in names}
    return frozenset(datelines["labels"]["words"]) | days | frozenset(calendar["parts_of_day"])


def _fold(words: str) -> str:
    """Without case, accents and odd letters, so that SÃO PAULO and Sao Paulo are one."""
    decomposed = unicodedata.normalize(
        "NFKD", words.replace("’", "'").replace("Đ", "D").replace("ł", "l").replace("ø", "o")
    )
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().strip()
