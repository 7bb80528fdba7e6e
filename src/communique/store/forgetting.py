"""Forgetting a text: it goes, with all that rests on it alone, and nothing but a tombstone stays.

This is the one place where facts are erased. What goes, goes in one transaction, so that a ledger has either all of it
or none. Then the lists are made again, and the file is written anew without the parts that are no longer in use: a
database leaves there what was erased.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, or_, select, update

from communique.errors import StoreError
from communique.model import Decision, Member, content_id
from communique.store.copying import SUBJECT, show_document, with_copies
from communique.store.decisions import load_decisions
from communique.store.forgotten import Tombstone, find_tombstone, list_tombstones, tombstone_id
from communique.store.forms import encode
from communique.store.in_force import load_standing
from communique.store.judging import check_reason
from communique.store.listing import bring_lists_up_to_date
from communique.store.migrating import now
from communique.store.opening import PATIENCE, Store
from communique.store.reading import list_documents
from communique.store.records import DocumentRecord
from communique.store.tables import (
    KEPT,
    LISTS,
    captures,
    claims,
    compared_pairs,
    document_bands,
    document_sketches,
    documents,
    failures,
    feed_items,
    judgements,
    listed_claims,
    listed_copies,
    listed_meetings,
    raws,
    readings,
    recognised,
    rereadings,
    revisions,
    state,
    tombstones,
    touched,
    watched_files,
)
from communique.store.troubles import explain_database_error
from communique.store.writing import insert_new, mark_changed

__all__ = ["Remains", "find_remains", "forget", "forget_as_in", "sweep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What a document leaves when it is forgotten: what goes with it, and what stays.

    Attributes:
        document: the document, with the texts that are copies of it.
        claims: how many claims go, those that newer readings retired included.
        meetings: the meetings that are listed by its claims alone, by their ids; they go from the list.
        judgements: how many judgements by people go, since they speak of it alone.
        emptied: how many judgements speak of other texts too; the names that stand in this one go from them.
        raw: the bytes of the raw contents that go.
        copies: other documents that are listed as copies of it or of the same text, or were read from the same source.
            They stay: each is a text of its own, to be forgotten by its own id.
    """

    document: DocumentRecord
    claims: int
    meetings: tuple[str, ...]
    judgements: int
    emptied: int
    raw: int
    copies: tuple[DocumentRecord, ...]


def find_remains(store: Store, name: str) -> Remains:
    """What forgetting a document would come to; nothing is written but lists that are out of date.

    Raises:
        NotFoundError: there is no such document.
        InputError: the beginning of an id fits several documents.
    """
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        record = show_document(connection, name)
        gone, emptied = _split(load_decisions(connection), _things_of(connection, record.id))
        return Remains(
            document=record,
            claims=_count(connection, claims, record.id),
            meetings=tuple(_meetings_of(connection, record.id)),
            judgements=len(gone),
            emptied=len(emptied),
            raw=connection.scalar(select(func.sum(raws.c.size)).where(raws.c.document == record.id)) or 0,
            copies=tuple(_copies_of(connection, record)),
        )


def forget(store: Store, document: str, *, because: str | None = None) -> Tombstone:
    """Erase a document with what rests on it alone, in one transaction; the tombstone stays.

    The bytes are in the file still, where nobody looks, until `sweep` has run; the ledger remembers that it has to.

    Args:
        store: the ledger.
        document: its id, in full.
        because: why, in a sentence without words of the text; it is kept.

    Returns:
        Its tombstone; the earlier one where it was forgotten before.

    Raises:
        InputError: the reason is longer than a reason.
        StoreError: the ledger cannot be written.
    """
    reason = check_reason(because)
    with store.writing() as connection:
        if (known := find_tombstone(connection, document)) is not None:
            return known
        tombstone = Tombstone(id=tombstone_id(document), forgotten=now(), because=reason)
        row = {"id": tombstone.id, "forgotten": tombstone.forgotten, "because": tombstone.because}
        connection.execute(tombstones.insert(), row)
        _erase_judgements(connection, document)
        _unlist_copies(connection, document)
        for table in (*LISTS, *KEPT):  # they hold words of it, and are made again
            connection.execute(delete(table))
        _erase(connection, document)
        connection.execute(update(state).where(state.c.name == "sweep").values(value=1))
        mark_changed(connection)
    return tombstone


