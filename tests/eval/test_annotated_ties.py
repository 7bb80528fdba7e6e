"""The annotated ties point at rows that there are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from eval.follow_through import FURTHER, GOLD
from training.corpus import load_corpus, load_invented


@pytest.fixture(scope="module")
def further() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FURTHER.read_text("utf-8"))
    return loaded


def test_every_further_tie_is_between_two_rows_of_a_text(further: dict[str, Any]) -> None:
    texts = {text.name: text for text in (*load_corpus(), *load_invented())}
    for row in (*further["ties"], *further["unsure"]):
        text = texts[row["doc"]]
        rows = text.meetings if row["tie"] == "follows" else text.statements
        assert row["doc"] in further["texts"]
        assert row["tie"] in {"answers", "follows"}
        assert row["later"] != row["earlier"]
        assert max(row["later"], row["earlier"]) < len(rows)


def test_no_text_is_in_two_parts(further: dict[str, Any]) -> None:
    gold = json.loads(GOLD.read_text("utf-8"))
    parts = [set(gold["open"]), set(gold["closed"]), set(further["texts"])]
    assert sum(map(len, parts)) == len(set().union(*parts))
