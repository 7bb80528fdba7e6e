"""Puts the parts of a list together, on disk: a list may be larger than memory, and its parts come in any order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from communique.errors import InputError
from communique.model.edtf import bounds
from communique.model.reference import ReferenceOrganisation, ReferencePerson, ReferencePost
from communique.sources.lists.records import (
    MOST_NAMES,
    Holding,
    ListedBody,
    ListedPerson,
    ListedPost,
    Troubles,
    country,
)

__all__ = ["Spool", "open_spool"]

Record = TypeVar("Record", ListedPerson, ListedBody, ListedPost)

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE people (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE bodies (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE posts (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id TEXT PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE holdings (seq INTEGER PRIMARY KEY, person TEXT NOT NULL, body BLOB NOT NULL);
"""
_LONGEST_ID = 200
MOST_POSTS = 500  # of one person

_encode = msgspec.json.encode
_holding = msgspec.json.Decoder(Holding)


class Spool:
    """The parts of one list.

    Attributes:
        troubles: what cannot be used, so far.
        elsewhere: what posts are called may stand in another file, as it does in Wikidata's; it is no trouble then.
        unnamed: how many posts were left out since nothing in the file says what they are called.
    """

    def __init__(self, connection: sqlite3.Connection, troubles: Troubles) -> None:
        self._connection = connection
        self.troubles = troubles
        self.elsewhere = False
        self.unnamed = 0

    def add(self, record: ListedPerson | ListedBody | ListedPost, where: str, *, repeated: bool = False) -> None:
        """Take in a person, an organisation or a post.

        Args:
            record: the part.
            where: where it stands, for complaints.
            repeated: the file gives one thing in several rows, each with further names; else a second one of the same
                id is refused.
        """
        table, noun = _KINDS[type(record)]
        if not record.id or len(record.id) > _LONGEST_ID:
            self.troubles.add(
                where, f"{noun} without an id" if not record.id else f"an id of {len(record.id):,} letters"
            )
            return
        row = (record.id, _encode(record))
        if self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", row).rowcount:
            return
        if not repeated:
            self.troubles.add(where, f"{noun} {record.id} stands there twice; the first one is taken")
            return
        merged = _merge(self._find(type(record), record.id), record)
        self._connection.execute(f"UPDATE {table} SET body = ? WHERE id = ?", (_encode(merged), record.id))

    def add_place(self, one: str, code: str) -> None:
        """Take in what country an id means."""
        self._connection.execute("INSERT OR IGNORE INTO places VALUES (?, ?)", (one, code))

    def add_holding(self, holding: Holding) -> None:
        """Take in that somebody held a post."""
        self._connection.execute(
            "INSERT INTO holdings (person, body) VALUES (?, ?)", (holding.person, _encode(holding))
        )

    def iter_people(self) -> Iterator[ReferencePerson]:
        """Every person with all posts, by id; what nobody or nothing is to be found for is noted as trouble."""
        self._connection.execute("CREATE INDEX IF NOT EXISTS holdings_by_person ON holdings (person)")
        orphans = "SELECT body FROM holdings WHERE person NOT IN (SELECT id FROM people) ORDER BY seq"
        for (body,) in self._connection.execute(orphans):
            lost = _holding.decode(body)
            self.troubles.add(lost.where, f"a post of somebody who is not there: {lost.person[:60]!r}")
        decoder = msgspec.json.Decoder(ListedPerson)
        for (body,) in self._connection.execute("SELECT body FROM people ORDER BY id"):
            person = decoder.decode(body)
            held = self._connection.execute(
                "SELECT body FROM holdings WHERE person = ? ORDER BY seq LIMIT ?", (person.id, MOST_POSTS)
            )
            posts = [post for (row,) in held.fetchall() if (post := self._post(_holding.decode(row))) is not None]
            own = (code for one in person.countries if (code := self._country(one)) is not None)
            theirs = (post.country for post in posts if post.country is not None)
            yield ReferencePerson(
                id=person.id,
                name=person.names[0],
                names=person.names,
                short=person.short,
                countries=tuple(sorted({*own, *theirs})),
                posts=tuple(sorted(dict.fromkeys(posts), key=_by_time)),
            )

    def iter_organisations(self) -> Iterator[ReferenceOrganisation]:
        """Every organisation, by id."""
        decoder = msgspec.json.Decoder(ListedBody)
        for (row,) in self._connection.execute("SELECT body FROM bodies ORDER BY id"):
            body = decoder.decode(row)
            yield ReferenceOrganisation(
                id=body.id,
                name=body.names[0],
                names=body.names,
                countries=tuple(sorted({code for one in body.countries if (code := self._country(one)) is not None})),
                interval=body.interval,
                short=body.short,
                former=body.former,
                kind=body.kind,
            )

    def _post(self, holding: Holding) -> ReferencePost | None:
        post = None
        if holding.post is not None:
            post = self._find(ListedPost, holding.post) or self._post_by_name(holding.post)
            if post is None and holding.role is None:
                self._leave_out(holding)
                return None
        body_id = holding.body or (post.body if post is not None else None)
        body = self._find(ListedBody, body_id) if body_id is not None else None
        role = holding.role or (post.role if post is not None else None)
        if role is None:
            self._leave_out(holding)
            return None
        name = (
            body.names[0] if body is not None else holding.body_name or (post.body_name if post is not None else None)
        )
        places = (*holding.countries, *(post.countries if post else ()), *(body.countries if body else ()))
        return ReferencePost(
            role=role,
            organisation=name,
            organisation_names=body.names[1:] if body is not None else (),
            country=next((code for one in places if (code := self._country(one)) is not None), None),
            interval=holding.interval,
        )

    def _post_by_name(self, one: str) -> ListedPost | None:
        """Something that the file does not say is a post, but that somebody holds, as such."""
        body = self._find(ListedBody, one)
        return ListedPost(id=one, role=body.names[0], countries=body.countries) if body is not None else None

    def _leave_out(self, holding: Holding) -> None:
        self.unnamed += 1
        if not self.elsewhere:
            missing = f": no post {holding.post[:60]!r} is there" if holding.post is not None else ""
            self.troubles.add(holding.where, f"a post that nothing says what it is called{missing}")

    def _find(self, kind: type[Record], one: str) -> Record | None:
        table, _ = _KINDS[kind]
        found = self._connection.execute(f"SELECT body FROM {table} WHERE id = ?", (one,)).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=kind)

    def _country(self, text: str) -> str | None:
        found = self._connection.execute("SELECT code FROM places WHERE id = ?", (text,)).fetchone()
        return str(found[0]) if found is not None else country(text)


