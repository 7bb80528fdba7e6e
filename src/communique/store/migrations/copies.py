"""Sketches of the texts, what came of comparing them, and the list of copies; made when the lists are made next."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

__all__ = ["apply"]

metadata = MetaData()

# What the others refer to; it is there already.
_documents = Table("documents", metadata, Column("seq", Integer, primary_key=True), Column("id", Text, unique=True))

_new = (
    Table(
        "document_sketches",
        metadata,
        Column("document", Integer, ForeignKey("documents.seq"), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("bins", LargeBinary),
        Column("credit", Text, nullable=False),
        Column("standing", Text, nullable=False),
        Column("compared", Integer, nullable=False, server_default="0"),
    ),
    Table(
        "document_bands",
        metadata,
        Column("band", Integer, nullable=False),
        Column("document", Integer, ForeignKey("documents.seq"), nullable=False),
        PrimaryKeyConstraint("band", "document"),
        Index("document_bands_by_document", "document"),
        sqlite_with_rowid=False,
    ),
    Table(
        "compared_pairs",
        metadata,
        Column("left_seq", Integer, ForeignKey("documents.seq"), nullable=False),
        Column("right_seq", Integer, ForeignKey("documents.seq"), nullable=False),
        Column("grade", Text),
        Column("score", Float),
        Column("because", Text),
        PrimaryKeyConstraint("left_seq", "right_seq"),
    ),
    Table(
        "listed_copies",
        metadata,
        Column("document", Text, ForeignKey("documents.id"), primary_key=True),
        Column("other", Text, ForeignKey("documents.id"), nullable=False),
        Column("original", Text),
        Column("known_by", Text),
        Column("grade", Text, nullable=False),
        Column("score", Float, nullable=False),
        Column("because", Text, nullable=False),
        Index("listed_copies_by_other", "other"),
    ),
)


def apply(connection: Connection) -> None:
    """Make the tables, and let whoever reads the lists next make them again."""
    metadata.create_all(connection, tables=_new, checkfirst=False)
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
