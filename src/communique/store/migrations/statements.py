"""Statements: their list, what they can be found by, and in which documents they were looked for at all."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

__all__ = ["apply"]

metadata = MetaData()

Table(
    "listed_statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("body", Text, nullable=False),
    Index("listed_statements_by_position", "position"),
    Index("listed_statements_by_date", "earliest", "latest"),
)

Table(
    "listed_statement_terms",
    metadata,
    Column("field", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("statement", Text, ForeignKey("listed_statements.id"), nullable=False),
    PrimaryKeyConstraint("field", "term", "statement"),
)


def apply(connection: Connection) -> None:
    """Make the tables; in documents kept before, statements were not looked for."""
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN statements INTEGER NOT NULL DEFAULT 0")
