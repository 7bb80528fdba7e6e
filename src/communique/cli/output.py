"""Printing lists: a table for people, an exporter for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import typer

from communique.exporters import exporter_names, load_exporter

__all__ = ["TABLE", "known_format", "print_records", "record_formats", "rows_shown"]

Record = Mapping[str, Any]

_TABLE_ROWS = 50
TABLE = "table"
"""The one form of a list that is made for people and has no exporter."""


def record_formats() -> list[str]:
    """The forms a list can be printed in: the table first, then every exporter there is."""
    return [TABLE, *exporter_names()]


def known_format(wanted: str) -> str:
    """The format, if there is such.

    Raises:
        typer.BadParameter: there is none of this name.
    """
    if wanted not in record_formats():
        raise typer.BadParameter(f"{wanted!r} is none of {', '.join(record_formats())}")
    return wanted


def print_records(
    records: Iterable[Record],
    *,
    noun: str,
    form: str,
    print_table: Callable[[Sequence[Record]], None],
) -> None:
    """Print records on standard output.

    Args:
        records: rows of the contract.
        noun: what they are, in the plural.
        form: `table` or the name of an exporter.
        print_table: prints the table.
    """
    if form == TABLE:
        print_table(list(records))
    else:
        load_exporter(form).write(records, sys.stdout, noun=noun)


def rows_shown(limit: int | None, form: str) -> int | None:
    """How many rows a list has at most; None for all.

    Args:
        limit: what was asked for, 0 for all; None where nothing was: a table is for looking at, programs take all.
        form: the form of the list.
    """
    return _TABLE_ROWS if limit is None and form == TABLE else limit or None
