"""The rows of a CSV file, one after the other, however large or broken the file is."""

from __future__ import annotations

import codecs
import csv
import io
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from communique.errors import DocumentError, InputError
from communique.text.decoding import decode

__all__ = ["BrokenRow", "CsvRow", "find_encoding", "open_rows", "read_rows"]

LONGEST_LINE: Final = 1_000_000
"""Characters of a line; the rest of a longer one is passed over unread."""

MOST_LINES: Final = 200
"""Lines that one row may run over. Where a quotation mark is never closed, no more than these are looked through."""

DELIMITERS: Final = ",;\t|"

_CHUNK: Final = 1 << 20  # bytes read at once while the encoding is found out
_SAMPLE: Final = 100_000  # bytes of the beginning, and about the first odd byte, that the detector is shown
_TOLD: Final = 256  # rows between two words on how far reading has come
_SOUND: Final = 20  # letters in sound UTF-8 for each stray byte, from where on the file is UTF-8 with faults
# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """The cells of a row.

    Attributes:
        line: the number of its first line in the file, counted from 1.
        cells: as they are written; U+FFFD stands for bytes that are none of the encoding's.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row that cannot be read, with the line it begins on and the reason."""

    line: int
    problem: str


@contextmanager
def open_rows(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Iterator[CsvRow | BrokenRow]]:
    """The rows of a file, blank ones left out. Memory is bounded by the longest rows, whatever the file's size.

    What is no row comes as broken, and reading goes on with the next line: a quotation mark that is never closed
    costs its own line alone.

    Args:
        path: the file.
        encoding: of its bytes; None finds it out.
        delimiter: between cells; None takes the one of comma, semicolon, tab and bar that the first line has most of.
        on_bytes: is told now and then how many bytes were read.

    Raises:
        InputError: the file cannot be read, or is no text.
    """
    try:
        with _open_regular(path) as raw:
            known = encoding or find_encoding(raw)
            raw.seek(0)
            text = io.TextIOWrapper(raw, encoding=known, errors="replace", newline="")
            rows = _rows(text, delimiter, MOST_LINES)
            yield rows if on_bytes is None else _telling(rows, raw, on_bytes)
    except DocumentError as error:
        raise InputError(f"{path}: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a null character in the path
        raise InputError(f"{path}: no such file") from error


def read_rows(
    raw: BinaryIO, *, encoding: str, delimiter: str | None = None, most_lines: int = MOST_LINES
) -> Iterator[CsvRow | BrokenRow]:
    """The rows of an open stream, blank ones left out, as `open_rows` gives those of a file.

    Args:
        raw: the bytes; it need not be able to go back.
        encoding: of its bytes.
        delimiter: between cells; None takes the one of comma, semicolon, tab and bar that the first line has most of.
        most_lines: lines that one row may run over.
    """
    text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(text, delimiter, most_lines)
    finally:
        with suppress(ValueError):  # whoever gave the stream may have closed it
            text.detach()


def find_encoding(raw: BinaryIO) -> str:
    """The encoding of an open file, found from all its bytes; the name is one that takes a byte-order mark off.

    Raises:
        DocumentError: it is empty, or is no text in any encoding we can tell.
    """
    head = raw.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if not head or b"\0" in head:
        return decode(head).encoding
    raw.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    losses = sound = 0
    around = b""
    while chunk := raw.read(_CHUNK):
        text = decoder.decode(chunk)
        if text.isascii():
            continue
        lost = text.count("\ufffd")
        sound += len(text) - len(text.encode("ascii", "ignore")) - lost
        if lost and not losses:
            at = len(text[: text.index("\ufffd")].encode())
            around = chunk[max(0, at - _SAMPLE // 2) : at + _SAMPLE // 2]
        losses += lost
    if sound >= _SOUND * losses:
        return "utf-8"
    return decode(head + b"\n" + around).encoding


@contextmanager
def _open_regular(path: Path) -> Iterator[BinaryIO]:
    # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise DocumentError("not a regular file")
        yield file


def _telling(
    rows: Iterator[CsvRow | BrokenRow], raw: BinaryIO, on_bytes: Callable[[int], None]
) -> Iterator[CsvRow | BrokenRow]:
    for number, row in enumerate(rows):
        if number % _TOLD == 0:
            on_bytes(raw.tell())
        yield row
    on_bytes(raw.tell())


@dataclass(slots=True)
class _Feed:
    """Lines for the parser, which can be given back where they turn out to be no part of the row.

    Attributes:
        lines: numbered lines; None for one that is too long.
        taken: those that the row at hand has taken.
        returned: those given back.
        most: lines that a row may have.
        short: the parser wanted more lines for the row than it may have.
    """

    lines: Iterator[tuple[int, str | None]]
    taken: list[tuple[int, str]]
    returned: deque[tuple[int, str | None]]
    most: int
    short: bool = False
    too_long: int | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        found = self.returned.popleft() if self.returned else next(self.lines, None)
        if found is None or len(self.taken) >= self.most or (found[1] is None and self.taken):
            self.short = bool(self.taken)
            if found is not None:
                self.returned.appendleft(found)
            raise StopIteration
        number, line = found
        if line is None:
            self.too_long = number
            raise StopIteration
        self.taken.append((number, line))
        return line

    def give_back(self) -> int:
        """Give back all lines of the row but its first, whose number is returned."""
        self.returned.extendleft(reversed(self.taken[1:]))
        return self.taken[0][0]


def _rows(text: TextIO, delimiter: str | None, most_lines: int) -> Iterator[CsvRow | BrokenRow]:
    feed = _Feed(_numbered(text), [], deque(), most_lines)
    if delimiter is None:
        first = next(feed.lines, None)
        if first is None:
            return
        feed.returned.append(first)
        delimiter = max(DELIMITERS, key=(first[1] or "").count)
    parser = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.taken.clear()
        feed.short, feed.too_long = False, None
        try:
            cells = next(parser, None)
            problem = f"a quotation mark is not closed within {most_lines} lines" if feed.short else None
        except csv.Error as error:
            cells, problem = None, f"no row: {error}"
        if problem is not None:
            yield BrokenRow(line=feed.give_back(), problem=problem)
            parser = csv.reader(feed, delimiter=delimiter)
        elif feed.too_long is not None:
            yield BrokenRow(line=feed.too_long, problem=f"a line of more than {LONGEST_LINE:,} characters")
        elif cells is None:
            return
        elif any(cell.strip() for cell in cells):
            yield CsvRow(line=feed.taken[0][0], cells=tuple(cells))


def _numbered(text: TextIO) -> Iterator[tuple[int, str | None]]:
    """The lines with their numbers; None for one that is too long, which is passed over without being kept."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line[-1] in "\r\n":
            yield number, line
            continue
        while (rest := text.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
            pass
        yield number, None
