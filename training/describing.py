"""`python -m training.describing`: fit how much each sign counts for whom a description means.

    python -m training.describing            # print how well it does on folds kept out
    python -m training.describing --write    # and write the weights, fitted to all folds

The descriptions are those of the English texts of the corpus of whom the gold tells whom they mean: speakers, and the
one party that a sentence about a meeting describes where it names the other. One weight a sign, so that the right one
of those named is the likeliest, with a penalty on large weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import communique.extraction.described
from communique.extraction.described import SURE_OF_DESCRIBED, Described
from communique.languages.en.statements import load_statement_words
from communique.reading.document import read_documents
from training.choosing import FOLDS, Choice, add_options, fit_choices
from training.corpus import AnnotatedText, load_invented
from training.labels import label_texts
from training.splits import folds, training_texts

__all__ = ["main"]

WEIGHTS: Final = Path(communique.extraction.described.__file__).with_name("described_weights.json")

_PENALTY: Final = 6e-3
_BOUNDS: Final = (0.0, SURE_OF_DESCRIBED, 0.5, 0.6)


def main(arguments: list[str] | None = None) -> int:
    """Read, fit, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.describing", description="Fit whom descriptions mean.")
    add_options(parser, WEIGHTS)
    given = parser.parse_args(arguments)
    choices = [
        choice
        for part, texts in (("corpus", training_texts()), ("invented", load_invented()))
        for choice in _choices(part, texts)
    ]
    fit_choices(choices, given, WEIGHTS, named="descriptions", bounds=_BOUNDS, penalty=_PENALTY, nobody=False)
    return 0


def _choices(part: str, annotated: Sequence[AnnotatedText]) -> Iterator[Choice]:
    """The descriptions of a set whose meaning is known and named in the text by then."""
    fold_of = {name: fold for fold, names in enumerate(folds(annotated, FOLDS)) for name in names}
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
                yield Choice(part=part, fold=fold_of[text.name], options=options, right=frozenset({meant}))


if __name__ == "__main__":
    raise SystemExit(main())
