"""Is the corpus sound? Every finding, one line each.

    python -m training.validation [FOLDER]

Every quote stands in its text to the letter and every participant's name too; words come from the vocabularies, dates
are EDTF, keys are well formed, nothing stands there twice, a distractor has no meeting, and each text is annotated. The
checks of single rows are those of `communique annotate --check`. Exit status 1 where there is a finding.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from communique.annotation.checking import find_faults
from training.corpus import CORPUS

__all__ = ["SETS", "main", "validate_corpus", "validate_set"]

SETS: Final = {"corpus": "texts", "invented": "invented", "dev": "dev"}
"""The sets of the corpus: the gold's name, and the folder of its texts."""

Json = Mapping[str, Any]


def validate_corpus(folder: Path = CORPUS) -> list[str]:
    """All that is wrong with a folder laid out as the corpus is."""
    findings = []
    names: dict[str, str] = {}
    for gold, texts in SETS.items():
        path = folder / "gold" / f"{gold}.json"
        findings += [f"{gold}: {finding}" for finding in validate_set(path, folder / texts)]
        if path.is_file():
            for name in _document_names(path):
                if names.setdefault(name, gold) != gold:
                    findings.append(f"{gold}: {name}: a text of {names[name]} too")
    return findings


def validate_set(gold: Path, texts: Path) -> list[str]:
    """All that is wrong with one gold file and the texts that it speaks of."""
    try:
        annotation = json.loads(gold.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        return [f"{gold.name} cannot be read: {error}"]
    if not isinstance(annotation, dict) or not isinstance(annotation.get("documents"), list):
        return find_faults(annotation, {})
    rows = [row for row in annotation["documents"] if isinstance(row, dict) and isinstance(row.get("doc"), str)]
    findings, found = [], {}
    for row in rows:
        try:
            found[row["doc"]] = (texts / row["doc"]).read_bytes().decode("utf-8")
        except (OSError, ValueError) as error:
            found[row["doc"]] = None
            findings.append(f"{row['doc']}: its text cannot be read: {error}")
    findings += [
        f"{name}: not annotated" for name in sorted({path.name for path in texts.glob("*.txt")} - found.keys())
    ]
    return findings + list(_tie_faults(rows)) + find_faults(annotation, found)


def _tie_faults(rows: Sequence[Json]) -> Iterator[str]:
    """Copies of texts that are not there."""
    names = {row["doc"] for row in rows}
    for row in rows:
        if row.get("copy_of") is not None and row["copy_of"] not in names:
            yield f"{row['doc']}: a copy of {row['copy_of']!r}, which is no document"


def _document_names(gold: Path) -> list[str]:
    try:
        rows = json.loads(gold.read_text("utf-8"))["documents"]
        return [row["doc"] for row in rows]
    except (ValueError, RecursionError, KeyError, TypeError):
        return []  # said by the checks of the set


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the findings and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS, help="a folder laid out as corpus/ is")
    given = parser.parse_args(arguments)
    findings = validate_corpus(given.folder)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "sound")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
