"""Watching folders: every state of a file is read once, and none that is still being written."""

from __future__ import annotations

import os
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from news_site import QUICK, invented

from communique.errors import InputError
from communique.ledger import Ledger, WatchNote


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in QUICK.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "l.db", extract=invented.extract) as book:
        yield book


def put(folder: Path, number: int, name: str | None = None, *, age: float = 60.0) -> Path:
    """Write an article that nobody has touched for a while."""
    path = folder / (name or f"{number}.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text(invented.article(number), "utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_files_are_read_once_and_changed_ones_once_more(folder: Path, ledger: Ledger) -> None:
    paths = [put(folder, 0), put(folder, 1, "deep/1.txt"), put(folder, 2, "picture.png"), put(folder, 3, ".hidden.txt")]
    assert ledger.watch([folder], once=True).read == 2
    told: list[str | None] = []
    assert ledger.watch([folder], once=True, on_note=lambda note: told.append(note.source)).read == 0
    assert told == []  # not even looked into
    put(folder, 4, "0.txt", age=30)
    assert ledger.watch([folder], once=True).read == 1
    assert len(ledger.documents()) == 3
    assert {source for one in ledger.documents() for source in one.sources} == {str(path) for path in paths[:2]}


def test_a_file_that_is_being_written_is_read_when_it_is_whole(folder: Path, ledger: Ledger) -> None:
    text = invented.article(7)
    path = folder / "slow.txt"
    path.write_text(text[:100], "utf-8")
    stop = threading.Event()

    def write() -> None:
        with path.open("a", encoding="utf-8") as file:
            for start in range(100, len(text), 40):
                file.write(text[start : start + 40])
                file.flush()
                time.sleep(0.1)

    def on_note(note: WatchNote) -> None:
        if note.said == "read":
            stop.set()

    writer = threading.Thread(target=write)
    writer.start()
    report = ledger.watch([folder], seconds=60, stop=stop, on_note=on_note)
    writer.join()
    assert (report.read, report.failed) == (1, ())
    assert [ledger.text(one.id) for one in ledger.documents()] == [text]


def test_once_waits_until_what_is_being_written_has_settled(folder: Path, ledger: Ledger) -> None:
    put(folder, 0, age=0)
    start = time.monotonic()
    assert ledger.watch([folder], once=True).read == 1
    assert time.monotonic() - start >= 0.2


def test_a_file_with_a_date_to_come_is_read_all_the_same(folder: Path, ledger: Ledger) -> None:
    put(folder, 0, age=-10_000)
    assert ledger.watch([folder], once=True).read == 1


def test_a_file_that_cannot_be_read_and_a_folder_that_is_gone_stop_nothing_else(
    folder: Path, ledger: Ledger, tmp_path: Path
) -> None:
    (folder / "a.txt").write_bytes(bytes(range(256)) * 20)
    os.utime(folder / "a.txt", (0, 0))
    put(folder, 1)
    other = tmp_path / "usb"
    put(other, 2)

    def on_note(note: WatchNote) -> None:
        if note.said == "read" and other.exists():
            for path in other.iterdir():
                path.unlink()
            other.rmdir()

    report = ledger.watch([folder, other], seconds=2, on_note=on_note)
    assert report.read == 2
    assert {failure.source for failure in report.failed} == {str(folder / "a.txt"), str(other)}
    assert ledger.watch([folder], once=True).failed == ()  # the broken one is as it was, and not tried again
    with pytest.raises(InputError, match="no such folder"):
        ledger.watch([other], once=True)
    with pytest.raises(InputError, match="no such folder"):
        ledger.watch([folder / "a.txt"], once=True)


def test_what_an_archive_holds_is_read_and_the_archive_not_opened_again(folder: Path, ledger: Ledger) -> None:
    with zipfile.ZipFile(folder / "news.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", invented.article(number))
    os.utime(folder / "news.zip", (0, 0))
    assert ledger.watch([folder], once=True).read == 3
    assert ledger.watch([folder], once=True).known == 0


def test_a_stop_leaves_what_is_left_for_the_next_time(folder: Path, ledger: Ledger) -> None:
    for number in range(40):
        put(folder, number)
    stop = threading.Event()
    report = ledger.watch([folder], stop=stop, on_note=lambda note: stop.set())
    assert 1 <= report.read <= 16
    assert len(ledger.meetings()) == 3 * report.read
    again = ledger.watch([folder], once=True)
    assert (again.read + report.read, again.known) == (40, 0)
