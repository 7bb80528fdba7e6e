"""Texts read anew and what that changed, texts forgotten, raw bytes that were asked to be kept."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

__all__ = ["apply"]

metadata = MetaData()

# What the others refer to; it is there already.
_documents = Table("documents", metadata, Column("id", Text, unique=True))
_claims = Table("claims", metadata, Column("id", Text, primary_key=True))

_new = (
    Table(
        "rereadings",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("document", Text, ForeignKey("documents.id"), nullable=False),
        Column("reader", Text, nullable=False),
        Column("reread", Text, nullable=False),
        Index("rereadings_by_document", "document"),
    ),
    Table(
        "revisions",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("rereading", Integer, ForeignKey("rereadings.seq"), nullable=False),
        Column("claim", Text, ForeignKey("claims.id"), nullable=False),
        Column("change", Text, nullable=False),
        Column("body", Text),
        Column("readings", Text),
        Index("revisions_by_claim", "claim", "seq"),
        Index("revisions_by_rereading", "rereading"),
    ),
    Table(
        "raws",
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("document", Text, ForeignKey("documents.id"), nullable=False),
        Column("source", Text, nullable=False),
        Column("media_type", Text),
        Column("size", Integer, nullable=False),
        Column("digest", Text, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("kept", Text, nullable=False),
        Index("raws_by_document", "document", "source", unique=True),
    ),
    Table(
        "tombstones",
        metadata,
        Column("id", Text, primary_key=True),
        Column("forgotten", Text, nullable=False),
        Column("because", Text),
    ),
)


def apply(connection: Connection) -> None:
    """Make the tables; which version of the readers read the documents kept before, nobody put down."""
    metadata.create_all(connection, tables=_new, checkfirst=False)
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN reader TEXT")
    connection.exec_driver_sql("INSERT INTO state (name, value) VALUES ('sweep', 0)")
