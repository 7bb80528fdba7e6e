"""`communique reconcile`, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app
from communique.text.safe_json import record_line

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
import press

REGISTER = (
    "day,who,whom,about,where\n"
    "05/03/2031,ORLOVA Ada,Grain Union e.V.,=the price of grain,Strelsau\n"
    "soon,ORLOVA Ada,Nobody,,\n"
    "21/03/2031,ORLOVA Ada,Fish Union,\x1b[2Jfish,Zenda\n"
)


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args), catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("register")
    reports = (
        press.report(1, "Ada Orlova", "Grain Union", on="2031-03-06", published="2031-03-07", topic="grain"),
        press.report(2, "Ada Orlova", "Seed Union", on="2031-03-20", published="2031-03-21"),
    )
    (made / "press.jsonl").write_text("".join(record_line(form) + "\n" for form in reports), "utf-8")
    (made / "register.csv").write_text(REGISTER, "utf-8")
    (made / "mapping.toml").write_text(press.MAPPING, "utf-8")
    assert run("load", str(made / "press.jsonl"), "--ledger", str(made / "talks.db")).exit_code == 0
    return made


def reconcile(folder: Path, *more: str) -> Result:
    names = (str(folder / name) for name in ("register.csv", "mapping.toml", "talks.db"))
    register, mapping, ledger = names
    return run("reconcile", register, "--mapping", mapping, "--ledger", ledger, *more)


def test_a_table_shows_both_sides_and_the_rule_stands_below(folder: Path) -> None:
    result = reconcile(folder)
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["FINDING", "both", "press only", "register only"]
    assert "date: 2031-03-05 / 2031-03-06" in lines[1]
    assert "\x1b" not in result.stdout
    broken, summary, rule = result.stderr.splitlines()
    assert broken == (f"communique: {folder}/register.csv:3: date: 'soon' is no date written as %d/%m/%Y")
    assert summary == (
        "of 3 rows of the register 1 in both, 0 doubtful and 1 in it only; 1 cannot be used; "
        "1 meeting in the press only"
    )
    assert rule.startswith("in the press only are held meetings of one of its officials (1)")


def test_json_has_the_row_the_meeting_and_the_reasons(folder: Path) -> None:
    result = reconcile(folder, "--format", "json", "--only", "both", "--quiet")
    (one,) = json.loads(result.stdout)
    assert (one["finding"], one["days"], one["row"]["line"]) == ("both", 1, 2)
    assert one["row"]["counterparties"] == ["Grain Union e.V."]
    assert [party["name"] for party in one["meeting"]["participants"]] == ["Ada Orlova", "Grain Union"]
    assert one["because"][0].startswith("official: ORLOVA Ada and Ada Orlova: the names are the same")
    assert one["differences"][0] == {"field": "date", "register": "2031-03-05", "press": "2031-03-06"}


def test_csv_is_safe_for_spreadsheets(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(reconcile(folder, "--format", "csv").stdout)))
    assert [row["finding"] for row in rows] == ["both", "press_only", "register_only"]
    assert rows[0]["subject"] == "'=the price of grain"
    assert rows[0]["participants"] == "Ada Orlova; Grain Union (Grain Union)"
    assert rows[1]["line"] == ""
    assert rows[1]["press_date"] == "2031-03-20"


def test_filters_and_limits(folder: Path) -> None:
    assert "fish" in reconcile(folder, "--organisation", "fish").stdout
    limited = reconcile(folder, "--limit", "1")
    assert len(limited.stdout.splitlines()) == 2
    assert "the first 1 of 3; --limit 0 shows all" in limited.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--only", "maybe"], "finding is 'maybe'; expected one of both, doubtful, register_only, press_only"),
        (["--since", "soon"], "since is 'soon'; expected a date"),
        (["--mapping", "none.toml"], "no mapping 'none.toml': neither a file nor one of"),
    ],
)
def test_wrong_arguments_are_said_in_one_line(folder: Path, args: list[str], said: str) -> None:
    result = reconcile(folder, *args)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
