"""Feeds that are watched, what they announced, and the files of watched folders as they were when they were read."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, Table, Text

__all__ = ["apply"]

metadata = MetaData()

Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),
    Column("title", Text),
    Column("every", Float),
    Column("private", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("modified", Text),
    Column("added", Text, nullable=False),
    Column("checked", Text),
    Column("due", Float),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
)

Table(
    "feed_items",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("feed", Text, nullable=False),
    Column("private", Integer, nullable=False, server_default="0"),
    Column("guid", Text),
    Column("title", Text),
    Column("told", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Float, nullable=False),
    Column("error", Text),
    Index("feed_items_by_guid", "feed", "guid"),
    Index("feed_items_by_state", "state", "host", "due"),
)

Table(
    "watched_files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),
    Column("read", Text, nullable=False),
)


def apply(connection: Connection) -> None:
    """Make the tables."""
    metadata.create_all(connection, checkfirst=False)
