"""`ingest --jobs N` as a user runs it: the same ledger, Ctrl-C told as always, pages opened in a process apart."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import soak
from communique import Ledger
from communique.model import Extraction
from communique.store.records import Progress
from communique.store.rereading import Change

COUNT = 24

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not ended by signals there")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        told = f"Ana Belvo, the mayor of Kelmin, met Tor Wenzor in {number + 1900}."
        (folder / f"{number:02}.txt").write_text(told, "utf-8")
    (folder / "page.html").write_text(
        "<html><head><title>Talks</title></head><body><article><p>Ana Belvo, the mayor of Kelmin, met the minister of "
        "trade, Sanvo Rati, on Monday. They spoke about the harbour and about the railway for two hours.</p></article>"
        "</body></html>",
        "utf-8",
    )
    return folder


def run(articles: Path, ledger: Path, *more: str) -> subprocess.Popen[str]:
    arguments = ("ingest", str(articles), "--ledger", str(ledger), "--reader", "rules", *more)
    return subprocess.Popen(soak.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_ledger_is_the_same_with_one_process_and_with_two(articles: Path, tmp_path: Path) -> None:
    left = []
    for jobs in ("1", "2"):
        ledger = tmp_path / f"{jobs}.db"
        with run(articles, ledger, "--jobs", jobs) as ingest:
            _, said = ingest.communicate(timeout=300)
        assert ingest.returncode == 0, said
        left.append(soak.contents(ledger))
    assert left[0] == left[1]
    assert len(left[0]["documents"]) == COUNT + 1
    assert left[0]["listed_meetings"]


def test_ctrl_c_says_that_nothing_is_lost_and_ends_every_process(articles: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    with run(articles, ledger, "--jobs", "2", "--quiet") as ingest:
        deadline = time.monotonic() + 120
        while not ledger.exists():  # from then on it reads
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.5)
        ingest.send_signal(signal.SIGINT)
        out, said = ingest.communicate(timeout=120)
    assert (out, ingest.returncode) == ("", 130)
    told = "communique: interrupted; everything read so far is kept, and the same command goes on from there\n"
    assert said == told
    with run(articles, ledger, "--jobs", "2") as again:
        _, said = again.communicate(timeout=300)
    assert again.returncode == 0, said
    assert len(soak.contents(ledger)["documents"]) == COUNT + 1


def test_kept_texts_are_read_anew_by_several_and_one_that_takes_too_long_costs_itself_alone(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_READER", "rules")
    endless = tmp_path / "endless.txt"
    endless.write_text("The mayor of Kelmin met Tor Wenzor and went home again with him.\n" * 12_000, "utf-8")
    given = [*sorted(articles.iterdir()), endless]
    reports, left = [], []
    for jobs in (1, 2):
        with Ledger(tmp_path / f"{jobs}.db", extract=lambda document: Extraction(document=document)) as book:
            book.ingest(given)
        monkeypatch.setenv("COMMUNIQUE_MAX_SECONDS", "5")
        told: list[Progress] = []
        with Ledger(tmp_path / f"{jobs}.db") as book:
            reports.append(book.reread(jobs=jobs, again=True, on_progress=told.append))
            left.append(soak.contents(tmp_path / f"{jobs}.db"))
        assert [one.source for one in told] == [str(path) for path in given]
    assert left[0] == left[1]
    for report in reports:
        assert report.read > report.unread
        assert report.read + report.unread == COUNT + 1
        assert [(one.source, one.error) for one in report.failed] == [(str(endless), "took longer than 5 s to read")]
        assert {one.change for one in report.claims} == {Change.NEW}


@pytest.mark.parametrize("given", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none_is_refused(articles: Path, tmp_path: Path, given: str) -> None:
    with run(articles, tmp_path / "ledger.db", "--jobs", given) as ingest:
        _, said = ingest.communicate(timeout=60)
    assert ingest.returncode == 2
    assert "--jobs" in said
    assert not (tmp_path / "ledger.db").exists()
