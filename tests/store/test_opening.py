from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import inspect

from communique.errors import InputError, LedgerFullError, NewerLedgerError, NotALedgerError, StoreError
from communique.store.opening import open_store
from communique.store.tables import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def make(path: Path) -> None:
    open_store(path, create=True).close()


def test_reading_where_there_is_no_ledger_says_how_to_make_one_and_makes_none(path: Path) -> None:
    with pytest.raises(InputError, match=r"no ledger at .*ledger\.db: `communique ingest PATH… --ledger .*` makes one"):
        open_store(path)
    assert list(path.parent.iterdir()) == []


def test_a_ledger_is_made_with_its_folders_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "ledger.db"
    make(path)
    assert [entry.name for entry in path.parent.iterdir()] == ["ledger.db"]


def test_an_empty_file_becomes_a_ledger_only_when_one_is_to_be_made(path: Path) -> None:
    path.touch()
    with pytest.raises(InputError, match="no ledger at"):
        open_store(path)
    assert path.stat().st_size == 0
    make(path)
    open_store(path).close()


def test_migrations_from_empty_give_the_tables_as_defined(path: Path) -> None:
    store = open_store(path, create=True)
    with store.reading() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {column["name"]: column for column in found.get_columns(name)}
            assert list(columns) == [column.name for column in table.columns]
            for column in table.columns:
                assert str(columns[column.name]["type"]) == str(column.type.compile(connection.dialect)), column
                assert columns[column.name]["nullable"] == column.nullable, column
            assert found.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key]
            made = {(key["constrained_columns"][0], key["referred_table"]) for key in found.get_foreign_keys(name)}
            assert made == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
            indexes = {(i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in found.get_indexes(name)}
            assert indexes == {(i.name, tuple(c.name for c in i.columns), bool(i.unique)) for i in table.indexes}
    store.close()


def test_migrations_run_once(path: Path) -> None:
    make(path)
    before = path.read_bytes()
    make(path)
    open_store(path).close()
    assert path.read_bytes() == before


def test_the_log_is_durable_and_keys_are_kept(path: Path) -> None:
    store = open_store(path, create=True)
    with store.reading() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (
            "journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    store.close()


@pytest.mark.parametrize(
    "content", [b"Dear diary, today I met nobody at all.\n", b"\x00" * 5000, bytes(range(256)) * 40, b"S"]
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes, create: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(NotALedgerError, match="is not a ledger"):
        open_store(path, create=create)
    assert path.read_bytes() == content
    assert [entry.name for entry in path.parent.iterdir()] == ["ledger.db"]


@pytest.mark.parametrize("create", [True, False])
def test_the_database_of_another_program_is_refused_and_left_alone(path: Path, create: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotALedgerError, match="another program's SQLite database"):
        open_store(path, create=create)
    assert path.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedgerError, match="is a folder"):
        open_store(tmp_path, create=True)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no path there")
def test_a_pipe_is_no_ledger_and_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(NotALedgerError, match="is not a file"):
        open_store(path, create=True)


def test_a_ledger_cut_short_is_a_store_error(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(StoreError, match="damaged"):
        open_store(path)


def test_a_ledger_from_a_later_version_is_refused_and_left_alone(path: Path) -> None:
    make(path)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES ('holograms', '2091-01-01T00:00:00+00:00')")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerLedgerError, match=r"later version of Communique .*holograms"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_a_full_disk_says_so_and_keeps_what_was_there(path: Path) -> None:
    store = open_store(path, create=True)
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the size it has: nothing can be added
    rows = [(str(number), "x" * 1000) for number in range(200)]
    with pytest.raises(LedgerFullError, match="no room left on the disk"), store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO failures VALUES (?, ?, '')", rows)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM failures").scalar() == 0
    store.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is small, where we may mount one; a folder otherwise."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not is_superuser() or not run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)):
        yield folder
        return
    yield folder
    assert run("umount", str(folder))


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    if is_superuser():  # who may write in any folder, but not on a disk that is mounted to be read
        if not run("mount", "-o", "remount,ro", str(folder)):
            pytest.skip("no disk can be mounted here, and the superuser may write in every folder")
        yield
        return
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


def is_superuser() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_disk_without_room_for_a_new_ledger_says_so_and_can_be_used_once_there_is(disk: Path) -> None:
    if not os.path.ismount(disk):
        pytest.skip("only the superuser can mount a disk of 1 MB")
    (disk / "film.mkv").write_bytes(b"x" * 990_000)
    with pytest.raises(LedgerFullError, match="no room left on the disk"):
        open_store(disk / "ledger.db", create=True)
    (disk / "film.mkv").unlink()
    make(disk / "ledger.db")
    assert [entry.name for entry in disk.iterdir()] == ["ledger.db"]


def test_a_write_protected_folder_can_be_read_from_but_not_written_to(disk: Path) -> None:
    path = disk / "ledger.db"
    make(path)
    with write_protected(disk):
        with pytest.raises(StoreError, match=r"other\.db cannot be used: (Permission denied|Read-only file system)"):
            open_store(disk / "other.db", create=True)
        store = open_store(path)
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM migrations").scalar()
        with pytest.raises(StoreError, match="can only be read"), store.writing():
            pass
        store.close()


def test_many_can_make_the_same_ledger_at_once(path: Path) -> None:
    errors: list[Exception] = []

    def make_it() -> None:
        try:
            make(path)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=make_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [entry.name for entry in path.parent.iterdir() if "new" in entry.name] == []
    open_store(path).close()


def test_a_ledger_killed_while_its_log_was_written_back_is_whole(path: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.db"
    store = open_store(path, create=True)
    with store.writing() as connection:
        rows = [(str(number), "x" * 1000) for number in range(200)]
        connection.exec_driver_sql("INSERT INTO failures VALUES (?, ?, '')", rows)
    torn.write_bytes(path.read_bytes())
    Path(f"{torn}-wal").write_bytes(Path(f"{path}-wal").read_bytes())
    store.close()
    with torn.open("r+b") as file:  # of the pages in the log, only the first has been written back
        file.write(path.read_bytes()[:4096])
    found = open_store(torn)
    with found.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM failures").scalar() == 200
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    found.close()
