"""What became of a statement is found by the day on which it was told: lists made before do not know that day."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Let whoever reads the lists next make them again."""
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
