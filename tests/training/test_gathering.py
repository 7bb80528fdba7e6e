from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.corpus import load_set
from training.gathering import gather, main

TEXTS = {"one.txt": "Ada Orlova met Tomas Brandt in Hofau.", "two.txt": "The mills cannot meet demand."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
        meetings = [
            {
                "meeting": "orlova-brandt",
                "doc": name,
                "status": "held",
                "background": False,
                "kind": "meeting",
                "participants": [{"name": "Ada Orlova", "role": None, "organisation": None, "canonical": None}],
                "date": None,
                "evidence": [{"quote": text}],
            }
        ]
        annotation = {
            "exhaustive": name == "one.txt",
            "documents": [{"doc": name, "published": None, "language": "en", "url": None}],
            "meetings": meetings if name == "one.txt" else [],
            "statements": [],
            "distractors": [] if name == "one.txt" else [name],
        }
        (made / f"{name}.annotation.json").write_text(json.dumps(annotation), "utf-8")
    return made


def test_the_annotations_of_a_folder_become_one_gold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = folder.parent / "gold.json"
    assert main([str(folder), str(gold)]) == 0
    assert capsys.readouterr().out == "2 documents, 1 meetings, 0 statements\n"
    one, two = load_set(gold, folder, part="own")
    assert (one.name, len(one.meetings), one.is_distractor, one.part) == ("one.txt", 1, False, "own")
    assert (two.name, len(two.meetings), two.is_distractor) == ("two.txt", 0, True)


def test_it_is_exhaustive_only_where_all_are(folder: Path) -> None:
    assert gather(folder)["exhaustive"] is False
    (folder / "two.txt.annotation.json").unlink()
    assert gather(folder)["exhaustive"] is True


@pytest.mark.parametrize("content", ["3", '{"documents": 3, "meetings": {"a": 1}}'])
def test_what_is_not_sound_is_told_and_nothing_is_written(
    folder: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "two.txt.annotation.json").write_text(content)
    gold = folder.parent / "gold.json"
    assert main([str(folder), str(gold)]) == 1
    assert "nothing written" in capsys.readouterr().out
    assert not gold.exists()


def test_a_text_without_its_annotation_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.txt.annotation.json").unlink()
    assert main([str(folder), str(folder.parent / "gold.json")]) == 1
    assert "two.txt: not annotated" in capsys.readouterr().out
