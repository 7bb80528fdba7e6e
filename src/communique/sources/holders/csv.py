"""Tables of articles: a row a piece, by the columns that a mapping names, or by those with our own names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from communique.errors import DocumentError
from communique.sources.articles import OWN_NAMES, mapped_article
from communique.sources.csv_rows import BrokenRow, CsvRow, find_encoding, read_rows
from communique.sources.limits import Limits
from communique.sources.mapping import TableMapping
from communique.sources.opening import Opened
from communique.sources.pieces import Piece

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "iter_members"]

SUFFIXES: Final = frozenset({".csv"})
MEDIA_TYPES: Final = frozenset({"text/csv", "application/csv"})
MEANS: Final = "a table"

_MOST_LINES: Final = 2_000  # of a row: an article has a line a paragraph
_LONGEST_CELL: Final = 5_000_000
_NAMED: Final = 30  # columns that an error names


def is_certain(head: bytes) -> bool:
    """Never: every text with commas could be a table."""
    return False


def is_likely(head: bytes) -> bool:
    """Never, for the same reason."""
    return False


def iter_members(opened: Opened, limits: Limits) -> Iterator[Piece]:
    """The rows, named by the line on which each begins; one that cannot be read costs no other.

    Raises:
        DocumentError: it is no table, or has not the columns that are wanted.
    """
    mapping = opened.piece.mapping or OWN_NAMES
    encoding = mapping.encoding or _encoding(opened)
    rows = _with_long_cells(
        read_rows(opened.stream, encoding=encoding, delimiter=mapping.delimiter, most_lines=_MOST_LINES)
    )
    first = next(rows, None)
    if first is None:
        raise DocumentError("no row at all")
    if isinstance(first, BrokenRow):
        raise DocumentError(f"the row of column names cannot be read: {first.problem}")
    places = _places(first.cells, mapping, given=opened.piece.mapping is not None)
    usable = replace(
        mapping, fields={name: how for name, how in mapping.fields.items() if _is_there(how.columns, places)}
    )
    for row in rows:
        yield _piece(row, usable, places, len(first.cells), opened)


def _with_long_cells(rows: Iterator[CsvRow | BrokenRow]) -> Iterator[CsvRow | BrokenRow]:
    """The rows, read with room for whole articles: the library's bound is for cells of figures, and one for all."""
    while True:
        usual = csv.field_size_limit(_LONGEST_CELL)
        try:
            row = next(rows, None)
        finally:
            csv.field_size_limit(usual)
        if row is None:
            return
        yield row


def _encoding(opened: Opened) -> str:
    """The encoding, found from all bytes where the stream can go back, else from those at its front."""
    if not opened.seekable:
        return find_encoding(io.BytesIO(opened.head))
    found = find_encoding(opened.stream)
    opened.stream.seek(0)
    return found


def _places(header: tuple[str, ...], mapping: TableMapping, *, given: bool) -> dict[str, int]:
    """Where each column stands; case and spaces do not count.

    Raises:
        DocumentError: one that is wanted is not there, or is there twice.
    """
    names = [" ".join(name.casefold().split()) for name in header]
    places: dict[str, int] = {}
    for name, how in mapping.fields.items():
        for column in how.columns:
            found = [at for at, known in enumerate(names) if known == " ".join(column.casefold().split())]
            if len(found) > 1:
                raise DocumentError(f"{len(found)} columns are called {column!r}, where {name} is to stand")
            if not found and (given or name == "text"):
                there = ", ".join(repr(known[:40]) for known in header[:_NAMED])
                how_to = "" if given else "; a mapping says which column it is"
                raise DocumentError(f"no column {column!r}, where {name} is to stand; there are {there}{how_to}")
            if found:
                places[column] = found[0]
    return places


def _is_there(columns: tuple[str, ...], places: dict[str, int]) -> bool:
    return all(column in places for column in columns)


def _piece(row: CsvRow | BrokenRow, mapping: TableMapping, places: dict[str, int], width: int, opened: Opened) -> Piece:
    source = str(row.line)
    if isinstance(row, BrokenRow):
        return Piece(source=source, failure=row.problem)
    if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
        return Piece(source=source, failure=f"cells: {len(row.cells):,}, where the first row has {width:,}")
    try:
        article = mapped_article(mapping, lambda column: row.cells[places[column]])
    except DocumentError as error:
        return Piece(source=source, failure=str(error))
    data = article.text.encode("utf-8", "surrogatepass")
    opened.budget.spend(len(data))
    return Piece(source=source, data=data, media_type="text/plain", charset="utf-8", told=article.told)
