"""Places in the lists that do not shift when an entry comes; and which documents the lists have not followed yet."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

__all__ = ["apply"]

_LISTS = ("meetings", "people", "organisations", "statements")


def apply(connection: Connection) -> None:
    """Make the lists anew, empty, and let whoever reads them next fill them."""
    for name in ("terms", "statement_terms", "claims", "forms", "judgements"):
        connection.exec_driver_sql(f"DELETE FROM listed_{name}")
    for name in (*_LISTS, "events"):
        connection.exec_driver_sql(f"DROP TABLE listed_{name}")
    _tables().create_all(connection, checkfirst=False)
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")


def _tables() -> MetaData:
    metadata = MetaData()
    for name in _LISTS:
        dated = name in ("meetings", "statements")
        days = [Column("earliest", Text), Column("latest", Text)] if dated else []
        table = f"listed_{name}"
        Table(
            table,
            metadata,
            Column("id", Text, primary_key=True),
            Column("position", Text, nullable=False),
            *days,
            Column("body", Text, nullable=False),
            Index(f"{table}_by_position", "position"),
            *([Index(f"{table}_by_date", "earliest", "latest")] if dated else []),
        )
    Table(
        "listed_events",
        metadata,
        Column("position", Text, nullable=False),
        Column("entry", Text, nullable=False),
        PrimaryKeyConstraint("position"),
        Index("listed_events_by_entry", "entry"),
    )
    Table(
        "touched",
        metadata,
        Column("at", Integer, nullable=False),
        Column("document", Text),
        Index("touched_by_time", "at"),
    )
    return metadata