@contextmanager
def open_spool(troubles: Troubles) -> Iterator[Spool]:
    """A spool in a file of its own, which is gone at the end.

    Raises:
        InputError: there is no room for it.
    """
    try:
        connection = sqlite3.connect("", isolation_level=None)  # a temporary file that SQLite keeps to itself
        try:
            connection.executescript(_TABLES)
            connection.execute("BEGIN")
            yield Spool(connection, troubles)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise InputError(f"the list cannot be put together in the folder for temporary files: {error}") from error


_KINDS: dict[Any, tuple[str, str]] = {
    ListedPerson: ("people", "the person"),
    ListedBody: ("bodies", "the organisation"),
    ListedPost: ("posts", "the post"),
}


def _merge(old: Any, new: Any) -> Any:
    """One record out of two of one id: every name, country, short and former name of both; the first comes first."""
    changed = {
        name: tuple(dict.fromkeys((*getattr(old, name), *getattr(new, name))))[:MOST_NAMES]
        for name in ("names", "short", "countries", "former")
        if hasattr(old, name)
    }
    return replace(old, **changed)


def _by_time(post: ReferencePost) -> tuple[bool, str, str, str]:
    first = bounds(post.interval)[0] if post.interval is not None else None
    return post.interval is None, first.isoformat() if first is not None else "", post.interval or "", post.role
