"""What runs in a process that reads: one handful of documents after the other, each within its limits.

A process is started in one of two ways: by itself, its tasks on standard input and its results on standard output; or
as a copy of a nursery (`nursery`), which has loaded the language's model already.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from communique.batch import frames
from communique.batch.limits import Limits, bound_memory, bound_work, data_in_use, die_with, unbound_memory
from communique.errors import ReaderWarning

__all__ = ["Order", "Ready", "Reply", "load", "main", "serve", "take_over"]

_GROWTH: Final = 0.5  # of the memory limit, by which a process may grow for good before another takes its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a process is started for.

    Attributes:
        work: gives a result for each of several things, in their order.
        warm: loads what copies of a process can share; None where there is nothing.
        begin: loads what each process needs for itself; None where there is nothing.
        limits: what each handful may take.
        parent: the id of the process that gave the order.
    """

    work: Callable[[Sequence[Any]], Iterable[Any]]
    warm: Callable[[], object] | None
    begin: Callable[[], object] | None
    limits: Limits
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A process has loaded what it needs, so that from now on what it takes is taken by documents.

    Attributes:
        warnings: what the readers had to say about themselves.
    """

    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a handful.

    Attributes:
        results: one for each thing; None where the work failed as a whole.
        error: why it failed, in one line.
        retire: the process has grown too large to go on.
    """

    results: list[Any] | None
    error: str | None = None
    retire: bool = False


def main() -> None:
    """Serve on standard input and output, until the other side is gone."""
    tasks, results = take_over(0), take_over(1)
    order: Order = frames.receive(tasks)
    die_with(order.parent)
    load(order.warm)
    serve(tasks, results, order)


def take_over(descriptor: int) -> Any:
    """A pipe that came as a standard stream, out of the way of whatever reads or prints there."""
    kept = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_RDONLY if descriptor == 0 else os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(kept, "rb" if descriptor == 0 else "wb")


def load(what: Callable[[], object] | None) -> tuple[str, ...]:
    """Load what the work needs, and give what the readers have to say of themselves.

    Where that fails, the work will say so, document by document.
    """
    said: list[str] = []

    def hear(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        if issubclass(category, ReaderWarning):
            said.append(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", ReaderWarning)
        warnings.showwarning = hear
        if what is not None:
            with contextlib.suppress(Exception):
                what()
    return tuple(said)


def serve(tasks: BinaryIO, results: BinaryIO, order: Order) -> None:
    """Do one task after the other. Does not return: the process ends with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    waiting: queue.SimpleQueue[Sequence[Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks, waiting), daemon=True).start()
    try:
        frames.send(results, Ready(warnings=load(order.begin)))
        _silence()
        begun = data_in_use()
        while True:
            reply = _work_on(waiting.get(), order, begun)
            frames.send(results, reply)
    except OSError:  # the parent is gone
        os._exit(0)


def _listen(tasks: BinaryIO, waiting: queue.SimpleQueue[Sequence[Any]]) -> None:
    """Take in tasks while others are worked on, so that the parent's end is noticed at once."""
    try:
        while True:
            waiting.put(frames.receive(tasks))
    except EOFError:
        os._exit(0)


def _work_on(things: Sequence[Any], order: Order, begun: int | None) -> Reply:
    bound_work(order.limits.seconds)
    bound_memory(begun, order.limits.bytes)
    try:
        results = list(order.work(things))
    except MemoryError:
        why = f"needed more than {order.limits.megabytes:g} MB of memory"
        return Reply(results=None, error=why, retire=True)
    except Exception as error:  # whatever it was, the parent tells it of each document
        return Reply(results=None, error=f"{type(error).__name__}: {' '.join(str(error).split())}", retire=True)
    finally:
        unbound_memory()
    used = data_in_use()
    grown = used is not None and begun is not None and used > begun + order.limits.bytes * _GROWTH
    return Reply(results=results, retire=grown)


def _silence() -> None:
    """What libraries write to standard error would only get between the lines of a progress bar."""
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
