"""`python -m training.crossing`: how well the trained reader reads texts that it has not learned from.

    python -m training.crossing                  # train without each of the five folds in turn, and read that fold
    python -m training.crossing --folds 0 1      # only these
    python -m training.crossing --keep folds/    # keep the readers, and use those that are there already
    python -m training.crossing --quarters 1 2 4 # what a reader of a quarter, of half and of all of the texts knows

No occasion is in two folds. Prints the figures of `make accuracy` for the rules alone and for both together; a fold
takes some fifteen minutes on two cores.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from eval.rows import FoundDocument, load_gold, read_extraction
from eval.score import figures, score

from communique.extraction import extract_documents
from communique.extraction.learned import TrainedReader, load_reader
from training.corpus import CORPUS, AnnotatedText, load_invented
from training.splits import folds, training_texts

__all__ = ["main"]

FIGURES: Final = (
    "meetings_f1",
    "meetings_precision",
    "strict_f1",
    "date_right",
    "status_right",
    "place_right",
    "role_right",
    "distractors_clean",
    "statements_precision",
    "statements_recall",
    "statement_kind_right",
)


def main(arguments: list[str] | None = None) -> int:
    """Train, read and print, fold by fold."""
    parser = argparse.ArgumentParser(prog="python -m training.crossing", description="Measure the trained reader.")
    parser.add_argument("--folds", type=int, nargs="*", choices=range(5), default=range(5), help="only these")
    parser.add_argument("--keep", type=Path, help="a folder for the readers; those there already are not made again")
    parser.add_argument(
        "--quarters", type=int, nargs="+", choices=range(1, 5), default=[4], help="of the texts to learn from: a curve"
    )
    given = parser.parse_args(arguments)
    sets = {"corpus": training_texts(), "invented": load_invented()}
    parts = {part: folds(texts) for part, texts in sets.items()}
    found: dict[str, dict[str, dict[str, FoundDocument]]] = {part: {} for part in sets}
    with tempfile.TemporaryDirectory() as scratch:
        for number in given.folds:
            readers: dict[str, TrainedReader | None] = {"rules": None}
            for quarters in given.quarters:
                folder = _train(given.keep or Path(scratch), number, quarters)
                readers[f"{quarters} of 4" if quarters < 4 else "trained"] = load_reader(folder)
            for part, texts in sets.items():
                held_out = [text for text in texts if text.language == "en" and text.name in parts[part][number]]
                for name, reader in readers.items():
                    read = {document.name: document for document in _read(held_out, reader)}
                    found[part].setdefault(name, {}).update(read)
    for part, by_reader in found.items():
        _print_table(part, by_reader)
    return 0


def _print_table(part: str, found: Mapping[str, Mapping[str, FoundDocument]]) -> None:
    gold = load_gold(CORPUS / "gold" / f"{part}.json").only(frozenset(found["rules"]))
    print(f"{part:24}" + "".join(f"{name:>10}" for name in found) + f"   on {len(gold.documents)} texts")
    measured = [figures(score(gold, documents)) for documents in found.values()]
    for figure in FIGURES:
        cells = (each.get(figure) for each in measured)
        print(f"{figure:24}" + "".join(f"{'–' if cell is None else format(cell, '.1f'):>10}" for cell in cells))


def _train(folder: Path, fold: int, quarters: int) -> Path:
    """The folder of a reader that has learned from so many quarters of the other folds, made if it is not there."""
    name = f"fold{fold}" if quarters == 4 else f"fold{fold}-quarters{quarters}"
    if not (folder / name / "card.json").is_file():
        _make([
            *("--fold", str(fold)), *("--quarters", str(quarters)), *("--output", str(folder / name)), "--version", name
        ])  # fmt: skip
    return folder / name


def _make(arguments: list[str]) -> None:
    # Deferred: it imports torch, which reading does without.
    from training.make import main as make

    make(arguments)


def _read(texts: Iterable[AnnotatedText], reader: TrainedReader | None) -> Iterator[FoundDocument]:
    read = partial(extract_documents, trained=reader)
    yield from map(read_extraction, read(text.document for text in texts))


if __name__ == "__main__":
    raise SystemExit(main())
