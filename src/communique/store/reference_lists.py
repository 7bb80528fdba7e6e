"""Reference lists in a ledger: taking one in, withdrawing it, finding who stands in those in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Select, delete, func, select, update

from communique.errors import NotFoundError, StoreError
from communique.model import MeetingClaim, RoleClaim, content_id
from communique.model.reference import BodyReference, Reference, ReferenceOrganisation, ReferencePerson, Trouble
from communique.resolution.body_references import body_keys, body_keys_in, link_bodies
from communique.resolution.facts import DocumentFacts
from communique.resolution.names import forget_parts
from communique.resolution.references import KEYS_VERSION, Link, keys_in, link_people, listed_keys
from communique.store.forms import encode
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.records import Claim
from communique.store.tables import (
    reference_captures,
    reference_entries,
    reference_keys,
    reference_members,
    state,
)
from communique.store.writing import insert_new

__all__ = [
    "ReferenceList",
    "add_list",
    "body_links_of",
    "bring_keys_up_to_date",
    "entry_id",
    "find_bodies",
    "find_in_force",
    "find_known",
    "find_known_bodies",
    "find_references",
    "forget_list",
    "links_of",
    "list_captures",
]

_AT_ONCE: Final = 400  # rows given to the database, or keys asked for, at once
_FORGOTTEN: Final = 50  # portions after which the parts of names are let go of
MOST_BEARERS: Final = 5_000
"""People of all lists who may share a key. A family name that more of them bear says too little to be looked through;
they are found by their full names all the same."""

_KEYS: Final = "reference_keys"  # in the table of states: the version by which keys were made
_KEYS_MADE = select(state.c.value).where(state.c.name == _KEYS)

_people = msgspec.json.Decoder(ReferencePerson)
_organisations = msgspec.json.Decoder(ReferenceOrganisation)
_troubles = msgspec.json.Decoder(tuple[Trouble, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """A capture of a reference list: one import of it.

    Attributes:
        name: what the list is called.
        source: the file that it was read from; None where the list was withdrawn.
        form: `ftm`, `popolo`, `wikidata` or `csv`.
        licence: under which it may be used, as far as somebody said.
        as_of: EDTF, the last day of which it knows; None where it speaks of the day of its import.
        people, organisations, posts: how many it has.
        unnamed: posts left out since the file does not say what they are called.
        skipped: rows that could not be used.
        troubles: the first of these: where, and why.
        captured: when it was imported, or withdrawn, in UTC.
        in_force: this capture is the one that counts.
        withdrawn: this capture says that the list counts no more.
        digest: of its files and of how they were read.
    """

    name: str
    source: str | None
    form: str | None
    licence: str | None = None
    as_of: str | None = None
    people: int = 0
    organisations: int = 0
    posts: int = 0
    unnamed: int = 0
    skipped: int = 0
    troubles: tuple[Trouble, ...] = ()
    captured: str = ""
    in_force: bool = True
    withdrawn: bool = False
    digest: str | None = field(default=None, repr=False)


class Counted:
    """Entries on their way into a ledger, counted as they pass."""

    def __init__(self) -> None:
        self.people = self.organisations = self.posts = 0

    def person(self, one: ReferencePerson) -> tuple[str, str, frozenset[str]]:
        """A person as kind, body and keys."""
        self.people += 1
        self.posts += len(one.posts)
        return "person", encode(one), listed_keys(one)

    def organisation(self, one: ReferenceOrganisation) -> tuple[str, str, frozenset[str]]:
        """An organisation likewise."""
        self.organisations += 1
        return "organisation", encode(one), _body_keys(one)


def add_list(
    store: Store,
    header: ReferenceList,
    *,
    people: Iterable[ReferencePerson],
    organisations: Iterable[ReferenceOrganisation],
    finish: Any,
) -> ReferenceList:
    """Keep a new capture of a list, which is in force from now on; all of it or nothing.

    Args:
        store: the ledger.
        header: what is known of the list beforehand.
        people: its people.
        organisations: its organisations.
        finish: is called when all entries were taken; gives what was skipped, the first troubles and the unnamed posts.
    """
    counted = Counted()
    bring_keys_up_to_date(store, anyhow=True)
    with store.writing() as connection:
        row = _capture_row(replace(header, captured=now()))
        capture = connection.execute(reference_captures.insert(), row).inserted_primary_key
        if capture is None:
            raise StoreError("the database gave no number to a new list")
        rows = (counted.person(one) for one in people)
        _add_entries(connection, capture[0], rows)
        _add_entries(connection, capture[0], (counted.organisation(one) for one in organisations))
        skipped, troubles, unnamed = finish()
        told = {
            "people": counted.people,
            "organisations": counted.organisations,
            "posts": counted.posts,
            "skipped": skipped,
            "troubles": encode(troubles),
            "unnamed": unnamed,
        }
        # Within the transaction that made the row: nobody has seen it yet.
        connection.execute(update(reference_captures).where(reference_captures.c.seq == capture[0]).values(**told))
        _mark_changed(connection)
        found = connection.execute(select(reference_captures).where(reference_captures.c.seq == capture[0])).one()
        return _load_capture(found._mapping, in_force=True)


def bring_keys_up_to_date(store: Store, *, anyhow: bool = False) -> None:
    """Make the keys of all entries again if a version wrote them that made others.

    A ledger that can only be read stays as it is; names to which the older keys do not lead are not found in it.

    Args:
        store: the ledger.
        anyhow: put the version down also where there are no entries yet.
    """
    with store.reading() as connection:
        made = connection.scalar(_KEYS_MADE)
        empty = connection.scalar(select(reference_entries.c.seq).limit(1)) is None
    if made == KEYS_VERSION or not store.writable or (empty and not anyhow):
        return
    with store.writing() as connection:
        before = connection.scalar(_KEYS_MADE)
        if before == KEYS_VERSION:
            return
        connection.execute(delete(reference_keys))
        for number, some in enumerate(_entries_by(connection, _AT_ONCE)):
            if number % _FORGOTTEN == 0:
                forget_parts()
            rows = [
                {"key": key, "entry": seq}
                for seq, kind, body in some
                for key in sorted(
                    listed_keys(_decode(_people, body))
                    if kind == "person"
                    else _body_keys(_decode(_organisations, body))
                )
            ]
            insert_new(connection, reference_keys, rows)
        if before is None:
            connection.execute(state.insert(), {"name": _KEYS, "value": KEYS_VERSION})
        else:
            connection.execute(update(state).where(state.c.name == _KEYS).values(value=KEYS_VERSION))
            _mark_changed(connection)


def _entries_by(connection: Connection, count: int) -> Iterator[Sequence[Any]]:
    """All entries, some at a time, by their numbers."""
    last = 0
    query = select(reference_entries.c.seq, reference_entries.c.kind, reference_entries.c.body)
    while some := connection.execute(
        query.where(reference_entries.c.seq > last).order_by(reference_entries.c.seq).limit(count)
    ).all():
        yield some
        last = some[-1].seq


def _body_keys(one: ReferenceOrganisation) -> frozenset[str]:
    return frozenset(key for name in one.names for key in body_keys(name))


def forget_list(store: Store, name: str) -> None:
    """Withdraw a list: it counts no more, and that it once did stays on record.

    Raises:
        NotFoundError: no list of this name is in force.
    """
    with store.writing() as connection:
        if name not in (names := [one.name for one in find_in_force(connection)]):
            there = f"; there are {', '.join(names)}" if names else ", nor any other"
            raise NotFoundError(f"no list {name!r} is in force{there}")
        header = ReferenceList(name=name, source=None, form=None, captured=now())
        connection.execute(reference_captures.insert(), _capture_row(header))
        _mark_changed(connection)


def list_captures(connection: Connection) -> tuple[ReferenceList, ...]:
    """Every capture of every list, and every withdrawal, in the order in which they came about."""
    standing = set(connection.scalars(_in_force()))
    rows = connection.execute(select(reference_captures).order_by(reference_captures.c.seq))
    return tuple(_load_capture(row._mapping, in_force=row.seq in standing) for row in rows)


def find_in_force(connection: Connection, name: str | None = None) -> tuple[ReferenceList, ...]:
    """The lists in force, or the one of this name, by name."""
    query = select(reference_captures).where(reference_captures.c.seq.in_(_in_force()))
    if name is not None:
        query = query.where(reference_captures.c.name == name)
    rows = connection.execute(query.order_by(reference_captures.c.name))
    return tuple(_load_capture(row._mapping, in_force=True) for row in rows)


def find_references(connection: Connection, keys: Iterable[str]) -> tuple[Reference, ...]:
    """The people of the lists in force who have one of these keys, by list and id."""
    found: dict[tuple[str, str], Reference] = {}
    for row, body in _find_entries(connection, keys, "person"):
        one = Reference(list=row.name, person=_decode(_people, body), as_of=row.as_of)
        found[one.key] = one
    return tuple(found[key] for key in sorted(found))


def find_bodies(connection: Connection, keys: Iterable[str]) -> tuple[BodyReference, ...]:
    """The organisations of the lists in force that have one of these keys, by list and id."""
    found: dict[tuple[str, str], BodyReference] = {}
    for row, body in _find_entries(connection, keys, "organisation"):
        one = BodyReference(list=row.name, body=_decode(_organisations, body), as_of=row.as_of)
        found[one.key] = one
    return tuple(found[key] for key in sorted(found))


def _find_entries(connection: Connection, keys: Iterable[str], kind: str) -> Iterator[tuple[Any, str]]:
    """The entries of one kind in the lists in force that have one of these keys, each with the list's row."""
    standing = {
        row.seq: row
        for row in connection.execute(select(reference_captures).where(reference_captures.c.seq.in_(_in_force())))
    }
    if not standing:
        return
    wanted: set[int] = set()
    remaining = iter(sorted(set(keys)))
    while some := list(islice(remaining, _AT_ONCE)):
        counts = (
            select(reference_keys.c.key, func.count().label("bearers"))
            .where(reference_keys.c.key.in_(some))
            .group_by(reference_keys.c.key)
        )
        fit = [key for key, bearers in connection.execute(counts) if bearers <= MOST_BEARERS]
        wanted.update(connection.scalars(select(reference_keys.c.entry).where(reference_keys.c.key.in_(fit))))
    entries = iter(sorted(wanted))
    while several := list(islice(entries, _AT_ONCE)):
        query = (
            select(reference_members.c.capture, reference_entries.c.body)
            .join(reference_entries, reference_entries.c.seq == reference_members.c.entry)
            .where(reference_members.c.entry.in_(several), reference_entries.c.kind == kind)
        )
        for capture, body in connection.execute(query):
            if capture in standing:
                yield standing[capture], body


