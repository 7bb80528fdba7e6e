"""Writes comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from communique.errors import InputError
from communique.exporters.csv.columns import COLUMNS

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "guard_cell", "write"]

SUFFIX = ".csv"
MEDIA_TYPE = "text/csv"
NOUNS: frozenset[str] | None = frozenset(COLUMNS)

# Spreadsheets run a cell that begins so (OWASP, "CSV Injection"); some look past spaces, and take the full-width
# forms for the plain ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# What a terminal or a spreadsheet would obey rather than show. Line feeds and tabs are legal inside a cell.
_CONTROLS = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)],
    "\N{REPLACEMENT CHARACTER}",
)


def guard_cell(value: object) -> str:
    """The cell for a value: empty for None, `true` or `false` for a truth, and text that no spreadsheet will run.

    A text that begins with `=`, `+`, `-`, `@`, a tab or a line end (spaces before it or not) gets an apostrophe before
    it, which spreadsheets take for "this is text".
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    # A bare carriage return would end the row for some readers, and the writer does not quote it.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return "'" + text if text.lstrip(" \u00a0\u3000").startswith(_FORMULA_STARTS) else text


def write(records: Iterable[Mapping[str, Any]], out: TextIO, *, noun: str) -> None:
    """Write a row of column names and then a row a record (RFC 4180, but lines end with a bare line feed).

    Raises:
        InputError: this kind of record has no columns.
    """
    if noun not in COLUMNS:
        raise InputError(f"csv cannot write {noun}; it writes {', '.join(COLUMNS)}")
    columns = COLUMNS[noun]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for record in records:
        writer.writerow([guard_cell(column.cell(record)) for column in columns])
