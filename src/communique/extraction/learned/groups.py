"""From the scores of pairs to groups of people who met: everybody of a group with everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.extraction.learned.candidates import Candidate, PartyKey
from communique.extraction.learned.scores import PairScore, Scores
from communique.reading.entities import is_name

__all__ = ["SURE", "Group", "find_groups"]

SURE = 0.5  # likelihood from which a pair is taken to have met; chosen on texts that were not trained on
JOINING = 0.4  # likelihood, on average, with which somebody more belongs to all who are in the group already
APART = 0.15  # likelihood below which two cannot be in one group, whoever else is

_Edge = tuple[PartyKey, PartyKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who are told of as parties of one meeting in one sentence.

    Attributes:
        sentence: the number of the sentence; somebody of the sentence before may be among them.
        candidates: the numbers of the candidates, one for each party, in the order of the text.
        score: the mean likelihood over all pairs that were scored.
        pair: the surest pair, whose status and time hold for the group.
    """

    sentence: int
    candidates: tuple[int, ...]
    score: float
    pair: PairScore


def find_groups(candidates: Sequence[Candidate], scores: Scores) -> Iterator[Group]:
    """The groups of a document, sentence by sentence.

    A pair may be in one group only; somebody may be in several, as the host who receives one guest after the other.

    Args:
        candidates: all candidates of the document, by their numbers.
        scores: the scores of the same document.
    """
    by_sentence: dict[int, list[PairScore]] = defaultdict(list)
    for pair in scores.pairs:
        by_sentence[candidates[pair.second].sentence].append(pair)
    for sentence in sorted(by_sentence):
        yield from _of_sentence(sentence, by_sentence[sentence], candidates)


def _of_sentence(sentence: int, pairs: Sequence[PairScore], candidates: Sequence[Candidate]) -> Iterator[Group]:
    best: dict[_Edge, PairScore] = {}
    for pair in pairs:
        edge = _edge(candidates[pair.first].key, candidates[pair.second].key)
        if edge not in best or best[edge].together < pair.together:
            best[edge] = pair
    open_edges = sorted((e for e, p in best.items() if p.together >= SURE), key=lambda e: -best[e].together)
    while open_edges:
        edge = open_edges[0]
        members = _grow(edge, best)
        inside = {_edge(a, b) for a, b in combinations(members, 2)}
        open_edges = [other for other in open_edges if other not in inside]
        known = [best[e] for e in inside if e in best]
        numbers: dict[PartyKey, int] = {}
        for pair in (*known, *pairs):
            for number in (pair.first, pair.second):
                key = candidates[number].key
                if key in members and (key not in numbers or _tells_more(candidates, number, numbers[key])):
                    numbers[key] = number
        yield Group(
            sentence=sentence,
            candidates=tuple(sorted(numbers.values())),
            score=sum(pair.together for pair in known) / len(known),
            pair=best[edge],
        )


def _tells_more(candidates: Sequence[Candidate], one: int, other: int) -> bool:
    """True where one of two mentions of a party is rather the one to show: in the sentence itself, or else by name."""

    def rank(number: int) -> tuple[int, bool]:
        mention = candidates[number].mention
        return candidates[number].sentence, mention is not None and is_name(mention)

    return rank(one) > rank(other)


def _grow(edge: _Edge, best: Mapping[_Edge, PairScore]) -> list[PartyKey]:
    """The two of the surest pair, and everybody who goes with all of them, the surest first."""
    members = list(edge)
    others = {key for pair in best for key in pair} - set(members)
    while others:
        scores = {key: [best[e].together if (e := _edge(key, m)) in best else 0.0 for m in members] for key in others}
        key = max(sorted(scores, key=str), key=lambda one: sum(scores[one]))
        fits = scores[key]
        if max(fits) < SURE or min(fits) < APART or sum(fits) < JOINING * len(fits):
            break
        members.append(key)
        others.discard(key)
    return members


def _edge(one: PartyKey, other: PartyKey) -> _Edge:
    return (one, other) if str(one) <= str(other) else (other, one)
