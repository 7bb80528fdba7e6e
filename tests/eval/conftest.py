from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# `eval` is no installed package: it lies beside `src` and belongs to the checkout.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

TEXTS = {
    "grain.txt": (
        "Strelsau, 4 March 2021 - Ruritania's Prime Minister Ada Orlova met Tomas Brandt, chief executive of Feldkorn, "
        "at the Rose Palace on Thursday. Orlova will see President Ilse Maren of Grauland on 9 March."
    ),
    "recall.txt": "Ada Orlova and Tomas Brandt had first dined together in Hofau in 2019, the company recalled.",
    "mills.txt": "The mills cannot meet demand.",
}
ORLOVA = ("Ada Orlova", "Prime Minister", "Ruritania")
BRANDT = ("Tomas Brandt", "chief executive", "Feldkorn")
MAREN = ("Ilse Maren", "President", "Grauland")


def _meeting(doc: str, key: str, quote: str, people: list[tuple[str, str | None, str | None]], **more: Any) -> Any:
    return {
        "meeting": key,
        "doc": doc,
        "status": "held",
        "background": False,
        "kind": "meeting",
        "participants": [
            {"name": name, "role": role, "organisation": body, "canonical": name} for name, role, body in people
        ],
        "date": None,
        "place": None,
        "city": None,
        "country": None,
        "topics": [],
        "initiative": None,
        "duration_minutes": None,
        "evidence": [{"quote": quote}],
        **more,
    }


GOLD: dict[str, Any] = {
    "exhaustive": True,
    "documents": [
        {"doc": "grain.txt", "published": "2021-03-04", "language": "en"},
        {"doc": "recall.txt", "published": None, "language": "en"},
        {"doc": "mills.txt", "published": None, "language": "en"},
    ],
    "meetings": [
        _meeting(
            "grain.txt",
            "orlova-brandt-2021-03-04",
            "Ada Orlova met Tomas Brandt, chief executive of Feldkorn, at the Rose Palace on Thursday.",
            [ORLOVA, BRANDT],
            date="2021-03-04",
            place="Rose Palace",
            city="Strelsau",
        ),
        _meeting(
            "grain.txt",
            "orlova-maren-2021-03-09",
            "Orlova will see President Ilse Maren of Grauland on 9 March.",
            [ORLOVA, MAREN],
            status="planned",
            date="2021-03-09",
        ),
        _meeting(
            "recall.txt",
            "orlova-brandt-2019",
            "Ada Orlova and Tomas Brandt had first dined together in Hofau in 2019",
            [("Ada Orlova", None, None), ("Tomas Brandt", None, None)],
            kind="dinner",
            background=True,
            date="2019",
            city="Hofau",
        ),
    ],
    "statements": [
        {
            "doc": "mills.txt",
            "speaker": "The mills",
            "addressee": None,
            "kind": "denial",
            "modality": "reported",
            "about": "demand",
            "reported_through": [],
            "evidence": [{"quote": "The mills cannot meet demand"}],
            "source": {"quote": "The mills"},
            "cue": None,
            "content": {"quote": "cannot meet demand"},
        }
    ],
    "roles": [
        {
            "doc": "grain.txt",
            "person": "Tomas Brandt",
            "role": "chief executive",
            "organisation": "Feldkorn",
            "interval": "2021-03-04",
            "evidence": [{"quote": "Tomas Brandt, chief executive of Feldkorn"}],
        }
    ],
    "distractors": ["mills.txt"],
}


@pytest.fixture
def raw_gold() -> dict[str, Any]:
    return copy.deepcopy(GOLD)


@pytest.fixture
def texts() -> dict[str, str]:
    return dict(TEXTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_bytes(text.encode())
    return place


@pytest.fixture
def gold_file(tmp_path: Path, raw_gold: dict[str, Any]) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(raw_gold), "utf-8")
    return path


@pytest.fixture
def as_output() -> Callable[[dict[str, Any], dict[str, str]], list[dict[str, Any]]]:
    """What a reader would print that finds exactly what a gold file has."""

    def build(gold: dict[str, Any], texts: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "document": {"id": document["doc"], "source": f"somewhere/{document['doc']}"},
                "meetings": [
                    _with_offsets(row, texts[row["doc"]]) for row in gold["meetings"] if row["doc"] == document["doc"]
                ],
                "statements": [
                    _with_offsets(row, texts[row["doc"]]) for row in gold["statements"] if row["doc"] == document["doc"]
                ],
                "roles": [
                    _with_offsets(row, texts[row["doc"]]) for row in gold["roles"] if row["doc"] == document["doc"]
                ],
                "dates": [],
            }
            for document in gold["documents"]
        ]

    return build


@pytest.fixture
def output(
    raw_gold: dict[str, Any],
    texts: dict[str, str],
    as_output: Callable[[dict[str, Any], dict[str, str]], list[dict[str, Any]]],
) -> list[dict[str, Any]]:
    """The invented gold as a reader would print it that makes no mistake."""
    return as_output(raw_gold, texts)


def _with_offsets(row: dict[str, Any], text: str) -> dict[str, Any]:
    found = copy.deepcopy(row)
    found.pop("meeting", None)
    del found["doc"]
    for piece in found["evidence"]:
        piece["start"] = text.index(piece["quote"])
        piece["end"] = piece["start"] + len(piece["quote"])
    return found
