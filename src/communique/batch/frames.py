"""Objects over a pipe: each pickled, with its length before it."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

__all__ = ["TooLargeError", "receive", "send"]

_LENGTH: Final = struct.Struct("!Q")


class TooLargeError(Exception):
    """The other side wants to send more than is taken."""


def send(pipe: BinaryIO, thing: Any) -> None:
    """Write one object.

    Raises:
        OSError: nobody reads any more.
    """
    body = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, *, largest: int | None = None) -> Any:
    """Read one object.

    Args:
        pipe: where it comes from.
        largest: bytes that it may have; None for any.

    Raises:
        EOFError: the other side is gone.
        TooLargeError: it has more bytes; the pipe is of no use any more.
    """
    (length,) = _LENGTH.unpack(_read(pipe, _LENGTH.size))
    if largest is not None and length > largest:
        raise TooLargeError(f"{length:,} bytes")
    return pickle.loads(_read(pipe, length))


def _read(pipe: BinaryIO, count: int) -> bytes:
    parts = []
    while count:
        part = pipe.read(count)
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
