"""From what the network has read to the scores of candidates and cues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from communique.extraction.learned.candidates import Candidate
from communique.extraction.learned.network import Floats, Ints, Network
from communique.extraction.learned.scores import (
    CONTENT_OPENS,
    CUE_GOES_ON,
    SOURCE_OPENS,
    CueScore,
    PairScore,
    Scores,
)
from communique.extraction.learned.sight import Sight
from communique.extraction.learned.strips import Strip
from communique.model.span import Span

__all__ = ["DISTANCES", "distance_buckets", "pairs_of", "score_document"]

_NEAREST = 8  # pieces from a cue up to which each distance has a bucket of its own
_FARTHEST = 16  # the bucket of everything far behind a cue
DISTANCES = 2 * _FARTHEST + 1
"""How many buckets of distance there are, before and behind a cue."""


def score_document(network: Network, sight: Sight, candidates: Sequence[Candidate]) -> Scores:
    """The scores of a document.

    Args:
        network: the trained network.
        sight: the document as it has read it.
        candidates: everybody who may take part in a meeting.
    """
    return _joined([_score_strip(network, strip, states, candidates) for strip, states in sight.parts()])


def _joined(parts: Sequence[Scores]) -> Scores:
    """The scores of a document from those of its strips."""
    return Scores(
        parties={number: likelihood for part in parts for number, likelihood in part.parties.items()},
        pairs=tuple(pair for part in parts for pair in part.pairs),
        cues=tuple(cue for part in parts for cue in part.cues),
    )


def pairs_of(candidates: Sequence[Candidate], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which candidates of a strip may have met: two parties of one sentence, or of one and the next.

    Args:
        candidates: all candidates of the document.
        numbers: those of the strip, in order.

    Yields:
        Places in `numbers`, the earlier one first.
    """
    for one, first in enumerate(numbers):
        for other in range(one + 1, len(numbers)):
            a, b = candidates[first], candidates[numbers[other]]
            if b.sentence - a.sentence > 1:
                break
            if not (a.several or b.several or a.key == b.key):
                yield one, other


def _sentence(candidate: Candidate) -> int:
    return candidate.sentence


def _score_strip(network: Network, strip: Strip, states: Floats, candidates: Sequence[Candidate]) -> Scores:
    first_here = bisect_left(candidates, strip.sentences.start, key=_sentence)
    past_here = bisect_left(candidates, strip.sentences.stop, key=_sentence)
    pieces = {
        number: touched for number in range(first_here, past_here) if (touched := strip.pieces(candidates[number].span))
    }
    cues = tuple(_score_cues(network, strip, states))
    if not pieces:
        return Scores(parties={}, pairs=(), cues=cues)
    numbers = list(pieces)
    means = np.stack([states[touched.start : touched.stop].mean(axis=0) for touched in pieces.values()])
    parties = dict(zip(numbers, network.parties(means).tolist(), strict=True))
    pairs = list(pairs_of(candidates, numbers))
    if not pairs:
        return Scores(parties=parties, pairs=(), cues=cues)
    first, second = np.array(pairs).T
    across = np.array([candidates[numbers[b]].sentence - candidates[numbers[a]].sentence for a, b in pairs])
    together, statuses, recalled = network.pairs(means[first], means[second], across)
    return Scores(
        parties=parties,
        pairs=tuple(
            PairScore(
                first=numbers[a],
                second=numbers[b],
                together=float(together[k]),
                statuses=tuple(statuses[k].tolist()),
                recalled=float(recalled[k]),
            )
            for k, (a, b) in enumerate(pairs)
        ),
        cues=cues,
    )


def distance_buckets(count: int, cue: range) -> Ints:
    """How far each of so many pieces is from a cue: its own bucket when near, one for each doubling beyond."""
    places = np.arange(count)
    away = np.where(places < cue.start, places - cue.start, np.where(places >= cue.stop, places - cue.stop + 1, 0))
    doublings = np.minimum(np.floor(np.log2(np.abs(away) + 1)).astype(np.int64), 7)
    bucket = np.where(np.abs(away) <= _NEAREST, np.abs(away), _NEAREST - 2 + doublings)
    made: Ints = np.clip(_FARTHEST + np.sign(away) * bucket, 0, DISTANCES - 1)
    return made


def _score_cues(network: Network, strip: Strip, states: Floats) -> Iterator[CueScore]:
    shares = network.cue_tags(states)
    tags = shares.argmax(axis=1)
    past = len(strip.numbers) - 1
    at = strip.first
    known = network.before_cues(states) if tags[at:past].any() else states
    while at < past:
        if tags[at] == 0:
            at += 1
            continue
        end = at + 1
        while end < past and tags[end] == CUE_GOES_ON:
            end += 1
        cue = states[at:end].mean(axis=0)
        around = network.around_cue(states, known, cue, distance_buckets(len(states), range(at, end))).argmax(axis=1)
        sources = _runs(strip, around, SOURCE_OPENS)
        yield CueScore(
            cue=Span(strip.starts[at], strip.ends[end - 1]),
            score=float(shares[at:end, 1:].sum(axis=1).mean()),
            source=sources[0] if sources else None,
            contents=tuple(_runs(strip, around, CONTENT_OPENS)),
        )
        at = end


def _runs(strip: Strip, tags: Ints, opening: int) -> list[Span]:
    """The stretches of pieces that open with one tag and go on with the next; the pieces of one name stay together."""
    own = (opening, opening + 1)
    found: list[Span] = []
    for k in range(1, len(strip.numbers) - 1):
        if tags[k] not in own:
            continue
        start, end = strip.starts[k], strip.ends[k]
        goes_on = tags[k] != opening and tags[k - 1] in own
        if found and (goes_on or start < found[-1].end):
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found
