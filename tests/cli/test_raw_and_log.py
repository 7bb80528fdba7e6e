"""Raw bytes that were kept come back to the byte; what a long command does can be followed as JSON lines."""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique import Ledger, NotFoundError
from communique.cli.app import app

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import invented

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Talks in Torpel</title></head><body><nav>Home</nav><article>
<h1>Talks in Torpel</h1><p>{}</p><p>{}</p></article></body></html>"""


def run(*args: object, **given: Any) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], catch_exceptions=False, **given)


def page(number: int) -> bytes:
    told = invented.article(number).split("\n\n")
    return PAGE.format(" ".join(told[1:-1]), told[-1]).encode("utf-16")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "page.html").write_bytes(page(1))
    (made / "plain.txt").write_bytes(b"\xef\xbb\xbf" + invented.article(2).replace("\n", "\r\n").encode())
    with zipfile.ZipFile(made / "news.zip", "w") as archive:
        archive.writestr("inner.html", page(3))
    (made / "noise.txt").write_bytes(bytes(range(256)) * 50)
    return made


def test_the_bytes_come_back_as_they_were(folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as book:
        book.ingest([folder], keep_raw=True)
        assert len(book.failures()) == 1
        (folder / "page.html").write_bytes(b"another page by now")
        assert book.raw(str(folder / "page.html")).data == page(1)
        assert book.raw(f"{folder / 'news.zip'}!/inner.html").data == page(3)
        assert book.raw(str(folder / "plain.txt")).data.startswith(b"\xef\xbb\xbf")
        assert [one.raw for one in book.documents()] == [True, True, True]
        assert book.check() == ()
        assert book.remains(str(folder / "plain.txt")).raw == (folder / "plain.txt").stat().st_size
        book.forget(str(folder / "plain.txt"))
        assert book.check() == ()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:  # the third went with its text
        assert connection.execute("SELECT count(*) FROM raws").fetchone() == (2,)


def test_without_being_asked_for_no_bytes_are_kept_and_later_they_can_be(folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db", extract=invented.extract) as book:
        book.ingest([folder])
        with pytest.raises(NotFoundError, match=r"were not kept; `ingest --keep-raw` keeps them"):
            book.raw(str(folder / "page.html"))
        report = book.ingest([folder], keep_raw=True)
        assert (report.read, report.known) == (0, 3)
        assert book.raw(str(folder / "page.html")).data == page(1)
        (folder / "again.html").write_bytes(page(1) + b"\x00\x00" * 4)  # the same text from other bytes
        book.ingest([folder / "again.html"], keep_raw=True)
        assert book.raw(str(folder / "again.html")).data == page(1) + b"\x00\x00" * 4
        assert book.raw(str(folder / "page.html")).data == page(1)


def test_raw_bytes_go_to_a_file_or_a_pipe_and_never_to_a_terminal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.db"
    run("ingest", folder, "--keep-raw", "--reader", "rules", "--jobs", "1", "--ledger", path)
    source = folder / "page.html"
    assert run("text", source, "--raw", "--ledger", path).stdout_bytes == page(1)
    assert run("text", source, "--raw", "-o", tmp_path / "again.html", "--ledger", path).exit_code == 0
    assert (tmp_path / "again.html").read_bytes() == page(1)
    twice = run("text", source, "--raw", "-o", tmp_path / "again.html", "--ledger", path)
    assert (twice.exit_code, "exists; it is not overwritten" in twice.stderr) == (1, True)
    monkeypatch.setattr("communique.cli.text.is_terminal", lambda stream: True)
    refused = run("text", source, "--raw", "--ledger", path)
    assert refused.exit_code == 1
    assert "raw bytes are nothing for a terminal" in refused.stderr
    assert refused.stdout == ""


def log_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stderr.splitlines()]


def test_ingest_can_be_followed_as_lines_of_json(folder: Path, tmp_path: Path) -> None:
    (folder / "line\nbreak \x1b[31m.txt").write_text(invented.article(7), "utf-8")
    result = run("ingest", folder, "--json-log", "--reader", "rules", "--jobs", "1", "--ledger", tmp_path / "ledger.db")
    assert result.exit_code == 3
    assert result.stderr.isascii()
    *documents, last = log_of(result)
    assert {one["event"] for one in documents} == {"document"}
    assert {tuple(one) for one in documents} == {
        ("event", "when", "source", "outcome", "error", "seconds", "done", "total")
    }
    told = {Path(one["source"]).name: (one["outcome"], one["error"] is None) for one in documents}
    assert told["noise.txt"] == ("failed", False)
    assert told["page.html"] == ("read", True)
    assert told["line\nbreak \x1b[31m.txt"] == ("read", True)
    assert [one["done"] for one in documents] == [1, 2, 3, 4, 5]
    assert all(0 <= one["seconds"] < 600 for one in documents)
    assert last["event"] == "summary"
    assert last["outcomes"] == {"failed": 1, "read": 4}
    assert last["interrupted"] is False
    assert last["meetings"] >= 0


def test_retry_reread_and_load_log_alike(folder: Path, tmp_path: Path) -> None:
    given = ("--ledger", tmp_path / "ledger.db")
    run("ingest", folder, "--reader", "rules", "--jobs", "1", *given)
    (folder / "noise.txt").write_text(invented.article(9), "utf-8")
    retried = log_of(run("retry", "--json-log", "--reader", "rules", "--jobs", "1", *given))
    assert [(one["event"], one.get("outcome")) for one in retried] == [("document", "read"), ("summary", None)]
    reread = log_of(run("reread", "--all", "--json-log", "--reader", "rules", *given))
    assert [one["event"] for one in reread] == ["document"] * 4 + ["summary"]
    assert reread[-1]["outcomes"] == {"known": 4}
    assert reread[-1]["changed"] == {"claims": 0, "meetings": 0}
    (tmp_path / "extract.jsonl").write_text('{"document": {"source": "x", "text": "A text."}}\nnonsense\n', "utf-8")
    loaded = log_of(run("load", tmp_path / "extract.jsonl", "--json-log", *given))
    assert [one["event"] for one in loaded] == ["document", "refusal", "document", "summary"]
    assert loaded[2]["error"] == loaded[1]["error"]
    assert loaded[-1]["refused"] == 1


def test_an_interruption_ends_the_log(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "ingest", interrupted)
    result = run("ingest", folder, "--json-log", "--ledger", tmp_path / "ledger.db")
    assert result.exit_code == 130
    assert [(one["event"], one["interrupted"]) for one in log_of(result)] == [("summary", True)]


def test_the_reader_of_each_document_is_put_down(folder: Path, tmp_path: Path) -> None:
    from communique.ledger.reader_version import reader_version

    path = tmp_path / "ledger.db"
    run("ingest", folder / "plain.txt", "--reader", "rules", "--jobs", "1", "--ledger", path)
    (row,) = json.loads(run("documents", "--format", "json", "--ledger", path).stdout)
    assert row["reader"] == reader_version("rules")
    assert "0 documents reread and 1 read by this version already" in (
        run("reread", "--reader", "rules", "--ledger", path).stderr
    )
