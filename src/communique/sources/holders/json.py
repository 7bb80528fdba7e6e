"""JSON lines and lists: an object a piece, cut out of the stream and read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Final

import msgspec

from communique.errors import DocumentError
from communique.sources.json_values import iter_lines, iter_objects
from communique.sources.limits import Limits
from communique.sources.opening import Opened
from communique.sources.pieces import Piece
from communique.sources.telling import suffix_of

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})
MEDIA_TYPES: Final = frozenset(
    {"application/json", "application/jsonl", "application/x-ndjson", "application/jsonlines"}
)
MEANS: Final = "JSON of several objects"

_LINES: Final = frozenset({".jsonl", ".ndjson"})
_OPENING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,500}(?:\[\s{0,500})?\{\s{0,500}\"")
_JSON: Final = "application/json"
_TOO_LARGE: Final = "too large: an object of more bytes than a text may have"


def is_certain(head: bytes) -> bool:
    """Never: a text may begin with a brace."""
    return False


def is_likely(head: bytes) -> bool:
    """True for the beginning of an object, or of a list of them."""
    return _OPENING.match(head) is not None


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The objects, named by their line or by their place in the list; a file of one object is that object.

    Raises:
        DocumentError: it ends within an object.
    """
    if suffix_of(opened.piece.name) in _LINES or _has_lines(opened.head):
        for number, line in iter_lines(opened.stream, largest=limits.largest):
            yield _piece(number, line, "a line", opened, limits)
        return
    objects = iter_objects(opened.stream, largest=limits.largest)
    if opened.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
        yield from _numbered(objects, opened, limits)
        return
    front: list[bytes | None] = []
    cut = False
    try:
        front.extend(islice(objects, 2))
    except EOFError:
        cut = True
    if len(front) > 1 or (front and cut):
        yield from _numbered(chain(front, objects), opened, limits)
        if cut:
            raise DocumentError("cut short: it ends within object 2")
    elif not opened.packed:
        # One object, UTF-16, words that are no JSON: read as it is, or refused by whoever reads it.
        yield replace(opened.piece, source="")
    elif front:
        yield replace(opened.piece, source="", path=None, data=front[0], failure=None if front[0] else _TOO_LARGE)
    else:
        raise DocumentError("no JSON: no whole object in it")


def _numbered(objects: Iterator[bytes | None], opened: Opened, limits: Limits) -> Iterator[Piece]:
    number = 0
    try:
        for number, data in enumerate(objects, start=1):
            yield _piece(number, data, "an object", opened, limits)
    except EOFError as error:
        raise DocumentError(f"cut short: it ends within object {number + 1:,}") from error


def _piece(number: int, data: bytes | None, what: str, opened: Opened, limits: Limits) -> Piece:
    if data is None:
        return Piece(source=str(number), failure=f"too large: {what} of more than {limits.largest:,} bytes")
    opened.budget.spend(len(data))
    return Piece(source=str(number), data=data, media_type=_JSON)


def _has_lines(head: bytes) -> bool:
    """True where the first line is an object by itself and another follows it."""
    first, end, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not end or not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
