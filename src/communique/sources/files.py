"""Files: opening them with care, and saying what is wrong with them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from communique.errors import DocumentError

__all__ = ["LARGEST_FILE", "open_regular", "printable", "read_bytes", "say_problem", "too_large"]

LARGEST_FILE: Final = 20_000_000
"""Bytes that a text may have: more than any article, less than what a mistaken path would load into memory."""


def open_regular(path: str | Path) -> BinaryIO:
    """A regular file, open for reading.

    Raises:
        DocumentError: it cannot be opened, or is a folder, a pipe, a device.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = open(descriptor, "rb")  # noqa: SIM115 (whoever asked closes it)
    except ValueError as error:  # a null character in the path
        raise DocumentError("no such file") from error
    except OSError as error:
        raise DocumentError(say_problem(error)) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        file.close()
        raise DocumentError(f"not a regular file but {_kind(mode)}")
    return file


def read_bytes(path: Path, *, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of one file.

    Args:
        path: the file.
        largest: bytes that it may have; no more are ever read.

    Raises:
        DocumentError: it cannot be read, is no regular file or is too large.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > largest:
            raise DocumentError(too_large(size, largest))
        try:
            data = file.read(largest + 1)  # the file may have grown since
        except OSError as error:
            raise DocumentError(say_problem(error)) from error
    if len(data) > largest:
        raise DocumentError(too_large(len(data), largest))
    return data


def too_large(found: int, largest: int) -> str:
    """What is wrong with something of so many bytes."""
    return f"too large: {found:,} bytes, and {largest:,} are allowed"


def say_problem(error: OSError) -> str:
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


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((kind for test, kind in kinds if test(mode)), "a device")
