"""What could not be read is read again, and leaves the list of failures when it can be."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique import Ledger, NotFoundError
from communique.cli.app import app

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import invented

NOISE = bytes(range(256)) * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(invented.article(number), "utf-8")
    for name in ("noise", "other", "gone"):
        (made / f"{name}.txt").write_bytes(NOISE)
    with zipfile.ZipFile(made / "news.zip", "w") as archive:
        archive.writestr("good.txt", invented.article(10))
        archive.writestr("bad.txt", NOISE)
        archive.writestr("worse.txt", NOISE)
    (made / "torn.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    return made


@pytest.fixture
def book(tmp_path: Path, folder: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as made:
        made.ingest([folder])
        yield made


def names(book: Ledger) -> list[str]:
    return [one.source.rpartition("articles/")[2] for one in book.failures()]


ALL = ["gone.txt", "news.zip!/bad.txt", "news.zip!/worse.txt", "noise.txt", "other.txt", "torn.zip"]


def test_what_fails_again_stays_and_what_can_be_read_leaves(book: Ledger, folder: Path) -> None:
    assert names(book) == ALL
    before = {one.source: one.error for one in book.failures()}
    (folder / "noise.txt").write_text(invented.article(4), "utf-8")
    (folder / "gone.txt").unlink()
    report = book.retry()
    assert (report.read, report.known) == (1, 0)
    assert names(book) == [name for name in ALL if name != "noise.txt"]
    after = {one.source: one.error for one in book.failures()}
    assert "no such file" in after[str(folder / "gone.txt")]
    assert {name for name in after if after[name] != before[name]} == {str(folder / "gone.txt")}
    assert {one.source for one in report.failed} == set(after)


def test_only_what_is_named_is_tried(book: Ledger, folder: Path) -> None:
    for name in ("noise", "other"):
        (folder / f"{name}.txt").write_text(invented.article(len(name)), "utf-8")
    report = book.retry([str(folder / "noise.txt")])
    assert (report.read + report.known, report.failed) == (1, ())
    assert names(book) == [name for name in ALL if name != "noise.txt"]
    with pytest.raises(NotFoundError, match=r"no failure of 'elsewhere\.txt'"):
        book.retry(["elsewhere.txt"])
    assert book.retry([str(folder)]).known + book.retry([str(folder)]).read <= 1
    assert "other.txt" not in names(book)


def test_of_an_archive_only_what_failed_is_read(book: Ledger, folder: Path) -> None:
    with zipfile.ZipFile(folder / "news.zip", "w") as archive:
        archive.writestr("good.txt", invented.article(11))  # not among the failures
        archive.writestr("bad.txt", invented.article(12))
    report = book.retry([str(folder / "news.zip")])
    assert (report.read, [one.error for one in report.failed]) == (1, [f"no longer in {folder / 'news.zip'}"])
    assert "news.zip!/bad.txt" not in names(book)
    assert "news.zip!/worse.txt" in names(book)
    assert len(book.documents()) == 5


def test_an_archive_that_could_not_be_opened_is_read_with_all_that_it_holds(book: Ledger, folder: Path) -> None:
    with zipfile.ZipFile(folder / "torn.zip", "w") as archive:
        archive.writestr("a.txt", invented.article(20))
        archive.writestr("b.txt", NOISE)
    report = book.retry([str(folder / "torn.zip")])
    assert (report.read, len(report.failed)) == (1, 1)
    assert "torn.zip" not in names(book)
    assert "torn.zip!/b.txt" in names(book)


def test_an_archive_that_is_torn_now_fails_for_all_that_was_wanted_of_it(book: Ledger, folder: Path) -> None:
    (folder / "news.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    report = book.retry([str(folder / "news.zip")])
    assert {one.source for one in report.failed} == {
        f"{folder / 'news.zip'}!/bad.txt",
        f"{folder / 'news.zip'}!/worse.txt",
    }
    assert names(book) == ALL


def test_nothing_to_retry_is_no_failure(book: Ledger, folder: Path) -> None:
    for one in folder.iterdir():
        one.unlink()
    for name in ("gone", "noise", "other"):
        (folder / f"{name}.txt").write_text(invented.article(1), "utf-8")
    assert len(book.retry().failed) == 3
    runner = CliRunner()
    again = runner.invoke(app, ["retry", "--reader", "rules", "--ledger", str(book.path)])
    assert again.exit_code == 3
    assert again.stderr.count("\n") == 4
    report = Ledger(book.path.with_name("new.db"), extract=invented.extract)
    with report:
        report.ingest([folder])
        assert report.retry().failed == ()
    done = runner.invoke(app, ["retry", "--ledger", str(book.path.with_name("new.db"))])
    assert done.exit_code == 0
    assert "0 documents read" in done.stderr
