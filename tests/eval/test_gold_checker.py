from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from eval.check_gold import find_faults, main


def test_a_sound_gold_has_no_faults(raw_gold: dict[str, Any], folder: Path) -> None:
    assert find_faults(raw_gold, folder) == []


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("status", "past", "status 'past'"),
        ("kind", "tea", "kind 'tea'"),
        ("date", "March 2021", "date 'March 2021'"),
        ("date", "2021-02-30", "date '2021-02-30'"),
        ("country", "Ruritania", "country 'Ruritania'"),
        ("duration_minutes", 0, "duration 0"),
        ("background", None, "background None"),
        ("participants", [], "no participants"),
        ("evidence", [], "no evidence"),
        ("evidence", [{"quote": "met  Tomas"}], "a quote that the text does not have"),
    ],
)
def test_each_fault_of_a_meeting_is_named(
    raw_gold: dict[str, Any], folder: Path, field: str, wrong: object, said: str
) -> None:
    raw_gold["meetings"][0][field] = wrong
    (fault,) = find_faults(raw_gold, folder)
    assert said in fault
    assert fault.startswith("grain.txt: ")


def test_a_name_must_stand_in_the_text(raw_gold: dict[str, Any], folder: Path) -> None:
    raw_gold["meetings"][0]["participants"][0]["name"] = "Ada M. Orlova"
    assert "Ada M. Orlova" in find_faults(raw_gold, folder)[0]


def test_a_meeting_in_a_distractor_is_a_fault(raw_gold: dict[str, Any], folder: Path) -> None:
    raw_gold["distractors"].append("recall.txt")
    assert "a meeting in a distractor" in find_faults(raw_gold, folder)[0]


def test_texts_and_documents_must_be_the_same(raw_gold: dict[str, Any], folder: Path) -> None:
    (folder / "stray.txt").write_text("nobody read me", "utf-8")
    (folder / "mills.txt").unlink()
    faults = find_faults(raw_gold, folder)
    assert any("mills.txt: no text" in fault for fault in faults)
    assert "stray.txt: not annotated" in faults


def test_the_same_row_twice_is_a_fault(raw_gold: dict[str, Any], folder: Path) -> None:
    raw_gold["meetings"].append(raw_gold["meetings"][0])
    assert "the same row 2 times" in find_faults(raw_gold, folder)[0]


def test_a_statement_is_checked_too(raw_gold: dict[str, Any], folder: Path) -> None:
    raw_gold["statements"].append(
        {
            "doc": "recall.txt",
            "kind": "gossip",
            "modality": "reported",
            "evidence": [{"quote": "the company recalled"}],
            "source": {"quote": "the firm"},
        }
    )
    assert len(find_faults(raw_gold, folder)) == 2


def test_the_command_fails_on_a_fault(gold_file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(gold_file), str(folder)]) == 0
    assert "3 documents, 3 meetings, 1 statements, 1 distractors, 0 faults" in capsys.readouterr().out
    (folder / "recall.txt").write_text("Something else.", "utf-8")
    assert main([str(gold_file), str(folder)]) == 1
