"""What a change does to the tables: rows that go, rows that come; carried out in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Table, delete

from communique.store.tables import metadata
from communique.store.writing import insert_new

__all__ = ["TableChanges"]

_AT_ONCE = 500  # values given to the database at once


@dataclass(slots=True, kw_only=True)
class TableChanges:
    """Rows to be taken out, by the values of one column, and rows to be put in."""

    out: list[tuple[Column[Any], list[Any]]] = field(default_factory=list)
    exact: list[tuple[Table, list[Mapping[str, Any]]]] = field(default_factory=list)
    into: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def take_out(self, column: Column[Any], values: Iterable[Any]) -> None:
        """Take out all rows with one of these values."""
        self.out.append((column, sorted(set(values))))

    def take_out_rows(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take out these rows."""
        self.exact.append((table, list(rows)))

    def put_in(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put in rows, after all that goes; one that is there already stays."""
        self.into.setdefault(table.name, []).extend(rows)

    def carry_out(self, connection: Connection) -> None:
        """Change the tables. What other rows rest on goes last and comes first."""
        order = {table.name: at for at, table in enumerate(metadata.sorted_tables)}
        for column, values in sorted(self.out, key=lambda one: -order[one[0].table.name]):
            for begin in range(0, len(values), _AT_ONCE):
                some = column.in_(values[begin : begin + _AT_ONCE])
                connection.execute(delete(column.table).where(some))
        for table, rows in self.exact:
            for row in rows:
                connection.execute(delete(table).where(*(table.c[name] == value for name, value in row.items())))
        for name in sorted(self.into, key=order.__getitem__):
            insert_new(connection, metadata.tables[name], self.into[name])
