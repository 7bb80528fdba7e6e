"""Checking everything that a ledger promises: its file, its tables, its facts, and that its lists follow from them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from itertools import chain

import msgspec
from sqlalchemy import Connection, Table, select

from communique.errors import StoreError
from communique.store.backups import scratch_copy
from communique.store.decisions import load_decisions
from communique.store.forgotten import sweep_is_due, tombstone_id
from communique.store.in_force import CHANGES
from communique.store.listing import rebuild_lists
from communique.store.migrations import MIGRATIONS
from communique.store.opening import Store
from communique.store.records import Fault
from communique.store.tables import (
    LISTS,
    claims,
    documents,
    listed_copies,
    metadata,
    migrations,
    raws,
    rereadings,
    revisions,
    state,
    tombstones,
)
from communique.store.verifying import verify

__all__ = ["STAGES", "check"]

STAGES = ("file", "tables", "texts and claims", "judgements", "forgotten texts", "lists")
"""What is checked, in this order; `--quick` leaves out the last."""

_MISSING = "other than every version makes it: "
NAMED = 20  # rows of one list that are named; the others are counted


def check(store: Store, *, quick: bool = False, on_stage: Callable[[str], None] | None = None) -> Iterator[Fault]:
    """Everything that does not hold, each as a fault; where the file or its tables are damaged, that and nothing more.

    Nothing is written to the ledger. The lists are made anew in a copy of it and compared.

    Args:
        store: the ledger.
        quick: do not compare the lists, which takes as long as making them.
        on_stage: is told what is checked next.
    """
    begin = on_stage or (lambda stage: None)
    begin("file")
    damaged = list(_check_file(store))
    yield from damaged
    if damaged:
        return
    try:
        with store.reading() as connection:
            begin("tables")
            broken = list(_check_tables(connection))
            yield from broken
            if any(fault.problem.startswith(_MISSING) for fault in broken):
                return
            begin("texts and claims")
            yield from verify(connection)
            yield from _check_revisions(connection)
            yield from _check_raws(connection)
            begin("judgements")
            yield from _check_judgements(connection)
            begin("forgotten texts")
            yield from _check_tombstones(connection)
        if not quick:
            begin("lists")
            yield from _check_lists(store)
    except StoreError as error:
        yield Fault(id="file", source=None, problem=str(error))


def _check_file(store: Store) -> Iterator[Fault]:
    try:
        with store.reading() as connection:
            for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if said != "ok":
                    yield Fault(id="file", source=None, problem=f"SQLite finds the file damaged: {said}")
    except StoreError as error:
        yield Fault(id="file", source=None, problem=str(error))


def _check_tables(connection: Connection) -> Iterator[Fault]:
    applied = list(connection.scalars(select(migrations.c.name)))
    for name in sorted(set(MIGRATIONS) ^ set(applied)):
        said = "was not run" if name in MIGRATIONS else "is not known to this version"
        yield Fault(id=name, source=None, problem=f"the migration {said}")
    for table in metadata.sorted_tables:
        told = connection.exec_driver_sql(f"PRAGMA table_info({table.name})")
        columns = {row[1] for row in told}
        if lacking := sorted({column.name for column in table.columns} - columns):
            problem = f"columns are not there: {', '.join(lacking)}" if columns else "the table is not there"
            yield Fault(id=table.name, source=None, problem=f"{_MISSING}{problem}")
    for table_name, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(id=table_name, source=None, problem=f"row {row} refers to something that is not in {parent}")
    counters = {row.name: row.value for row in connection.execute(select(state))}
    for name in ("facts", "lists", "sweep"):
        if name not in counters:
            yield Fault(id="state", source=None, problem=f"the counter {name!r} is not there")
    if counters.get("lists", 0) > counters.get("facts", 0):
        yield Fault(id="state", source=None, problem="the lists claim to follow facts that are not there yet")


def _check_revisions(connection: Connection) -> Iterator[Fault]:
    query = (
        select(revisions.c.claim, revisions.c.change, revisions.c.body, claims.c.document, rereadings.c.document)
        .join(claims, claims.c.id == revisions.c.claim)
        .join(rereadings, rereadings.c.seq == revisions.c.rereading)
        .order_by(revisions.c.seq)
    )
    retired: set[str] = set()
    for claim, change, body, of, reread in connection.execute(query):
        if of != reread:
            yield Fault(id=claim, source=None, problem=f"revised by a rereading of {reread}, and it is of {of}")
        if change not in CHANGES:
            yield Fault(
                id=claim, source=None, problem=f"a revision of the kind {change!r}; expected {', '.join(CHANGES)}"
            )
        if (change in ("revised", "restored")) is (body is None):
            yield Fault(id=claim, source=None, problem=f"a revision of the kind {change!r} and the wrong contents")
        if change != "found" and (change == "restored") is not (claim in retired):
            yield Fault(id=claim, source=None, problem=f"{change}, which its revisions before do not allow")
        retired = retired | {claim} if change == "retired" else retired - {claim}


def _check_raws(connection: Connection) -> Iterator[Fault]:
    for row in connection.execution_options(yield_per=20).execute(select(raws).order_by(raws.c.seq)):
        try:
            data = zlib.decompress(row.data)
        except zlib.error as error:
            yield Fault(id=row.document, source=row.source, problem=f"its raw bytes are damaged: {error}")
            continue
        if (len(data), hashlib.blake2b(data, digest_size=16).hexdigest()) != (row.size, row.digest):
            yield Fault(id=row.document, source=row.source, problem="its raw bytes are not those that were kept")


def _check_judgements(connection: Connection) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    try:
        decisions = load_decisions(connection)
    except (StoreError, ValueError, msgspec.ValidationError) as error:
        yield Fault(id="judgements", source=None, problem=str(error))
        return
    for one in decisions:
        if one.id in seen:
            yield Fault(id=one.id, source=None, problem="two judgements have this id")
        if one.withdraws is not None and one.withdraws not in seen:
            problem = f"withdraws {one.withdraws}, which was not decided before"
            yield Fault(id=one.id, source=None, problem=problem)
        if {member.id for member in one.left} & {member.id for member in one.right}:
            yield Fault(id=one.id, source=None, problem="something stands on both of its sides")
        seen[one.id] = one.subject


def _check_tombstones(connection: Connection) -> Iterator[Fault]:
    buried = set(connection.scalars(select(tombstones.c.id)))
    if buried:
        for document in connection.scalars(select(documents.c.id).order_by(documents.c.seq)):
            if tombstone_id(document) in buried:
                yield Fault(id=document, source=None, problem="this text was forgotten, and is in the ledger")
    if sweep_is_due(connection):
        problem = "words of forgotten texts may still lie in unused parts of the file: `communique forget --sweep`"
        yield Fault(id="file", source=None, problem=problem)


def _check_lists(store: Store) -> Iterator[Fault]:
    """Make the lists anew from the facts alone, copies included, and compare them with those that are there."""
    # Deferred: what compares texts is needed by no other check.
    from communique.store.copying import forget_copies

    with scratch_copy(store) as scratch:
        with scratch.reading() as connection:
            counters = {row.name: row.value for row in connection.execute(select(state))}
        if counters["facts"] != counters["lists"]:
            return  # whoever asks for them next makes them again
        compared = (*LISTS, listed_copies)
        with scratch.writing() as connection:
            for table in compared:
                connection.exec_driver_sql(f"CREATE TABLE kept_{table.name} AS SELECT * FROM {table.name}")
        forget_copies(scratch)
        rebuild_lists(scratch)
        with scratch.reading() as connection:
            yield from chain.from_iterable(_compare(connection, table) for table in compared)


def _compare(connection: Connection, table: Table) -> Iterator[Fault]:
    key = next(name for name in ("id", "meeting", "statement", "entry", "document") if name in table.columns)
    both = {
        "is listed, and does not follow from the facts": (f"kept_{table.name}", table.name),
        "follows from the facts, and is not listed so": (table.name, f"kept_{table.name}"),
    }
    for said, (one, other) in both.items():
        query = f"SELECT {key} FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other}) ORDER BY {key}"
        found = [row[0] for row in connection.exec_driver_sql(query)]
        for entry in found[:NAMED]:
            yield Fault(id=entry, source=None, problem=f"{table.name}: {said}")
        if len(found) > NAMED:
            problem = f"{len(found) - NAMED:,} more rows of which each {said}"
            yield Fault(id=table.name, source=None, problem=problem)
