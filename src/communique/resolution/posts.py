"""Whether two posts, as two texts call them, can be one."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.resolution.names import fold
from communique.resolution.words import class_words

__all__ = ["posts_agree", "posts_of"]

PARTS = re.compile(r"\s*(?:[;,/&]|\band\b)\s*")
WORDS = re.compile(r"\w+(?:-\w+)*")
LONGEST_ROLE = 300


@lru_cache(maxsize=65536)
def posts_of(role: str | None) -> frozenset[str]:
    """The posts that a role names, in comparable form: `founder and outgoing CEO` names `founder` and `ceo`."""
    if not role:
        return frozenset()
    words = class_words()
    found: set[str] = set()
    text = fold(role[:LONGEST_ROLE])
    whole = comparable(text)
    if whole in words.posts:
        return frozenset({words.posts[whole]})  # the name of a single post, "and" and all
    for part in PARTS.split(text):
        phrase = comparable(part)
        if phrase:
            found.add(words.posts.get(phrase, phrase))
    return frozenset(found)


def comparable(part: str) -> str:
    """The words that say which post it is, without those that say when it is held."""
    kept = [word for word in WORDS.findall(part) if word not in class_words().times]
    return " ".join(kept).removesuffix("-elect").removesuffix("-designate")


@lru_cache(maxsize=262144)
def posts_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """True where some post of one can be a post of the other.

    `secretary` can be `us secretary of state`, and `boss` can be `ceo`; `vice president` is not `president`.
    """
    if a & b:
        return True
    words = class_words()
    if (a & words.leaders and b & words.led) or (b & words.leaders and a & words.led):
        return True
    return any(is_shorter(x, y, words.ranks) for x in a for y in b)


def is_shorter(a: str, b: str, ranks: frozenset[str]) -> bool:
    """True where one post is the other said in fewer words, none of which makes another post of it."""
    x, y = set(a.split()), set(b.split())
    less, more = (x, y) if len(x) <= len(y) else (y, x)
    return less < more and not (more - less) & ranks