def entry_id(kind: str, body: str) -> str:
    """The id of an entry: by what it says, whatever list says so."""
    return content_id("ref", kind, body)


def find_known(connection: Connection, claims: Sequence[Claim]) -> tuple[Reference, ...]:
    """The people of the lists in force whom a name of these claims can mean."""
    return find_references(connection, keys_in(claims)) if find_in_force(connection) else ()


def find_known_bodies(connection: Connection, claims: Sequence[Claim]) -> tuple[BodyReference, ...]:
    """The organisations of the lists in force that a name of these claims can mean."""
    return find_bodies(connection, body_keys_in(claims)) if find_in_force(connection) else ()


def links_of(
    connection: Connection, claims: Sequence[Claim], facts: Iterable[DocumentFacts]
) -> dict[str, tuple[Link, ...]]:
    """The people of the lists in force whom the names of these claims mean, by the names' ids.

    Args:
        connection: to the ledger.
        claims: the claims.
        facts: what is known of their documents.
    """
    told = [claim for claim in claims if isinstance(claim, MeetingClaim)]
    roles = [claim for claim in claims if isinstance(claim, RoleClaim)]
    return link_people(facts, told, roles, find_known(connection, claims))


def body_links_of(
    connection: Connection, claims: Sequence[Claim], facts: Iterable[DocumentFacts]
) -> dict[str, tuple[Link, ...]]:
    """The organisations of the lists in force that the names of these claims mean, likewise."""
    told = [claim for claim in claims if isinstance(claim, MeetingClaim)]
    roles = [claim for claim in claims if isinstance(claim, RoleClaim)]
    bodies = find_known_bodies(connection, claims)
    return link_bodies(facts, told, roles, bodies, find_known(connection, claims)) if bodies else {}


