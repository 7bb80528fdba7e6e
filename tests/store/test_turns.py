"""Two programs and one ledger: who writes takes turns, who reads never waits."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from communique.errors import WaitingWarning
from communique.store.opening import TURN, open_store
from communique.store.records import Failure
from communique.store.tables import failures
from communique.store.writing import add_failure

HOLD = """
import sys
from pathlib import Path
from communique.store.opening import open_store
from communique.store.tables import failures
with open_store(Path(sys.argv[1])).writing() as connection:
    connection.execute(failures.insert(), {"source": "theirs", "error": "none", "failed": "2031-01-01"})
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "ledger.db"
    open_store(made, create=True).close()
    return made


@contextmanager
def another_writes(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a transaction, until its standard input is closed."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        yield other
    assert other.returncode == 0


def sources(path: Path) -> list[str]:
    store = open_store(path)
    with store.reading() as connection:
        found = list(connection.scalars(select(failures.c.source).order_by(failures.c.source)))
    store.close()
    return found


def test_readers_never_wait_and_see_what_was_kept(path: Path) -> None:
    with another_writes(path):
        started = time.perf_counter()
        assert sources(path) == []
        assert time.perf_counter() - started < TURN
    assert sources(path) == ["theirs"]


def test_a_writer_waits_for_another_however_long_and_says_so(path: Path) -> None:
    command = [sys.executable, "-m", "communique", "ingest", str(path.parent / "none.txt"), "--ledger", str(path)]
    (path.parent / "none.txt").write_text("", "utf-8")
    with another_writes(path) as other, subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as ours:
        assert ours.stderr is not None
        assert ours.stderr.readline() == f"communique: waiting for another program that writes to the ledger {path}\n"
        time.sleep(TURN * 1.5)  # beyond a second turn
        assert ours.poll() is None
        assert other.stdin is not None
        other.stdin.close()
        rest = ours.stderr.read()
    assert "waiting" not in rest  # once is enough
    assert ours.returncode == 3
    assert sources(path) == [str(path.parent / "none.txt"), "theirs"]


def test_a_program_is_told_of_the_wait_by_a_warning(path: Path) -> None:
    store = open_store(path)
    with another_writes(path) as other:
        assert other.stdin is not None
        threading.Timer(TURN * 1.5, other.stdin.close).start()
        with pytest.warns(WaitingWarning, match="waiting for another program that writes"):
            add_failure(store, Failure(source="ours", error="none"))
    store.close()
    assert sources(path) == ["ours", "theirs"]
