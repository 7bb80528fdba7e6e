"""Zip archives, member by member, each unpacked in memory and never on disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from communique.errors import DocumentError
from communique.sources.limits import Limits
from communique.sources.opening import Opened, harmless
from communique.sources.pieces import Piece
from communique.sources.walking import is_wanted_within

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".zip"})
MEDIA_TYPES: Final = frozenset({"application/zip", "application/x-zip-compressed"})
MEANS: Final = "a zip archive"

_SMALL: Final = 1_000_000  # bytes below which no member is a bomb, however well it is packed
_ENCRYPTED: Final = 0x1
_LARGEST_PIPED: Final = 500_000_000  # bytes of an archive that is no file, and is held in memory
_END: Final = b"PK\x05\x06"
_LARGE_END: Final = b"PK\x06\x06"  # of an archive with many or large members, before the other
_LARGE_END_PLACE: Final = b"PK\x06\x07"  # between the two
_LARGE_END_PLACE_SIZE: Final = 20
_LONGEST_END: Final = 66_000  # bytes from the end within which the list says how long it is
_ENTRY: Final = b"PK\x01\x02"
_ENTRY_SIZE: Final = 46  # bytes, without the name
_LARGEST_DIRECTORY: Final = 200_000_000  # bytes of the list of members, which is held in memory


def is_certain(head: bytes) -> bool:
    """True for the mark of a member, and for that of an archive without any."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The members that may be texts, in the order of the archive's list.

    Raises:
        DocumentError: it is damaged, is no archive of texts, or unpacks to too much.
    """
    stream = _rewindable(opened)
    _check_directory(stream, limits)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as error:
        raise DocumentError(f"damaged: no sound zip archive: {error}") from error
    with archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise DocumentError("an office document or a book of a kind that is not read; .docx and .pdf are")
        for entry in entries:
            name = harmless(entry.filename)
            inner = name.rpartition("/")[2]
            if entry.filename.endswith("/") or not is_wanted_within(name):  # `is_dir` fails where there is no name
                continue
            try:
                yield Piece(source=name, name=inner, data=_unpack(archive, entry, opened, limits))
            except _UnreadableError as error:
                yield Piece(source=name, name=inner, failure=str(error))


class _UnreadableError(Exception):
    """One member cannot be read; the others can."""


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, opened: Opened, limits: Limits) -> bytes:
    """The bytes of a member.

    Raises:
        _UnreadableError: it cannot be read.
        DocumentError: the archive as a whole unpacks to too much.
    """
    if entry.flag_bits & _ENCRYPTED:
        raise _UnreadableError("encrypted: the archive has a password for it")
    if entry.file_size > limits.largest:
        raise _UnreadableError(f"too large: {entry.file_size:,} bytes, and {limits.largest:,} are allowed")
    if entry.file_size > max(_SMALL, limits.ratio * entry.compress_size):
        raise _UnreadableError(
            f"unpacks to {entry.file_size:,} bytes out of {entry.compress_size:,}, as archives made to fill a memory do"
        )
    try:
        with archive.open(entry) as member:
            data = member.read(limits.largest + 1)  # what the list says of its size may be false
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise _UnreadableError(f"damaged: {error or type(error).__name__}") from error
    except NotImplementedError as error:
        raise _UnreadableError(f"packed in a way that is not read: {error}") from error
    except RuntimeError as error:
        raise _UnreadableError(f"encrypted: {error}") from error
    opened.budget.spend(len(data))
    if len(data) > limits.largest:
        raise _UnreadableError(f"too large: more than the {limits.largest:,} bytes that are allowed")
    return data


def _rewindable(opened: Opened) -> IO[bytes]:
    """The archive as something to go back in: its list of members stands at its end.

    Raises:
        DocumentError: it comes through a pipe and is too large to be held.
    """
    if opened.seekable:
        return opened.stream
    data = opened.stream.read(_LARGEST_PIPED + 1)
    if len(data) > _LARGEST_PIPED:
        raise DocumentError(
            f"a zip archive of more than {_LARGEST_PIPED:,} bytes has to be a file: its list is at its end"
        )
    return io.BytesIO(data)


def _check_directory(stream: IO[bytes], limits: Limits) -> None:
    """The list of members is read whole, and each takes a hundred times its bytes: a monstrous one is refused first.

    Raises:
        DocumentError: it is longer than any archive of texts has it.
    """
    size = stream.seek(0, io.SEEK_END)
    front = max(0, size - _LONGEST_END)
    stream.seek(front)
    tail = stream.read(_LONGEST_END)
    end = tail.rfind(_END)
    stated = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    large = tail.rfind(_LARGE_END, 0, max(end, 0))
    if large >= 0 and tail.startswith(_LARGE_END_PLACE, end - _LARGE_END_PLACE_SIZE):
        stated, end = int.from_bytes(tail[large + 40 : large + 48], "little"), large
    if stated > _LARGEST_DIRECTORY:
        raise DocumentError(f"damaged, or made to fill a memory: {stated:,} bytes of names alone")
    stream.seek(max(0, front + end - stated))
    if _count(stream.read(stated)) > limits.members:
        raise DocumentError(f"more than the {limits.members:,} members that are allowed; nothing of it is read")
    stream.seek(0)


def _count(directory: bytes) -> int:
    """How many members a list has."""
    count = at = 0
    while directory.startswith(_ENTRY, at):
        lengths = (int.from_bytes(directory[at + field : at + field + 2], "little") for field in (28, 30, 32))
        at += _ENTRY_SIZE + sum(lengths)  # the name, what is added, and a comment
        count += 1
    return count
