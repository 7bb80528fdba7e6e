from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval.rows import Gold, load_gold
from eval.score_ledger import find_wrong_pairs, group_rows, main, score_merging


def row(doc: str, key: str, *names: str, date: str | None = None) -> dict[str, Any]:
    return {
        "meeting": key,
        "doc": doc,
        "status": "held",
        "participants": [{"name": name} for name in names],
        "date": date,
        "evidence": [{"quote": f"{key} in {doc}"}],
    }


ROWS = [
    row("a.txt", "one", "Ada Orlova", "Tomas Brandt", date="2021-03-04"),
    row("b.txt", "one", "Orlova", "Brandt", date="2021-03"),
    row("c.txt", "one", "Ada Orlova", "Tomas Brandt"),
    row("c.txt", "two", "Ada Orlova", "Ilse Maren", date="2021-03-09"),
    row("d.txt", "two", "Ada Orlova", "Ilse Maren", date="2021-03-09"),
]


@pytest.fixture
def gold_path(tmp_path: Path) -> Path:
    path = tmp_path / "gold.json"
    documents = [{"doc": f"{letter}.txt", "language": "en"} for letter in "abcd"]
    path.write_text(json.dumps({"documents": documents, "meetings": ROWS}), "utf-8")
    return path


@pytest.fixture
def gold(gold_path: Path) -> Gold:
    return load_gold(gold_path)


def printed(*groups: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "participants": ROWS[group[0]]["participants"],
            "date": ROWS[group[0]]["date"],
            "reports": [{"source": f"x/{ROWS[i]['doc']}", "evidence": ROWS[i]["evidence"]} for i in group],
        }
        for group in groups
    ]


def test_the_right_groups_score_a_hundred(gold: Gold) -> None:
    assert set(score_merging(gold, printed([0, 1, 2], [3, 4])).values()) == {100.0}


def test_nothing_merged_keeps_precision_and_loses_recall(gold: Gold) -> None:
    figures = score_merging(gold, printed([0], [1], [2], [3], [4]))
    assert (figures["b3_precision"], figures["b3_recall"]) == (100.0, 40.0)
    assert figures["pairs_precision"] is None
    assert figures["pairs_recall"] == figures["pairs_f1"] == 0.0


def test_an_empty_ledger_finds_no_report(gold: Gold) -> None:
    assert score_merging(gold, [])["reports_found"] == 0.0


def test_a_wrong_merge_costs_precision_and_is_named(gold: Gold) -> None:
    wrong = [{**printed([0, 1, 2, 4])[0], "participants": [{"name": n} for n in ("Orlova", "Brandt", "Maren")]}]
    merged = [pair for pair in find_wrong_pairs(group_rows(gold, wrong)) if pair.merged]
    assert [(pair.left.doc, pair.right.doc) for pair in merged] == [
        ("a.txt", "d.txt"),
        ("b.txt", "d.txt"),
        ("c.txt", "d.txt"),
    ]
    assert score_merging(gold, wrong)["pairs_precision"] == 50.0


def test_a_report_counts_only_for_its_own_document(gold: Gold) -> None:
    elsewhere = [{**printed([0])[0], "reports": [{"source": "x/elsewhere.txt"}]}]
    assert score_merging(gold, elsewhere)["reports_found"] == 0.0


def test_a_person_known_by_another_name_is_recognised(gold: Gold) -> None:
    known = printed([0, 1, 2], [3, 4])
    known[0]["participants"] = [{"name": "오를로바", "names": ["Ada Orlova"]}, {"name": "Tomas Brandt"}]
    assert score_merging(gold, known)["reports_found"] == 100.0


def test_two_meetings_of_the_same_people_in_one_text_are_told_apart_by_their_words(tmp_path: Path) -> None:
    rows = [row("a.txt", "first", "Orlova", "Brandt"), row("a.txt", "second", "Orlova", "Brandt")]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"documents": [{"doc": "a.txt", "language": "en"}], "meetings": rows}), "utf-8")
    shown = [
        {"participants": each["participants"], "reports": [{"source": "a.txt", "evidence": each["evidence"]}]}
        for each in reversed(rows)
    ]
    assert group_rows(load_gold(path), shown).groups == (("printed", 1), ("printed", 0))


def test_the_command_names_each_wrong_pair(gold_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listing = tmp_path / "meetings.json"
    listing.write_text(json.dumps(printed([0], [1, 2], [3, 4])), "utf-8")
    assert main([str(gold_path), str(listing), "--details"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("not merged: a.txt") == 2
    assert '"pairs_precision": 100.0' in shown
