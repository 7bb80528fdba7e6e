"""What the columns of a CSV file mean: a mapping in TOML, one reader for every command that takes such a file.

`communique reconcile` reads registers of meetings by it, and `communique import` lists of people in office. A command
says which fields it wants (`Wanted`), the mapping says where each of them stands in the file:

    title = "Meetings of the ministry, as its web page gives them"

    [table]                        # all of it optional
    encoding = "cp1252"            # found out where it is not given
    delimiter = ";"                # the same
    empty = ["-", "n/a"]           # cells that say nothing, beside those that are empty

    [fields]
    official = { columns = ["first name", "surname"], join = " " }
    date     = { column = "day of meeting", format = "%d-%m-%Y" }
    since    = { year = "syear", month = "smonth", day = "sday" }
    guests   = { column = "present", separator = [",", ";"], without = ["Register no.:"] }
    body     = { value = "Ministry of Fisheries" }

A format is that of Python's `strptime`, or several of them, of which the first that fits is taken; without one, dates
are EDTF (`2024-02-29`, `2024-02`). `mapped_rows.iter_rows` gives the rows of a file by a mapping.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from communique.errors import InputError

__all__ = [
    "FieldKind",
    "FieldMapping",
    "TableMapping",
    "Wanted",
    "build_mapping",
    "load_mapping",
    "load_toml",
    "parse_mapping",
    "parse_toml",
]

LARGEST_MAPPING: Final = 1_000_000
"""Bytes that a mapping may have."""


class FieldKind(StrEnum):
    """What the cells of a field are made into."""

    TEXT = "text"  # one text
    LIST = "list"  # some texts: a cell parted at separators, or a column each
    DATE = "date"  # one EDTF value


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A field that a command can use.

    Attributes:
        name: as the mapping calls it.
        meaning: what is in it, in a few words.
        kind: what its cells are made into.
        required: a mapping without it is refused.
    """

    name: str
    meaning: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """Where a field stands in a row.

    Attributes:
        kind: what its cells are made into.
        columns: the columns that hold it; of a date in parts, those of year, month and day, as far as there are such.
        value: what it is in every row, where no column holds it.
        join: what is put between the cells of several columns, where they make one text.
        separators: where a cell is parted into several texts.
        formats: how its dates are written, as `strptime` says it; none for EDTF.
        without: words that say nothing and are taken out.
        in_parts: the columns are year, month and day.
    """

    kind: FieldKind
    columns: tuple[str, ...] = ()
    value: str | None = None
    join: str = " "
    separators: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    in_parts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """How the rows of a CSV file are read.

    Attributes:
        title: what file it is for.
        fields: by the name of the field.
        encoding: of the bytes; None where it is to be found out.
        delimiter: between the cells; None where it is to be found out.
        empty: cells that say nothing.
        sections: further tables of the mapping, by name, for the command that knows them.
    """

    title: str | None
    fields: Mapping[str, FieldMapping]
    encoding: str | None = None
    delimiter: str | None = None
    empty: frozenset[str] = frozenset()
    sections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def load_mapping(path: Path, wanted: Sequence[Wanted], *, sections: Collection[str] = ()) -> TableMapping:
    """Read a mapping from its file.

    Args:
        path: the file, in TOML.
        wanted: the fields that can be used.
        sections: the names of further tables that it may have.

    Raises:
        InputError: it cannot be read or used; the message names the file and what would be right.
    """
    return parse_mapping(load_toml(path), wanted, name=str(path), sections=sections)


def load_toml(path: Path) -> str:
    """The text of a mapping's file.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_MAPPING + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST_MAPPING:
        raise InputError(f"{path}: too large for a mapping: more than {LARGEST_MAPPING:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8, as TOML is: {error}") from error


def parse_mapping(
    text: str, wanted: Sequence[Wanted], *, name: str = "the mapping", sections: Collection[str] = ()
) -> TableMapping:
    """Read a mapping from its text.

    Args:
        text: the mapping, in TOML.
        wanted: the fields that can be used.
        name: what errors call it.
        sections: the names of further tables that it may have.

    Raises:
        InputError: it cannot be used.
    """
    raw = parse_toml(text, name=name)
    try:
        return build_mapping(raw, wanted, sections=sections)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def parse_toml(text: str, *, name: str) -> dict[str, Any]:
    """The tables of a mapping.

    Raises:
        InputError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{name}: no TOML: {error}") from error


