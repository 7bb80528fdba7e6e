"""One watch a ledger: two would ask every site twice as often as each of them knows."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from communique.errors import InputError

__all__ = ["watch_lock"]


@contextlib.contextmanager
def watch_lock(ledger: Path) -> Iterator[None]:
    """Hold the right to watch for a ledger. It ends with the process, however that ends.

    Raises:
        InputError: somebody else holds it.
    """
    path = ledger.with_name(f"{ledger.name}.watch")
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(file)
        except OSError as error:
            raise InputError(f"another `communique watch` is at work on {ledger}") from error
        yield
    finally:
        os.close(file)


def _lock(file: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
