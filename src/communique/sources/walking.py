"""Paths, folders and patterns: which files they lead to."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.errors import InputError
from communique.sources.files import printable, say_problem
from communique.sources.pieces import Piece

__all__ = ["expand", "is_wanted", "is_wanted_within", "walk"]

# In folders these are passed over: pictures, data and programs lie beside texts.
_NOT_PROSE_SUFFIXES = (
    ".7z .avi .bin .bmp .bz2 .class .css .db .dll .doc .dylib .epub .exe .gif .ics .ico .jar .jpeg .jpg .js .ledger "
    ".log .mov .mp3 .mp4 .msg .odp .ods .odt .ogg .parquet .pickle .png .ppt .pptx .py .pyc .rar .rtf .so .sqlite "
    ".sqlite3 .svg .tif .tiff .toml .tsv .wav .webm .webp .woff .woff2 .xls .xlsx .xml .xz .yaml .yml .zst"
)
_NOT_PROSE = frozenset(_NOT_PROSE_SUFFIXES.split())


def expand(paths: Iterable[str | Path]) -> list[str]:
    """The files and folders that paths and patterns name, in the order given.

    Raises:
        InputError: one of them names nothing.
    """
    return [start for path in paths for start in _expand(os.fspath(path))]


def walk(start: str, seen: set[str]) -> Iterator[Piece]:
    """The files at or under a path, each once; folders by name, to the bottom.

    Args:
        start: a path.
        seen: the real paths that were handed out before, which are passed over and added to.
    """
    stack = [start]
    while stack:
        path = stack.pop()
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)  # links that lead back up end here
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            yield _piece(path, failure=say_problem(error))
            continue
        if not stat.S_ISDIR(mode):
            if stat.S_ISREG(mode) or path == start:
                yield _piece(path)
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield _piece(path, failure=say_problem(error))
            continue
        stack += [joined for name in names if _is_taken(joined := os.path.join(path, name), name)]


def is_wanted(name: str) -> bool:
    """True for what may be a text by its name: nothing hidden, no picture, no program."""
    return not name.startswith(".") and os.path.splitext(name)[1].lower() not in _NOT_PROSE


def is_wanted_within(name: str) -> bool:
    """True for the name of a member of an archive, folders and all, that may be a text."""
    *folders, last = name.split("/")
    return is_wanted(last) and not any(folder.startswith((".", "__MACOSX")) for folder in folders)


def _is_taken(path: str, name: str) -> bool:
    return is_wanted(name) or (not name.startswith(".") and os.path.isdir(path))


def _piece(path: str, failure: str | None = None) -> Piece:
    name = printable(os.path.basename(path))
    return Piece(source=printable(path), path=Path(path), name=name, failure=failure)


def _expand(path: str) -> list[str]:
    try:
        os.lstat(path)
    except ValueError as error:
        raise InputError(f"no such file or folder: {path!r}") from error
    except OSError as error:
        if error.errno == errno.EACCES:
            return [path]  # it may exist; reading it will say what is wrong
        if not glob.has_magic(path):
            raise InputError(f"no such file or folder: {printable(path)}") from error
        matches = sorted(match for match in glob.glob(path, recursive=True))
        if not matches:
            raise InputError(f"no file matches {printable(path)}") from error
        return matches
    return [path]
