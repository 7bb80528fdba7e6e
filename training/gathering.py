"""One gold file out of the annotations that lie beside their texts.

    python -m training.gathering FOLDER GOLD.json

Takes every `*.annotation.json` of the folder, as `communique annotate` saves them, and joins their lists. Exit status
1 where what comes out would not be sound; the findings are printed and nothing is written.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from communique.annotation.files import load_annotation, save_annotation
from training.validation import validate_set

__all__ = ["ENDING", "gather", "main"]

ENDING: Final = ".annotation.json"
"""How the names of annotation files end, after the names of their texts."""

_PARTS: Final = ("documents", "meetings", "statements", "roles", "distractors")


def gather(folder: Path) -> dict[str, Any]:
    """The annotations of a folder as one, in the order of their names.

    It is exhaustive where every one of them is.

    Raises:
        InputError: a file cannot be read, or is no JSON.
    """
    annotations = [load_annotation(path) for path in sorted(folder.glob(f"*{ENDING}"))]
    # What is no annotation at all stays visible to the checks, as a document that is none.
    whole = [each if isinstance(each, dict) else {"documents": [each]} for each in annotations]
    gathered: dict[str, Any] = {"exhaustive": bool(whole) and all(each.get("exhaustive") is True for each in whole)}
    for part in _PARTS:
        lists = [each.get(part, []) for each in whole]
        gathered[part] = [row for rows in lists for row in (rows if isinstance(rows, list) else [rows])]
    return gathered


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts with their annotations beside them")
    parser.add_argument("gold", type=Path, help="the file to write")
    given = parser.parse_args(arguments)
    gathered = gather(given.folder)
    with tempfile.TemporaryDirectory(prefix="communique-gold-") as scratch:
        save_annotation(gathered, Path(scratch) / given.gold.name)
        findings = validate_set(Path(scratch) / given.gold.name, given.folder)
    for finding in findings:
        print(finding)
    if findings:
        print(f"{len(findings)} findings, nothing written")
        return 1
    save_annotation(gathered, given.gold)
    print(", ".join(f"{len(gathered[part])} {part}" for part in ("documents", "meetings", "statements")))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
