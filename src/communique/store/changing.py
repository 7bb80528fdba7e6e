"""What a change does to the tables: rows that go, rows that come; carried out in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Table

from communique.store.tables import metadata

__all__ = ["TableChanges"]

_AT_ONCE = 500  # values given to the database at once

Row = tuple[Any, ...]


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
        """Change the tables. What other rows rest on goes last and comes first.

        Of the rows that go, those that come again are left alone: most of what is made anew comes out as it was.
        """
        tables = {column.table.name: column.table for column, _ in self.out}
        tables |= {table.name: table for table, _ in self.exact} | {name: metadata.tables[name] for name in self.into}
        order = {table.name: at for at, table in enumerate(metadata.sorted_tables)}
        changed = [_Exchange(connection, self, tables[name]) for name in sorted(tables, key=order.__getitem__)]
        for one in reversed(changed):
            one.take_out()
        for one in changed:
            one.put_in()


class _Exchange:
    """What goes from one table, and what comes. Written by hand, for the rows are small and many."""

    def __init__(self, connection: Connection, changes: TableChanges, table: Table) -> None:
        self.connection = connection
        self.table = table
        self.names = [one.name for one in table.columns]
        self.keys = [self.names.index(one.name) for one in table.primary_key.columns]
        self.old: dict[Row, Row] = {self._key(row): row for row in self._read(changes)}
        self.new: dict[Row, Row] = {}
        for given in changes.into.get(table.name, ()):
            row = tuple(given.get(name) for name in self.names)
            self.new.setdefault(self._key(row), row)

    def _read(self, changes: TableChanges) -> Iterator[Row]:
        shown, name = ", ".join(self.names), self.table.name
        for column, values in changes.out:
            if column.table is not self.table:
                continue
            for begin in range(0, len(values), _AT_ONCE):
                some = tuple(values[begin : begin + _AT_ONCE])
                marks = ", ".join("?" * len(some))
                query = f"SELECT {shown} FROM {name} WHERE {column.name} IN ({marks})"
                yield from map(tuple, self.connection.exec_driver_sql(query, some).fetchall())
        for table, rows in changes.exact:
            if table is self.table:
                yield from (tuple(row.get(name) for name in self.names) for row in rows)

    def _key(self, row: Row) -> Row:
        return tuple(row[at] for at in self.keys)

    def _where(self) -> str:
        return " AND ".join(f"{self.names[at]} = ?" for at in self.keys)

    def take_out(self) -> None:
        gone = [key for key in self.old if key not in self.new]
        self._run(f"DELETE FROM {self.table.name} WHERE {self._where()}", gone)

    def put_in(self) -> None:
        fresh: list[Row] = []
        changed: dict[tuple[int, ...], list[Row]] = defaultdict(list)
        for key, row in self.new.items():
            before = self.old.get(key)
            if before is None:
                fresh.append(row)
            elif before != row:
                others = tuple(at for at, value in enumerate(row) if before[at] != value)
                changed[others].append((*(row[at] for at in others), *key))
        for others, rows in changed.items():
            values = ", ".join(f"{self.names[at]} = ?" for at in others)
            self._run(f"UPDATE {self.table.name} SET {values} WHERE {self._where()}", rows)
        marks = ", ".join("?" * len(self.names))
        into = f"INSERT INTO {self.table.name} ({', '.join(self.names)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        self._run(into, fresh)

    def _run(self, statement: str, rows: Sequence[Row]) -> None:
        if rows:
            self.connection.exec_driver_sql(statement, list(rows))
