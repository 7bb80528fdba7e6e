"""Folders that are looked through again and again: which of their files are new, and done being written."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.sources.pieces import Piece
from communique.sources.walking import walk

__all__ = ["FileState", "FolderScan", "SettledFile", "state_of"]

FileState = tuple[int, int]
"""Bytes, and the time of the last change in nanoseconds since 1970."""

_NANOSECONDS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledFile:
    """A file that is new, or has changed since it was read, and is not being written to any more.

    Attributes:
        path: where it really is; by this it is known again.
        state: as it was when it was looked at.
        piece: what is to be read.
    """

    path: str
    state: FileState
    piece: Piece


@dataclass(kw_only=True)
class FolderScan:
    """Looks through folders and remembers what it saw.

    A file is done being written when nobody has changed it for the time to settle: by its own date, or, where that
    lies (it is copied with an old date, or the clocks differ), by what was seen of it between two looks.

    Attributes:
        folders: what is looked through, to the bottom.
        settle: seconds.
        clock: gives a time that only goes forward, in seconds.
        today: gives the time that files are dated by, in seconds since 1970.
        troubles: what could not be looked into the last time, with the reason.
        unsettled: how many files were still being written the last time.
    """

    folders: Sequence[str]
    settle: float
    clock: Callable[[], float] = time.monotonic
    today: Callable[[], float] = time.time
    troubles: dict[str, str] = field(default_factory=dict)
    unsettled: int = 0
    _seen: dict[str, tuple[FileState, float]] = field(default_factory=dict)

    def look(self, read: Mapping[str, FileState]) -> list[SettledFile]:
        """The files that are to be read now, in a steady order.

        Args:
            read: files that were read, as they were then.
        """
        self.troubles = {}
        self.unsettled = 0
        seen: dict[str, tuple[FileState, float]] = {}
        found = []
        for piece in self._files():
            path = os.path.realpath(piece.path or "")
            state = state_of(path)
            if state is None or read.get(path) == state:
                continue
            before = self._seen.get(path)
            since = before[1] if before is not None and before[0] == state else self.clock()
            seen[path] = (state, since)
            age = self.today() - state[1] / _NANOSECONDS
            if age >= self.settle or self.clock() - since >= self.settle:
                found.append(SettledFile(path=path, state=state, piece=piece))
            else:
                self.unsettled += 1
        self._seen = seen
        return found

    def _files(self) -> Iterator[Piece]:
        seen: set[str] = set()
        for folder in self.folders:
            if not os.path.exists(folder):  # a disk that is not there may come back
                self.troubles[folder] = "no such folder"
                continue
            for piece in walk(folder, seen):
                if piece.failure is not None:
                    self.troubles[piece.source] = piece.failure.removeprefix(f"{piece.source}: ")
                elif piece.path is not None:
                    yield piece


def state_of(path: str) -> FileState | None:
    """How a file is now; None where it is no longer there, or is no file."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None
