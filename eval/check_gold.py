"""Checks a gold file against its texts.

    python -m eval.check_gold GOLD.json FOLDER

Every quote stands in its text to the letter, every name too; words come from the vocabularies, dates are EDTF, a
distractor has no meeting, and each text of the folder is annotated.
Prints each fault; exit status 1 where there is one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.annotation.checking import find_faults as find_annotation_faults

__all__ = ["find_faults", "main"]

Json = Mapping[str, Any]


def find_faults(gold: Json, folder: Path) -> list[str]:
    """Everything that is wrong with a gold file, one line a fault."""
    texts: dict[str, str | None] = {}
    faults = []
    for row in gold["documents"]:
        path = folder / row.get("path", row["doc"])
        texts[row["doc"]] = path.read_bytes().decode("utf-8") if path.is_file() else None
        if texts[row["doc"]] is None:
            faults.append(f"{row['doc']}: no text at {path}")
    annotated = {row.get("path", row["doc"]) for row in gold["documents"]}
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}
    faults += [f"{path}: not annotated" for path in sorted(lying - annotated)]
    return faults + find_annotation_faults(gold, texts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the faults and how many rows were looked at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    given = parser.parse_args(arguments)
    gold = json.loads(given.gold.read_text("utf-8"))
    faults = find_faults(gold, given.texts)
    for fault in faults:
        print(fault)
    counts = ", ".join(f"{len(gold[part])} {part}" for part in ("documents", "meetings", "statements", "distractors"))
    print(f"{counts}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
