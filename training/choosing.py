"""Fit how much each sign counts for who of several is meant; what `training.describing` and `training.siding` share."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from communique.extraction.signs import Signs, shares_of
from training.fitting import Floats, descend, told_by_bound, write_weights

__all__ = ["FOLDS", "Choice", "add_options", "fit_choices"]

FOLDS: Final = 5
"""Into how many folds the texts are parted."""

_STEPS, _RATE = 600, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Words that mean one of several: the signs of everybody they may mean, and who is right.

    Attributes:
        part: the set of texts.
        fold: the fold of the text.
        options: the signs of each.
        right: who is meant; any of them will do, and nobody where it is empty.
    """

    part: str
    fold: int
    options: Mapping[int, Signs]
    right: frozenset[int]


def add_options(parser: ArgumentParser, weights: Path) -> None:
    """What one may ask of a fitting on the command line."""
    parser.add_argument("--write", action="store_true", help=f"write {weights.name}")
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="leave out the texts of this fold")


def fit_choices(
    choices: Sequence[Choice],
    given: Namespace,
    weights: Path,
    *,
    named: str,
    bounds: Sequence[float],
    penalty: float,
    nobody: bool,
) -> None:
    """Print how well weights do on the folds that they were not fitted to, and write those fitted to all.

    Args:
        choices: what to learn from.
        given: the answers to `add_options`.
        weights: where the weights lie.
        named: what the choices are, for the print.
        bounds: the likelihoods from which right and wrong answers are counted.
        penalty: on large weights.
        nobody: True where nobody of the options may be meant.
    """
    judged: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(FOLDS):
        apart = _fitted([each for each in choices if each.fold != fold], penalty, nobody=nobody)
        for choice in (each for each in choices if each.fold == fold):
            shares = shares_of(choice.options, apart, nobody=nobody)
            best = max(shares, key=lambda entity: shares[entity])
            judged.setdefault(choice.part, []).append((shares[best], best in choice.right))
    for part, answers in judged.items():
        print(f"{part}: {len(answers)} {named}: {told_by_bound(answers, bounds)}")
    if given.write:
        kept = [choice for choice in choices if choice.fold != given.without]
        write_weights(weights, _fitted(kept, penalty, nobody=nobody))


def _fitted(choices: Sequence[Choice], penalty: float, *, nobody: bool) -> dict[str, float]:
    """The weights by which those who are right are likeliest."""
    names = sorted({sign for choice in choices for signs in choice.options.values() for sign in signs})
    at = {name: number for number, name in enumerate(names)}
    tables, wanted = [], []
    for choice in choices:
        table = np.zeros((len(choice.options) + nobody, len(names)))  # the last row may be nobody
        for row, signs in zip(table, choice.options.values(), strict=False):
            for sign, value in signs.items():
                row[at[sign]] = value
        tables.append(table)
        wanted.append(np.array([entity in choice.right for entity in choice.options] + [not choice.right] * nobody))

    def slope(weights: Floats) -> Floats:
        total = 2 * penalty * weights
        for table, hits in zip(tables, wanted, strict=True):
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            right = shares * hits
            total += (shares / shares.sum() - right / right.sum()) @ table / len(tables)
        return np.asarray(total)

    fitted = descend(slope, np.zeros(len(names)), steps=_STEPS, rate=_RATE)
    return {name: round(float(weight), 3) for name, weight in zip(names, fitted, strict=True)}
