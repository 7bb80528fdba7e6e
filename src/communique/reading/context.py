"""The words of a text with what the gazetteer knows of them."""

from __future__ import annotations

from communique.languages.en.lexicon import Lexicon
from communique.languages.en.post import PostContext
from communique.languages.places import find_place
from communique.text.words import Words, join_name

__all__ = ["country_named", "post_context"]


def country_named(words: Words, first: int, last: int) -> str | None:
    """The country (ISO 3166-1) that the words name, by its own name or its people's."""
    place = find_place(join_name(words.texts[first : last + 1]))
    return place.country if place is not None and place.kind in {"country", "demonym"} else None


def post_context(words: Words, lexicon: Lexicon) -> PostContext:
    """The text, as the grammars of posts want it."""
    return PostContext(
        words=words,
        titles=lexicon.titles,
        small=lexicon.posts,
        is_place=lambda first, last: country_named(words, first, last) is not None,
        is_region=lambda first, last: _names_region(words, first, last),
    )


def _names_region(words: Words, first: int, last: int) -> bool:
    place = find_place(join_name(words.texts[first : last + 1]))
    return place is not None and place.country is None and place.kind in {"region", "demonym"}
