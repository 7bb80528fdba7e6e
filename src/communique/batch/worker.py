"""One process that reads, seen from outside: given work, watched, ended where it takes too long, and replaced."""

from __future__ import annotations

import contextlib
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

from communique.batch import frames
from communique.batch.child import Ready, Reply
from communique.batch.limits import Limits
from communique.batch.starting import Process, Start

__all__ = ["LostError", "Worker"]

_START: Final = 600.0  # seconds that loading the readers may take on a machine with other things to do
_STARTS: Final = 3  # times that one is tried: it can be ended, in the middle of it, for what is none of its doing


class LostError(Exception):
    """What was under way in a process is lost.

    Attributes:
        why: the reason, in one line.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Worker:
    """A process that reads, started when there is something to do and started again when it was lost.

    Args:
        start: how.
        limits: what a handful may take.
        on_ready: is told what each process says when it has started.
    """

    def __init__(self, start: Start, limits: Limits, *, on_ready: Callable[[Ready], None]) -> None:
        self._start = start
        self._limits = limits
        self._on_ready = on_ready
        self._process: Process | None = None
        self._closed = False

    def run(self, things: Sequence[Any]) -> list[Any]:
        """The results of a handful.

        Raises:
            LostError: there are none, because the process ended, took too long or could not do it.
            OSError: no process can be started.
        """
        process = self._process or self._open()
        try:
            reply = self._exchange(process, things)
        except LostError:
            self.discard()
            raise
        if reply.retire:
            self.discard()
        if reply.results is None:
            raise LostError(reply.error or "no reason given")
        return reply.results

    def close(self) -> None:
        """End the process, whatever it is doing; may be called while another thread is in `run`."""
        self._closed = True
        if (process := self._process) is not None:
            process.kill()

    def discard(self) -> None:
        """End the process and let go of its pipes, while no thread is in `run`; another is started when needed."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.end()
            for pipe in (process.tasks, process.results):
                with contextlib.suppress(OSError):
                    pipe.close()

    def _open(self) -> Process:
        for left in reversed(range(_STARTS)):
            self._process = process = self._start.start()
            if self._closed:
                process.kill()
            try:
                ready = self._await(process, _START, f"did not start within {_START:g} s")
            except LostError as error:
                self.discard()
                if self._closed or not left:
                    raise OSError(f"a process that reads did not start: {error.why}") from error
            else:
                self._on_ready(ready)
                break
        return process

    def _exchange(self, process: Process, things: Sequence[Any]) -> Reply:
        seconds = self._limits.seconds
        with contextlib.suppress(OSError):  # it has ended; how, is told below
            frames.send(process.tasks, things)
        reply: Reply = self._await(process, seconds, f"took longer than {seconds:g} s to read")
        return reply

    def _await(self, process: Process, seconds: float, too_long: str) -> Any:
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            # What a document comes to is held in this process too.
            return frames.receive(process.results, largest=self._limits.bytes)
        except frames.TooLargeError as error:
            raise LostError(f"comes to more than reading it may take: {error}") from error
        except (ValueError, pickle.UnpicklingError) as error:
            raise LostError("what the process that read it answers cannot be understood") from error
        except (EOFError, OSError) as error:
            if late.is_set():
                raise LostError(too_long) from error
            raise LostError(_say(process.end())) from error
        finally:
            timer.cancel()


def _say(ended: int) -> str:
    """How a process ended, in one line."""
    if ended >= 0:
        return f"the process that read it ended by itself (status {ended})"
    try:
        name = signal.Signals(-ended).name
    except ValueError:
        name = f"signal {-ended}"
    if -ended == getattr(signal, "SIGKILL", None):
        return f"the process that read it was ended by the system ({name}), as it is where memory runs out"
    return f"the process that read it crashed ({name})"
