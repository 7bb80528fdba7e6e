"""Where the name of a body or a country ends before a post: "World Bank President", "New Zealand Trade Minister"."""

from __future__ import annotations

from communique.languages.en.capitals import is_capital, run_back
from communique.languages.en.post import PostContext
from communique.languages.en.titles import Head

__all__ = ["closes_name", "ends_body", "ends_name_over_of", "ends_place", "over_of"]

_PLACE = 4  # words of a country's name, at most


def ends_place(context: PostContext, at: int) -> bool:
    """True for the last word of the name of a country or a people: the "Zealand" of "New Zealand Trade Minister"."""
    for first in range(at, max(at - _PLACE, -1), -1):
        if not is_capital(context.words.texts[first]):
            return False
        if context.is_place(first, at):
            return True
    return False


def closes_name(context: PostContext, at: int, head: Head) -> bool:
    """True for the "Bank" of "World Bank President": a class noun with which the name of a body ends.

    Only before a head that leads a whole body: "Police Commissioner" and "Party Secretary" are posts as they stand.
    """
    words = context.words
    return (
        is_capital(words.texts[at])
        and is_capital(words.texts[at - 1])
        and context.gap(at) == 1
        and words.lower[at] in context.small.closing
        and words.lower[head.last] in context.small.leading_bodies
    )


def ends_body(context: PostContext, at: int, head: Head) -> bool:
    """True for the "Energy" of "Voltmark Energy chairman", "Voltmark Energy CEO": a capital of the body's own name."""
    words = context.words
    return (
        at > 0
        and is_capital(words.texts[at])
        and not words.texts[head.first].istitle()
        and is_capital(words.texts[at - 1])
        and context.gap(at) == 1
        and not context.is_place(at - 1, at - 1)
        and context.titles.head_ending(words, at - 1) is None
        and words.lower[at - 1] not in context.small.not_in_body
        and words.lower[at - 1] not in context.titles.modifiers
    )


def ends_name_over_of(context: PostContext, at: int) -> bool:
    """True for the "Europe" of "Council of Europe chief", not for the "Deputy" of "Bank of Japan Deputy Governor"."""
    if not is_capital(context.words.texts[at]) or context.words.lower[at] in context.titles.ranking:
        return False
    first = run_back(context, at, lambda k: False)
    return over_of(context, first) < first


def over_of(context: PostContext, first: int) -> int:
    """The first word of a body's name that goes on over "of": "Bank of England", "University of the Andes"."""
    words = context.words
    before = first - 1 - (words.lower[first - 1] == "the")
    if before < 1 or words.lower[before] != "of" or words.lower[before - 1] not in context.small.named_of:
        return first
    return run_back(context, before - 1, lambda k: False) if is_capital(words.texts[before - 1]) else first
