"""Runs of capitalised words: how far a name of a body reaches."""

from __future__ import annotations

from collections.abc import Callable

from communique.languages.en.post import PostContext, Range

__all__ = ["body_described", "is_capital", "only_describes", "owns_within", "run_back", "run_on"]

# What makes of a name the description of somebody else: "the Luxembourg-based trader", "a Tokyo-listed firm".
_JOINED = frozenset({
    "based", "born", "led", "backed", "owned", "listed", "headquartered", "educated", "trained", "raised", "registered",
    "controlled", "sponsored", "linked", "brokered", "occupied", "held", "run", "made", "built", "funded", "dominated",
    "mediated", "hosted", "appointed", "style", "wide", "bound",
})  # fmt: skip
_DESCRIBING = 5  # words between a place and the body it is said of, at most


def is_capital(word: str) -> bool:
    """True for a word that begins with a capital letter."""
    return word[:1].isupper()


def only_describes(word: str) -> bool:
    """True for "Luxembourg-based", "Texas-born": the name in it is not that of the body or the person behind it."""
    before, hyphen, last = word.rpartition("-")
    return bool(hyphen) and is_capital(before) and last in _JOINED


def run_back(context: PostContext, last: int, stop: Callable[[int], bool]) -> int:
    """The first word of the capitalised run that ends at `last`, not beyond a word where `stop` holds."""
    words = context.words
    first = last
    while first > 0:
        before = first - 1
        text = words.texts[before]
        stopped = (
            text == "."
            and before > 0
            and (words.lower[before - 1] in context.small.abbreviated or len(words.texts[before - 1]) == 1)
        )
        glued = (text == "&" or stopped) and before > 0 and is_capital(words.texts[before - 1])
        if stop(before) or not (is_capital(text) or glued) or context.gap(first) > 1:
            break
        first = before
    return first


def run_on(context: PostContext, first: int) -> int:
    """The last word of the capitalised run that starts at `first`, small words inside allowed."""
    words, small = context.words, context.small
    last = first
    while last + 1 < len(words):
        after = last + 1
        text = words.texts[after]
        if context.gap(after) > 1:
            break
        if is_capital(text) or (text == "." and words.lower[last] in small.abbreviated):
            last = after
            continue
        more = after + 1
        owned = first < last and owns_within(context, after)
        if owned and more < len(words) and is_capital(words.texts[more]) and context.gap(more) == 1:
            last = more
            continue
        if text not in small.inside_bodies:
            break
        if more < len(words) and words.texts[more] in small.articles:
            more += 1
        # "Google and Apple" are two; only the name of a public body goes on: "Ministry of Trade and Industry"
        joins_two = text in {"and", "for", "on"} and words.lower[first] not in small.long_bodies
        if more >= len(words) or not is_capital(words.texts[more]) or joins_two:
            break
        last = more
    return last


def owns_within(context: PostContext, at: int) -> bool:
    """True for the 's of "National People's Congress": within a name, and not the end of one."""
    words = context.words
    return words.texts[at] == "'s" and words.lower[at - 1] in context.small.owners_in_names


def body_described(context: PostContext, at: int, limit: int) -> Range | None:
    """The name after a few describing words: "South Korea's top portal Naver Corp."; None where none follows."""
    words = context.words
    for first in range(at, min(at + _DESCRIBING, limit)):
        word = words.texts[first]
        if is_capital(word):
            return first, min(run_on(context, first), limit - 1)
        if words.lower[first] in context.small.no_adjective or not (word.isalpha() or "-" in word):
            return None
    return None
