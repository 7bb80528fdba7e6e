"""The rows of a CSV file as a mapping reads them: by field, dates as EDTF, lists parted, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from communique.errors import InputError
from communique.model.edtf import format_day, format_month, is_valid
from communique.sources.csv_rows import BrokenRow, CsvRow, open_rows
from communique.sources.mapping import FieldKind, FieldMapping, TableMapping

__all__ = ["BrokenRow", "MappedRow", "iter_rows", "parted", "read_date", "read_date_in_parts"]

LONGEST_CELL: Final = 10_000
"""Characters of a cell that is used."""

_NAMED: Final = 30  # columns that an error names


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedRow:
    """A row by its fields.

    Attributes:
        line: the number of its first line in the file, counted from 1.
        values: by field, what the row gives for it; a field that it does not give is not there.
    """

    line: int
    values: Mapping[str, tuple[str, ...]]

    def one(self, field: str) -> str | None:
        """The value of a text or a date; None where the row gives none."""
        found = self.values.get(field)
        return found[0] if found else None

    def several(self, field: str) -> tuple[str, ...]:
        """The values of a list; none where the row gives none."""
        return self.values.get(field, ())


def iter_rows(
    path: Path, mapping: TableMapping, *, on_bytes: Callable[[int], None] | None = None
) -> Iterator[MappedRow | BrokenRow]:
    """The rows of a file, in order; those that cannot be read come as broken, with the reason.

    Broken is a row with too few or too many cells, with a date that is none, with a cell of more than 10,000
    characters, or with bytes in a cell that are none of the file's encoding; of the columns that the mapping does not
    use nothing is asked.

    Args:
        path: the file.
        mapping: how it is read.
        on_bytes: is told now and then how many bytes were read.

    Raises:
        InputError: the file cannot be read, or has not the columns that the mapping names.
    """
    with open_rows(path, encoding=mapping.encoding, delimiter=mapping.delimiter, on_bytes=on_bytes) as rows:
        first = next(rows, None)
        if first is None:
            raise InputError(f"{path}: no row at all")
        if isinstance(first, BrokenRow):
            raise InputError(f"{path}: the row of column names cannot be read: {first.problem}")
        try:
            places = _find_columns(first.cells, mapping)
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
        width = len(first.cells)
        for row in rows:
            yield row if isinstance(row, BrokenRow) else _read_row(row, mapping, places, width)


def _find_columns(header: Sequence[str], mapping: TableMapping) -> dict[str, int]:
    """Where each column stands that the mapping names; case and spaces do not count."""
    names = [_plain(name) for name in header]
    places = {}
    for field, how in mapping.fields.items():
        for column in how.columns:
            found = [at for at, name in enumerate(names) if name == _plain(column)]
            if not found:
                there = ", ".join(repr(name[:40]) for name in header[:_NAMED])
                raise InputError(f"no column {column!r}, where {field} is to stand; there are {there}")
            if len(found) > 1:
                raise InputError(f"{len(found)} columns are called {column!r}, where {field} is to stand")
            places[column] = found[0]
    return places


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _read_row(row: CsvRow, mapping: TableMapping, places: Mapping[str, int], width: int) -> MappedRow | BrokenRow:
    if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
        return BrokenRow(line=row.line, problem=f"cells: {len(row.cells):,}, where the first row has {width:,}")
    values = {}
    for field, how in mapping.fields.items():
        try:
            found = _read_field(row.cells, how, places, mapping.empty)
        except ValueError as error:
            return BrokenRow(line=row.line, problem=f"{field}: {error}")
        if found:
            values[field] = found
    return MappedRow(line=row.line, values=values)


def _read_field(
    cells: Sequence[str], how: FieldMapping, places: Mapping[str, int], empty: frozenset[str]
) -> tuple[str, ...]:
    """The values of a field in a row; none where it gives none.

    Raises:
        ValueError: a cell cannot be used.
    """
    if how.value is not None:
        return _values([how.value], how)
    given = [_clean(cells[places[column]], column, how.without) for column in how.columns]
    said = ["" if text in empty else text for text in given]
    if how.in_parts:
        value = read_date_in_parts(said)
        return () if value is None else (value,)
    return _values([text for text in said if text], how)


def _values(texts: Sequence[str], how: FieldMapping) -> tuple[str, ...]:
    if how.kind is FieldKind.LIST:
        return tuple(dict.fromkeys(part for text in texts for part in parted(text, how.separators)))
    text = how.join.join(texts)
    if not text:
        return ()
    return (read_date(text, how.formats),) if how.kind is FieldKind.DATE else (text,)


def _clean(cell: str, column: str, without: Sequence[str]) -> str:
    """The cell on one line, without what says nothing."""
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"{len(cell):,} characters in column {column!r}, and {LONGEST_CELL:,} are allowed")
    if "\ufffd" in cell:
        raise ValueError(f"column {column!r} has bytes that are none of the file's encoding: {cell[:60]!r}")
    for word in without:
        cell = cell.replace(word, " ")
    return " ".join(cell.replace("\xad", "").split())  # a soft hyphen shows nothing


def parted(text: str, separators: tuple[str, ...]) -> Iterator[str]:
    """The parts of a text between its separators, blanks taken off; the text itself where there are none."""
    parts = _pattern(separators).split(text) if separators else [text]
    return (stripped for part in parts if (stripped := part.strip()))


@lru_cache(maxsize=64)
def _pattern(separators: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(separators, key=len, reverse=True))))


@lru_cache(maxsize=65536)
def read_date(text: str, formats: tuple[str, ...]) -> str:
    """A date as EDTF.

    Raises:
        ValueError: it is none.
    """
    if not formats:
        if is_valid(text):
            return text
        raise ValueError(f"{text[:60]!r} is no EDTF date, such as 2024-02-29 or 2024-02")
    for form in formats:
        try:
            day = datetime.strptime(text, form)
        except ValueError:
            continue
        if re.search("%[djxcu]", form):
            return day.date().isoformat()
        return format_month(day.year, day.month) if re.search("%[mbB]", form) else f"{day.year:04}"
    raise ValueError(f"{text[:60]!r} is no date written as {' or '.join(formats)}")


def read_date_in_parts(parts: Sequence[str]) -> str | None:
    """A date whose year, month and day stand in columns of their own; what is not given at the end is not known.

    Raises:
        ValueError: it is none.
    """
    told = " ".join(part for part in parts if part)
    if not told:
        return None
    year, month, day = (*parts, "", "")[:3]
    numbers = [int(part) for part in (year, month, day) if part.isascii() and part.isdecimal() and len(part) <= 4]
    complete = len(numbers) == len([part for part in parts if part]) and not (day and not month) and len(year) == 4
    if complete and numbers[0] > 0:
        value = year
        if day:
            value = format_day(*numbers) or ""
        elif month:
            value = format_month(*numbers)
        if is_valid(value):
            return value
    raise ValueError(f"{told[:60]!r} is no year, month and day")
