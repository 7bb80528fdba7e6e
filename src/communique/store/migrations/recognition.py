"""Which contents gave which text, so that a file that is as it was need not be read again."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, MetaData, Table, Text

__all__ = ["apply"]

metadata = MetaData()

# What the other refers to; it is there already.
Table("documents", metadata, Column("id", Text, unique=True))
_recognised = Table(
    "recognised",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Index("recognised_by_document", "document"),
)


def apply(connection: Connection) -> None:
    """Make the table."""
    _recognised.create(connection)
