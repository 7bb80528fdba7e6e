"""How well a post that the text has told of somebody fits a description."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.languages.en.lexicon import Lexicon
from communique.reading.descriptions import Description
from communique.reading.entities import RoleFact

__all__ = ["best_fit", "is_vague", "same_body"]

# What says more of a post stands behind one of these: "minister of trade", "vice president for research".
_BEHIND_NOUN = re.compile(r",|\s(?:of|for|and|at|in)\s")

# Points of a fit; only their order matters. A body that agrees outweighs any agreement of words.
_SAME_WORDS = 5
_SAME_POST = 4
_POST_OF_ONE_CLASS = 2
_VAGUE = 1
_SAME_BODY = 5


def best_fit(description: Description, facts: Iterable[RoleFact], lexicon: Lexicon) -> int:
    """How well the best of somebody's posts fits; 0 where none does."""
    return max((_fit(description, fact, lexicon) for fact in facts), default=0)


def is_vague(fit: int) -> bool:
    """True where no words of the two posts agree, only the body at most."""
    return fit in {_VAGUE, _VAGUE + _SAME_BODY}


def same_body(a: str, b: str) -> bool:
    """True where one name's words begin the other: `Meta`, `Meta Platforms`."""
    short, long = sorted((a.casefold().split(), b.casefold().split()), key=len)
    return bool(short) and (long[: len(short)] == short or (len(short) == 1 and short[0] in long))


def _fit(description: Description, fact: RoleFact, lexicon: Lexicon) -> int:
    small, head = lexicon.descriptions, description.head
    if head in small.business and fact.state not in {"corporate", ""}:
        return 0
    names_body = description.organisation is not None
    if names_body and not _agree(description, fact):
        return 0
    if not fact.role:
        return int(names_body and head in small.leading)
    score = _score_words(description, fact, lexicon)
    if score and fact.past and not description.post.past:
        score -= 1
    return score + _SAME_BODY if names_body and score else score


def _agree(description: Description, fact: RoleFact) -> bool:
    """True where description and fact name one body, or one country."""
    if fact.country is not None and fact.country == description.country:
        return True
    return (
        fact.organisation is not None
        and description.organisation is not None
        and same_body(description.organisation, fact.organisation)
    )


def _score_words(description: Description, fact: RoleFact, lexicon: Lexicon) -> int:
    """How well the words of two posts agree."""
    head, known = description.head, fact.role.lower()
    if known == description.role:
        return _SAME_WORDS
    noun = _BEHIND_NOUN.split(known, maxsplit=1)[0]
    if f" {known}".endswith(f" {head}") or f" {noun}".endswith(f" {head}"):
        return _SAME_POST
    of_a_field = description.role != head  # "the finance minister" is the chief of no firm; "the commissioner" may be
    if of_a_field and fact.state and description.post.state and fact.state != description.post.state:
        return 0
    lesser = lexicon.descriptions.lesser  # "the opposition leader" is not "the prime minister"
    if lesser & set(noun.split()) <= set(description.role.split()):
        for row in lexicon.titles.same:
            if head in row and any(f" {noun}".endswith(f" {other}") for other in row):
                return _POST_OF_ONE_CLASS
    describing = lexicon.titles.descriptions - {"chief", "boss", "leader"}
    both_business = fact.state == "corporate" and description.post.state == "corporate"
    if head in describing or (description.organisation is not None and both_business):
        return _VAGUE
    return 0
