"""What became of statements is part of their list: lists made before know nothing of it, and are made again."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Let whoever reads the lists next make them again."""
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
