from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import invented
import pytest

from communique import InputError, Ledger, StoreError
from communique.store.backups import scratch_copy
from communique.store.opening import Store, open_store

WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
import invented
from communique import Ledger
number = 1000
with Ledger(sys.argv[2], extract=invented.extract) as ledger:
    while True:
        path = f"{sys.argv[3]}/{number}.txt"
        open(path, "w", encoding="utf-8").write(invented.article(number))
        ledger.ingest([path])
        print(number, flush=True)
        number += 1
"""


@pytest.fixture
def ledger(tmp_path: Path, folder: Path) -> Path:
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(invented.article(number), "utf-8")
    path = tmp_path / "ledger.db"
    with Ledger(path, extract=invented.extract) as book:
        book.ingest([folder])
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def test_a_backup_is_a_ledger_with_the_same_contents(ledger: Path, tmp_path: Path) -> None:
    ledger.chmod(0o640)
    told: list[tuple[int, int]] = []
    with Ledger(ledger) as book:
        size = book.backup(tmp_path / "copy.db", on_bytes=lambda done, total: told.append((done, total)))
        meetings = book.meetings()
    assert (tmp_path / "copy.db").stat().st_size == size == told[-1][0] == told[-1][1]
    assert rows(tmp_path / "copy.db") == rows(ledger)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o640
    with Ledger(tmp_path / "copy.db") as copy:
        assert copy.meetings() == meetings
        assert copy.check() == ()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["articles", "copy.db", "ledger.db"]


def test_a_backup_is_of_one_moment_while_somebody_goes_on_writing(
    ledger: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.store.backups.PAGES", 1)  # as slow as it can be
    command = [sys.executable, "-c", WRITER, str(Path(invented.__file__).parent), str(ledger), str(folder)]
    written: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer, Ledger(ledger) as book:
        assert writer.stdout is not None
        told = writer.stdout
        told.readline()
        before = len(book.documents())
        reading = threading.Thread(target=lambda: written.extend(iter(told.readline, "")))
        reading.start()
        met = 0

        def wait_for_the_writer(done: int, total: int) -> None:
            nonlocal met
            while len(written) < min(3, met + 1):
                reading.join(0.01)
            met = len(written)

        try:
            book.backup(tmp_path / "copy.db", on_bytes=wait_for_the_writer)
            assert len(written) >= 3  # the writer did not have to wait
        finally:
            writer.kill()
            reading.join(30)
    with Ledger(tmp_path / "copy.db") as copy:
        assert before <= len(copy.documents()) <= before + 1
        assert copy.check() == ()


def test_what_is_there_is_not_replaced_unless_told(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with Ledger(ledger) as book:
        book.backup(target)
        kept = target.read_bytes()
        with pytest.raises(InputError, match=r"copy\.db exists; --overwrite replaces it"):
            book.backup(target)
        assert target.read_bytes() == kept
        target.write_bytes(kept[: len(kept) // 2])  # torn
        book.backup(target, overwrite=True)
        assert rows(target) == rows(ledger)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ledger.db", "is the ledger itself"),
        ("link.db", "is the ledger itself"),
        ("articles", "is not a file"),
        ("notes.txt", "is no ledger and is not replaced"),
        ("nowhere/copy.db", "no such folder"),
        ("busy.db", "is being used by another program"),
    ],
)
def test_a_backup_never_harms_what_it_is_not(ledger: Path, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "link.db").symlink_to(ledger)
    (tmp_path / "notes.txt").write_text("what I meant to say " * 20)
    busy = open_store(tmp_path / "busy.db", create=True)
    with busy.reading(), Ledger(ledger) as book, pytest.raises(InputError, match=said):
        book.backup(tmp_path / name, overwrite=True)
    busy.close()
    assert (tmp_path / "notes.txt").read_text() == "what I meant to say " * 20


def test_a_backup_that_cannot_be_written_leaves_nothing(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Ledger(ledger) as book:
        monkeypatch.setattr("communique.store.backups.PAGES", 1)
        with pytest.raises(KeyboardInterrupt):
            book.backup(tmp_path / "copy.db", on_bytes=interrupt)
        monkeypatch.undo()
        with closing(sqlite3.connect(ledger)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'listed_terms'")
            connection.commit()
    with Ledger(ledger) as book, pytest.raises(StoreError, match=r"not whole|damaged"):
        book.backup(tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir() if "copy" in one.name] == []


def test_a_scratch_copy_is_gone_afterwards_and_the_ledger_as_it_was(store: Store) -> None:
    with scratch_copy(store) as copy:
        with copy.writing() as connection:
            connection.exec_driver_sql("INSERT INTO failures VALUES ('a', 'b', 'c')")
        assert copy.path.exists()
    assert not copy.path.parent.exists()
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM failures").scalar() == 0
