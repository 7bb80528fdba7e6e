"""Where quoted words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model.span import Span

__all__ = ["find_quote", "find_words", "pick_nearest"]


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Every place where the quote stands, from the first on, overlaps left out.

    Any run of white space in the one fits any run in the other, since line ends move when a text is wrapped anew; all
    else must be the same to the letter. An empty quote stands nowhere.
    """
    words = quote.split()
    if not words:
        return ()
    if found := tuple(_exact(text, quote.strip())):
        return found
    # Fixed words with white space between them: one way to match, so the search cannot run away.
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return tuple(Span(*match.span()) for match in pattern.finditer(text))


def find_words(text: str, quote: str) -> tuple[Span, ...]:
    """The places where the quote stands as whole words; all its places where it nowhere does.

    "he" stands in "the" too, and is not what was meant. Scripts without spaces between words have no such ends.
    """
    places = find_quote(text, quote)
    whole = tuple(place for place in places if not (_runs_on(text, place.start) or _runs_on(text, place.end)))
    return whole or places


def pick_nearest(places: tuple[Span, ...], near: Span | None) -> Span | None:
    """The place with the fewest characters between it and another stretch; the first where there is nothing to be near.

    Args:
        places: in the order of the text.
        near: the stretch.
    """
    if near is None:
        return next(iter(places), None)
    return min(places, key=lambda place: max(near.start - place.end, place.start - near.end, 0), default=None)


def _exact(text: str, quote: str) -> Iterator[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + len(quote))


def _runs_on(text: str, position: int) -> bool:
    """True where a word goes on over this position."""
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()
