"""The lines of extracts: JSON, a document a line, as `communique extract` prints them."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from communique.errors import DocumentError, InputError

__all__ = ["LARGEST_LINE", "STANDARD_INPUT", "ExtractLine", "count_lines", "iter_lines"]

LARGEST_LINE: Final = 64_000_000
"""Bytes of a line: the largest text that is read, escaped, and what was found in it."""

STANDARD_INPUT: Final = "-"

_CHUNK: Final = 1 << 20  # bytes read at once where lines are only counted or passed over
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractLine:
    """A line of an extract that is not blank.

    Attributes:
        source: the file, as it was given.
        number: the line's number in it, counted from 1.
        data: its bytes; none where it cannot be read.
        problem: why it, or the rest of the file, cannot be read; None where it can.
    """

    source: str
    number: int
    data: bytes = b""
    problem: str | None = None


def count_lines(paths: Sequence[str]) -> int | None:
    """How many lines there are to come, for whoever watches; None where that cannot be told beforehand.

    Raises:
        InputError: one of the paths names nothing, or no file.
    """
    for path in paths:
        if path != STANDARD_INPUT and not os.path.exists(path):
            raise InputError(f"no such file: {path!r}")
        if path != STANDARD_INPUT and os.path.isdir(path):
            raise InputError(f"{path} is a folder; an extract is a file")
    if any(path == STANDARD_INPUT or not os.path.isfile(path) for path in paths):
        return None
    total = 0
    for path in paths:
        with _opened(path) as file:
            if file is not None:
                last = b"\n"
                while chunk := file.read(_CHUNK):
                    total += chunk.count(b"\n")
                    last = chunk[-1:]
                total += last != b"\n"
    return total


def iter_lines(paths: Sequence[str]) -> Iterator[ExtractLine]:
    """The lines of these files, one after the other; no more than one is in memory.

    A line that is too long, and a file that cannot be read, come with their problem, and the next ones follow.

    Args:
        paths: files; `-` is what comes in on standard input.
    """
    for path in paths:
        name = "standard input" if path == STANDARD_INPUT else os.fsencode(path).decode("utf-8", "replace")
        number = 0
        try:
            with _opened(path) as file:
                if file is None:
                    continue
                for number, line in enumerate(_read_lines(file), start=1):
                    if number == 1 and (problem := _no_lines(line)) is not None:
                        yield ExtractLine(source=name, number=1, problem=problem)
                        break
                    if line is None:
                        problem = f"a line of more than {LARGEST_LINE:,} bytes"
                        yield ExtractLine(source=name, number=number, problem=problem)
                    elif data := line.removeprefix(codecs.BOM_UTF8).strip():
                        yield ExtractLine(source=name, number=number, data=data)
        except (OSError, DocumentError) as error:
            said = (error.strerror if isinstance(error, OSError) else None) or str(error)
            yield ExtractLine(source=name, number=number + 1, problem=f"cannot be read: {said}")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO | None]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):
            raise DocumentError("it is a folder")
        yield file


def _read_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is too long, which is passed over without being kept."""
    while line := file.readline(LARGEST_LINE + 1):
        if len(line) <= LARGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _no_lines(first: bytes | None) -> str | None:
    """Why a file that begins so has no lines to take, or None where it may have."""
    if first is None:
        return None
    if first.startswith(_UTF_16):
        return "UTF-16; an extract is UTF-8"
    if first.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        return "a JSON array; an object a line is expected, as `communique extract --format jsonl` prints them"
    return None
