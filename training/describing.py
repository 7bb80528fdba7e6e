"""`python -m training.describing`: fit how much each sign counts for whom a description means.

    python -m training.describing            # print how well it does on folds kept out
    python -m training.describing --write    # and write the weights, fitted to all folds

The descriptions are those of the English texts of the corpus of whom the gold tells whom they mean: speakers, and the
one party that a sentence about a meeting describes where it names the other. One weight a sign, so that the right one
of those named is the likeliest, with a penalty on large weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

import communique.extraction.described
from communique.extraction.described import SURE_OF_DESCRIBED, Described, Signs
from communique.languages.en.statements import load_statement_words
from communique.reading.document import read_documents
from training.corpus import AnnotatedText, load_invented
from training.fitting import Floats, descend, told_by_bound, write_weights
from training.labels import label_texts
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.extraction.described.__file__).with_name("described_weights.json")

_PENALTY: Final = 6e-3
_STEPS, _RATE = 600, 0.05
_FOLDS: Final = 5
_BOUNDS: Final = (0.0, SURE_OF_DESCRIBED, 0.5, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """A description: the signs of everybody it may mean, and who that is."""

    part: str
    fold: int
    options: Sequence[Signs]
    meant: int


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.describing", description="Fit whom descriptions mean.")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument("--without", type=int, choices=range(_FOLDS), help="leave out the texts of this fold")
    given = parser.parse_args(arguments)
    examples = [
        example
        for part, annotated in (("corpus", training_texts()), ("invented", load_invented()))
        for example in _examples(part, annotated)
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
            shares = _shares(_scores(example.options, weights))
            best = int(shares.argmax())
            judged.setdefault(example.part, []).append((float(shares[best]), best == example.meant))
    for part, answers in judged.items():
        print(f"{part}: {len(answers)} descriptions: {told_by_bound(answers, _BOUNDS)}")


def _examples(part: str, annotated: Sequence[AnnotatedText]) -> Iterator[_Example]:
    """The descriptions of a set whose meaning is known and named in the text by then."""
    fold_of = {name: fold for fold, names in enumerate(folds(annotated, _FOLDS)) for name in names}
    speakers = load_statement_words().speakers
    nouns = speakers["persons"] | speakers["other"]
    documents = {text.name: text.document for text in annotated}
    for text in label_texts(annotated):
        described = Described(read_documents([documents[text.name]])[0])
        for number, candidate in enumerate(text.candidates):
            meant = text.meant.get(number)
            if candidate.several or candidate.mention is not None or meant is None:
                continue
            noun = candidate.span.of(documents[text.name].text).split()[-1].lower()
            if noun not in nouns:
                continue  # "his deputy", "the treasurer": what the sentence has it mean is less sure
            options = described.signs(candidate.span, candidate.sentence)
            if meant in options:
                yield _Example(
                    part=part,
                    fold=fold_of[text.name],
                    options=tuple(options.values()),
                    meant=list(options).index(meant),
                )


def _fitted(examples: Sequence[_Example]) -> dict[str, float]:
    """The weights by which the right ones are likeliest."""
    names = sorted({sign for example in examples for signs in example.options for sign in signs})
    tables = [np.array([[signs.get(name, 0.0) for name in names] for signs in each.options]) for each in examples]

    def slope(weights: Floats) -> Floats:
        total = 2 * _PENALTY * weights
        for table, example in zip(tables, examples, strict=True):
            total += (_shares(table @ weights) @ table - table[example.meant]) / len(examples)
        return np.asarray(total)

    fitted = descend(slope, np.zeros(len(names)), steps=_STEPS, rate=_RATE)
    return {name: round(float(weight), 3) for name, weight in zip(names, fitted, strict=True)}


def _scores(options: Sequence[Signs], weights: Mapping[str, float]) -> Floats:
    return np.array([sum(weights.get(sign, 0.0) * value for sign, value in signs.items()) for signs in options])


def _shares(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


if __name__ == "__main__":
    raise SystemExit(main())
