"""Opening a piece to look inside: its front, what gzip hides, and how much it may unpack to."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from communique.errors import DocumentError
from communique.sources.files import open_regular
from communique.sources.limits import Limits
from communique.sources.pieces import Piece

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["HEAD", "Budget", "Opened", "Steps", "harmless", "open_piece"]

HEAD: Final = 16_384
"""Bytes of the front by which forms are told."""

_GZIP: Final = b"\x1f\x8b\x08"
_DEEPEST_GZIP: Final = 3
_SLACK: Final = 200_000_000  # bytes that even a small archive may unpack to
_LONGEST_NAME: Final = 500
_ODD: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


class Readable(Protocol):
    """Anything with bytes to read."""

    def read(self, size: int, /) -> bytes:
        """No more bytes than this; none at the end."""


@dataclass(slots=True)
class Budget:
    """How many bytes a file may still unpack to, whatever lies in what within it."""

    left: int

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            DocumentError: they are more than the file may hold.
        """
        self.left -= size
        if self.left < 0:
            raise DocumentError("unpacks to far more than its size, as archives made to fill a memory do; not read on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A piece that was opened, gzip taken off.

    Attributes:
        piece: the piece, under the name that it has without gzip.
        stream: its bytes, from the first on.
        head: those at its front, which `stream` gives again.
        budget: what it and all within it may unpack to.
        size: its own bytes, packed as they came; None where that cannot be told before the end.
        seekable: true where `stream` can go back.
        packed: gzip was taken off, or the bytes come from no file that can be opened once more.
    """

    piece: Piece
    stream: io.BufferedReader
    head: bytes
    budget: Budget
    size: int | None
    seekable: bool
    packed: bool

    def in_steps(self) -> Steps:
        """The stream for those who ask for much at once: it gives what stands before a cut before it tells of it."""
        return Steps(self.stream)

    def take(self, source: Readable, limits: Limits) -> bytes:
        """All bytes of one member.

        Raises:
            DocumentError: they are more than a text may have.
        """
        data = source.read(limits.largest + 1)
        self.budget.spend(len(data))
        if len(data) > limits.largest:
            raise DocumentError(f"too large: more than the {limits.largest:,} bytes that are allowed")
        return data


@dataclass(slots=True)
class Steps:
    """A stream that gives no more at once than it has at hand, and knows how far it was read.

    Attributes:
        stream: where the bytes come from.
        position: how many of them were read.
    """

    stream: io.BufferedReader
    position: int = 0

    def read(self, size: int = -1, /) -> bytes:
        """Some bytes, and no more than this; none at the end."""
        found = self.stream.read1(size)
        self.position += len(found)
        return found

    def tell(self) -> int:
        """How many bytes were read."""
        return self.position


@contextmanager
def open_piece(piece: Piece, limits: Limits, *, budget: Budget | None = None) -> Iterator[Opened]:
    """Open a piece, gzip taken off as often as it was put on.

    Args:
        piece: with a path, with data, or with neither for standard input.
        limits: what is taken on.
        budget: of the file that the piece comes out of; None makes one.

    Raises:
        DocumentError: it cannot be opened.
    """
    with ExitStack() as stack:
        raw, size = _open(piece, stack)
        if budget is None:
            allowed = limits.total if size is None else min(limits.total, limits.ratio * size + _SLACK)
            budget = Budget(left=allowed)
        stream: io.BufferedReader = stack.enter_context(io.BufferedReader(raw, HEAD))
        head, name, layers = _peek(stream), piece.name, 0
        while head.startswith(_GZIP):
            layers += 1
            if layers > _DEEPEST_GZIP:
                raise DocumentError(f"packed with gzip more than {_DEEPEST_GZIP} times over")
            stream = stack.enter_context(io.BufferedReader(_Unpacked(stream, budget), HEAD))
            head, name = _peek(stream), _without_gz(name)
        yield Opened(
            piece=replace(piece, name=name, media_type=piece.media_type if not layers else None),
            stream=stream,
            head=head,
            budget=budget,
            size=size,
            seekable=stream.seekable(),
            packed=layers > 0 or (piece.path is None and piece.data is None),
        )


def harmless(name: str) -> str:
    """The name of a member of an archive, to be shown and stored and never to be opened.

    What leads out of the archive is left out, and so are characters that would hide or turn around what is shown.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if parts and re.fullmatch("[A-Za-z]:", parts[0]):
        del parts[0]
    return _ODD.sub("\ufffd", "/".join(parts))[-_LONGEST_NAME:] or "(no name)"


def _open(piece: Piece, stack: ExitStack) -> tuple[Any, int | None]:
    """A raw stream, and its size where it is known."""
    if piece.data is not None:
        return io.BytesIO(piece.data), len(piece.data)
    if piece.path is None:
        return _StandardInput(), None
    file = stack.enter_context(open_regular(piece.path))
    return file, os.fstat(file.fileno()).st_size


def _peek(stream: io.BufferedReader) -> bytes:
    """The front of a stream, which stays unread. One `peek` gives no more than one read of what lies below."""
    head = stream.peek(HEAD)[:HEAD]
    if len(head) < HEAD and stream.seekable():
        with suppress(DocumentError):  # cut short: what stands before the cut is read, and the cut is told there
            head = stream.read(HEAD)
        stream.seek(0)
    return head


def _without_gz(name: str) -> str:
    for ending, instead in ((".gz", ""), (".tgz", ".tar")):
        if name.lower().endswith(ending):
            return name[: -len(ending)] + instead
    return name


class _StandardInput(io.RawIOBase):
    """What comes in, which cannot be gone back in."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        # A pipe gives what it has; the front is wanted whole, for a form is told by it.
        while filled < len(view) and (data := sys.stdin.buffer.read(len(view) - filled)):
            view[filled : filled + len(data)] = data
            filled += len(data)
        return filled


class _Unpacked(io.RawIOBase):
    """What gzip packed, counted as it comes out."""

    def __init__(self, packed: io.BufferedReader, budget: Budget) -> None:
        self._file = gzip.GzipFile(fileobj=packed)
        self._packed = packed
        self._budget = budget

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._packed.seekable()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            # Not `read`, which at a cut gives nothing of what it has.
            data = self._file.read1(len(view))
        except EOFError as error:
            raise DocumentError("cut short: gzip data end before their end") from error
        except (OSError, zlib.error) as error:
            raise DocumentError(f"damaged: no sound gzip data: {error}") from error
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)
