"""Decisions taken over from another ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from told import lists_of, met, tell

from communique.errors import InputError
from communique.model import Relation
from communique.store.judging import judge, list_decisions, undo
from communique.store.listing import bring_lists_up_to_date
from communique.store.opening import Store, open_store
from communique.store.taking import take
from communique.views.decision import decision_form

MINISTER = "Orla Venndo / minister / Kelvoland / KR"
TEXTS = {
    "a.txt": [met(MINISTER, "Dao Kelumi / chief executive / Sativo Motors")],
    "b.txt": [met(MINISTER, "Bram Tilu / mayor / Ostriva", date="2031-06-09")],
    "c.txt": [met(MINISTER, "The Motor King", date="2031-07-09")],
}


def made(path: Path, *names: str) -> Store:
    store = open_store(path, create=True)
    tell(store, {name: TEXTS[name] for name in names or TEXTS})
    bring_lists_up_to_date(store)
    return store


def written(store: Store, path: Path) -> list[dict[str, Any]]:
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        records = [decision_form(one) for one in list_decisions(connection)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return records


@pytest.fixture
def decided(tmp_path: Path) -> Store:
    """A withdrawn decision, one that was taken again, and one that stands."""
    store = made(tmp_path / "old.db")
    one, _ = judge(store, Relation.SAME, "Bram Tilu", "Motor King", by="Ana")
    undo(store, one.id, by="Ben", because="no")
    judge(store, Relation.SAME, "Dao Kelumi", "Motor King", by="Ana", because="his nickname")
    judge(store, Relation.DIFFERENT, "Dao Kelumi", "Bram Tilu", by="Ben")
    return store


def test_another_ledger_of_the_same_texts_comes_to_the_same(tmp_path: Path, decided: Store) -> None:
    records = written(decided, tmp_path / "d.jsonl")
    new = made(tmp_path / "new.db")
    report = take(new, tmp_path / "d.jsonl")
    assert (report.taken, report.known, report.unmet, report.refused) == (4, 0, 0, ())
    assert written(new, tmp_path / "again.jsonl") == records
    assert lists_of(new) == lists_of(decided)
    again = take(new, tmp_path / "d.jsonl")
    assert (again.taken, again.known) == (0, 4)


def test_what_is_decided_of_texts_still_to_come_waits_for_them(tmp_path: Path, decided: Store) -> None:
    written(decided, tmp_path / "d.jsonl")
    new = made(tmp_path / "new.db", "a.txt", "b.txt")
    report = take(new, tmp_path / "d.jsonl")
    assert (report.taken, report.unmet, report.refused) == (4, 1, ())
    tell(new, {"c.txt": TEXTS["c.txt"]})
    bring_lists_up_to_date(new)
    assert lists_of(new)["listed_people"] == lists_of(decided)["listed_people"]


def test_what_contradicts_is_refused_and_the_rest_taken(tmp_path: Path, decided: Store) -> None:
    written(decided, tmp_path / "d.jsonl")
    new = made(tmp_path / "new.db")
    mine, _ = judge(new, Relation.DIFFERENT, "Dao Kelumi", "Motor King", by="Cem")
    report = take(new, tmp_path / "d.jsonl")
    ((line, why),) = report.refused
    assert (report.taken, line) == (3, 3)
    assert mine.id in why
    assert "Cem" in why


def bad(record: dict[str, Any], **changed: Any) -> str:
    return json.dumps(record | changed)


def test_every_broken_line_is_told_and_costs_no_other(tmp_path: Path, decided: Store) -> None:
    first, _, good, _ = written(decided, tmp_path / "d.jsonl")
    lines = [
        "not json",
        "[]",
        "{}",
        "[" * 5000,
        bad(first, id="jdg_1"),
        bad(first, id="jdg_" + "0" * 20, subject="duel"),
        bad(first, id="jdg_" + "1" * 20, relation="maybe"),
        bad(first, id="jdg_" + "2" * 20, left=[]),
        bad(first, id="jdg_" + "3" * 20, left=first["right"]),
        bad(first, id="jdg_" + "4" * 20, left=[{"id": "'; DROP TABLE judgements"}]),
        bad(first, id="jdg_" + "5" * 20, by="people.equal.v1"),
        bad(first, id="jdg_" + "6" * 20, decided="yesterday"),
        bad(first, id="jdg_" + "7" * 20, withdraws="jdg_" + "8" * 20),
        bad(first, id="jdg_" + "9" * 20, because="x" * 5000),
        bad(first, id="jdg_" + "a" * 20, left=first["left"] * 40),
        bad(first, id="jdg_" + "b" * 20, left=[first["left"][0] | {"spans": [[9, 3]]}]),
        json.dumps(good),
    ]
    (tmp_path / "bad.jsonl").write_text("\n".join(lines), "utf-8")
    new = made(tmp_path / "new.db")
    report = take(new, tmp_path / "bad.jsonl")
    assert [number for number, _ in report.refused] == list(range(1, len(lines)))
    assert report.taken == 1
    assert all("\n" not in why for _, why in report.refused)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    new = made(tmp_path / "new.db")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\x00\xe9" * 9)
    (tmp_path / "long.jsonl").write_text("x" * 1_500_000, "utf-8")
    for name, said in (
        ("none.jsonl", "cannot be read"),
        ("latin.jsonl", "UTF-8"),
        ("long.jsonl", "longer than"),
        ("", "cannot"),
    ):
        with pytest.raises(InputError, match=said):
            take(new, tmp_path / name)
