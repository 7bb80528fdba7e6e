"""`communique load`, as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app

TEXT = """date 2021-03-02

STRELSAU, March 2 — Ruritanian President Ada Orlova met Hentzau Bank CEO Bruno Kessel in Strelsau on Monday for an hour,
her office said. They discussed rail freight.
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args), catch_exceptions=False)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "held.txt").write_text(TEXT, "utf-8")
    result = run("extract", str(folder), "--with-text", "--reader", "rules")
    assert result.exit_code == 0
    path = folder / "extract.jsonl"
    path.write_text(result.stdout, "utf-8")
    return path


def test_what_was_loaded_is_listed_and_says_where_it_came_from(extracted: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "talks.db")
    told = json.loads(extracted.read_text("utf-8"))
    told["extractor"] = "other-reader"
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(told) + "\n", "utf-8")
    result = run("load", str(other), "--ledger", ledger)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr.endswith("1 document taken in; the ledger has 1 meeting\n")
    (meeting,) = json.loads(run("meetings", "--format", "json", "--ledger", ledger).stdout)
    assert [party["name"] for party in meeting["participants"]] == ["Ada Orlova", "Bruno Kessel"]
    why = run("show", meeting["id"], "--why", "--ledger", ledger).stdout
    assert "read by loaded.other-reader." in why
    assert "taken in from an extract of other-reader" in why
    again = run("load", str(other), "--ledger", ledger)
    assert again.stderr.startswith("0 claims and 0 documents taken in and 1 line known already")


def test_what_is_refused_is_named_with_its_reason_and_the_status_is_3(extracted: Path, tmp_path: Path) -> None:
    told = json.loads(extracted.read_text("utf-8"))
    told["meetings"][0]["participants"][1]["name"] = "Rupert \x1b[2J Strelsky"
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_text("{\n" + json.dumps(told) + "\n", "utf-8")
    result = run("load", str(spoilt), "--ledger", str(tmp_path / "talks.db"))
    assert result.exit_code == 3
    first, second, summary = result.stderr.splitlines()
    assert first == f"communique: {spoilt}:1: no JSON: Input data was truncated"
    assert second.startswith(f"communique: {spoilt}:2: ")
    assert (
        f"held.txt, meeting 1 ({told['meetings'][0]['id']}): participants.1.name is 'Rupert \\x1b[2J Strelsky'"
        in second
    )
    assert "and 2 refused" in summary


def test_an_extract_comes_through_a_pipe(extracted: Path, tmp_path: Path) -> None:
    with extracted.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "communique", "load", "-", "--ledger", str(tmp_path / "talks.db")],
            stdin=file,
            capture_output=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert b"the ledger has 1 meeting" in done.stderr


def test_a_path_that_names_nothing_is_said_in_one_line(tmp_path: Path) -> None:
    result = run("load", str(tmp_path / "none.jsonl"), "--ledger", str(tmp_path / "talks.db"))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "talks.db").exists()
