"""What each source of a text says of it, where sources differ."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Make the column; of the sources read before, what they said is not known any more.

    Whoever reads the lists next makes them again: other sources stand in them, and statements are found by more.
    """
    connection.exec_driver_sql("ALTER TABLE captures ADD COLUMN told TEXT")
    connection.exec_driver_sql("DELETE FROM state WHERE name = 'kept'")
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
