"""The texts from which the project began, read from the start: who and which bodies are one, and who are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique import Ledger

BESIDE = Path(__file__).resolve().parents[2].parent / "shared"
SEEDS, GOLD = BESIDE / "seeds", BESIDE / "gold" / "seeds.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SEEDS.is_dir() and GOLD.is_file()), reason="the seed texts are not beside the checkout"),
]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Each listed name, with the entries that bear it."""
    with Ledger(tmp_path_factory.mktemp("seeds") / "ledger.db") as ledger:
        ledger.ingest([SEEDS])
        assert len(ledger.meetings()) == 12
        found: dict[str, set[str]] = {}
        for entry in (*ledger.people(), *ledger.organisations()):
            for name in entry.names:
                found.setdefault(name, set()).add(entry.id)
        return found


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(GOLD.read_text("utf-8"))
    return told


def test_names_of_one_are_names_of_one_entry(entries: dict[str, set[str]], gold: dict[str, Any]) -> None:
    for line in gold["same_entity"]:
        assert len({entry for name in line for entry in entries.get(name, ())}) == 1, line


def test_names_of_two_are_names_of_two_entries(entries: dict[str, set[str]], gold: dict[str, Any]) -> None:
    for one, other in gold["different_entity"]:
        assert entries[one], one
        assert entries[other], other
        assert not entries[one] & entries[other], (one, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Meta", "Meta Platforms"),
        ("Naver", "Naver Corp."),
        ("KCC", "Korea Communications Commission"),
        ("Meta", "Facebook"),
    ],
)
def test_organisations_are_listed_with_both_names(entries: dict[str, set[str]], name: str, other: str) -> None:
    assert entries.get(name, set()) & entries.get(other, set())
