"""What each source of a text says of it, where sources differ."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Make the column; of the sources read before, what they said is not known any more."""
    connection.exec_driver_sql("ALTER TABLE captures ADD COLUMN told TEXT")
