from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eval.error_report import find_mistakes, main
from eval.rows import load_gold, read_output

Output = list[dict[str, Any]]
Classes = Callable[[Output], list[str]]


@pytest.fixture
def classes(gold_file: Path, texts: dict[str, str]) -> Classes:
    def run(output: Output) -> list[str]:
        found = [read_output(row, texts[Path(row["document"]["source"]).name]) for row in output]
        return [each.class_ for each in find_mistakes(load_gold(gold_file), {each.name: each for each in found})]

    return run


def test_the_gold_itself_has_no_mistakes(output: Output, classes: Classes) -> None:
    assert classes(output) == []


def test_what_was_overlooked_is_classed_by_status_and_standing(output: Output, classes: Classes) -> None:
    output[0]["meetings"] = []
    output[1]["meetings"] = []
    assert classes(output) == [
        "missed: not seen (held)",
        "missed: not seen (planned)",
        "missed: not seen (held, background)",
    ]


def test_one_right_person_of_two_is_said(output: Output, classes: Classes) -> None:
    output[0]["meetings"][1]["participants"] = [{"name": "Ilse Maren"}, {"name": "Otto Falk"}]
    assert classes(output) == ["missed: found with one of its people only", "false: one right person"]


def test_a_second_telling_and_an_alarm_are_told_apart(output: Output, classes: Classes) -> None:
    again = output[0]["meetings"][0]
    output[0]["meetings"].append(again)
    output[2]["meetings"].append(again)
    assert classes(output) == [
        "false: told twice (a mention not merged, or a date read wrongly)",
        "false: in a distractor",
    ]


def test_wrong_fields_are_classed_one_by_one(output: Output, classes: Classes) -> None:
    first, second = output[0]["meetings"]
    first.update(date=None, place=None, city=None, background=True)
    first["participants"][0]["role"] = None
    second.update(date="2021-03", status="held")
    second["participants"][1]["organisation"] = "Feldkorn"
    assert classes(output) == [
        "date: none found",
        "background",
        "place: none found",
        "role: none found",
        "date: less or more precise",
        "status: planned read as held",
        "role: organisation",
    ]


def test_a_document_without_output_is_named(output: Output, classes: Classes) -> None:
    assert classes(output[1:])[0] == "not read"


def test_the_report_groups_by_document_and_counts_classes(
    output: Output, gold_file: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output[0]["meetings"] = []
    lines = tmp_path / "out.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in output), "utf-8")
    arguments = ["--gold", str(gold_file), "--texts", str(folder), "--output", str(lines), "--quotes"]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    first = "  missed: not seen (held): Ada Orlova, Tomas Brandt (held, 2021-03-04)\n      | Ada Orlova met"
    assert f"\ngrain.txt\n{first}" in shown
    assert "    1  missed: not seen (planned)" in shown
    assert main([*arguments, "--class", "false,date"]) == 0
    assert "missed" not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["examples", "--gold", "x", "--texts", "y"], ["--gold", "x"]])
def test_a_set_or_a_gold_file_must_be_named(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
