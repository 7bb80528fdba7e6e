"""`python -m training.crossing`: how well the trained reader reads texts that it has not learned from.

    python -m training.crossing                  # train without each of the five folds in turn, and read that fold
    python -m training.crossing --folds 0 1      # only these
    python -m training.crossing --keep folds/    # keep the readers, and use those that are there already

No occasion is in two folds. Prints the figures of `make accuracy` for the rules alone and for both together; a fold
takes some ten minutes on two cores.
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
    given = parser.parse_args(arguments)
    sets = {"corpus": training_texts(), "invented": load_invented()}
    parts = {part: folds(texts) for part, texts in sets.items()}
    found: dict[tuple[str, str], dict[str, FoundDocument]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for number in given.folds:
            folder = (given.keep or Path(scratch)) / f"fold{number}"
            if not (folder / "card.json").is_file():
                _make(["--fold", str(number), "--output", str(folder), "--version", f"fold{number}"])
            for part, texts in sets.items():
                held_out = [text for text in texts if text.language == "en" and text.name in parts[part][number]]
                for name, reader in (("rules", None), ("trained", load_reader(folder))):
                    read = {document.name: document for document in _read(held_out, reader)}
                    found.setdefault((part, name), {}).update(read)
    for part in sets:
        _print_table(part, {name: found[part, name] for name in ("rules", "trained")})
    return 0


def _print_table(part: str, found: Mapping[str, Mapping[str, FoundDocument]]) -> None:
    gold = load_gold(CORPUS / "gold" / f"{part}.json").only(frozenset(found["rules"]))
    print(f"{part:24}{'rules':>10}{'trained':>10}   on {len(gold.documents)} texts")
    measured = {name: figures(score(gold, documents)) for name, documents in found.items()}
    for figure in FIGURES:
        cells = (measured[name].get(figure) for name in ("rules", "trained"))
        print(f"{figure:24}" + "".join(f"{'–' if cell is None else format(cell, '.1f'):>10}" for cell in cells))


def _make(arguments: list[str]) -> None:
    # Deferred: it imports torch, which reading does without.
    from training.make import main as make

    make(arguments)


def _read(texts: Iterable[AnnotatedText], reader: TrainedReader | None) -> Iterator[FoundDocument]:
    read = partial(extract_documents, trained=reader)
    yield from map(read_extraction, read(text.document for text in texts))


if __name__ == "__main__":
    raise SystemExit(main())
