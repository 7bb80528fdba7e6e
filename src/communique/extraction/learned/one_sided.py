"""Meetings of which a sentence names one side only: "On Friday it was the mayor's turn", "Then came Aas, of Nordal".

The network tells who takes part; the other side is somebody whom the text names elsewhere, most often the one whose
tour or day it tells of. Everybody is weighed by a few signs, against the chance that it is nobody of them. The weights
were fitted to annotated texts that the network had not learned from (`python -m training.siding`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log1p
from typing import Final

from communique.extraction.described import Described
from communique.extraction.discourse import stand_in
from communique.extraction.learned.candidates import Candidate, key_of
from communique.extraction.learned.groups import Group
from communique.extraction.learned.scores import PairScore, Scores
from communique.extraction.signs import Signs, choose, load_weights, shares_of
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

    sentence: int
    party: Mention
    options: Mapping[int, Signs]


@cache
def load_side_weights() -> Mapping[str, float]:
    """The weight of each sign, as it comes with Communique."""
    return load_weights("communique.extraction.learned", "side_weights.json")


class Sides:
    """The open sides of one document.

    Args:
        reading: the document.
        candidates: everybody who may take part in a meeting.
        scores: what the network says of them.
        groups: who is told of together, in the order of the text.
        implied: the numbers of the other sentences that tell of a meeting, by a word that stands for two.
        described: where people are named.
    """

    def __init__(
        self,
        reading: DocumentReading,
        candidates: Sequence[Candidate],
        scores: Scores,
        groups: Sequence[Group],
        implied: Collection[int],
        described: Described,
    ) -> None:
        self._reading, self._candidates, self._scores, self._described = reading, candidates, scores, described
        self._told = frozenset({*(group.sentence for group in groups), *implied})
        self._told_times = len(groups) + len(implied)
        self._groups: dict[int, list[frozenset[int | None]]] = {}
        self._counts: Counter[int | None] = Counter()
        self._met: dict[int | None, set[int | None]] = {}
        for group in groups:
            members = frozenset(m.entity for n in group.candidates if (m := candidates[n].mention) is not None)
            self._groups.setdefault(group.sentence, []).append(members)
            self._counts.update(members)
            for member in members:
                self._met.setdefault(member, set()).update(members)
        self._most = max(self._counts.values(), default=0)
        self._likely = Counter(candidates[n].sentence for n, each in scores.parties.items() if each >= 1 / 2)
        self._pairs: dict[int, list[PairScore]] = {}
        for pair in scores.pairs:
            self._pairs.setdefault(candidates[pair.second].sentence, []).append(pair)

    def find(self) -> Iterator[tuple[int, OneSided]]:
        """Each open side of which it is clear enough who is meant, with the number of its sentence."""
        weights = load_side_weights()
        for side in self.open_sides():
            shares = shares_of(side.options, weights, nobody=True)
            meant = choose(shares, SURE_OF_SIDE)
            if meant is None:
                continue
            reason = "is left out; the text tells of meetings of"
            name = self._described.first_named[meant]
            other = stand_in(self._reading, name, side.party.span, rule="alias.other_side.v1", reason=reason)
            score = 0.5 + (shares[meant] - SURE_OF_SIDE) / (1 - SURE_OF_SIDE) / 2
            yield side.sentence, OneSided(party=side.party, other=other, score=score)

    def open_sides(self) -> Iterator[OpenSide]:
        """Those who take part in a meeting, as the network has it, with nobody whom their sentence names."""
        seen: set[tuple[int, int]] = set()
        for number, likelihood in sorted(self._scores.parties.items(), key=lambda pair: (-pair[1], pair[0])):
            candidate = self._candidates[number]
            party, sentence = candidate.mention, candidate.sentence
            if likelihood < _PARTY or candidate.several or party is None or party.entity is None:
                continue
            told = any(party.entity in members for members in self._groups.get(sentence, ()))
            if told or party.entity not in self._described.first_named or (party.entity, sentence) in seen:
                continue
            seen.add((party.entity, sentence))
            options = self._signs(candidate, party.entity, likelihood)
            if options:
                yield OpenSide(sentence=sentence, party=party, options=options)

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
        last = next((at for at in range(sentence - 1, sentence - 1 - _RECENT, -1) if at in self._groups), None)
        recent = self._groups[last][0] if last is not None else frozenset()
        with_party = self._met.get(party, set())
        here = {mention.entity for mention in self._reading.registry.within(self._reading.sentences[sentence])}
        pairs = self._paired(candidate)
        named = self._described.signs(candidate.span, sentence)
        found: dict[int, Signs] = {}
        for entity in self._described.weighed(sentence):
            if entity == party:
                continue
            pair = pairs.get(key_of(self._described.first_named[entity]))
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
