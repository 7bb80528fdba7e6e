"""What resolution knew when the lists were made is kept, so that a new document changes only what it touches."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

__all__ = ["apply"]

metadata = MetaData()

Table(
    "kept_forms",
    metadata,
    Column("form", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("block", Text, nullable=False),
    Column("grp", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("kept_forms_by_document", "document"),
    Index("kept_forms_by_block", "block"),
    Index("kept_forms_by_group", "grp"),
)

Table(
    "kept_groups",
    metadata,
    Column("label", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("kept_groups_by_person", "person"),
)

Table(
    "kept_names",
    metadata,
    Column("name", Text, nullable=False),
    Column("label", Text, nullable=False),
    PrimaryKeyConstraint("name", "label"),
    sqlite_with_rowid=False,
)

Table(
    "kept_keys",
    metadata,
    Column("key", Integer, nullable=False),
    Column("name", Text, nullable=False),
    PrimaryKeyConstraint("key", "name"),
    sqlite_with_rowid=False,
)

Table(
    "kept_bodies",
    metadata,
    Column("form", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("kept_bodies_by_document", "document"),
    Index("kept_bodies_by_key", "key"),
    Index("kept_bodies_by_label", "label"),
)

Table(
    "kept_acronyms",
    metadata,
    Column("acronym", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("acronym", "key"),
    sqlite_with_rowid=False,
)

Table(
    "kept_given",
    metadata,
    Column("kind", Text, nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("kind", "one", "other", "name", "document"),
    Index("kept_given_by_other", "kind", "other"),
    sqlite_with_rowid=False,
)

Table(
    "kept_accounts",
    metadata,
    Column("key", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    PrimaryKeyConstraint("key", "claim"),
    Index("kept_accounts_by_claim", "claim"),
    sqlite_with_rowid=False,
)

Table(
    "kept_company",
    metadata,
    Column("key", Integer, nullable=False),
    Column("meeting", Text, nullable=False),
    PrimaryKeyConstraint("key", "meeting"),
    Index("kept_company_by_meeting", "meeting"),
    sqlite_with_rowid=False,
)


def apply(connection: Connection) -> None:
    """Make the tables, and let whoever reads the lists next make them again."""
    metadata.create_all(connection, checkfirst=False)
    # What a list is found by goes with its entry.
    connection.exec_driver_sql("CREATE INDEX listed_terms_by_meeting ON listed_terms (meeting)")
    connection.exec_driver_sql("CREATE INDEX listed_statement_terms_by_statement ON listed_statement_terms (statement)")
    connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE name = 'facts'")
