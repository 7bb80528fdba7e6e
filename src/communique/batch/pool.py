"""Several processes that read side by side; whatever one document does to its process costs no other document."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar
from warnings import warn

from communique.batch.child import Order, Ready
from communique.batch.copying import FromNursery, can_copy
from communique.batch.limits import Limits
from communique.batch.starting import ByItself, Start
from communique.batch.worker import LostError, Worker
from communique.errors import ReaderWarning, WorkersError

__all__ = ["Pool"]

T = TypeVar("T")
R = TypeVar("R")


class Pool(Generic[T, R]):
    """Processes that do one kind of work. They are started when there is some, and end with the pool.

    Args:
        work: gives a result for each of a handful of things, in their order. It and the things are sent to the
            processes, so they must be picklable.
        lose: gives the result of a thing whose work was lost, from the reason in one line.
        jobs: how many processes.
        limits: what a handful, and each thing of one that goes beyond, may take.
        warm: loads what the processes can share; None where there is nothing.
        begin: loads what each process needs for itself; None where there is nothing.
        way: how processes are started; None takes what is best on this system.
    """

    def __init__(
        self,
        work: Callable[[Sequence[T]], Iterable[R]],
        *,
        lose: Callable[[T, str], R],
        jobs: int,
        limits: Limits,
        warm: Callable[[], object] | None = None,
        begin: Callable[[], object] | None = None,
        way: Callable[[Order], Start] | None = None,
    ) -> None:
        order = Order(work=work, warm=warm, begin=begin, limits=limits, parent=0)
        self._start: Start = (way or (FromNursery if can_copy() else ByItself))(order)
        self._lose = lose
        self._limits = limits
        self._threads = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="communique-pool")
        self._mine = threading.local()
        self._workers: list[Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        self._said: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, things: Sequence[T]) -> Future[list[R]]:
        """Have a handful worked on; the results come in its order.

        Raises:
            WorkersError: (the future) no process can be started.
        """
        return self._threads.submit(self._run, list(things))

    def close(self) -> None:
        """End all processes at once; what is under way is given up."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        self._start.close()
        for worker in workers:
            worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.discard()

    def _run(self, things: list[T]) -> list[R]:
        worker = self._worker()
        try:
            try:
                results: list[R] = worker.run(things)
                return results
            except LostError:
                # Each by itself, so that only the one that did it is lost. One alone gets a second chance too: a
                # process can be ended for what is none of its doing.
                return [self._alone(worker, thing) for thing in things]
        except OSError as error:
            raise WorkersError(f"the processes that read documents cannot be started: {error}") from error

    def _alone(self, worker: Worker, thing: T) -> R:
        try:
            (result,) = worker.run([thing])
        except LostError as error:
            if self._closed:
                raise WorkersError("reading was given up") from error
            return self._lose(thing, error.why)
        found: R = result
        return found

    def _worker(self) -> Worker:
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = Worker(self._start, self._limits, on_ready=self._hear)
            with self._lock:
                if self._closed:
                    worker.close()
                self._workers.append(worker)
            self._mine.worker = worker
        return worker

    def _hear(self, ready: Ready) -> None:
        with self._lock:
            new = [said for said in ready.warnings if said not in self._said]
            self._said.update(new)
        for said in new:
            warn(said, ReaderWarning, stacklevel=2)
