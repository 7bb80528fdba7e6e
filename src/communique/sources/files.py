"""Files and folders: which texts paths lead to, and the bytes of each."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.errors import DocumentError, InputError
from communique.sources.pieces import Piece

__all__ = ["LARGEST_FILE", "iter_pieces", "printable", "read_bytes"]

LARGEST_FILE = 20_000_000
"""Bytes that a file may have: more than any article, less than what a mistaken path would load into memory."""

# In folders these are passed over: other kinds of documents, pictures, data and programs lie beside texts.
_NOT_PROSE_SUFFIXES = (
    ".7z .avi .bin .bmp .bz2 .class .css .csv .db .dll .doc .docx .dylib .eml .epub .exe .gif .gz .htm .html .ics "
    ".ico .jar .jpeg .jpg .js .json .jsonl .ledger .log .mov .mp3 .mp4 .odp .ods .odt .ogg .parquet .pdf .pickle "
    ".png .ppt .pptx .py .pyc .rar .rtf .so .sqlite .sqlite3 .svg .tar .tgz .tif .tiff .toml .tsv .wav .webm .webp "
    ".woff .xls .xlsx .xml .xz .yaml .yml .zip .zst"
)
_NOT_PROSE = frozenset(_NOT_PROSE_SUFFIXES.split())


def iter_pieces(paths: Iterable[str | Path]) -> Iterator[Piece]:
    """The texts that these paths lead to, each once, in the order given and by name within folders.

    Folders are walked to the bottom; hidden files and what is plainly no text are passed over there. Patterns
    (`news/**/*.txt`) are expanded where no file has that very name. What cannot be looked into comes with its
    `failure`.

    Raises:
        InputError: a path or pattern names nothing; said before any piece is handed out.
    """
    starts = [start for path in paths for start in _expand(os.fspath(path))]
    return _walk(starts)


def read_bytes(path: Path, *, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of one file.

    Args:
        path: the file.
        largest: bytes that it may have; no more are ever read.

    Raises:
        DocumentError: it cannot be read, is no regular file or is too large.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentError(f"not a regular file but {_kind(status.st_mode)}")
            if status.st_size > largest:
                raise DocumentError(_too_large(status.st_size, largest))
            data = file.read(largest + 1)  # the file may have grown since
    except ValueError as error:  # a null character in the path
        raise DocumentError("no such file") from error
    except OSError as error:
        raise DocumentError(_say(error)) from error
    if len(data) > largest:
        raise DocumentError(_too_large(len(data), largest))
    return data


def _too_large(found: int, largest: int) -> str:
    return f"too large: {found:,} bytes, and {largest:,} are allowed"


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((kind for test, kind in kinds if test(mode)), "a device")


def _say(error: OSError) -> str:
    """The operating system's reason in the words of this project."""
    reasons = {
        errno.ENOENT: "no such file",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.EISDIR: "not a regular file but a folder",
        errno.ELOOP: "a link that leads back to itself",
        errno.ENXIO: "not a regular file but a pipe or socket",
        errno.ENAMETOOLONG: "the name is too long",
    }
    reason = reasons.get(error.errno or 0) or error.strerror or type(error).__name__
    return f"cannot be read: {reason}" if not reason.startswith("not a regular") else reason


def printable(path: str) -> str:
    """A path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


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


def _walk(starts: Iterable[str]) -> Iterator[Piece]:
    seen: set[str] = set()
    for start in starts:
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
                yield _failed(path, error)
                continue
            if not stat.S_ISDIR(mode):
                if stat.S_ISREG(mode) or path == start:
                    yield Piece(source=printable(path), path=Path(path), name=os.path.basename(path))
                continue
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield _failed(path, error)
                continue
            stack += [os.path.join(path, name) for name in names if _is_wanted(path, name)]


def _is_wanted(folder: str, name: str) -> bool:
    if name.startswith("."):
        return False
    return os.path.splitext(name)[1].lower() not in _NOT_PROSE or os.path.isdir(os.path.join(folder, name))


def _failed(path: str, error: OSError) -> Piece:
    source = printable(path)
    return Piece(source=source, path=Path(path), name=os.path.basename(path), failure=_say(error))
