"""Tables for people: drawn to the width of a terminal, or in full and plain for a file or a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from communique.cli.page import STYLES, Line, is_terminal
from communique.cli.printable import folded, one_line

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["Column", "print_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, and either its width or its share of what is left of the terminal's."""

    heading: str
    width: int | None = None
    share: int | None = None


def print_table(
    columns: Sequence[Column],
    stacked: Sequence[Sequence[Sequence[Line]]],
    headings: Sequence[str],
    flat: Sequence[Sequence[str]],
    out: TextIO,
) -> None:
    """Print a table in the form that suits the reader.

    Args:
        columns: the columns as a terminal shows them.
        stacked: the rows for a terminal; a cell is some lines.
        headings: the columns as a file or a pipe gets them.
        flat: the rows for a file or a pipe; a cell is one value, never cut.
        out: where to.
    """
    if is_terminal(out):
        _print_stacked(columns, stacked, out)
    else:
        _print_flat(headings, flat, out)


def _print_flat(headings: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO) -> None:
    cells = [list(headings), *([one_line(cell) or "-" for cell in row] for row in rows)]
    widths = [max(_cells_wide(row[place]) for row in cells) for place in range(len(headings))]
    for row in cells:
        padded = [cell + " " * (width - _cells_wide(cell)) for cell, width in zip(row, widths, strict=True)]
        out.write("  ".join(padded).rstrip() + "\n")


def _cells_wide(text: str) -> int:
    # Chinese, Japanese and Korean letters take two cells; marks set over a letter take none.
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _print_stacked(columns: Sequence[Column], rows: Sequence[Sequence[Sequence[Line]]], out: TextIO) -> None:
    # Deferred: rich takes longer to import than most commands take to run, and only a terminal needs it.
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), leading=1, show_edge=False, expand=True)
    for column in columns:
        table.add_column(column.heading, width=column.width, ratio=column.share, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(lines) for lines in row))
    console.print(table)


def _cell(lines: Sequence[Line]) -> Text:
    # Deferred, as above.
    from rich.text import Text

    parts = (Text.assemble(*((folded(piece.text), STYLES[piece.mark]) for piece in line)) for line in lines)
    return Text("\n").join(parts)
