"""`python -m training.siding`: fit how much each sign counts for the side of a meeting that a sentence leaves out.

    python -m training.siding --readers folds/            # print how well it does on folds kept out
    python -m training.siding --readers folds/ --write    # and write the weights, fitted to all folds

`folds/` holds the readers that `python -m training.crossing --keep folds/` made: each text is read by the one that has
not learned from it. An open side is right where the gold has a meeting of the two that the sentence tells of; where it
has none, or none with anybody whom the text names, nobody is. One weight a sign, with a penalty on large weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import communique.extraction.learned
from communique.extraction.document import WINDOW
from communique.extraction.learned import load_reader
from communique.extraction.learned.one_sided import SURE_OF_SIDE
from communique.reading.document import read_documents
from training.choosing import FOLDS, Choice, add_options, fit_choices
from training.corpus import AnnotatedText, load_invented
from training.labels import label_texts
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.extraction.learned.__file__).with_name("side_weights.json")

_PENALTY: Final = 2e-3
_BOUNDS: Final = (0.3, 0.4, SURE_OF_SIDE, 0.5, 0.6)


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.siding", description="Fit who is the side left out.")
    parser.add_argument("--readers", type=Path, required=True, help="the readers of the five folds")
    add_options(parser, WEIGHTS)
    given = parser.parse_args(arguments)
    choices = [
        choice
        for part, texts in (("corpus", training_texts()), ("invented", load_invented()))
        for choice in _choices(part, texts, given.readers)
    ]
    fit_choices(choices, given, WEIGHTS, named="open sides", bounds=_BOUNDS, penalty=_PENALTY, nobody=True)
    return 0


def _choices(part: str, texts: Sequence[AnnotatedText], readers: Path) -> Iterator[Choice]:
    """The open sides that the readers see in the texts of a set that are new to them."""
    for fold, names in enumerate(folds(texts, FOLDS)):
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
                        if side.sentence in meeting.sentences and side.party.entity in meeting.members
                    ]
                    right = frozenset[int]().union(*told) & side.options.keys()
                    yield Choice(part=part, fold=fold, options=side.options, right=right)


if __name__ == "__main__":
    raise SystemExit(main())