def build_mapping(raw: Mapping[str, Any], wanted: Sequence[Wanted], *, sections: Collection[str] = ()) -> TableMapping:
    """A mapping from its tables, for commands that read several files by one.

    Args:
        raw: the tables, as TOML gives them.
        wanted: the fields that can be used.
        sections: the names of further tables that it may have.

    Raises:
        InputError: it cannot be used.
    """
    _refuse_unknown(raw, {"title", "table", "fields", *sections}, "it")
    table, fields = _table(raw, "table"), _table(raw, "fields")
    _refuse_unknown(table, {"encoding", "delimiter", "empty"}, "[table]")
    known = {one.name: one for one in wanted}
    _refuse_unknown(fields, known, "[fields]")
    for one in wanted:
        if one.required and one.name not in fields:
            raise InputError(f"it does not say where {one.name!r} stands ({one.meaning}); see [fields]")
    return TableMapping(
        title=_text(raw, "title"),
        fields={name: _build_field(name, raw_field, known[name].kind) for name, raw_field in fields.items()},
        encoding=_encoding(_text(table, "encoding")),
        delimiter=_delimiter(_text(table, "delimiter")),
        empty=frozenset(_texts(table, "empty")),
        sections={section: _table(raw, section) for section in sections},
    )


_PARTS: Final = ("year", "month", "day")


def _build_field(name: str, raw: object, kind: FieldKind) -> FieldMapping:
    if not isinstance(raw, Mapping):
        raise InputError(f'{name} is {raw!r}; expected a table such as {{ column = "…" }}')
    allowed = {"column", "columns", "value", "without"}
    allowed |= {"join"} if kind is not FieldKind.LIST else {"separator"}
    allowed |= {"format", *_PARTS} if kind is FieldKind.DATE else set()
    _refuse_unknown(raw, allowed, name)
    ways = [way for way in ("column", "columns", "value", "year") if way in raw]
    if len(ways) != 1:
        told = " and ".join(ways) or "nothing"
        year = ", year" if kind is FieldKind.DATE else ""
        raise InputError(f"{name} gives {told}; expected one of column, columns, value{year}")
    in_parts = ways == ["year"]
    if not in_parts and (part := next((part for part in ("month", "day") if part in raw), None)):
        raise InputError(f"{name} gives {part} without year")
    if in_parts and "day" in raw and "month" not in raw:
        raise InputError(f"{name} gives day without month")
    columns = tuple(_required(raw, part) for part in _PARTS if part in raw) if in_parts else _texts(raw, ways[0])
    if not columns and ways != ["value"]:
        raise InputError(f"{name} names no column")
    return FieldMapping(
        kind=kind,
        columns=() if ways == ["value"] else columns,
        value=_text(raw, "value"),
        join=_text(raw, "join") if raw.get("join") is not None else " ",
        separators=_separators(name, _texts(raw, "separator")),
        formats=tuple(_format(name, form) for form in _texts(raw, "format")),
        without=tuple(word for word in _texts(raw, "without") if word),
        in_parts=in_parts,
    )


def _refuse_unknown(raw: Mapping[str, Any], known: Collection[str], where: str) -> None:
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise InputError(f"{where} has {unknown[0]!r}, which is none of {', '.join(sorted(known))}")


def _table(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if not isinstance(found, Mapping):
        raise InputError(f"{name} is {found!r}; expected a table")
    return found


def _text(raw: Mapping[str, Any], name: str) -> Any:
    found = raw.get(name)
    if found is not None and not isinstance(found, str):
        raise InputError(f"{name} is {found!r}; expected a text")
    return found


def _required(raw: Mapping[str, Any], name: str) -> str:
    found: str = _text(raw, name)
    return found


def _texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A text, or a list of texts, as several."""
    found = raw.get(name, [])
    several = found if isinstance(found, list) else [found]
    if not all(isinstance(one, str) for one in several):
        raise InputError(f"{name} is {found!r}; expected a text or a list of texts")
    return tuple(several)


def _separators(name: str, given: tuple[str, ...]) -> tuple[str, ...]:
    if "" in given:
        raise InputError(f"{name} has an empty separator")
    return given


def _format(name: str, form: str) -> str:
    """A format that `strptime` knows and that tells the year."""
    try:
        datetime.strptime("", form)
    except ValueError as error:
        if "does not match" not in str(error):
            raise InputError(f"{name} has the format {form!r}: {error}") from error
    except re.error as error:  # a part that is told twice, by itself or within another (%x has a month)
        raise InputError(f"{name} has the format {form!r}, which tells a part of the date twice") from error
    if not re.search("%[YyGcx]", form):
        raise InputError(f"{name} has the format {form!r}, which tells no year; expected one such as %d-%m-%Y")
    return form


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        known = None
    if known is None or not known._is_text_encoding:
        raise InputError(f"encoding is {name!r}, which is not known; expected one such as utf-8, cp1252")
    return "utf-8-sig" if known.name == "utf-8" else known.name  # a byte-order mark may stand before either


def _delimiter(given: str | None) -> str | None:
    if given is not None and (len(given) != 1 or given in '"\r\n'):
        raise InputError(f"delimiter is {given!r}; expected one character such as a comma")
    return given
