"""Bodies told of by what they are, and not by name: "the telecommunications agency", "Norway's grid operator"."""

from __future__ import annotations

from communique.languages.en.post import PostContext, Range

__all__ = ["described_body", "ends_described"]

_MOST = 4  # describing words before the noun, at most
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


def ends_described(context: PostContext, last: int) -> bool:
    """True for a noun in small letters with which such a body can end: the "operator" of "Norway's grid operator"."""
    return context.words.texts[last].islower() and context.words.lower[last] in context.small.described


def _skip_place(context: PostContext, first: int, limit: int) -> int:
    """The word behind the name of a country or a people with which the body begins, if it does."""
    for last in range(min(first + _PLACE, limit) - 1, first - 1, -1):
        if context.is_place(first, last):
            after = last + 1
            return after + 1 if after < limit and context.words.lower[after] == "'s" else after
    return first
