"""The objects of a long JSON stream, cut out one by one without reading what is in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["LONG", "iter_lines", "iter_objects"]

LONG: Final = None
"""Stands for an object or a line that is longer than is allowed; it was passed over without being kept."""

_CHUNK: Final = 1 << 20
_OUTSIDE: Final = re.compile(rb'["{}\[\]]')
_INSIDE: Final = re.compile(rb'["\\]')


def iter_lines(stream: io.BufferedReader, *, largest: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers counted from 1."""
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        if len(line) > largest and not line.endswith(b"\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield number, LONG
        elif line.strip():
            yield number, line


@dataclass(slots=True)
class _Cut:
    """Where the cutting has come to.

    Attributes:
        base: how deep the objects stand that are wanted: 1 within a list, else 0.
        depth: how many brackets are open.
        quoted: within a string.
        kept: what is kept of the object at hand; None between objects.
        size: its bytes so far.
    """

    base: int = 0
    depth: int = 0
    quoted: bool = False
    kept: list[bytes] | None = None
    size: int = 0
    started: bool = field(default=False)

    def keep(self, part: bytes, largest: int) -> None:
        if self.kept is None or not part:
            return
        self.size += len(part)
        if self.size <= largest:
            self.kept.append(part)
        else:
            self.kept.clear()

    def take(self, largest: int) -> bytes | None:
        whole = b"".join(self.kept or ()) if self.size <= largest else LONG
        self.kept, self.size = None, 0
        return whole


def iter_objects(stream: io.BufferedReader, *, largest: int) -> Iterator[bytes | None]:
    """The objects of a list, or of objects one behind the other; all else between them is passed over.

    Args:
        stream: bytes in UTF-8.
        largest: bytes that an object may have; a longer one comes as `LONG`.

    Raises:
        EOFError: it ends within an object.
    """
    cut = _Cut()
    skip = 0  # bytes that an escape takes with it
    while chunk := stream.read(_CHUNK):
        position = begin = 0
        if skip:
            position, skip = skip, 0
        while match := (_INSIDE if cut.quoted else _OUTSIDE).search(chunk, position):
            position = match.end()
            sign = match[0]
            if sign == b"\\":
                skip = max(0, position + 1 - len(chunk))
                position += 1
            elif sign == b'"':
                cut.quoted = not cut.quoted
            elif sign in b"{[":
                if not cut.started:
                    cut.started = True
                    cut.base = int(sign == b"[")
                if sign == b"{" and cut.depth == cut.base and cut.kept is None:
                    cut.kept, begin = [], match.start()
                cut.depth += 1
            else:
                cut.depth = max(0, cut.depth - 1)
                if cut.kept is not None and cut.depth <= cut.base:
                    cut.keep(chunk[begin:position], largest)
                    yield cut.take(largest)
                    cut.depth = min(cut.depth, cut.base)
        if cut.kept is not None:
            cut.keep(chunk[begin:], largest)
    if cut.kept is not None:
        raise EOFError
