from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import invented
import pytest

from communique import Ledger
from communique.store.forgotten import tombstone_id


@pytest.fixture
def ledger(tmp_path: Path, folder: Path) -> Path:
    for number in range(4):
        (folder / f"{number}.txt").write_text(invented.article(number), "utf-8")
    (folder / "copy.txt").write_text(invented.article(2).replace("useful", "fruitful"), "utf-8")
    path = tmp_path / "ledger.db"
    with Ledger(path, extract=invented.extract) as book:
        book.ingest([folder])
        first, second, *_ = book.people()
        book.judge("different", first.id, second.id, by="Ana")
        book.meetings()
    return path


def problems(path: Path, *, quick: bool = False) -> list[str]:
    with Ledger(path) as book:
        return [f"{fault.id}: {fault.problem}" for fault in book.check(quick=quick)]


def harm(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0
        connection.commit()


def test_a_sound_ledger_has_no_faults_and_is_not_written_to(ledger: Path) -> None:
    before = ledger.read_bytes()
    stages: list[str] = []
    with Ledger(ledger) as book:
        assert book.check(on_stage=stages.append) == ()
    assert stages == ["file", "tables", "texts and claims", "judgements", "forgotten texts", "lists"]
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE listed_meetings SET position = position || 'x'", "listed_meetings: is listed, and"),
        ("DELETE FROM listed_terms WHERE field = 'topic'", "listed_terms: follows from the facts, and is not"),
        ("DELETE FROM listed_copies", "listed_copies: follows from the facts, and is not"),
        ("UPDATE listed_people SET body = replace(body, 'm', 'n')", "listed_people: is listed, and does not follow"),
        ("DELETE FROM migrations WHERE name = 'events'", "table listed_events already exists|migration"),
        ("UPDATE claims SET document = 'doc_x' WHERE kind = 'role'", "refers to something that is not in documents"),
        ("UPDATE claims SET body = replace(body, ' discuss ', ' agree on ')", "the text has"),
        ("UPDATE documents SET text = x'789c' WHERE seq = 2", "damaged"),
        ("UPDATE judgements SET withdraws = 'jdg_x'", "withdraws jdg_x, which was not decided before"),
        ("UPDATE judgements SET sides = 'nonsense'", "a stored judgement is damaged"),
        ("INSERT INTO judgements SELECT NULL, id, left_id, right_id, relation, subject, decided_by, because, score, "
         "decided, sides, withdraws FROM judgements", "two judgements have this id"),
        ("UPDATE state SET value = 0 WHERE name = 'facts'", "the lists claim to follow facts that are not there"),
        ("UPDATE state SET value = 1 WHERE name = 'sweep'", "words of forgotten texts may still lie"),
        ("DROP INDEX claims_by_document", ""),
        ("DROP TABLE raws", "the table is not there"),
        ("ALTER TABLE documents DROP COLUMN reader", "columns are not there: reader"),
    ],
)  # fmt: skip
def test_each_fault_is_named(ledger: Path, statement: str, said: str) -> None:
    harm(ledger, statement)
    if "migrations" in statement:
        with pytest.raises(Exception, match=said):
            problems(ledger)
        return
    found = problems(ledger)
    if "INDEX" in statement:  # slower, and as right as before
        assert found == []
    else:
        assert any(said in one for one in found), found


def test_lists_are_not_compared_where_that_is_not_wanted(ledger: Path) -> None:
    harm(ledger, "DELETE FROM listed_terms")
    assert problems(ledger, quick=True) == []
    assert problems(ledger)


def test_lists_that_are_to_be_made_again_anyway_are_no_fault(ledger: Path) -> None:
    harm(ledger, "DELETE FROM listed_terms", "UPDATE state SET value = value + 1 WHERE name = 'facts'")
    assert problems(ledger) == []


def test_many_rows_of_a_list_are_counted_rather_than_named(ledger: Path) -> None:
    harm(ledger, "DELETE FROM listed_terms")
    assert [one for one in problems(ledger) if one.startswith("listed_terms: ") and "more rows" in one]


def test_a_forgotten_text_that_is_there_is_a_fault(ledger: Path) -> None:
    with Ledger(ledger) as book:
        (document, *_) = book.documents()
    harm(ledger, f"INSERT INTO tombstones VALUES ('{tombstone_id(document.id)}', '2026-01-01T00:00:00+00:00', NULL)")
    assert problems(ledger) == [f"{document.id}: this text was forgotten, and is in the ledger"]


def test_a_torn_file_is_told_and_nothing_more(ledger: Path) -> None:
    data = bytearray(ledger.read_bytes())
    page = 4096
    data[page * 8 : page * 12] = b"\xff" * (page * 4)
    ledger.write_bytes(data)
    found = problems(ledger)
    assert found
    assert all(one.startswith("file: ") for one in found), found
