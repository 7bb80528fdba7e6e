"""Which documents are still to be sketched or compared is found without a look at all the others."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Make the indexes."""
    connection.exec_driver_sql("CREATE INDEX document_sketches_by_state ON document_sketches (compared)")
    connection.exec_driver_sql("CREATE INDEX document_sketches_by_version ON document_sketches (version)")
