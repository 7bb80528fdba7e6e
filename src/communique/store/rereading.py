"""Texts read anew: what a newer reading makes of the claims of a document is put down beside them.

No claim is edited and none is deleted. One that is no longer found is retired by a revision, one that is found with
other values is revised by one, and one that is found again is restored by one; each says which reading it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select, update

from communique.model import Document, Extraction, MeetingClaim, Reading, RoleClaim
from communique.resolution.named import label_of
from communique.store.captures import chosen_source, load_account, reads_otherwise
from communique.store.forgotten import refuse_forgotten
from communique.store.forms import claim_row, encode, load_claim, reading_row
from communique.store.in_force import encode_readings, load_standing
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.reading import iter_documents, load_readings
from communique.store.records import Claim, claims_of
from communique.store.tables import claims, documents, readings, rereadings, revisions
from communique.store.writing import insert_new, mark_changed, note_capture
from communique.views.contract import meeting_form, role_form, statement_form

__all__ = ["Change", "ClaimChange", "Due", "find_due", "iter_past", "keep_account", "keep_rereading", "load_texts"]


class Change(StrEnum):
    """What a newer reading makes of something."""

    NEW = "new"  # not read before
    GONE = "gone"  # read before, and no longer
    CHANGED = "changed"  # read in the same words, with other values
    BACK = "back"  # read again, after it was gone


_REVISIONS = {Change.NEW: "found", Change.GONE: "retired", Change.CHANGED: "revised", Change.BACK: "restored"}
_CHANGES = {word: change for change, word in _REVISIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """What a newer reading of a document makes of one of its claims.

    Attributes:
        claim: the claim's id.
        kind: `meeting`, `role` or `statement`.
        change: what has become of it.
        label: the claim in a few words.
        fields: by field, its value before and after, in the plain form of the contract; only of what is changed.
        document: the document's id.
        source: where that was read from first.
        quote: the first passage of its evidence.
        reader: by which version of the readers.
        when: when, in UTC.
    """

    claim: str
    kind: str
    change: Change
    label: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    document: str
    source: str
    quote: str | None
    reader: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A document that is to be read anew.

    Attributes:
        seq: its place in the order of arrival.
        captured: when it was first read, in UTC.
    """

    seq: int
    captured: str


def find_due(connection: Connection, *, reader: str | None, chosen: Sequence[str] | None = None) -> tuple[Due, ...]:
    """The documents that another version of the readers read last, in the order of arrival.

    Args:
        connection: to the ledger.
        reader: the present version; None where nobody can tell whether a document was read by it.
        chosen: ids; these documents alone, whoever read them last.
    """
    columns = (documents.c.seq, documents.c.captured)
    if chosen is not None:
        query = select(*columns).where(documents.c.id.in_(chosen))
    elif reader is None:
        query = select(*columns)
    else:
        earlier = rereadings.alias("earlier")
        last = select(func.max(earlier.c.seq)).where(earlier.c.document == documents.c.id).scalar_subquery()
        by = func.coalesce(rereadings.c.reader, documents.c.reader, "")
        joined = documents.outerjoin(rereadings, rereadings.c.seq == last)
        query = select(*columns).select_from(joined).where(by != reader)
    return tuple(Due(seq=seq, captured=when) for seq, when in connection.execute(query.order_by(documents.c.seq)))


def load_texts(store: Store, some: Sequence[Due]) -> list[Document]:
    """The documents with their texts; one that was forgotten meanwhile is left out."""
    with store.reading() as connection:
        return list(iter_documents(connection, [one.seq for one in some]))


def keep_rereading(store: Store, found: Extraction, *, reader: str) -> tuple[ClaimChange, ...]:
    """Put down what a newer reading of a document makes of its claims, in one transaction.

    Claims that another reader brought (`load`) are left alone: ours not finding them says nothing of them.

    Returns:
        What it changed. Where that is nothing, and this version has read the document before, nothing is written.

    Raises:
        ForgottenError: the document was forgotten.
    """
    with store.writing() as connection:
        refuse_forgotten(connection, found.document.id)
        return _put_down(connection, found, reader=reader)


def keep_account(
    store: Store, found: Extraction, *, reader: str | None, also: Callable[[Connection], None] = lambda connection: None
) -> None:
    """Record another source of a document whose word on its day or title stands from now on, and what is read by it.

    Args:
        store: the ledger.
        found: the document as that source has it, with its claims.
        reader: which version of the readers looked for them; None where that is not known.
        also: writes what else belongs into the same transaction.

    Raises:
        ForgottenError: the document was forgotten.
    """
    document = found.document
    with store.writing() as connection:
        refuse_forgotten(connection, document.id)
        note_capture(connection, document, read=True)
        if _stands(connection, document):  # another writer may have brought a better account meanwhile
            _put_down(connection, found, reader=reader or _last_reader(connection, document.id) or "")
        also(connection)


def _stands(connection: Connection, document: Document) -> bool:
    known = load_account(connection, document.id)
    return known is not None and not reads_otherwise(document, known)


