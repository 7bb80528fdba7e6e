"""Reference lists: their captures, what stands in each, and the keys by which it is found."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

__all__ = ["apply"]

metadata = MetaData()

Table(
    "reference_captures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text),
    Column("source", Text),
    Column("form", Text),
    Column("licence", Text),
    Column("as_of", Text),
    Column("people", Integer, nullable=False),
    Column("organisations", Integer, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("unnamed", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("troubles", Text, nullable=False),
    Column("captured", Text, nullable=False),
    Index("reference_captures_by_name", "name", "seq"),
)

Table(
    "reference_entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

Table(
    "reference_members",
    metadata,
    Column("entry", Integer, ForeignKey("reference_entries.seq"), nullable=False),
    Column("capture", Integer, ForeignKey("reference_captures.seq"), nullable=False),
    PrimaryKeyConstraint("entry", "capture"),
    sqlite_with_rowid=False,
)

Table(
    "reference_keys",
    metadata,
    Column("key", Text, nullable=False),
    Column("entry", Integer, ForeignKey("reference_entries.seq"), nullable=False),
    PrimaryKeyConstraint("key", "entry"),
    sqlite_with_rowid=False,
)


def apply(connection: Connection) -> None:
    """Make the tables; lists of people made before say nothing of references, and are made again."""
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
