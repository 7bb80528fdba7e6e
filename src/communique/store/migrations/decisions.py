"""What people decided: all that stood behind the two things judged, and which decision another one withdraws."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["apply"]


def apply(connection: Connection) -> None:
    """Add the columns; what was decided before spoke of two single things and withdrew nothing."""
    connection.exec_driver_sql("ALTER TABLE judgements ADD COLUMN sides TEXT")
    connection.exec_driver_sql("ALTER TABLE judgements ADD COLUMN withdraws TEXT")
    connection.exec_driver_sql("CREATE INDEX judgements_by_id ON judgements (id)")
