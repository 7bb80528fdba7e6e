"""Fifty runs of `ingest` over 500 documents, killed at any moment and finished by another, leave what one would."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

import soak

RUNS = 50
BESIDE = 2 * (os.cpu_count() or 1)  # a run that waits for its disk leaves its core to another


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signals there")
def test_runs_killed_at_any_moment_leave_what_an_undisturbed_run_leaves(tmp_path: Path) -> None:
    counts = Counter(soak.soak(tmp_path, RUNS, BESIDE))
    assert counts.total() == RUNS
    # How many fall into which part hangs on the machine; what the test is about is that they fall into all of it.
    assert counts["done"] < RUNS / 2
    assert counts["starting"] > 0
    assert counts["reading"] > 0
