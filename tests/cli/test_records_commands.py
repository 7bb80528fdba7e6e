from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app

TALKS = """Port Kelvo, May 6 (Invented News) — Trade Minister Orla Venndo met Dao Kelumi, chief executive of Sativo
Motors, in Torpel on Tuesday to discuss electric cars. "We talked for an hour," Venndo told reporters after the meeting.
"""
FOREIGN = "La prezidanto de la respubliko renkontis la ministron en la urbo, kaj ili parolis pri la paco kaj la maro.\n"


def run(*args: object, **given: Any) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], catch_exceptions=False, **given)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "talks.txt").write_text(TALKS, "utf-8")
    (articles / "foreign.txt").write_text(FOREIGN, "utf-8")
    (articles / "noise.txt").write_bytes(bytes(range(256)) * 100)
    result = run("ingest", articles, "--reader", "rules", "--ledger", folder / "talks.db")
    assert result.exit_code == 3
    return folder


def listed(made: Path, *args: object) -> list[dict[str, Any]]:
    result = run("documents", *args, "--format", "json", "--ledger", made / "talks.db")
    assert result.exit_code == 0
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_documents_tell_what_was_read_when_from_where_and_with_which_result(made: Path) -> None:
    rows = listed(made)
    assert [(Path(row["source"]).name, row["result"]) for row in rows] == [
        ("foreign.txt", "unread"),
        ("talks.txt", "read"),
        ("noise.txt", "failed"),
    ]
    assert rows[0]["why"] == rows[0]["unread"]
    assert rows[1]["why"] is None
    assert rows[2]["why"]
    assert rows[2]["id"] is None
    assert len({tuple(row) for row in rows}) == 1  # the same fields in every row
    today = datetime.now(UTC).date().isoformat()
    assert all(row["when"].startswith(today) or row["when"] < today for row in rows)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["--result", "failed"], ["noise.txt"]),
        (["--result", "read,unread"], ["foreign.txt", "talks.txt"]),
        (["--result", "forgotten"], []),
        (["--source", "TALKS"], ["talks.txt"]),
        (["--language", "EN"], ["talks.txt"]),
        (["--since", "2001"], ["foreign.txt", "talks.txt", "noise.txt"]),
        (["--until", "2001-02"], []),
        (["--words", "invented news"], ["talks.txt"]),
        (["--words", "no such words"], []),
        (["--source", "articles", "--result", "unread", "--since", "2020"], ["foreign.txt"]),
    ],
)
def test_documents_are_filtered(made: Path, given: list[str], names: list[str]) -> None:
    assert [Path(row["source"]).name for row in listed(made, *given)] == names


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--result", "lost"], "result is 'lost'; expected one of read, unread, failed, forgotten"),
        (["--since", "soon"], "since is 'soon'; expected a date such as"),
        (["--words", " "], "words is empty"),
    ],
)
def test_a_filter_that_is_none_is_told_in_one_line(made: Path, given: list[str], said: str) -> None:
    result = run("documents", *given, "--ledger", made / "talks.db")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_documents_come_in_every_form(made: Path) -> None:
    table = run("documents", "--ledger", made / "talks.db")
    assert "RESULT" in table.stdout.splitlines()[0]
    assert len(table.stdout.splitlines()) == 4
    assert "2 documents, 1 of them not read and 1 that could not be read" in table.stderr
    rows = list(csv.DictReader(io.StringIO(run("documents", "--format", "csv", "--ledger", made / "talks.db").stdout)))
    assert [row["result"] for row in rows] == ["unread", "read", "failed"]
    lines = run("documents", "--format", "jsonl", "--ledger", made / "talks.db").stdout.splitlines()
    assert [json.loads(line) for line in lines] == listed(made)


