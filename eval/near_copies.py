"""Measures copies on a set made for it: about 2,000 texts with exact, syndicated, edited and rewritten copies.

    python -m eval.near_copies [--seed N] [--worlds N] [--details]

The stories are those of `examples/`, told in several worlds: in each, every name and every number is another, the same
throughout. So texts of two worlds are one form filled in twice and no copies, and within a world there are several
reports of one occasion, which are none either. Beside them stand weekly schedules and short notices under a long
boilerplate. Whatever is linked across stories is a mistake.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.model import CopyGrade, Extraction
from communique.resolution.copies.copy import Copy
from communique.text.documents import frame
from eval.copies import copies_among
from eval.near.texts import KINDS, NearText, build_set
from eval.score import Figures, percent

__all__ = ["SEED", "WORLDS", "main", "measure"]

SEED: Final = 20310210
WORLDS: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A link between two texts of the set."""

    copy: Copy
    document: NearText
    other: NearText

    @property
    def is_right(self) -> bool:
        return self.document.story == self.other.story


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    parser.add_argument("--details", action="store_true", help="also the wrong links, and the copies missed")
    given = parser.parse_args(arguments)
    for name, figure in measure(seed=given.seed, worlds=given.worlds, details=given.details).items():
        print(f"{name:28}{'–' if figure is None else figure:>8}")
    return 0


def measure(*, seed: int = SEED, worlds: int = WORLDS, details: bool = False) -> Figures:
    """The figures, as percentages, with the number of texts and the milliseconds each took."""
    texts = build_set(seed=seed, worlds=worlds)
    began = time.perf_counter()
    by_id = {}
    documents = []
    for one in texts:
        document = frame(one.text, source=one.name, language=one.language)
        by_id[document.id] = one
        documents.append(Extraction(document=document))
    copies = copies_among(documents)
    spent = time.perf_counter() - began
    found = [_Found(copy=copy, document=by_id[copy.document], other=by_id[copy.other]) for copy in copies]
    linked = {one.document.name for one in found if one.is_right} | {one.other.name for one in found if one.is_right}
    if details:
        for one in found:
            if not one.is_right:
                print(f"wrong: {one.document.name}, {one.other.name}: {one.copy.grade}, {one.copy.because}")
        for text in texts:
            if text.kind in KINDS and text.name not in linked:
                print(f"missed: {text.name}")
        grades = Counter((one.document.kind, one.copy.grade.value) for one in found if one.is_right)
        for (kind, grade), count in sorted(grades.items()):
            print(f"{kind} listed as {grade}: {count}")
    figures: dict[str, float | None] = {
        "near_texts": float(len(texts)),
        "near_precision": percent(sum(one.is_right for one in found), len(found)),
    }
    for kind in KINDS:
        wanted = [text for text in texts if text.kind == kind]
        figures[f"near_{kind}_recall"] = percent(sum(text.name in linked for text in wanted), len(wanted))
    plain = [text for text in texts if text.kind in KINDS and text.kind != CopyGrade.REWRITTEN.value]
    figures["near_recall"] = percent(sum(text.name in linked for text in plain), len(plain))
    figures["near_ms_a_text"] = round(1000 * spent / len(texts), 1)
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
