"""The tables of a ledger, as they are after every migration.

Facts are written once and never edited: documents, their captures, claims, readings, judgements. Lists (`listed_…`) are
what the facts come to; they may be dropped at any time and are rebuilt from the facts alone.

The definitions hold for SQLite and for PostgreSQL. A change here goes with a migration that makes it.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
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

__all__ = [
    "KEPT",
    "LISTS",
    "captures",
    "claims",
    "compared_pairs",
    "document_bands",
    "document_sketches",
    "documents",
    "failures",
    "feed_items",
    "feeds",
    "judgements",
    "kept_accounts",
    "kept_acronyms",
    "kept_bodies",
    "kept_company",
    "kept_forms",
    "kept_given",
    "kept_groups",
    "kept_keys",
    "kept_names",
    "listed_claims",
    "listed_copies",
    "listed_events",
    "listed_forms",
    "listed_judgements",
    "listed_meetings",
    "listed_organisations",
    "listed_people",
    "listed_statement_terms",
    "listed_statements",
    "listed_terms",
    "metadata",
    "migrations",
    "raws",
    "readings",
    "reference_captures",
    "reference_entries",
    "reference_keys",
    "reference_members",
    "rereadings",
    "revisions",
    "state",
    "tombstones",
    "touched",
    "watched_files",
]

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied", Text, nullable=False),
)

# Counters: `facts` grows with every write, `lists` says how far the lists have followed. `sweep` is 1 while words of
# a forgotten text may still lie in parts of the file that are no longer in use.
state = Table(
    "state",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

# The documents written since the lists last followed, with the counter `facts` after the write; NULL for a write after
# which all lists are made again.
touched = Table(
    "touched",
    metadata,
    Column("at", Integer, nullable=False),
    Column("document", Text),
    Index("touched_by_time", "at"),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),  # the order of arrival; everything outside speaks of ids
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("dateline", Text),
    Column("language", Text),
    Column("encoding", Text),
    Column("furniture", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),  # UTF-8, compressed with zlib
    Column("unread", Text),  # why no claims were looked for; NULL where they were
    Column("captured", Text, nullable=False),
    Column("statements", Integer, nullable=False, server_default="0"),  # 1 where statements were looked for
    Column("authors", Text, nullable=False, server_default="[]"),  # a JSON list of names
    Column("updated", Text),
    Column("address", Text),
    Column("reader", Text),  # which version of the readers read it first; NULL where that was not put down
)

captures = Table(
    "captures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("captured", Text, nullable=False),
    Column("told", Text),  # JSON: what this source says of the text; NULL where that is what the document's row has
    Index("captures_by_source", "source", "document", unique=True),
    Index("captures_by_document", "document"),
)

failures = Table(
    "failures",
    metadata,
    Column("source", Text, primary_key=True),
    Column("error", Text, nullable=False),
    Column("failed", Text, nullable=False),
)

# What is watched. No facts: nothing that is listed follows from these; they say what is to be asked for next, and keep
# what was read from being asked for again.
feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),
    Column("title", Text),
    Column("every", Float),  # seconds between two looks; NULL for the usual
    Column("private", Integer, nullable=False, server_default="0"),  # 1 where it may lie on a private host
    Column("etag", Text),  # what the server called the version that was read last, and since when it was so
    Column("modified", Text),
    Column("added", Text, nullable=False),
    Column("checked", Text),
    Column("due", Float),  # seconds since 1970; NULL where it is gone for good
    Column("failures", Integer, nullable=False, server_default="0"),  # one after the other, up to now
    Column("error", Text),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # its address in the form in which it is known again
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("feed", Text, nullable=False),  # that announced it first; it may be watched no longer
    Column("private", Integer, nullable=False, server_default="0"),
    Column("guid", Text),
    Column("title", Text),
    Column("told", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Float, nullable=False),  # seconds since 1970
    Column("error", Text),
    Index("feed_items_by_guid", "feed", "guid"),
    Index("feed_items_by_state", "state", "host", "due"),
)

watched_files = Table(
    "watched_files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),  # nanoseconds since 1970
    Column("read", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_by_document", "document"),
)

readings = Table(
    "readings",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("steps", Text, nullable=False),
    PrimaryKeyConstraint("claim", "rule"),
)

# A text read anew, without being fetched: by which version of the readers, and when.
rereadings = Table(
    "rereadings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("reread", Text, nullable=False),
    Index("rereadings_by_document", "document"),
)

# What a rereading made of a claim: that it found it for the first time, no longer, otherwise than before, or again. The
# last revision of a claim is in force; body and readings are those of the claim from then on, NULL where it is retired
# or where they are the claim's own.
revisions = Table(
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
)

# Which contents gave which text, by a hash of the bytes and of all else that reading them depends on. It may be
# dropped: then each file is read again once.
recognised = Table(
    "recognised",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Index("recognised_by_document", "document"),
)

# The bytes from which a text was extracted, where somebody asked to keep them.
raws = Table(
    "raws",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("media_type", Text),
    Column("size", Integer, nullable=False),  # bytes, before they were compressed
    Column("digest", Text, nullable=False),  # BLAKE2b of them
    Column("data", LargeBinary, nullable=False),  # compressed with zlib
    Column("kept", Text, nullable=False),
    Index("raws_by_document", "document", "source", unique=True),
)

# That a text was forgotten, by a hash of its id: no word of it, and not where it came from.
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Text, primary_key=True),
    Column("forgotten", Text, nullable=False),
    Column("because", Text),
)

# By what copies find each other without being read again. These three follow from the texts alone and may be dropped:
# they are made again when the lists are.
document_sketches = Table(
    "document_sketches",
    metadata,
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True),
    Column("version", Integer, nullable=False),  # of the rule that made it
    Column("bins", LargeBinary),  # NULL for a text too short to be compared
    Column("credit", Text, nullable=False),  # whom the text credits
    Column("standing", Text, nullable=False),  # early ones first
    Column("compared", Integer, nullable=False, server_default="0"),  # 1 once its copies are listed
    Index("document_sketches_by_state", "compared"),
    Index("document_sketches_by_version", "version"),
)

document_bands = Table(
    "document_bands",
    metadata,
    Column("band", Integer, nullable=False),
    Column("document", Integer, ForeignKey("documents.seq"), nullable=False),
    PrimaryKeyConstraint("band", "document"),
    Index("document_bands_by_document", "document"),
    sqlite_with_rowid=False,
)

# What came of comparing two texts word by word; the one that arrived first on the left. No grade: no copies.
compared_pairs = Table(
    "compared_pairs",
    metadata,
    Column("left_seq", Integer, ForeignKey("documents.seq"), nullable=False),
    Column("right_seq", Integer, ForeignKey("documents.seq"), nullable=False),
    Column("grade", Text),
    Column("score", Float),
    Column("because", Text),
    PrimaryKeyConstraint("left_seq", "right_seq"),
)

# What people decided, in the order in which they did, withdrawals among it. Judgements by rules follow from the claims
# and are listed instead (`listed_judgements`).
judgements = Table(
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
    Column("sides", Text),  # all that stood behind either of the two; NULL where it was the two alone
    Column("withdraws", Text),  # the id of the decision that this one withdraws; NULL for a judgement
    Index("judgements_by_pair", "left_id", "right_id"),
    Index("judgements_by_id", "id"),
)

# Reference lists. Each import of a list is a capture of it; of those of one name the last is in force, and it says that
# the list was withdrawn where it has no digest. What stands in a list is kept once by its content, whatever captures
# have it, so that a new version of a list adds what is new in it.
reference_captures = Table(
    "reference_captures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text),  # of the files, and of all that says how to read them
    Column("source", Text),
    Column("form", Text),
    Column("licence", Text),
    Column("as_of", Text),
    Column("people", Integer, nullable=False),
    Column("organisations", Integer, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("unnamed", Integer, nullable=False),  # posts left out since the files do not say what they are called
    Column("skipped", Integer, nullable=False),  # rows that could not be used
    Column("troubles", Text, nullable=False),  # the first of those, with the reasons
    Column("captured", Text, nullable=False),
    Index("reference_captures_by_name", "name", "seq"),
)

reference_entries = Table(
    "reference_entries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)

reference_members = Table(
    "reference_members",
    metadata,
    Column("entry", Integer, ForeignKey("reference_entries.seq"), nullable=False),
    Column("capture", Integer, ForeignKey("reference_captures.seq"), nullable=False),
    PrimaryKeyConstraint("entry", "capture"),
    sqlite_with_rowid=False,
)

# What an entry can be found by: folded names, words of names, posts.
reference_keys = Table(
    "reference_keys",
    metadata,
    Column("key", Text, nullable=False),
    Column("entry", Integer, ForeignKey("reference_entries.seq"), nullable=False),
    PrimaryKeyConstraint("key", "entry"),
    sqlite_with_rowid=False,
)

# `position` is a key of the printed order: it stays as it is, whatever is put in beside it. `earliest` and `latest`
# bound the date in days (YYYY-MM-DD).
listed_meetings = Table(
    "listed_meetings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("body", Text, nullable=False),
    Index("listed_meetings_by_position", "position"),
    Index("listed_meetings_by_date", "earliest", "latest"),
)

listed_people = Table(
    "listed_people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("listed_people_by_position", "position"),
)

listed_organisations = Table(
    "listed_organisations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("listed_organisations_by_position", "position"),
)

# `earliest` and `latest` bound the day on which the document was published.
listed_statements = Table(
    "listed_statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("body", Text, nullable=False),
    Index("listed_statements_by_position", "position"),
    Index("listed_statements_by_date", "earliest", "latest"),
)

listed_statement_terms = Table(
    "listed_statement_terms",
    metadata,
    Column("field", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("statement", Text, ForeignKey("listed_statements.id"), nullable=False),
    PrimaryKeyConstraint("field", "term", "statement"),
    Index("listed_statement_terms_by_statement", "statement"),
)

# What a meeting can be found by: one row a field and value, folded for comparison.
listed_terms = Table(
    "listed_terms",
    metadata,
    Column("field", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("meeting", Text, ForeignKey("listed_meetings.id"), nullable=False),
    PrimaryKeyConstraint("field", "term", "meeting"),
    Index("listed_terms_by_meeting", "meeting"),
)

# Which claims an entry of a list rests on.
listed_claims = Table(
    "listed_claims",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("entry", Text, nullable=False),
    PrimaryKeyConstraint("claim", "entry"),
    Index("listed_claims_by_entry", "entry"),
)

# What judgements on people and organisations speak of: a name in a document, and the entry that it came to be part of.
listed_forms = Table(
    "listed_forms",
    metadata,
    Column("form", Text, primary_key=True),
    Column("entry", Text, nullable=False),
    Index("listed_forms_by_entry", "entry"),
)

# What rules hold to be the same or different, and which entry of a list that bears on.
listed_judgements = Table(
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

# Which entry stands at each place of the timeline of everything: the same one several times where it gives several
# events, as a promise does, and the day on which it is due.
listed_events = Table(
    "listed_events",
    metadata,
    Column("position", Text, primary_key=True),
    Column("entry", Text, nullable=False),
    Index("listed_events_by_entry", "entry"),
)

# What each document is a copy of, so far as it is. Not made anew with the other lists: a new document changes what its
# near neighbours are copies of, and nothing else.
listed_copies = Table(
    "listed_copies",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("other", Text, ForeignKey("documents.id"), nullable=False),
    Column("original", Text),  # NULL where nothing tells which of the two it is
    Column("known_by", Text),
    Column("grade", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Index("listed_copies_by_other", "other"),
)

# What resolution knew when the lists were made, so that what new documents change can be found without resolving
# everything again. It follows from the facts like the lists, and is made anew where it is missing.
#
# The names of people in each document; the groups of those with equal names, and what came of each; the names of these,
# and the keys by which names are compared.
kept_forms = Table(
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

kept_groups = Table(
    "kept_groups",
    metadata,
    Column("label", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("kept_groups_by_person", "person"),
)

# What is known of each person, as numbers, so that those who share nothing with another need not be read.
kept_people = Table(
    "kept_people",
    metadata,
    Column("person", Text, primary_key=True),
    Column("facts", LargeBinary, nullable=False),
)

kept_names = Table(
    "kept_names",
    metadata,
    Column("name", Text, nullable=False),
    Column("label", Text, nullable=False),
    PrimaryKeyConstraint("name", "label"),
    sqlite_with_rowid=False,
)

kept_keys = Table(
    "kept_keys",
    metadata,
    Column("key", Integer, nullable=False),
    Column("name", Text, nullable=False),
    PrimaryKeyConstraint("key", "name"),
    sqlite_with_rowid=False,
)

# The names of organisations in each document, what texts say of them outright, and the acronyms of their names.
kept_bodies = Table(
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

kept_acronyms = Table(
    "kept_acronyms",
    metadata,
    Column("acronym", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("acronym", "key"),
    sqlite_with_rowid=False,
)

kept_given = Table(
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

# The accounts of meetings by the pairs of their parties.
kept_accounts = Table(
    "kept_accounts",
    metadata,
    Column("key", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    PrimaryKeyConstraint("key", "claim"),
    Index("kept_accounts_by_claim", "claim"),
    sqlite_with_rowid=False,
)

# The meetings by the pairs of people who were at them.
kept_company = Table(
    "kept_company",
    metadata,
    Column("key", Integer, nullable=False),
    Column("meeting", Text, nullable=False),
    PrimaryKeyConstraint("key", "meeting"),
    Index("kept_company_by_meeting", "meeting"),
    sqlite_with_rowid=False,
)

KEPT = (
    kept_company,
    kept_forms,
    kept_groups,
    kept_people,
    kept_names,
    kept_keys,
    kept_bodies,
    kept_acronyms,
    kept_given,
    kept_accounts,
)

# In the order in which they can be emptied.
LISTS = (
    listed_terms,
    listed_statement_terms,
    listed_claims,
    listed_forms,
    listed_judgements,
    listed_events,
    listed_meetings,
    listed_people,
    listed_organisations,
    listed_statements,
)
