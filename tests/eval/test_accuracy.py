from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval.accuracy import FLOORS, main, measure_set, table
from eval.floors import load_floors
from eval.rows import load_gold, read_output
from eval.running import SetRun
from eval.sets import EvalSet, find_sets, fingerprint

ROOT = Path(__file__).resolve().parents[2]
Output = list[dict[str, Any]]


@pytest.fixture
def run(output: Output, texts: dict[str, str]) -> SetRun:
    """What reading the invented set without a mistake gives, each meeting in a row of its own."""
    found = [read_output(row, texts[Path(row["document"]["source"]).name]) for row in output]
    printed = [
        {**meeting, "reports": [{"source": row["document"]["source"], "evidence": meeting["evidence"]}]}
        for row in output
        for meeting in row["meetings"]
    ]
    return SetRun(found={document.name: document for document in found}, printed=printed, failures=())


def test_each_language_has_a_row_and_all_of_them_together(
    gold_file: Path, raw_gold: dict[str, Any], run: SetRun
) -> None:
    raw_gold["documents"][1]["language"] = "ko"
    gold_file.write_text(json.dumps(raw_gold), "utf-8")
    measured = measure_set(load_gold(gold_file), run)
    assert list(measured) == ["en", "ko", "all"]
    assert [found["meetings_f1"] for found, _ in measured.values()] == [100.0, 100.0, 100.0]
    assert [found["b3_f1"] for found, _ in measured.values()] == [100.0, 100.0, 100.0]
    assert measured["ko"][0]["distractors_clean"] is None


def test_the_table_shows_alarms_in_words(gold_file: Path, run: SetRun) -> None:
    alarmed = {**run.found, "mills.txt": run.found["recall.txt"]}
    measured = measure_set(load_gold(gold_file), SetRun(found=alarmed, printed=run.printed, failures=()))
    shown = table("invented", measured)
    heading, row = shown.splitlines()
    assert heading.split()[:4] == ["invented", "docs", "gold", "found"]
    assert row.split()[:4] == ["en", "3", "3", "4"]
    assert row.endswith("1 of 1 distractors with a meeting")


def test_what_has_no_figure_is_shown_as_a_dash(gold_file: Path) -> None:
    measured = measure_set(load_gold(gold_file), SetRun(found={}, printed=(), failures=()))
    assert "–" in table("invented", measured)


def test_the_project_s_own_texts_are_always_sets_and_others_only_where_they_lie(tmp_path: Path) -> None:
    sets = find_sets(tmp_path)
    assert [each.name for each in sets if each.is_there] == [
        "examples",
        "examples+",
        "dev",
        "dev+",
        "corpus",
        "invented",
    ]
    assert [each.name for each in sets if not each.is_there] == ["seeds", "seeds+"]


def test_the_fingerprint_follows_gold_and_texts(gold_file: Path, folder: Path) -> None:
    invented = EvalSet(name="invented", gold=gold_file, texts=folder)
    paths = invented.paths(invented.load())
    before = fingerprint(invented, paths)
    assert fingerprint(invented, paths) == before
    paths[0].write_bytes(paths[0].read_bytes() + b" ")
    assert fingerprint(invented, paths) != before


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--allow-regression", "why"], ["--update", "--allow-regression", " "]]
)
def test_a_strange_set_or_a_lowering_without_a_reason_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)


@pytest.mark.slow
def test_the_sample_texts_reach_their_floors_and_not_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.json"
    assert main(["examples", "--update", "--floors", str(floors)]) == 0
    written = json.loads(floors.read_text("utf-8"))
    assert written["sets"]["examples"]["floors"]["en"]["grounded"] == 100.0
    written["sets"]["examples"]["floors"]["en"]["meetings_f1"] += 0.1
    floors.write_text(json.dumps(written), "utf-8")
    capsys.readouterr()
    assert main(["examples", "--floors", str(floors)]) == 1
    assert "below its floor: examples en: meetings_f1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["examples", "examples+", "dev", "dev+", "corpus"])
def test_the_floors_were_measured_on_these_texts(name: str) -> None:
    (own,) = (each for each in find_sets() if each.name == name)
    floors = load_floors(FLOORS)
    assert floors.fingerprints[name] == fingerprint(own, own.paths(own.load()))
    assert floors.figures[name, "en"]["grounded"] == 100.0


def test_resolution_by_itself_is_held_to_its_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolution"]) == 0
    assert "pairs_precision_joined        100.0" in capsys.readouterr().out
    floors = json.loads(FLOORS.read_text("utf-8"))
    floors["sets"]["resolution"]["floors"]["en"]["pairs_f1"] += 0.1
    raised = tmp_path / "floors.json"
    raised.write_text(json.dumps(floors), "utf-8")
    assert main(["resolution", "--floors", str(raised)]) == 1
    assert "below its floor: resolution en: pairs_f1" in capsys.readouterr().out
