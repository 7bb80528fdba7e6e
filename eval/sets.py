"""The sets of annotated texts there are: the project's own, and one more where it lies beside the checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from eval.rows import Gold, load_gold

__all__ = ["ROOT", "EvalSet", "find_sets", "fingerprint", "fingerprint_of"]

ROOT: Final = Path(__file__).resolve().parent.parent
BESIDE: Final = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalSet:
    """A gold file, the folder of its texts, and what is to read them.

    Attributes:
        name: what tables and floors call it.
        reader: `rules`, or `trained` for the rules and the trained reader together.
    """

    name: str
    gold: Path
    texts: Path
    reader: str = "rules"

    @property
    def is_there(self) -> bool:
        """True where both are on this machine."""
        return self.gold.is_file() and self.texts.is_dir()

    def load(self) -> Gold:
        """The gold of this set."""
        return load_gold(self.gold)

    def paths(self, gold: Gold) -> list[Path]:
        """The texts in the order of the gold."""
        return [self.texts / document.path for document in gold.documents]


def find_sets(beside: Path = BESIDE) -> list[EvalSet]:
    """Every set that `make accuracy` knows of: the project's own come first, the seeds may be absent.

    Each is read by the rules and, under the name with `+`, by the rules and the trained reader together. The corpus and
    the texts about invented people are read by the rules alone: the trained reader has learned from them, and would be
    praised for what it remembers (`python -m training.crossing` measures it there).
    """
    corpus = ROOT / "corpus"
    sets = [
        EvalSet(name="examples", gold=ROOT / "examples" / "gold.json", texts=ROOT / "examples"),
        EvalSet(name="dev", gold=corpus / "gold" / "dev.json", texts=corpus / "dev"),
        EvalSet(name="seeds", gold=beside / "gold" / "seeds.json", texts=beside / "seeds"),
    ]
    return [
        *(both for each in sets for both in (each, replace(each, name=f"{each.name}+", reader="trained"))),
        EvalSet(name="corpus", gold=corpus / "gold" / "corpus.json", texts=corpus / "texts"),
        EvalSet(name="invented", gold=corpus / "gold" / "invented.json", texts=corpus / "invented"),
    ]


def fingerprint(eval_set: EvalSet, paths: Sequence[Path]) -> str:
    """A short hash of the gold and of every text: figures compare only where it is the same."""
    return fingerprint_of(eval_set.gold, *paths)


def fingerprint_of(*paths: Path) -> str:
    """A short hash of some files."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:16]
