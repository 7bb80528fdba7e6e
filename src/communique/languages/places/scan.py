"""All names of places in an English text, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.languages.places.gazetteer import Bucket, Place, PlaceKind, bucket, place_key
from communique.languages.places.words import place_words
from communique.model.span import Span

__all__ = ["PlaceMention", "find_places"]

# A word with the signs that names have inside: "U.S.", "N'Djamena", "d'Ivoire". Names begin with a capital or a number.
_WORD = r"[^\W_]+(?:[.'’`ʻ][^\W_]+)*(?:(?<=[.][^\W_])\.)?"
_FIRST = re.compile(r"(?<![^\W_])(?=[^\W_a-zß-öø-ÿ])" + _WORD)
# What may stand between two words of one name; a full stop only after "St." and its like.
_NEXT = re.compile(r"(?:[ \u00a0]|\.[ \u00a0]|['’][ \u00a0]|[-‐‑–/]|[ \u00a0]?\r?\n)(" + _WORD + ")")
_POSSESSIVE = re.compile(r"['’][sS]$")
_THE_BEFORE = re.compile(r"\b[Tt]he $")
_NAME_AFTER = re.compile(r"(?:[ \u00a0]|[-‐‑])([^\W\d_a-zß-öø-ÿ][^\W_]*)")
_NAME_BEFORE = re.compile(r"([^\W_]+)[ \u00a0-]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name of a place, where it stands.

    Attributes:
        span: the name in the text, without "the" and "'s".
        place: what the name means.
        joined: a capitalised word stands right beside it, so that it may be part of a longer name ("Bank of Tokyo" is
            not caught by this, "Tokyo Electron" and "Paris Hilton" are). Never true of a demonym.
    """

    span: Span
    place: Place
    joined: bool = False


def find_places(text: str, spans: Iterable[Span] | None = None) -> tuple[PlaceMention, ...]:
    """Every name of a place in the text, or in the given stretches of it, in the order of the text.

    The longest name wins ("South Korean" is not "Korean"), names do not overlap, and nothing is left out for being
    ambiguous: `place.ambiguous` and `joined` say how far to trust it. Names in capitals (datelines) are found too.
    """
    stretches = [(0, len(text))] if spans is None else [(span.start, span.end) for span in spans]
    return tuple(mention for start, end in stretches for mention in _scan(text, start, end))


def _scan(text: str, start: int, end: int) -> Iterator[PlaceMention]:
    at = start
    while (word := _FIRST.search(text, at, end)) is not None:
        at = word.end()
        hit = _longest(text, word, end)
        if hit is None:
            # "Franco-German" and "US-led" are one word to the eye and two to us: go on right behind the hyphen.
            continue
        place, stop = hit
        begin = word.start()
        if place.ambiguous and begin - 4 >= start and _THE_BEFORE.search(text, begin - 4, begin):
            names = bucket("The")
            with_article = names.places.get(place.name) if names is not None else None
            if with_article is not None:
                place, begin = with_article, begin - 4
        yield PlaceMention(
            span=Span(begin, stop),
            place=place,
            joined=place.kind is not PlaceKind.DEMONYM and _is_joined(text, begin, stop),
        )
        at = stop


def _longest(text: str, word: re.Match[str], end: int) -> tuple[Place, int] | None:
    """The place with the longest name that begins with this word, and where the name ends."""
    first = word.group()
    bare = _POSSESSIVE.sub("", first)
    key = place_key(first)
    stop = word.end() - (len(first) - len(bare))
    found: tuple[Place, int] | None = None
    names = bucket(key)
    if names is not None:
        found = _follow(text, names, word.end(), end, capitals=False)
    if found is None and bare is not first:
        names = bucket(place_key(bare))
        if names is not None and "" in names.places:
            found = names.places[""], stop
    if found is None and len(first) > 2 and first.isupper():
        names = bucket(key.capitalize())
        if names is not None:
            found = _follow(text, names, word.end(), end, capitals=True)
            if found is not None and found[1] == word.end() and len(first) < 4:
                found = None  # three capitals alone are an abbreviation
    return found


def _follow(text: str, names: Bucket, at: int, end: int, *, capitals: bool) -> tuple[Place, int] | None:
    """Go on word by word from the end of the first; the last place met on the way."""
    alone = names.places.get("")
    found = (alone, at) if alone is not None else None
    rest = ""
    for _ in range(names.longest):
        word = _NEXT.match(text, at, end)
        if word is None or (capitals and word.group(1).islower()):
            break
        written = word.group(1)
        bare = _POSSESSIVE.sub("", written)
        for form, stop in ((written, word.end()), (bare, word.end(1) - len(written) + len(bare))):
            longer = f"{rest} {place_key(form)}".lstrip()
            place = names.in_capitals(longer) if capitals else names.places.get(longer)
            if place is not None:
                found = place, stop
                break
        rest = f"{rest} {place_key(written)}".lstrip()
        at = word.end()
    return found


def _is_joined(text: str, begin: int, stop: int) -> bool:
    after = _NAME_AFTER.match(text, stop)
    if after is not None and after.group(1) not in place_words().apart:
        return True
    before = _NAME_BEFORE.search(text, max(0, begin - 24), begin)
    return before is not None and before.group(1)[0].isupper() and before.group(1) not in place_words().apart
