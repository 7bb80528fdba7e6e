"""Bodies told of by what they are, and not by name: "the telecommunications agency", "Norway's grid operator"."""

from __future__ import annotations

from communique.languages.en.post import PostContext, Range

__all__ = ["described_body", "described_body_before", "ends_described", "is_led"]

_MOST = 4  # describing words before the noun, at most
_SIGNS = frozenset({",", "(", ":", ";", "-", "–", "—", '"', "“", ".", "!", "?"})
_STOPS = frozenset({".", "!", "?", '"', "”", "“", "-", "–", "—", ":"})
_PLACE = 3  # words of a country's name, at most


def described_body(context: PostContext, first: int, limit: int) -> Range | None:
    """The words of such a body that begin at `first`; None where none do.

    The noun alone ("the agency") takes up a body named before and is none of these.

    Args:
        context: the text.
        first: index of its first word, behind any article.
        limit: index past the last word of the sentence.
    """
    words, small = context.words, context.small
    while first < limit and words.lower[first] in small.general:
        first += 1
    at = _skip_place(context, first, limit)
    last = None
    while at < min(first + _PLACE + _MOST, limit):
        word = words.texts[at]
        if word == "'" and at > first and words.lower[at - 1].endswith("s"):  # "the pilots' association"
            at += 1
            continue
        plain = word.replace("-", "").isalpha() and word.islower()
        if not plain or words.lower[at] in small.no_adjective or words.lower[at] in small.not_in_body:
            break
        if at > first and ends_described(context, at):
            last = at
        at += 1
    # The noun closes the words: "the agency chief" is told of by a post, "the bank holiday" is no bank.
    return (first, last) if last is not None and last == at - 1 else None


def described_body_before(context: PostContext, last: int) -> Range | None:
    """The same read from its last word to the left, before a post: "the central bank governor".

    It begins behind an article, with a country, or behind a word that belongs to no body: "told cocoa board chief A".
    Where something else stands there, only words that are known to belong to bodies do: "saw state gas company boss A".
    """
    words, small = context.words, context.small
    if last < 1 or not is_led(context, last):
        return None
    first, known = last, last
    while first > max(last - _MOST, 0):
        at = first - 1
        word, text = words.lower[at], words.texts[at]
        if text == "'" and words.lower[at - 1].endswith("s") and words.texts[at - 1].islower():
            first -= 2  # "pilots' association"
            continue
        place = _place_before(context, first)
        if place is not None:
            return place, last
        if not (text.replace("-", "").isalpha() and text.islower()) or _is_of_none(context, at):
            opens = word in small.not_in_body or text.islower() or text in _SIGNS
            if (
                text.istitle()
                and not opens
                and word not in small.general
                and (at == 0 or words.texts[at - 1] in _STOPS)
            ):
                return at, last  # "Finance ministry spokesman A" with which a sentence begins
            return (first, last) if opens and first < last else _more_than(known, last)
        first = at
        if (context.is_field(at) or word in context.titles.reach) and known == at + 1:
            known = at
    return _more_than(known, last)


def _more_than(first: int, last: int) -> Range | None:
    """The words of a body; None for the bare noun, which takes up a body named before."""
    return (first, last) if first < last else None


def _is_of_none(context: PostContext, at: int) -> bool:
    """True for a word that is in no description of a body: "met", "visited", "the", "minister", "former"."""
    word, small, titles = context.words.lower[at], context.small, context.titles
    closed = word in small.no_adjective | small.not_in_body | small.determiners | small.general
    return closed or word in titles.past or titles.is_head(word) or word.endswith("ed")


def _place_before(context: PostContext, at: int) -> int | None:
    """The first word of the country or people before a word: "Malta's cocoa", "Maltese cocoa"; None where none is."""
    end = at - 2 if context.words.lower[at - 1] == "'s" else at - 1
    return next((k for k in range(end, max(end - _PLACE, -1), -1) if context.is_place(k, end)), None)


def ends_described(context: PostContext, last: int) -> bool:
    """True for a noun in small letters with which such a body can end: the "operator" of "Norway's grid operator"."""
    return context.words.texts[last].islower() and context.words.lower[last] in context.small.described


def is_led(context: PostContext, last: int) -> bool:
    """True where the noun before a post is a body's: the "board" of "cocoa board chief".

    A delegation is led and no body; a "government minister" serves the country that is named before.
    """
    noun = context.words.lower[last]
    return ends_described(context, last) and noun not in context.titles.units and noun != "government"


def _skip_place(context: PostContext, first: int, limit: int) -> int:
    """The word behind the name of a country or a people with which the body begins, if it does."""
    for last in range(min(first + _PLACE, limit) - 1, first - 1, -1):
        if context.is_place(first, last):
            after = last + 1
            return after + 1 if after < limit and context.words.lower[after] == "'s" else after
    return first
