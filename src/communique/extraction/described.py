"""Whom a description means that fits nobody's post: who "the visitor", "the retired banker", "his host" are.

Everybody whom the text names is weighed by a few signs: how often he is named, how far back, whether this very sentence
names him, too. Whoever is told of beside the words is hardly the one they mean; most of the time they mean the one whom
the text is about. The weights were fitted to annotated texts (`python -m training.describing`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log1p
from typing import Final

from communique.extraction.discourse import stand_in
from communique.extraction.signs import Signs, choose, load_weights, shares_of
from communique.model.span import Span
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention, is_name

__all__ = ["SURE_OF_DESCRIBED", "Described", "load_described_weights"]

SURE_OF_DESCRIBED: Final = 0.4
"""Likelihood from which somebody is taken for the one meant; chosen on texts that the weights were not fitted to."""

_MOST = 60  # people, the most often named, who are weighed wherever they are named; of a long text not everybody is
_WORD = re.compile(r"\w{3,}")
_OF = " of "


@cache
def load_described_weights() -> Mapping[str, float]:
    """The weight of each sign, as it comes with Communique."""
    return load_weights("communique.extraction", "described_weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """Somebody named: in which sentence, and the mention."""

    sentence: int
    mention: Mention


def _starts(naming: _Naming) -> int:
    return naming.mention.span.start


class Described:
    """Answers for one document.

    Args:
        reading: the document.

    Attributes:
        first_named: everybody whom the document names, with the first mention that does.
    """

    def __init__(self, reading: DocumentReading) -> None:
        self._reading = reading
        self._namings: dict[int, list[_Naming]] = {}
        self._told_in: dict[int, list[Mention]] = {}
        starts = [sentence.start for sentence in reading.sentences]
        for mention in reading.registry.people:
            if mention.entity is not None and is_name(mention):
                sentence = max(bisect_right(starts, mention.span.start) - 1, 0)
                self._namings.setdefault(mention.entity, []).append(_Naming(sentence=sentence, mention=mention))
                self._told_in.setdefault(sentence, []).append(mention)
        self.first_named = {entity: namings[0].mention for entity, namings in self._namings.items()}
        self._leading = sorted(self._namings, key=lambda entity: (-len(self._namings[entity]), entity))[:_MOST]

    def find(self, words: Span, sentence: int) -> Mention | None:
        """The mention, in the place of the words, of whoever they most likely mean; None where nobody stands out.

        "The president of the bank" says of what, and would be known if the text named him.

        Args:
            words: the description.
            sentence: the number of its sentence.
        """
        if self._reading.text.startswith(_OF, words.end):
            return None
        meant = choose(shares_of(self.signs(words, sentence), load_described_weights()), SURE_OF_DESCRIBED)
        if meant is None:
            return None
        reason = "is most likely, by how often and where the text names people,"
        return stand_in(self._reading, self.first_named[meant], words, rule="alias.described.v1", reason=reason)

    def weighed(self, sentence: int) -> list[int]:
        """Who is weighed for words of a sentence: those named most, and those named there or just before."""
        near = [m.entity for k in (sentence - 1, sentence) for m in self._told_in.get(k, []) if m.entity is not None]
        return sorted({*self._leading, *near})

    def signs(self, words: Span, sentence: int) -> dict[int, Signs]:
        """The signs of everybody named before the words, or in their sentence."""
        here = [m.entity for m in self._told_in.get(sentence, []) if m.span.start < words.start]
        before = [m.entity for m in self._told_in.get(sentence - 1, [])]
        described = _words_of(words.of(self._reading.text))
        found: dict[int, Signs] = {}
        for entity in self.weighed(sentence):
            namings = self._namings[entity]
            earlier = namings[: bisect_left(namings, words.start, key=_starts)]
            behind = any(naming.sentence == sentence for naming in namings[len(earlier) : len(earlier) + 1])
            if not earlier and not behind:
                continue
            back = sentence - earlier[-1].sentence if earlier else None
            posts = self._reading.registry.entities[entity].roles
            signs = {
                "named_here": back == 0,
                "named_behind": behind and back != 0,
                "opens_here": here[:1] == [entity],
                "one_back": back == 1,
                "two_back": back == 2,
                "opens_before": before[:1] == [entity],
                "alone_before": set(before) == {entity},
                "in_the_lead": namings[0].sentence <= 1,
                "has_post": bool(posts),
                "of_the_post": any(described & _words_of(fact.role) for fact in posts),
            }
            found[entity] = {
                **{sign: 1.0 for sign, holds in signs.items() if holds},
                "namings": log1p(len(namings)),
                "namings_so_far": log1p(len(earlier)),
            }
        return found


def _words_of(phrase: str) -> frozenset[str]:
    return frozenset(_WORD.findall(phrase.lower()))
