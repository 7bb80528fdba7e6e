from __future__ import annotations

import sqlite3
from pathlib import Path

import invented
import pytest

from communique.store.careful import one_by_one
from communique.store.crews import Alone
from communique.store.forms import pack_text
from communique.store.ingesting import ingest
from communique.store.opening import Store
from communique.store.verifying import verify


@pytest.fixture
def filled(store: Store, folder: Path) -> Store:
    for number in range(3):
        (folder / f"{number}.txt").write_text(invented.article(number), "utf-8")
    ingest(
        store,
        [invented.Given(path) for path in sorted(folder.iterdir())],
        crew=Alone(read=invented.read, extract=one_by_one(invented.extract)),
        refuse=invented.refuse,
    )
    return store


def faults(store: Store) -> list[str]:
    with store.reading() as connection:
        return [fault.problem for fault in verify(connection)]


def tamper(store: Store, statement: str, *values: object) -> None:
    """Another program writes into the file, keys unchecked."""
    with sqlite3.connect(store.path) as connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()


def test_a_ledger_as_it_was_written_has_no_fault(filled: Store) -> None:
    assert faults(filled) == []


def test_a_changed_text_is_found_with_every_passage_that_moved(filled: Store) -> None:
    text = invented.article(1)
    tamper(filled, "UPDATE documents SET text = ? WHERE seq = 2", pack_text("!" + text))
    found = faults(filled)
    assert "the text has changed" in found[0]
    # 3 meetings and 3 roles by their evidence, 3 dates by their step
    assert len([problem for problem in found if "quotes" in problem]) == 9
    assert len(found) == 10


def test_a_damaged_text_is_found_and_the_rest_still_checked(filled: Store) -> None:
    tamper(filled, "UPDATE documents SET text = x'0011' WHERE seq = 2")
    first = "(SELECT id FROM documents WHERE seq = 1)"
    tamper(filled, f"UPDATE claims SET body = replace(body, 'met', 'hit') WHERE document = {first}")
    found = faults(filled)
    assert any("a stored text is damaged" in problem for problem in found)
    assert any("quotes" in problem and "hit" in problem for problem in found)


def test_a_changed_claim_is_found(filled: Store) -> None:
    tamper(filled, """UPDATE claims SET body = replace(body, '"held"', '"planned"') WHERE kind = 'meeting'""")
    assert len([problem for problem in faults(filled) if "the claim has changed" in problem]) == 9


def test_a_value_from_nowhere_is_found(filled: Store) -> None:
    tamper(filled, """UPDATE claims SET body = json_set(body, '$.city', 'Atlantis') WHERE kind = 'meeting'""")
    assert faults(filled) == ["city is 'Atlantis', which is in no quote and which no step arrives at"] * 9


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE readings SET steps = '[{' WHERE rowid = 1", "a stored reading is damaged"),
        ("UPDATE claims SET body = 'x' WHERE rowid = 1", "a stored claim is damaged"),
        ("UPDATE claims SET kind = 'rumour' WHERE rowid = 1", "a stored claim is damaged"),
        ("DELETE FROM documents WHERE seq = 1", "its document is not in the ledger"),
        ("DELETE FROM documents WHERE seq = 1", "a capture of no document"),
        ("DELETE FROM claims WHERE rowid = 1", "a reading of no claim"),
        ("DELETE FROM captures WHERE seq = 1", "no source is recorded"),
    ],
)
def test_rows_edited_behind_the_ledgers_back_are_found(filled: Store, statement: str, problem: str) -> None:
    tamper(filled, statement)
    assert any(problem in found for found in faults(filled)), faults(filled)