def forget_as_in(store: Store, other: Store) -> tuple[Tombstone, ...]:
    """Forget what was forgotten in another ledger: for one that was restored from a backup of before.

    What is not here is not to come here either.

    Returns:
        The tombstones that are new here, whether there was a document to them or not.
    """
    with other.reading() as connection:
        theirs = list_tombstones(connection)
    with store.reading() as connection:
        known = {one.id for one in list_tombstones(connection)}
        here = {tombstone_id(one): one for one in connection.scalars(select(documents.c.id))}
    fresh = tuple(one for one in theirs if one.id not in known)
    for one in fresh:
        if one.id in here:
            forget(store, here[one.id], because=one.because)
        else:
            with store.writing() as connection:
                row = {"id": one.id, "forgotten": one.forgotten, "because": one.because}
                insert_new(connection, tombstones, [row])
    return fresh


def sweep(store: Store) -> bool:
    """Write the file anew without what was erased, and empty its log.

    Returns:
        False where another program held on to an earlier state of the ledger all the time, so that its log cannot be
        emptied yet; the next sweep does it.

    Raises:
        StoreError: the file cannot be written anew: the disk is full, or another program keeps it busy.
    """
    bring_lists_up_to_date(store)
    pooled = store.engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            emptied = _empty_log(connection)
        except sqlite3.Error as error:
            raise explain_database_error(error, store.path) or StoreError(
                f"{store.path} cannot be written anew: {error}"
            ) from error
    finally:
        pooled.close()
    if emptied:
        with store.writing() as writing:
            writing.execute(update(state).where(state.c.name == "sweep").values(value=0))
    return emptied


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Write the log back and cut it to nothing; False where somebody reads an earlier state for too long."""
    until = time.monotonic() + PATIENCE
    while True:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.1)


def _erase(connection: Connection, document: str) -> None:
    """Erase the facts of a document, those first that refer to others."""
    seq = select(documents.c.seq).where(documents.c.id == document).scalar_subquery()
    of_it = select(claims.c.id).where(claims.c.document == document)
    sources = select(captures.c.source).where(captures.c.document == document)
    # What a feed announced stays by its address, without its words: else `watch` would ask for it again and again.
    announced = or_(feed_items.c.address.in_(sources), feed_items.c.key.in_(sources))
    told = (
        update(feed_items).where(announced).values(title=None, guid=None, told="{}", error=None),
        delete(watched_files).where(watched_files.c.path.in_(sources)),
        delete(listed_copies).where(or_(listed_copies.c.document == document, listed_copies.c.other == document)),
        delete(compared_pairs).where(or_(compared_pairs.c.left_seq == seq, compared_pairs.c.right_seq == seq)),
        delete(document_bands).where(document_bands.c.document == seq),
        delete(document_sketches).where(document_sketches.c.document == seq),
        delete(revisions).where(revisions.c.claim.in_(of_it)),
        delete(readings).where(readings.c.claim.in_(of_it)),
        delete(claims).where(claims.c.document == document),
        delete(rereadings).where(rereadings.c.document == document),
        delete(raws).where(raws.c.document == document),
        delete(failures).where(failures.c.source.in_(sources)),
        delete(captures).where(captures.c.document == document),
        delete(touched).where(touched.c.document == document),
        delete(recognised).where(recognised.c.document == document),
        delete(documents).where(documents.c.id == document),
    )
    for statement in told:
        connection.execute(statement)


def _unlist_copies(connection: Connection, document: str) -> None:
    """Let the texts be compared again whose neighbour it was: what they are copies of may have hung on it."""
    seq = connection.scalar(select(documents.c.seq).where(documents.c.id == document))
    bands = select(document_bands.c.band).where(document_bands.c.document == seq)
    near = select(document_bands.c.document).where(document_bands.c.band.in_(bands))
    again = update(document_sketches).values(compared=0)
    connection.execute(again.where(document_sketches.c.document.in_(near)))
    sides = [{m.id for m in (*one.left, *one.right)} for one in load_decisions(connection) if one.subject == SUBJECT]
    judged = {one for side in sides if document in side for one in side}
    judged_seqs = select(documents.c.seq).where(documents.c.id.in_(sorted(judged)))
    connection.execute(again.where(document_sketches.c.document.in_(judged_seqs)))


def _erase_judgements(connection: Connection, document: str) -> None:
    things = _things_of(connection, document)
    gone, emptied = _split(load_decisions(connection), things)
    for one in gone:
        connection.execute(delete(judgements).where(judgements.c.id == one.id))
    for one in emptied:
        left, right = (
            tuple(_emptied(member, things, tombstone_id(document)) for member in side) for side in (one.left, one.right)
        )
        of_nothing = any(_stand_in(things, side) for side in (one.left, one.right))
        values = {
            "left_id": left[0].id,
            "right_id": right[0].id,
            "sides": encode((left, right)),
            # Where nothing is left of a side it can never hold again, and its reason may speak of what went.
            "because": "" if of_nothing else one.because or "",
        }
        connection.execute(update(judgements).where(judgements.c.id == one.id).values(**values))


def _things_of(connection: Connection, document: str) -> frozenset[str]:
    """All that a judgement can speak of in a document: itself, its claims, the names in them."""
    # Deferred: what builds lists is imported where they are built.
    from communique.resolution.named import named_in

    found = [claim for claim, _ in load_standing(connection, document).values()]
    return frozenset({document, *(one.id for one in found), *(form for one in found for form, _ in named_in(one))})


def _split(decisions: Sequence[Decision], things: frozenset[str]) -> tuple[list[Decision], list[Decision]]:
    """The decisions that speak of a document alone, with what withdraws them; and those that speak of others too.

    One that speaks of it alone stays, emptied, where another that stays is on the same two things: it may have taken
    the place of that one, which would be in force again without it.
    """
    touching = [one for one in decisions if any(_is_one_of(things, member) for member in (*one.left, *one.right))]
    alone = {one.id for one in touching if _stand_in(things, (*one.left, *one.right))}
    kept_pairs = {_pair(one) for one in decisions if one.id not in alone}
    gone = [one for one in touching if one.id in alone and _pair(one) not in kept_pairs]
    gone_ids = {one.id for one in gone}
    return gone, [one for one in touching if one.id not in gone_ids]


def _pair(one: Decision) -> tuple[str, str, str]:
    return one.subject, one.left[0].id, one.right[0].id


def _stand_in(things: frozenset[str], members: Iterable[Member]) -> bool:
    return all(_is_one_of(things, member) for member in members)


def _is_one_of(things: frozenset[str], member: Member) -> bool:
    # What an older reading had of the document is not among its things any more; the member tells where it stood.
    return member.id in things or member.document in things


def _emptied(member: Member, things: frozenset[str], tombstone: str) -> Member:
    """A member without its words, under an id that is as good for telling it from others."""
    if not _is_one_of(things, member):
        return member
    kind, _, _ = member.id.partition("_")
    return Member(id=content_id(kind, "forgotten", member.id), document=tombstone)


def _count(connection: Connection, table: Table, document: str) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(table.c.document == document)) or 0


def _meetings_of(connection: Connection, document: str) -> Iterator[str]:
    """The meetings that no claim of another document stands behind."""
    here = select(listed_claims.c.entry).join(claims).where(claims.c.document == document)
    elsewhere = (
        select(listed_claims.c.entry).join(claims).where(claims.c.document != document, claims.c.kind == "meeting")
    )
    query = select(listed_meetings.c.id).where(listed_meetings.c.id.in_(here), listed_meetings.c.id.not_in(elsewhere))
    yield from connection.scalars(query.order_by(listed_meetings.c.position))


def _copies_of(connection: Connection, record: DocumentRecord) -> Iterator[DocumentRecord]:
    """The other documents that are copies of it or with it of a third, and those read from one of its sources."""
    pairs = connection.execute(select(listed_copies.c.document, listed_copies.c.other)).all()
    group, before = {record.id}, 0
    while len(group) > before:
        before = len(group)
        group |= {one for pair in pairs if not group.isdisjoint(pair) for one in pair}
    for some in record.sources:
        group |= set(connection.scalars(select(captures.c.document).where(captures.c.source == some)))
    others = [one for one in list_documents(connection) if one.id in group and one.id != record.id]
    yield from with_copies(connection, others)
