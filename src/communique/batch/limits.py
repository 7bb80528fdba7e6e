"""What one document may take of the machine, and how a process keeps to it."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from typing import Final

__all__ = ["Limits", "bound_memory", "bound_work", "data_in_use", "die_with", "unbound_memory"]

MEGABYTE: Final = 1_000_000  # bytes

_STATM: Final = "/proc/self/statm"
_DATA: Final = 5  # the field of it that counts what a process has of its own, in pages
_PATIENCE: Final = 10  # times its seconds that a process may work on, should nobody be left to end it

_SET_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one document may take.

    Attributes:
        seconds: of time by the clock.
        megabytes: of memory, beyond what the readers themselves take. Kept to on Linux alone, the only system that
            holds a process to such a limit.
    """

    seconds: float
    megabytes: float

    @property
    def bytes(self) -> int:
        """The memory in bytes."""
        return int(self.megabytes * MEGABYTE)


def data_in_use() -> int | None:
    """Bytes of memory that this process has of its own; None where the system does not say."""
    try:
        with open(_STATM, "rb") as file:
            return int(file.read().split()[_DATA]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def bound_memory(used: int | None, limit: int) -> None:
    """Let this process take so many bytes more than it used at some moment; beyond, it gets a MemoryError."""
    if used is not None:
        _set_soft(used + limit)


def unbound_memory() -> None:
    """Lift the bound again: what is left to do is ours."""
    if os.path.exists(_STATM):
        _set_soft(None)


def _set_soft(value: int | None) -> None:
    # Deferred: the module is absent on Windows, which has no such limit.
    import resource

    # RLIMIT_DATA, not RLIMIT_AS: libraries reserve gigabytes of addresses that they never use.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = hard if value is None else value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def bound_work(seconds: float) -> None:
    """Have the system end this process should it work on and on while nobody is left to watch it."""
    try:
        # Deferred: the module is absent on Windows, which has no such limit.
        import resource
    except ImportError:
        return
    done = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(done.ru_utime + done.ru_stime + seconds * _PATIENCE) + 1
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def die_with(parent: int) -> None:
    """Have the system end this process as soon as its parent is gone, even where this one is stuck.

    Where the system cannot do that, the end of the parent is noticed by its end of the pipe (`child`).

    Args:
        parent: the parent's process id; where it is gone already, this process ends here.
    """
    if sys.platform != "linux":
        return
    # Deferred: other systems do without.
    import ctypes

    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the signal was set
        os._exit(1)
