"""What is forgotten is gone, to the last byte, and does not come back; all else is as if it had never been there."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import invented
import pytest

from communique import ForgottenError, InputError, Ledger, NotFoundError
from communique.ledger import Outcome
from communique.model import Decision, Member, Relation, document_id
from communique.store.forgetting import _split
from communique.store.forms import pack_text
from communique.store.opening import open_store
from communique.store.writing import add_capture, add_claims, add_extraction, add_statements

MINE = 3  # the article that is forgotten

FACTS = {
    "documents": "id, title, text, unread",
    "captures": "document, source",
    "failures": "source, error",
    "claims": "*",
    "readings": "*",
    "document_sketches": "bins, credit, standing",
    "listed_copies": "*",
    "listed_meetings": "*",
    "listed_people": "*",
    "listed_organisations": "*",
    "listed_terms": "*",
    "listed_claims": "*",
    "listed_forms": "*",
    "listed_judgements": "*",
    "listed_events": "*",
}


def write(folder: Path, count: int = 8, *, leave_out: int | None = None) -> list[Path]:
    folder.mkdir(exist_ok=True)
    texts = {f"story{number}.txt": invented.article(number) for number in range(count) if number != leave_out}
    texts["copied.txt"] = invented.article(MINE).replace("useful", "fruitful")
    texts["again.txt"] = invented.article(5).replace("useful", "fruitful")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    return write(tmp_path / "articles")


@pytest.fixture
def book(tmp_path: Path, articles: list[Path]) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as made:
        made.ingest(articles)
        yield made


def forget_the_copy(book: Ledger) -> None:
    """Leave the text as the only one of its words."""
    book.forget(document_id(invented.article(MINE).replace("useful", "fruitful")))


def mine(book: Ledger) -> str:
    return document_id(invented.article(MINE))


def contents(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in FACTS.items()
        }


def traces(path: Path, *, judged: bool = True) -> list[str]:
    """What of the forgotten text stands anywhere in the ledger's files, in use or not."""
    text = invented.article(MINE)
    own = [match.group() for match in invented.SENTENCE.finditer(text)]
    names = [name for match in invented.SENTENCE.finditer(text) for name in (match.group(1), match.group(4))]
    # The copy of the text stays, and has the same words; so the words are those that stand in this one alone.
    others = "".join(invented.article(number) for number in range(8) if number != MINE)
    assert not any(name in others for name in names)
    marks = [sentence.encode() for sentence in own] + [name.encode() for name in names]
    marks += [pack_text(text)[:64], document_id(text).encode(), b"story3.txt"]
    data = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    return [repr(mark) for mark in marks if mark in data]


def test_nothing_of_a_forgotten_text_is_left_in_the_file_or_its_log(book: Ledger, articles: list[Path]) -> None:
    copied = document_id(invented.article(MINE).replace("useful", "fruitful"))
    book.forget(copied)
    for _ in range(3):  # lists made again and again leave words in parts of the file that are no longer in use
        book.rebuild()
    people = [one.id for one in book.people()]
    book.judge("same", people[0], people[1], by="Ana", because="she said so")
    assert traces(book.path)
    tombstone = book.forget(str(articles[MINE]), because="a letter of November")
    assert traces(book.path) == []
    book.close()
    assert traces(book.path) == []
    assert book.forgotten()[-1] == tombstone
    assert tombstone.because == "a letter of November"
    assert book.check() == ()


