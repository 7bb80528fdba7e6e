"""Checks a gold file against its texts.

    python -m eval.check_gold GOLD.json FOLDER

Every quote stands in its text to the letter, every name too; words come from the vocabularies, dates are EDTF, a
distractor has no meeting, and each text of the folder is annotated.
Prints each fault; exit status 1 where there is one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from communique.model import MeetingKind, Status
from communique.model.edtf import is_valid

__all__ = ["find_faults", "main"]

Json = Mapping[str, Any]

LANGUAGES: Final = frozenset({"en", "ko", "ja"})
STATEMENT_KINDS: Final = frozenset(
    {"request", "offer", "promise", "announcement", "view", "concern", "forecast", "denial", "praise"}
)
MODALITIES: Final = frozenset({"direct_quote", "reported", "hedged"})
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def find_faults(gold: Json, folder: Path) -> list[str]:
    """Everything that is wrong with a gold file, one line a fault."""
    texts = {}
    faults = []
    for row in gold["documents"]:
        path = folder / row.get("path", row["doc"])
        if path.is_file():
            texts[row["doc"]] = path.read_bytes().decode("utf-8")
        else:
            faults.append(f"{row['doc']}: no text at {path}")
    faults += _document_faults(gold, folder)
    for row in gold["meetings"]:
        faults += [f"{row['doc']}: {why} in {row['meeting']}" for why in _meeting_faults(row, texts.get(row["doc"]))]
        if row["doc"] in gold["distractors"]:
            faults.append(f"{row['doc']}: {row['meeting']} is a meeting in a distractor")
    for row in gold.get("statements", ()):
        faults += [f"{row['doc']}: {why}" for why in _statement_faults(row, texts.get(row["doc"]))]
    keys = Counter(json.dumps(row, sort_keys=True) for row in gold["meetings"])
    faults += [f"the same row {n} times: {key[:120]}" for key, n in keys.items() if n > 1]
    return faults


def _document_faults(gold: Json, folder: Path) -> Iterator[str]:
    names = Counter(row["doc"] for row in gold["documents"])
    # Output is matched by file name, wherever a text lies.
    yield from (f"{name}: {n} documents of this name" for name, n in names.items() if n > 1)
    for row in gold["documents"]:
        if row["language"] not in LANGUAGES:
            yield f"{row['doc']}: no language {row['language']!r}"
        if row["published"] is not None and not is_valid(row["published"]):
            yield f"{row['doc']}: {row['published']!r} is no date"
    yield from (f"{name}: a distractor that is no document" for name in gold["distractors"] if name not in names)
    annotated = {row.get("path", row["doc"]) for row in gold["documents"]}
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}
    yield from (f"{path}: not annotated" for path in sorted(lying - annotated))


def _meeting_faults(row: Json, text: str | None) -> Iterator[str]:
    if text is None:
        yield "a document without a text"
        return
    if row["status"] not in set(Status):
        yield f"status {row['status']!r}"
    if row["kind"] not in set(MeetingKind):
        yield f"kind {row['kind']!r}"
    if row["background"] not in (True, False):
        yield f"background {row['background']!r}"
    if row["date"] is not None and not is_valid(row["date"]):
        yield f"date {row['date']!r}"
    if row["country"] is not None and not _COUNTRY.fullmatch(row["country"]):
        yield f"country {row['country']!r}"
    if row["duration_minutes"] is not None and not row["duration_minutes"] > 0:
        yield f"duration {row['duration_minutes']!r}"
    if not row["participants"]:
        yield "no participants"
    for party in row["participants"]:
        if not party["name"] or party["name"] not in text:
            yield f"a name that the text does not have, {party['name']!r},"
        if any(party[field] == "" for field in ("role", "organisation", "canonical")):
            yield f"an empty field of {party['name']!r}"
    yield from _quote_faults(row["evidence"], text)


def _statement_faults(row: Json, text: str | None) -> Iterator[str]:
    if text is None:
        yield "a statement of a document without a text"
        return
    if row["kind"] not in STATEMENT_KINDS:
        yield f"statement kind {row['kind']!r}"
    if row["modality"] not in MODALITIES:
        yield f"modality {row['modality']!r}"
    yield from _quote_faults(
        [*row["evidence"], *(row[part] for part in ("source", "cue", "content") if row.get(part))], text
    )


def _quote_faults(pieces: Sequence[Json], text: str) -> Iterator[str]:
    if not pieces:
        yield "no evidence"
    yield from (
        f"a quote that the text does not have, {piece.get('quote')!r},"
        for piece in pieces
        if not piece.get("quote") or piece["quote"] not in text
    )


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
