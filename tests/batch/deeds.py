"""What the processes of these tests do: as they are told, thing by thing. Imported by them, so it stands by itself."""

from __future__ import annotations

import ctypes
import os
import signal
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from communique.errors import ReaderWarning

HUGE = 6_000_000_000  # bytes, more than any limit of these tests


def do(things: Sequence[str]) -> list[str]:
    """What each thing says is done; what is left to tell is told."""
    return [do_one(thing) for thing in things]


def do_one(thing: str) -> str:
    what, _, with_what = thing.partition(" ")
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "crash":
        ctypes.string_at(0)
    elif what == "leave":
        os._exit(7)
    elif what == "hang":
        time.sleep(600)
    elif what == "spin":  # within one operation of C, which nothing in Python can interrupt
        b"a" * 200_000_000 in [b"b"] or sum(range(10**13))
    elif what == "hog":
        return str(len(bytes(HUGE)))
    elif what == "hoard":
        kept = []
        while True:
            kept.append(os.urandom(1_000_000))
    elif what == "swallow":  # what a reader makes of too little memory
        try:
            return str(len(bytes(HUGE)))
        except MemoryError:
            return "swallowed"
    elif what == "much":
        return "x" * int(with_what)
    elif what == "refuse":
        raise ValueError("not\nthis one")
    elif what == "die-once":
        if not Path(with_what).exists():
            Path(with_what).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif what == "print":
        print("not for the parent", flush=True)  # noqa: T201 - as a library may
    elif what == "pid":
        return f"{os.getpid()} {os.getppid()}"
    elif what == "wait":
        time.sleep(float(with_what))
    elif what == "tell":
        Path(with_what).write_text(f"{os.getpid()}", "utf-8")
        time.sleep(600)
    return f"{thing} done"


def warn() -> None:
    warnings.warn("a part is missing", ReaderWarning, stacklevel=1)


def fail() -> None:
    raise OSError("nothing there to be loaded")


def lose(thing: str, why: str) -> str:
    return f"{thing} lost: {why}"
