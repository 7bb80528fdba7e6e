"""The word lists of `words.toml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["ClassWords", "class_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassWords:
    """Words for comparing posts and organisations; the file's comments say what each list holds."""

    posts: Mapping[str, str]
    leaders: frozenset[str]
    led: frozenset[str]
    times: frozenset[str]
    past: frozenset[str]
    ranks: frozenset[str]
    peers: frozenset[str]
    legal: frozenset[str]
    wholes: frozenset[str]
    public: frozenset[str]


@cache
def class_words() -> ClassWords:
    """The lists as the code wants them: `posts` maps every name of a post to the one used in comparing."""
    raw = load_words("words", package="communique.resolution")
    posts = {name: row[0] for row in raw.pop("posts") for name in row}
    return ClassWords(posts=posts, **{key: frozenset(words) for key, words in raw.items()})
