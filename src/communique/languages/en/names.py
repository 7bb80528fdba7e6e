"""How personal names are put together in English texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["NameWords", "load_name_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The words of `names.toml`; what each list means is said there."""

    particles: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    names_too: frozenset[str]
    posts_of_bodies: frozenset[str]
    ranks_of_people: frozenset[str]
    posts_that_are_names: frozenset[str]
    posts_of_no_name: frozenset[str]
    doubtful_address: frozenset[str]
    no_address: frozenset[str]
    of_bodies: frozenset[str]
    parties: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """Read `names.toml` once."""
    data = load_words("names", package="communique.languages.en")
    return NameWords(**{key: frozenset(words) for key, words in data.items()})
