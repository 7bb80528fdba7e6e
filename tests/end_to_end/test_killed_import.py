"""An import of a list that is killed at any moment leaves the list that was there before."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")

PEOPLE = 3_000
KILLS = 4

CHILD = """
import sys
from communique import Ledger
with Ledger(sys.argv[1]) as ledger:
    ledger.import_list(sys.argv[2], name="officials", on_bytes=lambda done, total: print(done, total, flush=True))
"""


def write_list(path: Path, people: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(people):
            properties = {"name": [f"Orla Venn {number}"], "country": ["ie"]}
            file.write(json.dumps({"id": f"p{number}", "schema": "Person", "properties": properties}) + "\n")
    return path


def test_the_list_before_stays_in_force(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Ledger(path) as ledger:
        before = ledger.import_list(write_list(tmp_path / "old.json", 5), name="officials").list
    new = write_list(tmp_path / "new.json", PEOPLE)
    for kill in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(new)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        # Killed once in the midst of reading, then at later and later moments of writing.
        for line in child.stdout:
            done, total = map(int, line.split())
            if (kill == 0 and done > total / 2) or done == total:
                break
        time.sleep(0.05 * kill)
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
        child.communicate(timeout=120)
        assert child.returncode == -signal.SIGKILL, "the import was over before it was killed"
        with Ledger(path) as ledger:
            assert ledger.lists() == (before,)
            assert len(ledger.who("Orla Venn")) == 5  # numbers are no part of a name
    with Ledger(path) as ledger:
        assert ledger.import_list(new, name="officials").list.people == PEOPLE
        assert len(ledger.who("Orla Venn")) == PEOPLE
