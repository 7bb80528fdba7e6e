"""`judge`, `undo`, `judgements`, `why` and `review` on a ledger of a few invented talks."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique.cli.app import app
from communique.store.opening import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
from told import met, tell

MINISTER = "Orla Venndo / minister / Kelvoland / KR"
CHIEF = "Dao Kelumi / chief executive / Sativo Motors"
TEXTS = {
    "a.txt": [met(MINISTER, CHIEF)],
    "b.txt": [met(MINISTER, "D. Kelumi / chief executive / Sativo Motors")],
    "c.txt": [met(MINISTER, "Dao Minh Kelumi / chairman / Sativo Steel", date="2031-06-19")],
    "d.txt": [met(MINISTER, "The Motor King", date="2031-07-09")],
    "e.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa / founder / Norasa Mills", date="2031-06-11")],
    "f.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa / founder / Norasa Mills", date="2031-06-13")],
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "talks.db"
    store = open_store(path, create=True)
    tell(store, TEXTS)
    store.close()
    return path


def run(ledger: Path, *args: str, input: str | None = None) -> Result:  # noqa: A002 - the runner's word
    result = CliRunner().invoke(app, [*args, "--ledger", str(ledger)], input=input, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def rows(ledger: Path, *args: str) -> list[dict[str, Any]]:
    result = run(ledger, *args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def names(ledger: Path) -> set[str]:
    return {person["name"] for person in rows(ledger, "people")}


def test_judge_undo_and_what_they_print(ledger: Path) -> None:
    before = run(ledger, "people", "--format", "json").stdout, run(ledger, "meetings", "--format", "json").stdout
    judged = run(ledger, "judge", "same", "Motor King", "Dao Kelumi", "--by", "Ana", "--because", "his nickname")
    assert judged.exit_code == 0, judged.stderr
    assert "are one person" in judged.stdout
    assert "by Ana" in judged.stdout
    assert "his nickname" in judged.stdout
    assert "The Motor King" not in names(ledger)
    again = run(ledger, "judge", "same", "Motor King", "D. Kelumi", "--by", "Ana")
    assert (again.exit_code, again.stderr) == (0, "this was decided already\n")
    (one,) = rows(ledger, "judgements")
    assert (one["by"], one["because"], one["stands"], one["subject"]) == ("Ana", "his nickname", True, "person")
    undone = run(ledger, "undo", one["id"][:12], "--by", "Ben")
    assert undone.exit_code == 0, undone.stderr
    assert undone.stdout.startswith("withdrawn: ")
    after = run(ledger, "people", "--format", "json").stdout, run(ledger, "meetings", "--format", "json").stdout
    assert after == before
    listed = rows(ledger, "judgements")
    assert [row["stands"] for row in listed] == [False, True]
    assert rows(ledger, "judgements", "--standing") == []
    (line,) = [line for line in run(ledger, "judgements").stdout.splitlines() if "withdrawn by" in line]
    assert listed[1]["id"][:12] in line


def test_judgements_as_csv_and_of_one_thing(ledger: Path) -> None:
    run(ledger, "judge", "same", "Motor King", "Dao Kelumi", "--by", "=cmd()", "--because", "@SUM(1)")
    run(ledger, "judge", "different", "Bram Tilu", "Kemi Norasa", "--by", "Ana")
    table = list(csv.DictReader(io.StringIO(run(ledger, "judgements", "--format", "csv").stdout)))
    assert [row["by"] for row in table] == ["'=cmd()", "Ana"]
    assert table[0]["because"] == "'@SUM(1)"
    assert [row["by"] for row in rows(ledger, "judgements", "--of", "Kemi Norasa")] == ["Ana"]
    assert run(ledger, "judgements", "--of", "Nobody").exit_code == 1


def test_what_contradicts_is_refused_in_one_line_with_both(ledger: Path) -> None:
    run(ledger, "judge", "same", "Motor King", "Dao Kelumi", "--by", "Ana", "--because", "his nickname")
    run(ledger, "judge", "same", "Dao Kelumi", "Dao Minh Kelumi", "--by", "Ben")
    refused = run(ledger, "judge", "different", "Dao Minh Kelumi", "Motor King", "--by", "Cem")
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 1
    for one in rows(ledger, "judgements"):
        assert one["id"] in refused.stderr
        assert one["by"] in refused.stderr
    assert len(rows(ledger, "judgements")) == 2


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("judge", "same", "Motor King"), 2),
        (("judge", "maybe", "Motor King", "Dao Kelumi"), 2),
        (("judge", "same", "Motor King", "Nobody Nowhere"), 1),
        (("judge", "same", "Motor King", "Dao Kelumi", "--by", ""), 1),
        (("judge", "same", "Kelumi", "Motor King"), 1),
        (("judge", "same", "mtg_zz", "Motor King"), 1),
        (("undo", "jdg_zz"), 1),
        (("why", "Nobody"), 1),
        (("review", "--subject", "duel"), 1),
        (("review", "--format", "xls"), 2),
        (("review", "--limit", "0"), 2),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_kept(ledger: Path, args: tuple[str, ...], status: int) -> None:
    result = run(ledger, *args)
    assert result.exit_code == status
    assert result.stdout == ""
    if status == 1:
        assert result.stderr.startswith("communique: ")
        assert result.stderr.count("\n") == 1
    assert rows(ledger, "judgements") == []


def test_nobody_judges_where_there_is_no_ledger(tmp_path: Path) -> None:
    for args in (("judge", "same", "A", "B"), ("undo", "jdg_1"), ("judgements",), ("why", "A"), ("review",)):
        result = run(tmp_path / "none.db", *args)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "no ledger at" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_why_tells_each_step_with_rule_person_reason_and_how_to_undo_it(ledger: Path) -> None:
    alone = run(ledger, "why", "Dao Kelumi").stdout
    assert "by the rule people.initials" in alone
    assert "communique judge different frm_" in alone
    run(ledger, "judge", "same", "Motor King", "Dao Kelumi", "--by", "Ana", "--because", "his nickname")
    told = run(ledger, "why", "Motor King", "D. Kelumi").stdout
    (one,) = rows(ledger, "judgements")
    assert "are one person" in told
    assert "because his nickname  decided by Ana" in told
    assert f"communique undo {one['id'][:12]}" in told
    (chain,) = rows(ledger, "why", "Bram Tilu", "Dao Kelumi")
    assert (chain["relation"], chain["links"]) == ("different", [])
    run(ledger, "judge", "different", "Dao Minh Kelumi", "Dao Kelumi", "--by", "Ben")
    apart = run(ledger, "why", "Dao Kelumi", "Dao Minh Kelumi").stdout
    assert "are different people" in apart
    assert "decided by Ben" in apart


def test_what_people_decided_stands_on_the_page_and_in_its_record(ledger: Path) -> None:
    first, second = (m["id"] for m in rows(ledger, "meetings", "--person", "Tilu"))
    run(ledger, "judge", "same", first, second, "--by", "Ana", "--because", "the 13th is a slip")
    (joined,) = rows(ledger, "meetings", "--person", "Tilu")
    page = run(ledger, "show", joined["id"], "--why").stdout
    assert "Decided by people" in page
    assert "the 13th is a slip" in page
    assert "decided by Ana" in page
    (record,) = rows(ledger, "show", joined["id"])
    assert [one["by"] for one in record["judgements"]] == ["Ana"]
    run(ledger, "judge", "different", "Orla Venndo", "Motor King", "--by", "Ben")
    king = next(person for person in rows(ledger, "people") if person["name"] == "The Motor King")
    assert "are different people" in run(ledger, "show", king["id"]).stdout


def test_review_lists_without_asking(ledger: Path) -> None:
    found = rows(ledger, "review")
    assert {(one["subject"], one["joined"]) for one in found} >= {("person", False), ("meeting", False)}
    assert [one["value"] for one in found] == sorted((one["value"] for one in found), reverse=True)
    meeting = next(one for one in found if one["subject"] == "meeting")
    assert any("2 days apart" in reason["because"] for reason in meeting["against"])
    assert meeting["for"]
    assert meeting["left"]["passages"][0]["evidence"]
    assert rows(ledger, "review", "--subject", "meeting") == [one for one in found if one["subject"] == "meeting"]
    assert rows(ledger, "review", "--limit", "1") == found[:1]
    table = list(csv.DictReader(io.StringIO(run(ledger, "review", "--format", "csv").stdout)))
    assert [row["subject"] for row in table] == [one["subject"] for one in found]
    judged = run(ledger, "judge", "same", meeting["left"]["id"], meeting["right"]["id"], "--by", "Ana")
    assert judged.exit_code == 0, judged.stderr
    assert all(one["subject"] != "meeting" for one in rows(ledger, "review"))


def test_review_asks_and_keeps_every_answer_at_once(ledger: Path) -> None:
    asked = len(rows(ledger, "review"))
    assert asked >= 2
    skipped = run(ledger, "review", "--by", "Ana", input="s\n" * asked)
    assert f"{asked} skipped" in skipped.stderr
    assert len(rows(ledger, "review")) == asked
    answered = run(ledger, "review", "--by", "Ana", input="what?\nu\nq\n")
    assert "is no answer" in answered.stderr
    assert "1 answer: 0 the same, 0 different, 1 unsure, 0 skipped" in answered.stderr
    assert len(rows(ledger, "review")) == asked - 1
    ended = run(ledger, "review", "--by", "Ana", input="n")
    assert "0 the same, 1 different" in ended.stderr
    assert len(rows(ledger, "review")) == asked - 2
    assert [one["relation"] for one in rows(ledger, "judgements")] == ["unsure", "different"]


def test_review_does_not_ask_what_follows_from_an_answer(ledger: Path) -> None:
    store = open_store(ledger)
    tell(
        store,
        {"g.txt": [met("Bram Tilu / mayor / Ostriva", "Kemi Norasa / founder / Norasa Mills", date="2031-06-15")]},
    )
    store.close()
    found = rows(ledger, "review", "--subject", "meeting")
    assert len(found) == 2  # the 11th and the 13th, the 13th and the 15th
    result = run(ledger, "review", "--subject", "meeting", "--by", "Ana", input="y\ny\ny\n")
    assert "2 the same" in result.stderr
    assert [len(m["claims"]) for m in rows(ledger, "meetings", "--person", "Tilu")] == [3]
    assert rows(ledger, "review", "--subject", "meeting") == []


def test_a_terminal_is_not_driven_by_what_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    store = open_store(path, create=True)
    hostile = "Dao \x1b]0;owned\x07[bold]Kelumi"
    tell(store, {"a.txt": [met(MINISTER, hostile)], "b.txt": [met(MINISTER, "Bram Tilu", date="2031-07-01")]})
    store.close()
    (one,) = [p["id"] for p in rows(path, "people") if "owned" in p["name"]]
    for args in (
        ("judge", "same", one, "Bram Tilu", "--by", "Ana"),
        ("judgements",),
        ("why", one),
        ("review", "--format", "table"),
    ):
        assert "\x1b" not in run(path, *args).output


def test_decisions_are_taken_over_into_another_ledger(ledger: Path, tmp_path: Path) -> None:
    run(ledger, "judge", "same", "Motor King", "Dao Kelumi", "--by", "Ana", "--because", "his nickname")
    written = run(ledger, "judgements", "--format", "jsonl").stdout
    other = tmp_path / "other.db"
    store = open_store(other, create=True)
    tell(store, TEXTS)
    store.close()
    file = tmp_path / "decisions.jsonl"
    file.write_text(written + "nonsense\n", "utf-8")
    taken = run(other, "judgements", "--take", str(file))
    assert taken.exit_code == 3
    assert "line 2: no decision" in taken.stderr
    assert "1 decision taken over" in taken.stderr
    assert "The Motor King" not in names(other)
    assert run(other, "judgements", "--format", "jsonl").stdout == written
    assert run(other, "judgements", "--take", str(tmp_path / "none.jsonl")).exit_code == 1
