"""`python -m training.siding`: fit how much each sign counts for the side of a meeting that a sentence leaves out.

    python -m training.siding --readers folds/            # print how well it does on folds kept out
    python -m training.siding --readers folds/ --write    # and write the weights, fitted to all folds

`folds/` holds the readers that `python -m training.crossing --keep folds/` made: each text is read by the one that has
not learned from it. An open side is right where the gold has a meeting of the two that the sentence tells of; where it
has none, or none with anybody whom the text names, nobody is. One weight a sign, with a penalty on large weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

import communique.extraction.learned
from communique.extraction.described import Signs
from communique.extraction.document import WINDOW
from communique.extraction.learned import load_reader
from communique.extraction.learned.one_sided import SURE_OF_SIDE, shares_of
from communique.reading.document import read_documents
from training.corpus import AnnotatedText, load_invented
from training.fitting import Floats, descend, told_by_bound, write_weights
from training.labels import label_texts
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.extraction.learned.__file__).with_name("side_weights.json")

_PENALTY: Final = 2e-3
_STEPS, _RATE = 600, 0.05
_FOLDS: Final = 5
_BOUNDS: Final = (0.3, 0.4, SURE_OF_SIDE, 0.5, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """An open side: the signs of everybody, and who of them are right."""

    part: str
    fold: int
    options: Mapping[int, Signs]
    right: frozenset[int]


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.siding", description="Fit who is the side left out.")
    parser.add_argument("--readers", type=Path, required=True, help="the readers of the five folds")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument("--without", type=int, choices=range(_FOLDS), help="leave out the texts of this fold")
    given = parser.parse_args(arguments)
    examples = [
        example
        for part, texts in (("corpus", training_texts()), ("invented", load_invented()))
        for example in _examples(part, texts, given.readers)
    ]
    _print(examples)
    if given.write:
        weights = _fitted([example for example in examples if example.fold != given.without])
        write_weights(WEIGHTS, weights)
    return 0


def _print(examples: Sequence[_Example]) -> None:
    judged: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(_FOLDS):
        weights = _fitted([each for each in examples if each.fold != fold])
        for example in (each for each in examples if each.fold == fold):
            shares = shares_of(example.options, weights)
            best = max(shares, key=lambda entity: shares[entity])
            judged.setdefault(example.part, []).append((shares[best], best in example.right))
    for part, answers in judged.items():
        print(f"{part}: {len(answers)} open sides: {told_by_bound(answers, _BOUNDS)}")


def _examples(part: str, texts: Sequence[AnnotatedText], readers: Path) -> Iterator[_Example]:
    """The open sides that the readers see in the texts of a set that are new to them."""
    for fold, names in enumerate(folds(texts, _FOLDS)):
        reader = load_reader(readers / f"fold{fold}")
        held_out = [text for text in texts if text.language == "en" and text.name in names]
        labels = {text.name: text for text in label_texts(held_out)}
        for begin in range(0, len(held_out), WINDOW):
            window = held_out[begin : begin + WINDOW]
            for text, learned in zip(
                window, reader.read(list(read_documents([each.document for each in window]))), strict=True
            ):
                for side in learned.sides.open_sides():
                    told = [
                        meeting.members
                        for meeting in labels[text.name].meetings
                        if side.candidate.sentence in meeting.sentences and side.party in meeting.members
                    ]
                    right = frozenset[int]().union(*told) & side.options.keys()
                    yield _Example(part=part, fold=fold, options=side.options, right=right)


def _fitted(examples: Sequence[_Example]) -> dict[str, float]:
    """The weights by which those who are right are likeliest, and nobody where none is."""
    names = sorted({sign for example in examples for signs in example.options.values() for sign in signs})
    at = {name: number for number, name in enumerate(names)}
    tables, wanted = [], []
    for example in examples:
        table = np.zeros((len(example.options) + 1, len(names)))  # the last row is nobody
        for row, signs in zip(table, example.options.values(), strict=False):
            for sign, value in signs.items():
                row[at[sign]] = value
        tables.append(table)
        hits = np.array([entity in example.right for entity in example.options] + [not example.right])
        wanted.append(hits)

    def slope(weights: Floats) -> Floats:
        total = 2 * _PENALTY * weights
        for table, hits in zip(tables, wanted, strict=True):
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            right = shares * hits
            total += (shares / shares.sum() - right / right.sum()) @ table / len(tables)
        return np.asarray(total)

    fitted = descend(slope, np.zeros(len(names)), steps=_STEPS, rate=_RATE)
    return {name: round(float(weight), 3) for name, weight in zip(names, fitted, strict=True)}


if __name__ == "__main__":
    raise SystemExit(main())