def _in_force() -> Select[Any]:
    """The captures that count: of each name the last, where that is no withdrawal."""
    last = select(func.max(reference_captures.c.seq)).group_by(reference_captures.c.name)
    return select(reference_captures.c.seq).where(
        reference_captures.c.seq.in_(last), reference_captures.c.digest.is_not(None)
    )


def _add_entries(connection: Connection, capture: int, rows: Iterable[tuple[str, str, frozenset[str]]]) -> None:
    remaining = iter(rows)
    for number, some in enumerate(iter(lambda: list(islice(remaining, _AT_ONCE)), [])):
        if number % _FORGOTTEN == 0:
            forget_parts()  # each name is looked at once; half a million of them would be some 300 MB
        batch = {entry_id(kind, body): (kind, body, keys) for kind, body, keys in some}
        known = set(connection.scalars(select(reference_entries.c.id).where(reference_entries.c.id.in_(list(batch)))))
        new = [{"id": one, "kind": kind, "body": body} for one, (kind, body, _) in batch.items() if one not in known]
        insert_new(connection, reference_entries, new)
        query = select(reference_entries.c.id, reference_entries.c.seq).where(reference_entries.c.id.in_(list(batch)))
        numbers: dict[str, int] = {row.id: row.seq for row in connection.execute(query)}
        insert_new(connection, reference_members, [{"entry": numbers[one], "capture": capture} for one in batch])
        keyed = [
            {"key": key, "entry": numbers[one]}
            for one, (_, _, keys) in batch.items()
            if one not in known
            for key in sorted(keys)
        ]
        insert_new(connection, reference_keys, keyed)


