"""By which words a text speaks of somebody without the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["DescriptionWords", "load_description_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionWords:
    """The words of `descriptions.toml`; what each list means is said there.

    `pair` matches what stands for two parties together: "the two leaders", "both sides".
    """

    definite: frozenset[str]
    indefinite: frozenset[str]
    counting: frozenset[str]
    two_faced: frozenset[str]
    no_noun: frozenset[str]
    unnamed: frozenset[str]
    serving: frozenset[str]
    turn_before: frozenset[str]
    turn_after: frozenset[str]
    in_towns: frozenset[str]
    heading: frozenset[str]
    second: frozenset[str]
    sent: frozenset[str]
    relational: frozenset[str]
    business: frozenset[str]
    leading: frozenset[str]
    lesser: frozenset[str]
    describing_posts: frozenset[str]
    resuming: frozenset[str]
    joining: frozenset[str]
    predicating: frozenset[str]
    before_predicates: frozenset[str]
    pair: re.Pattern[str]


@cache
def load_description_words() -> DescriptionWords:
    """Read `descriptions.toml` once."""
    data = dict(load_words("descriptions", package="communique.languages.en"))
    pairs, others = "|".join(data.pop("pairs")), "|".join(data.pop("no_pairs"))
    pair = re.compile(
        rf"\b(?:[Tt]he|[Bb]oth)\s+(?:two\s+)?(?:countries'\s+|nations'\s+)?(?:{pairs})\b(?!\s+(?:{others}))"
    )
    return DescriptionWords(pair=pair, **{key: frozenset(words) for key, words in data.items()})
