"""Starting a process that reads, one by one.

It is started as a program, not by `multiprocessing`: what starts it may have threads, an open database and a main
module that must not be run twice, and it may be a notebook.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any, BinaryIO, Final, Protocol, cast

from communique.batch import frames
from communique.batch.child import Order

__all__ = ["ByItself", "Process", "Start", "run_module"]

_BOOT: Final = "import sys; sys.path[:] = sys.argv[2:]; from importlib import import_module as i; i(sys.argv[1]).main()"

# Each process has one core to itself: libraries that would use more would only take turns.
_THREADS: Final = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "RAYON_NUM_THREADS",
)


class Process(Protocol):
    """A process that reads."""

    @property
    def tasks(self) -> BinaryIO:
        """Where its tasks go in."""

    @property
    def results(self) -> BinaryIO:
        """Where its results come out."""

    def kill(self) -> None:
        """End it at once; nothing happens where it has ended."""

    def end(self) -> int:
        """Wait for its end: the exit status, or the negative number of the signal that ended it."""


class Start(Protocol):
    """A way to start processes."""

    def start(self) -> Process:
        """A new one.

        Raises:
            OSError: the system allows no more.
        """

    def close(self) -> None:
        """Let go of whatever is needed to start one."""


def run_module(module: str, *, stdin: Any, stdout: Any = None) -> subprocess.Popen[bytes]:
    """Run a module's `main` in a process apart, which Ctrl-C on the terminal does not reach."""
    # With -P, nothing that lies in the current folder is taken for one of Python's own modules.
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # as multiprocessing does
    command = [sys.executable, *flags, "-P", "-c", _BOOT, module, *sys.path]
    environment = dict.fromkeys(_THREADS, "1") | os.environ
    if sys.platform == "win32":
        apart = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=stdin, stdout=stdout, env=environment, creationflags=apart)
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, env=environment, process_group=0)


class ByItself:
    """Starts each process anew: works everywhere, and each loads what it needs for itself.

    Args:
        order: what they are started for.
    """

    def __init__(self, order: Order) -> None:
        self._order = order

    def start(self) -> Process:
        """A new one."""
        process = run_module("communique.batch.child", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started = _Started(process)
        with contextlib.suppress(BrokenPipeError):  # it has ended already; whoever reads will find that out
            frames.send(started.tasks, replace(self._order, parent=os.getpid()))
        return started

    def close(self) -> None:
        """Nothing to let go of."""


class _Started:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.tasks = cast(BinaryIO, process.stdin)
        self.results = cast(BinaryIO, process.stdout)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> int:
        return self._process.wait()