def test_documents_fit_a_terminal(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.cli.table.is_terminal", lambda stream: True)
    shown = run("documents", "--ledger", made / "talks.db", env={"COLUMNS": "100"}).stdout
    assert "failed" in shown
    assert "not read" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_check_says_that_all_holds_or_what_does_not(made: Path) -> None:
    path = made / "talks.db"
    sound = run("check", "--ledger", path)
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert "the file, its facts and its lists hold" in sound.stderr
    assert run("check", "--quick", "--quiet", "--ledger", path).stderr == ""
    run("backup", made / "harmed.db", "--ledger", path)
    with closing(sqlite3.connect(made / "harmed.db")) as connection:
        connection.execute("UPDATE listed_people SET position = position || 'x'")
        connection.commit()
    harmed = run("check", "--format", "json", "--ledger", made / "harmed.db")
    assert harmed.exit_code == 1
    assert {fault["problem"].partition(":")[0] for fault in json.loads(harmed.stdout)} == {"listed_people"}
    assert "faults found" in harmed.stderr


def test_backup_says_what_it_wrote_and_refuses_to_write_twice(made: Path, tmp_path: Path) -> None:
    first = run("backup", tmp_path / "copy.db", "--ledger", made / "talks.db")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "MB, read through and whole" in first.stderr
    again = run("backup", tmp_path / "copy.db", "--ledger", made / "talks.db")
    assert again.exit_code == 1
    assert "exists; --overwrite replaces it" in again.stderr
    assert run("backup", tmp_path / "copy.db", "--overwrite", "-q", "--ledger", made / "talks.db").stderr == ""
    same = run("documents", "--format", "json", "--ledger", tmp_path / "copy.db")
    assert json.loads(same.stdout) == listed(made)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A ledger to be changed."""
    run("backup", tmp_path / "own.db", "-q", "--ledger", made / "talks.db")
    return tmp_path / "own.db"


def test_forget_says_what_goes_and_asks(made: Path, own: Path) -> None:
    talks = made / "articles" / "talks.txt"
    asked = run("forget", talks, "--ledger", own, input="n\n")
    assert asked.exit_code == 1
    assert "goes, for good: the text, " in asked.stdout
    assert "nothing was forgotten" in asked.stderr
    unheard = run("forget", talks, "--ledger", own, input="")
    assert (unheard.exit_code, "--yes does not ask" in unheard.stderr) == (1, True)
    assert run("text", talks, "--ledger", own).exit_code == 0
    done = run("forget", talks, "--because", "letter 14", "--ledger", own, input="y\n")
    assert done.exit_code == 0
    assert "no byte of what was forgotten is left in the ledger's file" in done.stderr
    assert run("text", talks, "--ledger", own).exit_code == 1
    (row,) = json.loads(run("documents", "--result", "forgotten", "--format", "json", "--ledger", own).stdout)
    assert (row["source"], row["title"], row["why"]) == (None, None, "letter 14")
    table = run("documents", "--ledger", own)
    assert "1 forgotten" in table.stderr
    again = run("ingest", talks, "--reader", "rules", "--ledger", own)
    assert again.exit_code == 0
    assert "1 left out, whose texts were forgotten" in again.stderr


def test_forget_takes_ids_and_gives_records(made: Path, own: Path) -> None:
    ids = [row["id"] for row in listed(made, "--result", "read,unread")]
    done = run("forget", *ids, ids[0], "--yes", "--format", "json", "--ledger", own)
    assert done.exit_code == 0
    records = json.loads(done.stdout)
    assert [record["document"] for record in records] == ids
    assert all(record["tombstone"].startswith("tmb_") for record in records)
    repeated = run("forget", ids[0], "--yes", "--ledger", own)
    assert repeated.exit_code == 0
    assert f"{ids[0]} was forgotten on " in repeated.stderr
    assert run("forget", "doc_nothing", "--yes", "--ledger", own).exit_code == 1
    assert run("forget", "--ledger", own).exit_code == 1
    assert run("forget", "--sweep", "--quiet", "--ledger", own).stderr == ""
    run("backup", own.parent / "other.db", "-q", "--ledger", made / "talks.db")
    restored = run("forget", "--as-in", own, "--ledger", own.parent / "other.db")
    assert "2 texts forgotten there and not here before" in restored.stderr
    left = run("documents", "--result", "read,unread", "--format", "json", "--ledger", own.parent / "other.db")
    assert json.loads(left.stdout) == []


def test_reread_shows_what_changes_and_then_has_nothing_to_do(made: Path, own: Path) -> None:
    with closing(sqlite3.connect(own)) as connection:  # as if an earlier version had found no meeting, and another post
        connection.execute("DELETE FROM readings WHERE claim LIKE 'mtg%'")
        connection.execute("DELETE FROM listed_claims")
        connection.execute("DELETE FROM claims WHERE kind = 'meeting'")
        connection.execute("UPDATE documents SET reader = 'communique 0.0.1'")
        connection.execute("UPDATE state SET value = value + 1 WHERE name = 'facts'")
        connection.commit()
    given = ("--reader", "rules", "--ledger", own)
    tried = run("reread", "--dry-run", "--format", "json", *given)
    changes = json.loads(tried.stdout)
    assert {(one["of"], one["kind"], one["change"]) for one in changes} == {
        ("claim", "meeting", "new"),
        ("meeting", None, "new"),
    }
    assert "nothing was kept" in tried.stderr
    done = run("reread", *given)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].split() == ["CHANGE", "OF", "WHAT", "FIELDS", "SOURCE", "WHEN", "READER", "ID"]
    assert "1 document reread and 1 in languages that cannot be read yet; claims: 1 new; 1 meeting changed by it" in (
        done.stderr
    )
    again = run("reread", "--format", "csv", *given)
    assert len(again.stdout.splitlines()) == 1
    assert "0 documents reread" in again.stderr
    assert run("reread", "--all", "--quiet", *given).stderr == ""
    past = json.loads(run("reread", "--past", "--format", "json", "--ledger", own).stdout)
    assert [(one["id"], one["change"]) for one in past] == [
        (one["id"], one["change"]) for one in changes if one["of"] == "claim"
    ]
    assert past[0]["reader"].startswith("communique 0.")
    assert "rules" in past[0]["reader"]
    assert run("reread", "doc_nothing", *given).exit_code == 1
    assert run("check", "--quiet", "--ledger", own).exit_code == 0


def test_the_version_of_the_readers_tells_rules_from_the_trained_reader() -> None:
    from communique.ledger.reader_version import reader_version

    rules, trained = reader_version("rules"), reader_version("trained")
    assert reader_version("rules") == rules
    assert trained.startswith(rules)
    assert ", trained " in trained
