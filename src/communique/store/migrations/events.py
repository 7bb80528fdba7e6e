"""The timeline of everything, kept in its order, so that its end can be read without the rest."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text

__all__ = ["apply"]

metadata = MetaData()

Table(
    "listed_events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("entry", Text, nullable=False),
)


def apply(connection: Connection) -> None:
    """Make the table, and let whoever reads the lists next make them again."""
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