def _capture_row(header: ReferenceList) -> dict[str, Any]:
    return {
        "name": header.name,
        "digest": header.digest,
        "source": header.source,
        "form": header.form,
        "licence": header.licence,
        "as_of": header.as_of,
        "people": header.people,
        "organisations": header.organisations,
        "posts": header.posts,
        "unnamed": header.unnamed,
        "skipped": header.skipped,
        "troubles": encode(header.troubles),
        "captured": header.captured,
    }


def _load_capture(row: Any, *, in_force: bool) -> ReferenceList:
    told = {name: row[name] for name in _TOLD}
    troubles = _decode(_troubles, row["troubles"])
    return ReferenceList(**told, troubles=troubles, in_force=in_force, withdrawn=row["digest"] is None)


_TOLD: Final = (
    "name", "source", "form", "licence", "as_of", "people", "organisations", "posts", "unnamed", "skipped", "captured",
    "digest",
)  # fmt: skip


def _decode(decoder: msgspec.json.Decoder[Any], body: str) -> Any:
    try:
        return decoder.decode(body)
    except msgspec.DecodeError as error:
        raise StoreError(f"an entry of a reference list is damaged: {error}") from error


def _mark_changed(connection: Connection) -> None:
    """The lists of people no longer follow from what is known of them."""
    connection.execute(update(state).where(state.c.name == "facts").values(value=state.c.value + 1))
