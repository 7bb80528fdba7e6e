"""Mailboxes in one file: mail after mail, each behind a line that begins with `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from communique.sources.limits import Limits
from communique.sources.mails import is_mail
from communique.sources.opening import Opened
from communique.sources.pieces import Piece

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".mbox"})
MEDIA_TYPES: Final = frozenset({"application/mbox"})
MEANS: Final = "a mailbox"

_CHUNK: Final = 1 << 20  # bytes of a line that are read at once
_POSTMARK: Final = re.compile(rb"From [^\r\n]{1,500}\r?\n(?=[A-Za-z-]{1,60}:)")
_QUOTED: Final = re.compile(rb"^>(?=>{0,50}From )", re.MULTILINE)


def is_certain(head: bytes) -> bool:
    """True for a postmark with the header of a mail behind it."""
    match = _POSTMARK.match(head)
    return match is not None and (is_mail(head[match.end() :]) or b"\nFrom:" in head[:8_000])


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The mails, named by their place in the box; one that is too large costs no other."""
    for number, data in enumerate(_split(opened, limits), start=1):
        if data is None:
            problem = f"too large: more than the {limits.largest:,} bytes that are allowed"
            yield Piece(source=str(number), failure=problem)
        else:
            yield Piece(source=str(number), data=data, media_type="message/rfc822")


def _split(opened: Opened, limits: Limits) -> Iterator[bytes | None]:
    """The mails; None for one that is too large, which is passed over without being kept."""
    lines: list[bytes] = []
    size, began, blank, line_start = 0, False, True, True
    while chunk := opened.stream.readline(_CHUNK):
        if line_start and blank and chunk.startswith(b"From "):
            if began:
                yield _whole(lines, size, limits)
            lines, size, began = [], 0, True
        elif began:
            size += len(chunk)
            if size <= limits.largest:
                lines.append(chunk)
            else:
                lines.clear()
        blank = line_start and chunk in (b"\n", b"\r\n")
        line_start = chunk.endswith(b"\n")
    if began:
        yield _whole(lines, size, limits)


def _whole(lines: list[bytes], size: int, limits: Limits) -> bytes | None:
    return None if size > limits.largest else _QUOTED.sub(b"", b"".join(lines))
