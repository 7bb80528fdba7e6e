"""Tables for people: drawn to the width of a terminal, or in full and plain for a file or a pipe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TextIO

from communique.cli.page import STYLES, Line, is_terminal
from communique.cli.printable import folded, one_line

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["Column", "Table", "print_table"]

Record = Mapping[str, Any]

_AT_ONCE: Final = 40  # rows drawn together: about a screen, so that a long list begins to show at once
_GAP: Final = 1  # cells between two columns, beside the one that the drawing itself leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a terminal: its heading, and either its width or its share of what is left of the terminal's."""

    heading: str
    width: int | None = None
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How records of one kind are laid out.

    Attributes:
        columns: as a terminal shows them.
        stacked: the cells of a record on a terminal; a cell is some lines.
        headings: of the columns as a file or a pipe gets them.
        flat: the cells of a record in a file or a pipe; a cell is one value, never cut.
    """

    columns: Sequence[Column]
    stacked: Callable[[Record], Sequence[Sequence[Line]]]
    headings: Sequence[str]
    flat: Callable[[Record], Sequence[str]]


def print_table(table: Table, records: Sequence[Record], out: TextIO) -> None:
    """Print a table in the form that suits the reader."""
    if is_terminal(out):
        _print_stacked(table, records, out)
    else:
        _print_flat(table, records, out)


def _print_flat(table: Table, records: Sequence[Record], out: TextIO) -> None:
    rows = [list(table.headings), *([one_line(cell) or "-" for cell in table.flat(record)] for record in records)]
    widths = [max(map(_cells_wide, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = [cell + " " * (width - _cells_wide(cell)) for cell, width in zip(row, widths, strict=True)]
        out.write("  ".join(padded).rstrip() + "\n")


# Below the combining marks, and among punctuation, every letter takes one cell.
_ODD_WIDTH: Final = re.compile("[^\u0000-\u02ff\u2010-\u203a]")


def _cells_wide(text: str) -> int:
    # Chinese, Japanese and Korean letters take two cells; marks set over a letter take none.
    if text.isascii() or not _ODD_WIDTH.search(text):
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _print_stacked(table: Table, records: Sequence[Record], out: TextIO) -> None:
    # Deferred: rich takes longer to import than most commands take to run, and only a terminal needs it.
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawing

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    widths = _share_out(table.columns, console.width)
    for start in range(0, max(1, len(records)), _AT_ONCE):
        drawing = Drawing(box=SIMPLE_HEAD, padding=(0, _GAP, 0, 0), leading=1, show_edge=False, show_header=start == 0)
        for column, width in zip(table.columns, widths, strict=True):
            drawing.add_column(column.heading, width=width, overflow="fold")
        for record in records[start : start + _AT_ONCE]:
            drawing.add_row(*map(_cell, table.stacked(record)))
        if start:
            console.print()
        console.print(drawing)


def _share_out(columns: Sequence[Column], room: int) -> list[int]:
    """The widths of the columns; those that ask for a share get it of what the others leave, and never nothing."""
    left = room - sum(column.width or 0 for column in columns) - len(columns) * (_GAP + 1)
    shares = sum(column.share for column in columns)
    return [column.width or max(6, left * column.share // shares) for column in columns]


def _cell(lines: Sequence[Line]) -> Text:
    # Deferred, as above.
    from rich.text import Text

    parts = (Text.assemble(*((folded(piece.text), STYLES[piece.mark]) for piece in line)) for line in lines)
    return Text("\n").join(parts)
