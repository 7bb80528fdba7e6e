"""Who wrote a document, when it was last changed, and its canonical address."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Add the columns; of documents kept before, none of this was known."""
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN authors TEXT NOT NULL DEFAULT '[]'")
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN updated TEXT")
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN address TEXT")
