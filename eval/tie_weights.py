"""Fits the weights of the reasons for an answer, and says how well such weights do on texts that they never saw.

    python -m eval.tie_weights [--folds 10] [--penalty 2]

The pairs are those of the open half of `corpus/gold/follow_through.json` and of `corpus/gold/further_ties.json`, which
has more texts annotated in the same way, by another hand. The closed half is never read. In turn each part of the texts
is left out, the weights are fitted to the others, and the ties that they give in the part left out are counted; what is
marked as unsure counts neither for nor against. Answers that only go on with another one are left out of this count.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from training.corpus import AnnotatedText, load_corpus, load_invented

from communique.resolution.ties.answers import THRESHOLD
from communique.resolution.ties.reasons import REASONS, candidates, turns_of
from communique.store.building import build_lists, facts_of
from communique.views.exchanges import voices_of
from eval.follow_through import FURTHER, GOLD, meeting_claim, numbers, statement_claim
from eval.score import percent

_SEEDS: Final = (0, 1, 2)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A reply and an ask that it may answer."""

    text: str
    later: int
    earlier: int
    reasons: tuple[float, ...]
    is_right: bool
    is_unsure: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=10, help="parts of which one is left out in turn")
    parser.add_argument("--penalty", type=float, default=2.0, help="of large weights: the more, the smaller they stay")
    given = parser.parse_args(arguments)
    halves = load_ties()
    pairs = list(find_pairs(halves))
    weights = fit(pairs, given.penalty)
    for name, weight in zip([*(one.func.__name__ for one in REASONS), "BIAS"], weights, strict=True):
        print(f"{name:28}{weight:8.2f}")
    for threshold in (THRESHOLD - 0.05, THRESHOLD, THRESHOLD + 0.05):
        for part in (None, *halves):
            right = found = wanted = 0
            for seed in _SEEDS:
                likely = cross_validate(pairs, folds=given.folds, penalty=given.penalty, seed=seed)
                counted = count(pairs, likely, threshold, halves, part)
                right, found, wanted = right + counted[0], found + counted[1], wanted + counted[2]
            precision, recall = percent(right, found), percent(right, wanted)
            print(
                f"{threshold:.2f} {part or 'both':8} precision {precision} recall {recall} of {wanted // len(_SEEDS)}"
            )
    return 0


def load_ties() -> Mapping[str, Mapping[str, Any]]:
    """The annotated ties to fit to: by part, the names of its texts, their ties and what is unsure."""
    raw, further = json.loads(GOLD.read_text("utf-8")), json.loads(FURTHER.read_text("utf-8"))
    names = set(raw["open"])
    ties = [row for row in raw["ties"] if row["doc"] in names]
    return {"open": {"texts": raw["open"], "ties": ties, "unsure": []}, "further": further}


def find_pairs(halves: Mapping[str, Mapping[str, Any]]) -> Iterator[Pair]:
    """Every reply with every ask that it may answer."""
    texts = {text.name: text for text in (*load_corpus(), *load_invented())}
    for half in halves.values():
        right, unsure = _answers(half["ties"]), _answers(half["unsure"])
        for name in sorted(half["texts"]):
            yield from _pairs_of(texts[name], right[name], unsure[name])


def _answers(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        if row["tie"] == "answers":
            found[row["doc"]].add((row["later"], row["earlier"]))
    return found


def _pairs_of(text: AnnotatedText, right: set[tuple[int, int]], unsure: set[tuple[int, int]]) -> Iterator[Pair]:
    claims = [statement_claim(text, row) for row in text.statements]
    meetings = [meeting_claim(text, row) for row in text.meetings]
    lists = build_lists([facts_of(text.document)], [*meetings, *claims], [])
    said = numbers(claim.id for claim in claims)
    told = sorted(voices_of(lists.statements), key=lambda voice: (voice.start, voice.id))
    for reply in turns_of(told):
        for ask in candidates(reply):
            both = {(later, earlier) for later in said[reply.voice.id] for earlier in said[ask.voice.id]}
            yield Pair(
                text=text.name,
                later=min(said[reply.voice.id]),
                earlier=min(said[ask.voice.id]),
                reasons=tuple(one.func(ask, reply) for one in REASONS),
                is_right=bool(both & right),
                is_unsure=bool(both & unsure),
            )


def fit(pairs: Sequence[Pair], penalty: float) -> Array:
    """The weights of the reasons and, last, the bias, by logistic regression with a penalty on squared weights."""
    sure = [pair for pair in pairs if not pair.is_unsure]
    held = np.array([[*pair.reasons, 1.0] for pair in sure])
    right = np.array([float(pair.is_right) for pair in sure])
    ridge = np.eye(held.shape[1]) * penalty
    ridge[-1, -1] = 1e-6  # the bias is free
    weights = np.zeros(held.shape[1])
    for _ in range(60):  # Newton's steps: fewer than ten are needed
        likely = _likelihood(held, weights)
        slope = held.T @ (likely - right) + ridge @ weights
        curve = (held * (likely * (1 - likely))[:, None]).T @ held + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def _likelihood(held: Array, weights: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-held @ weights)), dtype=np.float64)


def cross_validate(pairs: Sequence[Pair], *, folds: int, penalty: float, seed: int) -> Array:
    """How likely each pair is, by weights that were fitted to other texts."""
    names = sorted({pair.text for pair in pairs})
    random.Random(seed).shuffle(names)
    part = {name: number % folds for number, name in enumerate(names)}
    held = np.array([[*pair.reasons, 1.0] for pair in pairs])
    of = np.array([part[pair.text] for pair in pairs])
    found = np.zeros(len(pairs))
    for fold in range(folds):
        weights = fit([pair for pair in pairs if part[pair.text] != fold], penalty)
        found[of == fold] = _likelihood(held[of == fold], weights)
    return found


def count(
    pairs: Sequence[Pair],
    likely: Array,
    threshold: float,
    halves: Mapping[str, Mapping[str, Any]],
    part: str | None,
) -> tuple[int, int, int]:
    """The ties found that are right, those found, and those annotated, of one part or of all."""
    chosen = [half for name, half in halves.items() if part in (None, name)]
    names = {name for half in chosen for name in half["texts"]}
    best: dict[tuple[str, int], tuple[float, Pair]] = {}
    for pair, score in zip(pairs, likely, strict=True):
        key = pair.text, pair.later
        if pair.text in names and score >= threshold and (key not in best or score > best[key][0]):
            best[key] = float(score), pair
    sure = [pair for _, pair in best.values() if pair.is_right or not pair.is_unsure]
    wanted = sum(row["tie"] == "answers" for half in chosen for row in half["ties"])
    return sum(pair.is_right for pair in sure), len(sure), wanted


if __name__ == "__main__":
    raise SystemExit(main())