def _put_down(connection: Connection, found: Extraction, *, reader: str) -> tuple[ClaimChange, ...]:
    document = found.document
    when = now()
    known = load_standing(connection, document.id)
    how = load_readings(connection, select(claims.c.id).where(claims.c.document == document.id))
    theirs = {one for one, read in how.items() if any(map(_is_foreign, read))}
    source = _source(connection, document)
    fresh = {claim.id: claim for claim in claims_of(found)}

    def change(what: Change, claim: Claim, before: Claim | None = None) -> ClaimChange:
        return _change(what, claim, before, source=source, reader=reader, when=when)

    made: list[ClaimChange] = []
    for one, claim in fresh.items():
        before, stands = known.get(one, (None, False))
        if before is None:
            made.append(change(Change.NEW, claim))
        elif not stands:
            made.append(change(Change.BACK, claim, before))
        elif before != claim and one not in theirs:
            made.append(change(Change.CHANGED, claim, before))
    gone = (one for one, (_, stands) in known.items() if stands and one not in fresh and one not in theirs)
    made += [change(Change.GONE, known[one][0]) for one in gone]
    last = _last_reader(connection, document.id)
    if not made and last == reader:
        return ()
    row = {"document": document.id, "reader": reader, "reread": when}
    seq = connection.execute(rereadings.insert().returning(rereadings.c.seq), row).scalar_one()
    looked_for = {"unread": None, "statements": 1}
    connection.execute(update(documents).where(documents.c.id == document.id).values(**looked_for))
    insert_new(connection, claims, [claim_row(fresh[one.claim]) for one in made if one.change is Change.NEW])
    # The readings of what is revised stand in its revision: they bear out other values.
    revised = {one.claim for one in made if one.change in (Change.CHANGED, Change.BACK)}
    plain = (one for one in found.readings if one.claim not in revised)
    insert_new(connection, readings, [reading_row(one) for one in plain])
    rows = [_revision(one, seq, fresh, found.readings) for one in made]
    if rows:
        connection.execute(revisions.insert(), rows)
        mark_changed(connection)  # a claim may be gone: what that changes is not followed by itself
    return tuple(made)


def iter_past(connection: Connection, document: str | None = None) -> Iterator[ClaimChange]:
    """What earlier rereadings changed, in the order in which they did.

    Args:
        connection: to the ledger.
        document: only of this document, by its id.
    """
    source = chosen_source(claims.c.document).label("source")
    query = (
        select(revisions, rereadings.c.reader, rereadings.c.reread, claims.c.kind, claims.c.body.label("first"), source)
        .join(claims, claims.c.id == revisions.c.claim)
        .join(rereadings, rereadings.c.seq == revisions.c.rereading)
        .order_by(revisions.c.seq)
    )
    if document is not None:
        query = query.where(claims.c.document == document)
    last: dict[str, Claim] = {}
    for row in connection.execute(query):
        before = last.get(row.claim) or load_claim(row.kind, row.first)
        claim = load_claim(row.kind, row.body) if row.body is not None else before
        last[row.claim] = claim
        yield _change(
            _CHANGES[row.change],
            claim,
            before,
            source=row.source,
            reader=row.reader,
            when=row.reread,
        )


def _change(what: Change, claim: Claim, before: Claim | None, *, source: str, reader: str, when: str) -> ClaimChange:
    fields = {}
    if before is not None and before != claim:
        old, new = _form(before), _form(claim)
        fields = {name: (old.get(name), new.get(name)) for name in new if old.get(name) != new.get(name)}
    return ClaimChange(
        claim=claim.id,
        kind=str(claim_row(claim)["kind"]),
        change=what,
        label=_label(claim),
        fields=fields,
        document=claim.document,
        source=source,
        quote=claim.evidence[0].quote if claim.evidence else None,
        reader=reader,
        when=when,
    )


def _form(claim: Claim) -> dict[str, Any]:
    if isinstance(claim, MeetingClaim):
        return meeting_form(claim)
    return role_form(claim) if isinstance(claim, RoleClaim) else statement_form(claim)


def _label(claim: Claim) -> str:
    if isinstance(claim, RoleClaim):
        return ", ".join(part for part in (claim.person, claim.role, claim.organisation) if part)
    return label_of(claim) or claim.id


def _revision(one: ClaimChange, rereading: int, fresh: dict[str, Claim], how: Sequence[Reading]) -> dict[str, Any]:
    with_body = one.change in (Change.CHANGED, Change.BACK)
    own = tuple(reading for reading in how if reading.claim == one.claim) if with_body else ()
    return {
        "rereading": rereading,
        "claim": one.claim,
        "change": _REVISIONS[one.change],
        "body": encode(fresh[one.claim]) if with_body else None,
        "readings": encode_readings(own) if with_body else None,
    }


def _is_foreign(reading: Reading) -> bool:
    """True of what another program read, and `load` brought."""
    return reading.rule.startswith("loaded.") and not reading.rule.startswith("loaded.communique.")


def _last_reader(connection: Connection, document: str) -> str | None:
    query = select(rereadings.c.reader).where(rereadings.c.document == document).order_by(rereadings.c.seq.desc())
    found = connection.scalar(query.limit(1))
    return found or connection.scalar(select(documents.c.reader).where(documents.c.id == document))


def _source(connection: Connection, document: Document) -> str:
    return connection.scalar(select(chosen_source()).where(documents.c.id == document.id)) or document.source
