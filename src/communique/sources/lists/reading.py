"""A reference list as its file gives it, whatever form the file has."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from communique.errors import InputError
from communique.model.reference import ReferenceOrganisation, ReferencePerson
from communique.sources.lists.json_parts import iter_elements, iter_lines
from communique.sources.lists.list_mapping import ListMapping, layout_names
from communique.sources.lists.records import Troubles
from communique.sources.lists.spool import Spool, open_spool
from communique.sources.lists.tables import files_of, read_tables

__all__ = ["ListForm", "ListReading", "detect_form", "fingerprint", "list_size", "open_list"]

VERSION: Final = "1"
"""Rises when a list is read otherwise than before, so that importing it again takes it in again."""

_HEAD: Final = 1 << 16  # bytes looked at to tell the form
_HASHED: Final = 1 << 20


class ListForm(StrEnum):
    """The forms in which lists are published."""

    FTM = "ftm"  # FollowTheMoney entities, one a line
    POPOLO = "popolo"  # one JSON object with persons, organizations, posts, memberships
    WIKIDATA = "wikidata"  # items as `Special:EntityData` gives them, or a dump
    CSV = "csv"  # tables, read by a mapping


@dataclass(frozen=True, slots=True)
class ListReading:
    """A list that was read, to be taken over entry by entry."""

    _spool: Spool

    def people(self) -> Iterator[ReferencePerson]:
        """Every person, by id."""
        return self._spool.iter_people()

    def organisations(self) -> Iterator[ReferenceOrganisation]:
        """Every organisation, by id."""
        return self._spool.iter_organisations()

    @property
    def troubles(self) -> Troubles:
        """What could not be used; complete when everybody was taken over."""
        return self._spool.troubles

    @property
    def unnamed(self) -> int:
        """Posts that were left out since the file does not say what they are called; complete likewise."""
        return self._spool.unnamed


def detect_form(path: Path, mapping: ListMapping | None) -> ListForm:
    """The form of a list, told by its content.

    Raises:
        InputError: it is in none of them, or is CSV and there is no mapping.
    """
    if mapping is not None:
        return ListForm.CSV
    if path.is_dir():
        raise InputError(f"{path} is a folder: for a list in several CSV files, say how to read them by --mapping")
    with _open(path) as file:
        head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] in (b"{", b"["):
        for form, signs in _SIGNS.items():
            if any(re.search(sign, head) for sign in signs):
                return form
        raise InputError(f"{path}: JSON, but neither FollowTheMoney entities, nor Popolo, nor Wikidata items")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:1000]:
        raise InputError(f"{path}: neither JSON in UTF-8 nor a table of text")
    shipped = ", ".join(layout_names())
    raise InputError(
        f"{path}: no JSON; if it is CSV, say what its columns mean by --mapping FILE (or one of: {shipped})"
    )


_SIGNS: Final = {
    ListForm.FTM: (rb'"schema"\s*:\s*"[A-Z]',),
    ListForm.WIKIDATA: (rb'"entities"\s*:\s*[{]', rb'"(?:claims|labels)"\s*:\s*[{\[]'),
    ListForm.POPOLO: (rb'"(?:persons|organizations|memberships|posts|other_names)"\s*:\s*\[',),
}


@contextmanager
def open_list(
    path: Path, *, form: ListForm, mapping: ListMapping | None, on_bytes: Callable[[int], None]
) -> Iterator[ListReading]:
    """Read a list to its end, in bounded memory; what is wrong in it is noted and costs nothing else.

    Args:
        path: the file, or for CSV in several files their folder or one of them.
        form: of the file.
        mapping: what the columns mean; for CSV alone.
        on_bytes: is told now and then how many bytes were read.

    Raises:
        InputError: it cannot be read at all.
    """
    with open_spool(Troubles()) as spool:
        if form is ListForm.CSV:
            if mapping is None:
                raise InputError(f"{path}: CSV needs --mapping FILE (or one of: {', '.join(layout_names())})")
            read_tables(path, mapping, spool, on_bytes)
        else:
            _read_json(path, form, spool, on_bytes)
        yield ListReading(spool)


def _read_json(path: Path, form: ListForm, spool: Spool, on_bytes: Callable[[int], None]) -> None:
    # Deferred: each form needs its own decoders.
    if form is ListForm.POPOLO:
        from communique.sources.lists.popolo import read_popolo

        read_popolo(path, _open, spool, on_bytes)
        return
    with _open(path) as file:
        if form is ListForm.FTM:
            from communique.sources.lists.ftm import read_ftm

            read_ftm(file, spool, on_bytes)
        else:
            from communique.sources.lists.wikidata import read_wikidata

            parts = iter_lines if _is_by_line(file) else iter_elements
            read_wikidata(parts(file, spool.troubles, on_bytes), spool)


def _is_by_line(file: BinaryIO) -> bool:
    """True where a file has an item a line, brackets around the whole or not."""
    head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    first, newline, rest = head.partition(b"\n")
    if first.strip() == b"[":
        return rest.lstrip()[:20].replace(b" ", b"").startswith(b'{"')
    if not first.startswith(b"{") or re.search(rb'"entities"\s*:\s*[{]', first) is not None:
        return False
    cut_off = not newline and len(head) > _HEAD - 4  # a line of more than what was looked at
    return cut_off or first.rstrip().rstrip(b",").endswith(b"}")


def list_size(path: Path, mapping: ListMapping | None) -> int:
    """The bytes that reading a list has before it."""
    return sum(file.stat().st_size for file in _files(path, mapping))


def fingerprint(path: Path, *, form: ListForm, mapping: ListMapping | None, told: tuple[str | None, ...]) -> str:
    """A hash of all that a capture of a list depends on: the bytes, how they are read, and what is told of the list.

    Raises:
        InputError: a file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    for text in (VERSION, form.value, mapping.text if mapping is not None else "", *(one or "" for one in told)):
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    for file in _files(path, mapping):
        with _open(file) as opened:
            size = 0
            while chunk := opened.read(_HASHED):
                digest.update(chunk)
                size += len(chunk)
        digest.update(size.to_bytes(8, "big"))
    return digest.hexdigest()


def _files(path: Path, mapping: ListMapping | None) -> list[Path]:
    return sorted(set(files_of(path, mapping).values())) if mapping is not None else [path]


def _open(path: Path) -> BinaryIO:
    """A regular file, open; nothing else, for a pipe would keep us waiting.

    Raises:
        InputError: it is none, or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = open(descriptor, "rb")  # noqa: SIM115 - whoever asked closes it
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a null character in the path
        raise InputError(f"{path!r}: no such file") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise InputError(f"{path}: not a regular file")
    return file
