"""A run of `ingest` that is killed at any moment is finished by another, as if nothing had happened."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from communique import Ledger

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import invented

DOCUMENTS = 40
KILLS = 4  # of few documents, each acknowledgement compared; test_soak.py kills many more runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")

CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
import invented
from communique import Ledger
with Ledger(sys.argv[2], extract=invented.extract) as ledger:
    ledger.ingest(sys.argv[3:], on_progress=lambda progress: print(progress.source, flush=True))
"""

TIMELESS = {
    "documents": "id, title, publisher, published, dateline, language, encoding, furniture, text, unread",
    "captures": "document, source",
    "failures": "source, error",
    "claims": "*",
    "readings": "*",
    "listed_meetings": "*",
    "listed_people": "*",
    "listed_organisations": "*",
    "listed_terms": "*",
    "listed_claims": "*",
    "listed_forms": "*",
    "listed_judgements": "*",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    for number in range(DOCUMENTS):
        (made / f"{number:02}.txt").write_text(invented.article(number % (DOCUMENTS - 2)), "utf-8")
    (made / "broken.txt").write_bytes(bytes(range(256)) * 20)
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[Any]], float]:
    """What an undisturbed run leaves, and how long it takes from its first document to its end."""
    path = tmp_path_factory.mktemp("undisturbed") / "ledger.db"
    child = start(path, folder)
    assert child.stdout is not None
    child.stdout.readline()
    started = time.perf_counter()
    child.communicate(timeout=120)
    assert child.returncode == 0
    return contents(path), time.perf_counter() - started


def start(path: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(Path(invented.__file__).parent), str(path), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(path: Path, folder: Path) -> int:
    child = start(path, folder)
    child.communicate(timeout=120)
    return child.returncode


def contents(path: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in TIMELESS.items()
        }
    finally:
        connection.close()


def stop(child: subprocess.Popen[str], sign: signal.Signals) -> tuple[list[str], str]:
    """What the child acknowledged before it was stopped, and what it said."""
    child.send_signal(sign)
    out, err = child.communicate(timeout=30)
    return [line for line in out.splitlines(keepends=True) if line.endswith("\n")], err


def test_a_run_killed_at_any_moment_is_finished_by_another(
    folder: Path, undisturbed: tuple[dict[str, list[Any]], float], tmp_path: Path
) -> None:
    expected, duration = undisturbed
    assert len(expected["documents"]) == DOCUMENTS - 2
    assert len(expected["captures"]) == DOCUMENTS
    assert len(expected["failures"]) == 1
    assert expected["listed_meetings"]
    source = random.Random(2031)
    cut_short = 0
    for number in range(KILLS):
        path = tmp_path / f"{number}.db"
        acknowledged: list[str] = []
        for _ in range(source.choice((1, 1, 1, 2))):
            child = start(path, folder)
            assert child.stdout is not None
            if source.random() < 0.9:  # the others are killed while they start or make the ledger
                acknowledged.append(child.stdout.readline())
                time.sleep(source.uniform(0, duration))
            else:
                time.sleep(source.uniform(0.2, 0.5))
            acknowledged += stop(child, signal.SIGKILL)[0]
            cut_short += child.returncode == -signal.SIGKILL
        if acknowledged:
            check_acknowledged(path, acknowledged)
        assert finish(path, folder) == 0
        assert contents(path) == expected
        with Ledger(path) as ledger:
            assert ledger.verify() == ()
    assert cut_short > KILLS / 2


def check_acknowledged(path: Path, acknowledged: list[str]) -> None:
    """Every source that was told of is kept, before anything else is done to the ledger."""
    with Ledger(path) as ledger:
        kept = {source for document in ledger.documents() for source in document.sources}
        kept |= {failure.source for failure in ledger.failures()}
        assert {line.strip() for line in acknowledged} <= kept
        assert ledger.verify() == ()


def test_ctrl_c_keeps_every_document_that_was_acknowledged(
    folder: Path, undisturbed: tuple[dict[str, list[Any]], float], tmp_path: Path
) -> None:
    path = tmp_path / "ledger.db"
    child = start(path, folder)
    assert child.stdout is not None
    acknowledged = [child.stdout.readline() for _ in range(5)]
    rest, said = stop(child, signal.SIGINT)
    assert child.returncode != 0
    assert said.rstrip().endswith("KeyboardInterrupt")
    check_acknowledged(path, acknowledged + rest)
    with Ledger(path) as ledger:
        assert 5 <= len(ledger.documents()) < DOCUMENTS - 2
    assert finish(path, folder) == 0
    assert contents(path) == undisturbed[0]


def test_two_runs_at_once_take_turns_and_leave_what_one_would(
    folder: Path, undisturbed: tuple[dict[str, list[Any]], float], tmp_path: Path
) -> None:
    path = tmp_path / "ledger.db"
    runs = [start(path, folder) for _ in range(2)]
    said = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert contents(path) == undisturbed[0]
