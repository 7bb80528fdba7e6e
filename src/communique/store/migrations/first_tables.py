"""The tables a ledger began with, and its two counters at zero."""

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

Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied", Text, nullable=False),
)

Table(
    "state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("dateline", Text),
    Column("language", Text),
    Column("encoding", Text),
    Column("furniture", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("unread", Text),
    Column("captured", Text, nullable=False),
)

Table(
    "captures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("captured", Text, nullable=False),
    Index("captures_by_source", "source", "document", unique=True),
    Index("captures_by_document", "document"),
)

Table(
    "failures",
    metadata,
    Column("source", Text, primary_key=True),
    Column("error", Text, nullable=False),
    Column("failed", Text, nullable=False),
)

Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_by_document", "document"),
)

Table(
    "readings",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("steps", Text, nullable=False),
    PrimaryKeyConstraint("claim", "rule"),
)

Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("left_id", Text, nullable=False),
    Column("right_id", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("decided", Text, nullable=False),
    Index("judgements_by_pair", "left_id", "right_id"),
)

Table(
    "listed_meetings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("body", Text, nullable=False),
    Index("listed_meetings_by_position", "position"),
    Index("listed_meetings_by_date", "earliest", "latest"),
)

Table(
    "listed_people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("listed_people_by_position", "position"),
)

Table(
    "listed_organisations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("listed_organisations_by_position", "position"),
)

Table(
    "listed_terms",
    metadata,
    Column("field", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("meeting", Text, ForeignKey("listed_meetings.id"), nullable=False),
    PrimaryKeyConstraint("field", "term", "meeting"),
)

Table(
    "listed_claims",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("entry", Text, nullable=False),
    PrimaryKeyConstraint("claim", "entry"),
    Index("listed_claims_by_entry", "entry"),
)

Table(
    "listed_forms",
    metadata,
    Column("form", Text, primary_key=True),
    Column("entry", Text, nullable=False),
    Index("listed_forms_by_entry", "entry"),
)

Table(
    "listed_judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("left_id", Text, nullable=False),
    Column("right_id", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index("listed_judgements_by_left", "left_id"),
    Index("listed_judgements_by_right", "right_id"),
)


def apply(connection: Connection) -> None:
    """Make the tables."""
    metadata.create_all(connection, checkfirst=False)
    counters = [{"name": "facts", "value": 0}, {"name": "lists", "value": 0}]
    connection.execute(metadata.tables["state"].insert(), counters)
