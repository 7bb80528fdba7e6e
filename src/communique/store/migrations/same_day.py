"""Events of one day are linked: lists made before do not have the links."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Let whoever reads the lists next make them again."""
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
