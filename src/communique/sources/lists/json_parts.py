"""The parts of a JSON file one after the other, however large the file: its lines, or the elements of its lists.

A part that is too long, or the rest of a file that is cut off, costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from communique.sources.lists.records import Troubles

__all__ = ["LONGEST_PART", "JsonPart", "iter_elements", "iter_lines"]

LONGEST_PART: Final = 16_000_000
"""Bytes of a line or an element; the largest in Wikidata have some 5 MB."""

_CHUNK: Final = 1 << 18
# Possessive, so that a string which does not end is looked through once.
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\]]', re.DOTALL)
_OPEN: Final = b"{["


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonPart:
    """A part of a file.

    Attributes:
        where: its place, for complaints: `line 7`, `persons 12`.
        section: the name of the list or object that it stands in; None at the top.
        data: its bytes.
    """

    where: str
    section: str | None
    data: bytes


def iter_lines(file: BinaryIO, troubles: Troubles, on_bytes: Callable[[int], None]) -> Iterator[JsonPart]:
    """The lines of a file with an object a line; brackets and commas around them are taken off, as dumps have them."""
    number = done = 0
    while line := file.readline(LONGEST_PART):
        number += 1
        done += len(line)
        whole = line.endswith(b"\n") or len(line) < LONGEST_PART
        while not whole:
            rest = file.readline(LONGEST_PART)
            done += len(rest)
            whole = not rest or rest.endswith(b"\n")
            line = b""
        on_bytes(done)
        if not line:
            troubles.add(f"line {number:,}", f"longer than {LONGEST_PART:,} bytes")
            continue
        plain = line.removeprefix(b"\xef\xbb\xbf").strip().rstrip(b",")
        if plain not in (b"", b"[", b"]"):
            yield JsonPart(where=f"line {number:,}", section=None, data=plain)


def iter_elements(file: BinaryIO, troubles: Troubles, on_bytes: Callable[[int], None]) -> Iterator[JsonPart]:
    """The objects in the lists of a file that is one JSON value.

    Of `{"persons": [{…}, …], "entities": {"Q1": {…}}}` these are every person and every entity; of `[{…}, …]` every
    element. What stands beside them is passed over.
    """
    scanner = _Scanner(troubles)
    done = 0
    while chunk := file.read(max(_CHUNK, len(scanner.buffer))):  # no less than is there, so that a part is read twice
        done += len(chunk)
        yield from scanner.feed(chunk)
        on_bytes(done)
    scanner.finish()


class _Scanner:
    """Follows the brackets of a JSON text and cuts out the objects of its lists."""

    def __init__(self, troubles: Troubles) -> None:
        self.buffer = bytearray()
        self._troubles = troubles
        self._at = 0  # where in the buffer to go on
        self._root = 0  # the first bracket
        self._level = 0  # brackets down to the list that holds parts
        self._depth = 0  # within a part
        self._start = 0  # of the part in the buffer; below zero where it has been let go for being too long
        self._name = b""  # the last string at this level, which names what follows
        self._section: str | None = None
        self._number = 0

    def feed(self, chunk: bytes) -> Iterator[JsonPart]:
        """The parts that end in this chunk."""
        self.buffer += chunk
        kept = self.buffer
        end = len(kept)
        at = self._at
        for found in _TOKEN.finditer(kept, at):
            first = kept[found.start()]
            if first == 0x22:  # a quotation mark
                if found.end() - found.start() == 1:
                    end = found.start()  # a string that goes on in the next chunk
                    break
                if not self._depth:
                    self._name = bytes(kept[found.start() + 1 : min(found.end() - 1, found.start() + 100)])
            elif first in _OPEN:
                self._open(first, found.start())
            elif (part := self._close(found.end())) is not None:
                yield part
        self._drop(end)

    def finish(self) -> None:
        """Say so where the text ends within something."""
        if self._level or self._depth:
            self._troubles.add("the end", f"the file is cut off within {self._where() if self._depth else 'a list'}")

    def _open(self, bracket: int, at: int) -> None:
        if self._depth:
            self._depth += 1
        elif bracket == 0x7B and (self._level == 2 or (self._level == 1 and self._root == 0x5B)):
            self._depth, self._start = 1, at
            self._number += 1
        else:
            if self._level == 0:
                self._root = bracket
            elif self._level == 1:
                self._section = self._name.decode("utf-8", "replace")
                self._number = 0
            self._level += 1

    def _close(self, end: int) -> JsonPart | None:
        if not self._depth:
            self._level = max(0, self._level - 1)
            if self._level < 2:
                self._section = None
            return None
        self._depth -= 1
        if self._depth:
            return None
        if self._start < 0 or end - self._start > LONGEST_PART:
            self._troubles.add(self._where(), f"longer than {LONGEST_PART:,} bytes")
            return None
        return JsonPart(where=self._where(), section=self._section, data=bytes(self.buffer[self._start : end]))

    def _where(self) -> str:
        return f"{self._section or 'entry'} {self._number:,}"

    def _drop(self, end: int) -> None:
        """Let go of what was looked through, but for the part that has begun."""
        keep = end
        if self._depth and self._start >= 0:
            keep = self._start
            if len(self.buffer) - keep > LONGEST_PART:
                keep, self._start = end, -1
        if len(self.buffer) - end > LONGEST_PART:  # a string without an end
            self._troubles.add("a string", f"longer than {LONGEST_PART:,} bytes")
            end = keep = len(self.buffer)
            self._start = -1
        del self.buffer[:keep]
        self._at = end - keep
        if self._start >= 0:
            self._start -= keep
