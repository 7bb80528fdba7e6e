"""Starting processes that read as copies of one that has loaded what they need."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from typing import BinaryIO

from communique.batch import frames
from communique.batch.child import Order
from communique.batch.nursery import ASK_END, ASK_FOR_CHILD, NUMBER
from communique.batch.starting import Process, run_module

__all__ = ["FromNursery", "can_copy"]


def can_copy() -> bool:
    """True where a copy of a process works and ends with it: on macOS some libraries crash in one, and none ends."""
    return sys.platform == "linux"


class FromNursery:
    """Starts each process as a copy of a nursery, which is started when the first is asked for.

    Args:
        order: what they are started for.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._lock = threading.Lock()
        self._closed = False
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> Process:
        """A new one; where the nursery is gone, from a new nursery."""
        with self._lock:
            try:
                return self._copy()
            except (OSError, EOFError):
                self._let_go()
            try:
                return self._copy()
            except EOFError as error:
                raise OSError("the process that loads the readers has ended") from error

    def close(self) -> None:
        """End the nursery, and with it all that are left of its copies."""
        self._closed = True
        if (nursery := self._nursery) is not None:
            nursery.kill()  # another thread may hold the lock and wait for its answer
        with self._lock:
            self._let_go()

    def kill(self, child: int) -> None:
        """End one of its copies, of which nobody has asked yet how it ended: until then its number is its own."""
        with self._lock:
            if self._nursery is not None and self._nursery.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    def end(self, child: int) -> int:
        """How one of its copies ended; asked once of each."""
        with self._lock:
            try:
                return self._ask(ASK_END + NUMBER.pack(child))
            except (OSError, EOFError):
                return -signal.SIGKILL  # the nursery's end was its own

    def _copy(self) -> Process:
        if self._closed:
            raise EOFError
        if self._nursery is None:
            self._open()
        task_reader, task_writer = os.pipe()
        result_reader, result_writer = os.pipe()
        try:
            child = self._ask(ASK_FOR_CHILD, [task_reader, result_writer])
        except BaseException:
            os.close(task_writer)
            os.close(result_reader)
            raise
        finally:
            os.close(task_reader)
            os.close(result_writer)
        return _Copied(self, child, os.fdopen(task_writer, "wb"), os.fdopen(result_reader, "rb"))

    def _open(self) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        with theirs:
            self._nursery = run_module("communique.batch.nursery", stdin=theirs)
        with ours.makefile("wb") as pipe:
            frames.send(pipe, replace(self._order, parent=os.getpid()))

    def _ask(self, what: bytes, pipes: list[int] | None = None) -> int:
        if self._control is None:
            raise EOFError
        if pipes:
            socket.send_fds(self._control, [what], pipes)
        else:
            self._control.sendall(what)
        answer = b""
        while len(answer) < NUMBER.size:
            some = self._control.recv(NUMBER.size - len(answer))
            if not some:
                raise EOFError
            answer += some
        return int(NUMBER.unpack(answer)[0])

    def _let_go(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery is not None:
            self._nursery.kill()
            self._nursery.wait()
            self._nursery = None


class _Copied:
    def __init__(self, nursery: FromNursery, child: int, tasks: BinaryIO, results: BinaryIO) -> None:
        self._nursery = nursery
        self._child = child
        self._lock = threading.Lock()
        self._ended: int | None = None
        self.tasks = tasks
        self.results = results

    def kill(self) -> None:
        with self._lock:
            if self._ended is None:
                self._nursery.kill(self._child)

    def end(self) -> int:
        with self._lock:
            if self._ended is None:
                self._ended = self._nursery.end(self._child)
            return self._ended
