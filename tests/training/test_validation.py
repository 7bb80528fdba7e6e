from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from training.validation import SETS, main, validate_corpus, validate_set

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two texts of the real one."""
    for part, texts in SETS.items():
        gold = json.loads((CORPUS / "gold" / f"{part}.json").read_text("utf-8"))
        name = next(row["doc"] for row in gold["meetings"])
        (tmp_path / texts).mkdir()
        shutil.copy(CORPUS / texts / name, tmp_path / texts / name)
        one = {key: [row for row in gold[key] if row["doc"] == name] for key in ("documents", "meetings", "statements")}
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "gold" / f"{part}.json").write_text(json.dumps({**one, "distractors": []}), "utf-8")
    return tmp_path


def change(folder: Path, part: str, value: Any, *way: Any) -> None:
    path = folder / "gold" / "corpus.json"
    gold = json.loads(path.read_text("utf-8"))
    place = gold[part]
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    path.write_text(json.dumps(gold), "utf-8")


def test_the_corpus_is_sound() -> None:
    assert validate_corpus() == []
    assert main([]) == 0


def test_a_part_of_it_is_sound_too(folder: Path) -> None:
    assert validate_corpus(folder) == []


@pytest.mark.parametrize(
    ("value", "way", "said"),
    [
        ("met nobody", ("meetings", 0, "evidence", 0, "quote"), "a quote that the text does not have, 'met nobody'"),
        ("Nobody", ("meetings", 0, "participants", 0, "name"), "a name that the text does not have, 'Nobody'"),
        ("over", ("meetings", 0, "status"), "status 'over', one of held, planned"),
        ("tea", ("meetings", 0, "kind"), "kind 'tea'"),
        ("next May", ("meetings", 0, "date"), "date 'next May', not EDTF"),
        ("XXXX-XX-32", ("meetings", 0, "date"), "date 'XXXX-XX-32', not EDTF"),
        ("Some Key", ("meetings", 0, "meeting"), "key 'Some Key'"),
        ("gossip", ("statements", 0, "kind"), "statement kind 'gossip'"),
        ("sung", ("statements", 0, "modality"), "modality 'sung'"),
        ({"quote": "nobody said"}, ("statements", 0, "cue"), "'nobody said'"),
        ("eo", ("documents", 0, "language"), "no language 'eo'"),
        ("gone.txt", ("documents", 0, "copy_of"), "a copy of 'gone.txt'"),
    ],
)
def test_each_finding_names_the_document_and_what_is_wrong(
    folder: Path, value: Any, way: tuple[Any, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = json.loads((folder / "gold" / "corpus.json").read_text("utf-8"))["documents"][0]["doc"]
    change(folder, way[0], value, *way[1:])
    assert main([str(folder)]) == 1
    (line, count) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"corpus: {name}: ")
    assert said in line
    assert count == "1 findings"


def test_the_same_row_twice_is_found(folder: Path) -> None:
    path = folder / "gold" / "corpus.json"
    gold = json.loads(path.read_text("utf-8"))
    gold["statements"].append(gold["statements"][0])
    path.write_text(json.dumps(gold), "utf-8")
    assert any("the same row 2 times" in finding for finding in validate_corpus(folder))


def test_texts_without_gold_and_gold_without_texts_are_found(folder: Path) -> None:
    (text,) = (folder / "texts").iterdir()
    text.rename(text.with_name("other.txt"))
    findings = validate_corpus(folder)
    assert "corpus: other.txt: not annotated" in findings
    assert any(finding.startswith(f"corpus: {text.name}: its text cannot be read") for finding in findings)


def test_a_text_of_both_sets_is_found(folder: Path) -> None:
    for part in ("gold/dev.json", "gold/corpus.json"):
        assert (folder / part).is_file()
    shutil.copy(folder / "gold" / "corpus.json", folder / "gold" / "dev.json")
    (text,) = (folder / "texts").iterdir()
    shutil.rmtree(folder / "dev")
    shutil.copytree(folder / "texts", folder / "dev")
    assert f"dev: {text.name}: a text of corpus too" in validate_corpus(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"documents": 3, "meetings": []}', "[" * 100_000, '"\\ud800"'])
def test_what_is_no_gold_is_a_finding_and_no_crash(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, "utf-8")
    assert validate_set(path, tmp_path)
