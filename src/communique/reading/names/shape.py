"""What a run of capitalised words looks like."""

from __future__ import annotations

from collections.abc import Iterable

from communique.languages.en.capitals import is_capital
from communique.languages.en.lexicon import Lexicon
from communique.languages.places import find_place
from communique.text.words import Words, join_name

__all__ = ["looks_personal", "names_country", "skip_address"]

_LONGEST = 5  # words of a personal name without titles, at most, initials' stops included


def looks_personal(words: Words, first: int, last: int, lexicon: Lexicon) -> bool:
    """True where the words may be a full personal name: two words or more, no class noun, no post, no place."""
    inside = range(first, last + 1)
    written = [words.texts[k] for k in inside if words.texts[k] != "."]
    if not 2 <= len(written) <= _LONGEST or not all(_is_name_word(text) or text.islower() for text in written):
        return False
    lower = [text.lower() for text in written]
    titles, bodies = lexicon.titles, lexicon.bodies
    if titles.head_starting(words, first) is not None:
        return False
    if any(titles.is_head(low) or low in titles.portfolios or low in titles.descriptions for low in lower):
        return False
    if any(low in bodies.nouns or low in bodies.legal for low in lower):
        return False
    return find_place(join_name(words.texts[k] for k in inside)) is None and find_place(written[-1]) is None


def _is_name_word(text: str) -> bool:
    """True for "Voss", "Anne-Marie", "O'Neil", "J"; letters and figures in one word make a firm or a product."""
    plain = text.replace("-", "").replace("'", "")
    return is_capital(text) and plain.isalpha() and (len(plain) == 1 or not plain.isupper())


def skip_address(words: Words, first: int, limit: int, lexicon: Lexicon) -> int:
    """The first word after any forms of address: "Mr Voss", "Her Excellency Ms Voss"."""
    titles, names = lexicon.titles, lexicon.names
    while first + 1 < limit and is_capital(words.texts[first]):
        low = words.lower[first]
        if (low not in titles.honorifics and low not in titles.styles) or low in names.no_address:
            break
        first += 2 if words.texts[first + 1] == "." else 1
    return first


def names_country(texts: Iterable[str]) -> bool:
    """True where words name a country by its own name."""
    place = find_place(join_name(texts))
    return place is not None and place.kind == "country"
