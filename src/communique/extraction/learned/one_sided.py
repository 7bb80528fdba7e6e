"""Meetings of which a sentence names one side only: "On Friday it was the mayor's turn", "Then came Aas, of Nordal".

The network tells who takes part; the other side is somebody whom the text names elsewhere, most often the one whose
tour or day it tells of. Everybody is weighed by a few signs, against the chance that it is nobody of them. The weights
were fitted to annotated texts that the network had not learned from (`python -m training.siding`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log, log1p
from typing import Final

from communique.extraction.described import Described, Signs
from communique.extraction.discourse import stand_in
from communique.extraction.learned.candidates import Candidate, key_of
from communique.extraction.learned.groups import Group
from communique.extraction.learned.scores import PairScore, Scores
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["SURE_OF_SIDE", "OneSided", "Sides", "load_side_weights"]

SURE_OF_SIDE: Final = 0.45
"""Likelihood from which somebody is taken for the other side; chosen on texts that the weights were not fitted to."""

_PARTY = 0.25  # the least likelihood of taking part at which one asks for the other side
_RECENT = 2  # sentences within which a meeting is the last one told of
_NEVER = 0.01  # likelihoods are kept away from 0 and 1 by this much
_OF_NAMING = ("namings", "namings_so_far", "in_the_lead", "two_back")  # signs taken over from descriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSided:
    """Somebody of whom a sentence tells that he met, and whom he most likely met.

    Attributes:
        party: he, in the sentence.
        other: the other side, in the place of his own words.
        score: how likely that is, 1/2 where it is just enough.
    """

    party: Mention
    other: Mention
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSide:
    """Somebody who takes part in a meeting with nobody of his sentence, and the signs of everybody else."""

    candidate: Candidate
    party: int
    options: Mapping[int, Signs]


@cache
def load_side_weights() -> Mapping[str, float]:
    """The weight of each sign, as it comes with Communique."""
    weights = json.loads(files(__package__).joinpath("side_weights.json").read_text("utf-8"))
    return {sign: float(weight) for sign, weight in weights.items()}


class Sides:
    """The open sides of one document.

    Args:
        reading: the document.
        candidates: everybody who may take part in a meeting.
        scores: what the network says of them.
        groups: who is told of together, in the order of the text.
        told: the numbers of the sentences that tell of a meeting, those of groups among them.
        described: where people are named.
    """

    def __init__(
        self,
        reading: DocumentReading,
        candidates: Sequence[Candidate],
        scores: Scores,
        groups: Sequence[Group],
        told: Sequence[int],
        described: Described,
    ) -> None:
        self._reading, self._candidates, self._scores, self._described = reading, candidates, scores, described
        self._groups = [
            (group.sentence, frozenset(m.entity for n in group.candidates if (m := candidates[n].mention) is not None))
            for group in groups
        ]
        self._told, self._told_times = frozenset(told), len(told)
        self._counts = Counter(entity for _, members in self._groups for entity in members)
        self._most = max(self._counts.values(), default=0)
        self._likely = Counter(candidates[n].sentence for n, each in scores.parties.items() if each >= 1 / 2)
        self._pairs: dict[int, list[PairScore]] = {}
        for pair in scores.pairs:
            self._pairs.setdefault(candidates[pair.second].sentence, []).append(pair)
        self._names: dict[int, Mention] = {}
        for mention in reading.registry.people:
            if mention.entity is not None and Described.is_naming(mention):
                self._names.setdefault(mention.entity, mention)

    def find(self) -> Iterator[tuple[int, OneSided]]:
        """Each open side of which it is clear enough who is meant, with the number of its sentence."""
        weights = load_side_weights()
        for side in self.open_sides():
            shares = shares_of(side.options, weights)
            best = max(shares, key=lambda entity: (shares[entity], -entity), default=None)
            if best is None or shares[best] < SURE_OF_SIDE or side.candidate.mention is None:
                continue
            reason = "is left out; the text tells of meetings of"
            other = stand_in(
                self._reading, self._names[best], side.candidate.span, rule="alias.other_side.v1", reason=reason
            )
            score = 0.5 + (shares[best] - SURE_OF_SIDE) / (1 - SURE_OF_SIDE) / 2
            yield side.candidate.sentence, OneSided(party=side.candidate.mention, other=other, score=score)

    def open_sides(self) -> Iterator[OpenSide]:
        """Those who take part in a meeting, as the network has it, with nobody whom their sentence names."""
        seen: set[tuple[int, int]] = set()
        for number, likelihood in sorted(self._scores.parties.items(), key=lambda pair: (-pair[1], pair[0])):
            candidate = self._candidates[number]
            mention = candidate.mention
            if likelihood < _PARTY or candidate.several or mention is None or mention.entity not in self._names:
                continue
            party, sentence = mention.entity, candidate.sentence
            if (party, sentence) in seen or any(at == sentence and party in members for at, members in self._groups):
                continue
            seen.add((party, sentence))
            options = self._signs(candidate, party, likelihood)
            if options:
                yield OpenSide(candidate=candidate, party=party, options=options)

    def _signs(self, candidate: Candidate, party: int, likelihood: float) -> dict[int, Signs]:
        """The signs of everybody who may be the other side of a party."""
        sentence = candidate.sentence
        likelihood = min(max(likelihood, _NEVER), 1 - _NEVER)
        shared = {
            "always": 1.0,
            "party": log(likelihood / (1 - likelihood)),
            "parties_beside": float(self._likely[sentence] > 1),
            "meeting_beside": float(sentence in self._told),
            "meetings_told": log1p(self._told_times),
        }
        before = [(at, members) for at, members in self._groups if at < sentence]
        last = max(before, key=lambda told: told[0], default=None)
        recent = last[1] if last is not None and sentence - last[0] <= _RECENT else frozenset()
        with_party = {entity for _, members in self._groups if party in members for entity in members}
        here = {mention.entity for mention in self._reading.registry.within(self._reading.sentences[sentence])}
        pairs = self._paired(candidate)
        named = self._described.signs(candidate.span, sentence)
        found: dict[int, Signs] = {}
        for entity in self._described.weighed(sentence):
            if entity == party:
                continue
            pair = pairs.get(key_of(self._names[entity]))
            signs = {
                "named_later": entity not in named,
                "named_in_sentence": entity in here,
                "told_with_party": entity in with_party,
                "in_last_meeting": entity in recent,
                "in_most_meetings": 0 < self._counts[entity] == self._most,
                "never_paired": pair is None,
            }
            found[entity] = {
                **shared,
                **{sign: value for sign in _OF_NAMING if (value := named.get(entity, {}).get(sign))},
                **{sign: 1.0 for sign, holds in signs.items() if holds},
                "meetings": log1p(self._counts[entity]),
                "pair": pair or 0.0,
            }
        return found

    def _paired(self, candidate: Candidate) -> dict[object, float]:
        """How likely a candidate's party met each of the others of its sentence, at most."""
        found: dict[object, float] = {}
        for pair in self._pairs.get(candidate.sentence, ()):
            one, other = self._candidates[pair.first], self._candidates[pair.second]
            if candidate.key in {one.key, other.key}:
                key = other.key if one.key == candidate.key else one.key
                found[key] = max(found.get(key, 0.0), pair.together)
        return found


def shares_of(options: Mapping[int, Signs], weights: Mapping[str, float]) -> dict[int, float]:
    """How likely each is the other side; what is missing to one is the likelihood that it is nobody of them."""
    scores = {
        entity: sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
        for entity, signs in options.items()
    }
    top = max([0.0, *scores.values()])
    shares = {entity: exp(score - top) for entity, score in scores.items()}
    total = exp(-top) + sum(shares.values())
    return {entity: share / total for entity, share in shares.items()}
