"""Tar archives as a stream, member by member, never unpacked to disk."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from communique.errors import DocumentError
from communique.sources.limits import Limits
from communique.sources.opening import Opened, harmless
from communique.sources.pieces import Piece
from communique.sources.walking import is_wanted_within

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".tar", ".tgz"})
MEDIA_TYPES: Final = frozenset({"application/x-tar", "application/tar"})
MEANS: Final = "a tar archive"

_MARK: Final = slice(257, 262)
_LONGEST_HEADER: Final = 1_000_000  # bytes of a member's long name and remarks, which are held in memory


def is_certain(head: bytes) -> bool:
    """True for the mark that all but the oldest archives have in their first header."""
    return head[_MARK] == b"ustar"


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The regular files in it that may be texts, in their order; links and devices lead nowhere here.

    Raises:
        DocumentError: it is damaged, cut short, or unpacks to too much.
    """
    try:
        with tarfile.open(
            fileobj=cast("IO[bytes]", opened.in_steps()), mode="r|", tarinfo=_Header, errors="replace"
        ) as archive:
            for member in archive:
                # It would keep every header of an archive of any length.
                archive.members.clear()  # type: ignore[attr-defined]
                name = harmless(member.name)
                inner = name.rpartition("/")[2]
                if not member.isreg() or not is_wanted_within(name):
                    continue
                if member.size > limits.largest:
                    problem = f"too large: {member.size:,} bytes, and {limits.largest:,} are allowed"
                    yield Piece(source=name, name=inner, failure=problem)
                    continue
                file = archive.extractfile(member)
                if file is None:
                    continue
                data = opened.take(file, limits)
                if len(data) < member.size:
                    raise DocumentError(f"cut short: it ends within {name}")
                yield Piece(source=name, name=inner, data=data)
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OverflowError) as error:
        raise DocumentError(f"damaged: no sound tar archive: {error}") from error


class _Header(tarfile.TarInfo):
    """A header that is not read where it is too long to be one."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if not self.isreg() and self.size > _LONGEST_HEADER and self.type in _REMARKS:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return super()._proc_member(archive)  # type: ignore[misc]


_REMARKS: Final = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X")
