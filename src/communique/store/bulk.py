"""Putting very many rows into a table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

__all__ = ["insert_all"]

BATCH = 5000  # rows given to the database at once


def insert_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Add rows of equal columns by the driver's own bulk insert: plain values, and a great many of them."""
    remaining = iter(rows)
    statement: str | None = None
    names: list[str] | None = None
    while batch := list(islice(remaining, BATCH)):
        if statement is None:
            compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(batch[0]))
            statement, names = str(compiled), compiled.positiontup
        given = [tuple(row[name] for name in names) for row in batch] if names else batch
        connection.exec_driver_sql(statement, given)