def test_what_stays_is_what_a_ledger_has_that_never_had_the_text(book: Ledger, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.db", extract=invented.extract) as never:
        kept = [path for path in write(tmp_path / "articles") if path.name != f"story{MINE}.txt"]
        never.ingest(kept)
    remains = book.remains(mine(book))
    assert [one.sources for one in remains.copies] == [(str(tmp_path / "articles" / "copied.txt"),)]
    book.forget(mine(book))
    assert book.check() == ()
    book.close()
    assert contents(tmp_path / "ledger.db") == contents(tmp_path / "other.db")


def test_what_goes_is_told_before(book: Ledger, articles: list[Path]) -> None:
    before = len(book.meetings())
    alone = document_id(invented.article(6))
    remains = book.remains(alone)
    assert (remains.claims, len(remains.meetings), remains.judgements, remains.emptied) == (6, 3, 0, 0)
    assert (remains.copies, remains.raw) == ((), 0)
    assert len(book.meetings()) == before
    book.forget(alone)
    assert len(book.meetings()) == before - 3
    told_twice = book.remains(mine(book))
    assert told_twice.meetings == ()  # the copy tells of the same
    with pytest.raises(NotFoundError):
        book.remains(str(articles[6]))


def test_a_text_that_was_read_from_the_same_source_is_named_too(book: Ledger, articles: list[Path]) -> None:
    articles[6].write_text(invented.article(99), "utf-8")
    book.ingest([articles[6]])
    remains = book.remains(document_id(invented.article(6)))
    assert [one.id for one in remains.copies] == [document_id(invented.article(99))]


def test_a_forgotten_text_does_not_come_back(book: Ledger, articles: list[Path], tmp_path: Path) -> None:
    document = mine(book)
    extraction = invented.extract(invented.document(invented.article(MINE), str(articles[MINE])))
    book.forget(document)
    told: list[Outcome] = []
    report = book.ingest(articles, on_progress=lambda progress: told.append(progress.outcome))
    assert (report.read, report.known, report.forgotten, report.failed) == (0, 9, 1, ())
    assert told[MINE] == Outcome.FORGOTTEN
    line = {"document": {"id": document, "source": "elsewhere.txt", "text": invented.article(MINE)}, "meetings": []}
    (tmp_path / "extract.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    loaded = book.load([tmp_path / "extract.jsonl"])
    assert (loaded.documents, loaded.refused, loaded.forgotten) == (0, 0, 1)
    store = open_store(book.path)
    for add in (add_extraction, add_claims, add_statements):
        with pytest.raises(ForgottenError, match=r"its text was forgotten on \d{4}-\d\d-\d\d"):
            add(store, extraction)
    with pytest.raises(ForgottenError):
        add_capture(store, extraction.document)
    store.close()
    assert document not in {one.id for one in book.documents()}
    assert book.check() == ()


def test_a_failure_of_a_source_is_over_when_its_text_turns_out_to_be_forgotten(
    book: Ledger, articles: list[Path]
) -> None:
    book.forget(mine(book))
    articles[MINE].write_bytes(bytes(range(256)) * 50)
    book.ingest([articles[MINE]])
    assert [one.source for one in book.failures()] == [str(articles[MINE])]
    articles[MINE].write_text(invented.article(MINE), "utf-8")
    book.ingest([articles[MINE]])
    assert book.failures() == ()


def test_forgetting_twice_is_forgetting_once(book: Ledger) -> None:
    document = mine(book)
    first = book.bury(document, because="once")
    assert book.bury(document, because="twice") == first
    assert [fault.problem for fault in book.check()] == [
        "words of forgotten texts may still lie in unused parts of the file: `communique forget --sweep`"
    ]
    assert book.sweep()
    assert book.sweep()
    assert book.check() == ()


def test_a_reason_that_is_none_forgets_nothing(book: Ledger) -> None:
    with pytest.raises(InputError, match="the reason has 5000 characters"):
        book.forget(mine(book), because="x" * 5000)
    assert mine(book) in {one.id for one in book.documents()}


def test_a_ledger_restored_from_before_forgets_as_the_other_did(book: Ledger, tmp_path: Path) -> None:
    book.backup(tmp_path / "before.db")
    book.forget(mine(book), because="a letter")
    book.forget(document_id(invented.article(6)))
    with Ledger(tmp_path / "before.db", extract=invented.extract) as restored:
        found = restored.forget_as_in(book.path)
        assert len(found) == 2
        assert {one.because for one in restored.forgotten()} == {"a letter", None}
        assert restored.documents() == book.documents()
        assert restored.forget_as_in(book.path) == ()
        assert restored.check() == ()
    with Ledger(tmp_path / "new.db", extract=invented.extract) as fresh:
        fresh.ingest([tmp_path / "articles" / "story1.txt"])
        fresh.forget_as_in(book.path)
        assert fresh.ingest([tmp_path / "articles"]).forgotten == 2


def forms_of(book: Ledger, document: str) -> list[str]:
    """The names in one document, as judgements know them."""
    with closing(sqlite3.connect(book.path)) as connection:
        rows = connection.execute("SELECT body FROM claims WHERE document = ? AND kind = 'meeting'", (document,))
        names = [party["name"] for (body,) in rows for party in json.loads(body)["participants"]]
    return sorted(names)


def test_judgements_on_the_text_alone_go_and_others_lose_its_names(book: Ledger, tmp_path: Path) -> None:
    forget_the_copy(book)
    one, two, three, *_ = forms_of(book, mine(book))
    other, another, *_ = forms_of(book, document_id(invented.article(6)))
    alone = book.judge("different", one, two, by="Ana", because=f"{one} is no {two}")[0]
    undone = book.judge("same", two, three, by="Ana")[0]
    book.undo(undone.id, by="Bo", because="a mistake")
    across = book.judge("same", one, other, by="Ana", because=f"{one} signs so")[0]
    beside = book.judge("different", other, another, by="Ana", because="two men")[0]
    remains = book.remains(mine(book))
    assert (remains.judgements, remains.emptied) == (3, 1)
    book.forget(mine(book))
    left = {decision.id: decision for decision in book.judgements()}
    assert set(left) == {across.id, beside.id}
    assert alone.id not in left
    assert left[beside.id] == beside
    kept = left[across.id]
    assert kept.because is None
    assert kept.unmet is not None
    assert {member.name for member in (*kept.left, *kept.right)} == {None, other}
    assert traces(book.path) == []
    assert book.check() == ()
    assert book.people()  # and nothing stumbles over what is left


def test_a_judgement_on_several_texts_goes_on_holding_for_the_others(book: Ledger, tmp_path: Path) -> None:
    for number in (50, 51):
        text = invented.article(number)
        first = next(invented.SENTENCE.finditer(text)).group(1)
        (tmp_path / f"{number}.txt").write_text(text.replace(first, "Orla Venndo"), "utf-8")
    book.ingest([tmp_path / "50.txt", tmp_path / "51.txt"])
    other, *_ = forms_of(book, document_id(invented.article(6)))
    decided = book.judge("same", "Orla Venndo", other, by="Ana", because="one and the same")[0]
    assert max(len(decided.left), len(decided.right)) == 2
    book.forget(str(tmp_path / "50.txt"))
    (left,) = book.judgements()
    assert (left.unmet, left.because, left.stands) == (None, "one and the same", True)
    (person,) = [one for one in book.people() if other in one.names]
    assert "Orla Venndo" in person.names
    assert book.check() == ()


def test_what_was_replaced_does_not_come_into_force_again() -> None:
    here, there = (Member(id=f"frm_{name}", document=f"doc_{name}", name="A. Vole") for name in ("here", "there"))
    other = Member(id="frm_other", document="doc_here", name="B. Vole")
    told = {"subject": "person", "because": None, "decided": "2026-01-01T00:00:00+00:00"}
    first = Decision(id="1", left=(here, there), right=(other,), relation=Relation.SAME, by="Ana", **told)
    later = Decision(id="2", left=(here,), right=(other,), relation=Relation.DIFFERENT, by="Bo", **told)
    things = frozenset({"doc_here", "frm_here", "frm_other"})
    assert _split([first, later], things) == ([], [first, later])  # without the later one the first would stand
    assert _split([later], things) == ([later], [])


def test_copies_that_were_parted_by_hand_from_a_forgotten_text_are_compared_anew(book: Ledger, tmp_path: Path) -> None:
    copied = document_id(invented.article(MINE).replace("useful", "fruitful"))
    book.judge("different", mine(book), copied, by="Ana", because="story3.txt came first")
    book.forget(mine(book))
    (decision,) = book.judgements()
    assert decision.unmet is not None
    assert decision.because is None
    assert b"story3.txt" not in book.path.read_bytes()
    assert book.check() == ()


def test_judgements_of_others_on_a_forgotten_text_are_not_taken_over(book: Ledger, tmp_path: Path) -> None:
    from communique.views.decision import decision_form

    forget_the_copy(book)
    one, two, *_ = forms_of(book, mine(book))
    other, another, *_ = forms_of(book, document_id(invented.article(6)))
    decided = [book.judge("different", *pair, by="Ana")[0] for pair in ((one, two), (other, another))]
    lines = "".join(json.dumps(decision_form(decision)) + "\n" for decision in decided)
    (tmp_path / "decisions.jsonl").write_text(lines, "utf-8")
    book.forget(mine(book))
    report = book.take_judgements(tmp_path / "decisions.jsonl")
    assert (report.taken, report.known) == (0, 1)
    assert report.refused == ((1, "speaks of a text that was forgotten"),)


def test_somebody_who_reads_an_earlier_state_holds_the_bytes_up_and_that_is_told(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.store.forgetting.PATIENCE", 0.5)
    book.bury(document_id(invented.article(MINE).replace("useful", "fruitful")))
    book.bury(mine(book))
    with closing(sqlite3.connect(book.path, timeout=0.1)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        store = open_store(book.path)
        with store.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 200")
        from communique.store.forgetting import sweep

        assert not sweep(store)
        store.close()
        assert "words of forgotten texts" in book.check()[0].problem
    assert book.sweep()
    assert traces(book.path) == []


CHILD = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import invented
from sqlalchemy import Engine, event
from communique import Ledger
last, done = int(sys.argv[4]), 0

def count():
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "connect")
def watch(connection, record):
    connection.set_progress_handler(count, 100)  # called after so many of SQLite's own steps

with Ledger(sys.argv[2], extract=invented.extract) as ledger:
    ledger.documents()
    done = 0
    ledger.forget(sys.argv[3], because="a letter")
    print(done)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")
def test_forgetting_that_is_killed_leaves_all_or_nothing_and_is_finished_by_another(
    book: Ledger, tmp_path: Path
) -> None:
    forget_the_copy(book)
    document = mine(book)
    book.close()
    before = contents(book.path)
    sound = book.path.read_bytes()

    def run(path: Path, last: int) -> subprocess.CompletedProcess[str]:
        path.write_bytes(sound)
        command = [sys.executable, "-c", CHILD, str(Path(invented.__file__).parent), str(path), document, str(last)]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60, check=False)

    steps = int(run(tmp_path / "whole.db", 0).stdout)
    after = contents(tmp_path / "whole.db")
    source, seen = random.Random(7), set()
    for part in range(6):
        path = tmp_path / f"{part}.db"
        assert run(path, source.randrange(steps * part // 6, steps * (part + 1) // 6) + 1).returncode < 0
        with Ledger(path, extract=invented.extract) as ledger:
            gone = document not in {one.id for one in ledger.documents()}
            problems = {fault.problem for fault in ledger.check(quick=True)}
            seen.add((gone, len(problems)))
            assert len(ledger.forgotten()) == 1 + gone
            ledger.close()
            if not gone:
                assert contents(path) == before
            ledger.bury(document, because="a letter")
            ledger.sweep()
            assert ledger.check() == ()
        assert contents(path) == after
        assert traces(path) == []
    assert {(False, 0), (True, 1)} <= seen <= {(False, 0), (True, 1), (True, 0)}
