"""What a comparison with a register asks of a ledger: who its officials can be, and the meetings they were at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Table, select

from communique.errors import StoreError
from communique.resolution.links import Link, link_person, ways_of
from communique.resolution.names import block_keys, name_parts
from communique.resolution.organisations import fold_organisation
from communique.store.looking import load_meetings
from communique.store.tables import listed_organisations, listed_people
from communique.views.meeting import Meeting

__all__ = ["Known", "gather_known"]


class _Entry(msgspec.Struct):
    """Of a person or an organisation, what is compared; the rest of its row is not looked at."""

    names: tuple[str, ...]
    meetings: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of its group of names, under which the parties of meetings know it: the smallest of them."""
        return min(self.forms)


_entries = msgspec.json.Decoder(_Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a ledger knows of those whom a register names.

    Attributes:
        officials: by the name of an official as the register writes it, the people whom it can mean, by the ids that
            parties of meetings have.
        names: the names of each person and organisation, by id; those of an organisation by its folded name too.
        meetings: those at which one of these people, or of the register's bodies, was.
    """

    officials: Mapping[str, Mapping[str, Link]]
    names: Mapping[str, tuple[str, ...]]
    meetings: Sequence[Meeting]


def gather_known(connection: Connection, officials: Collection[str], bodies: Collection[str]) -> Known:
    """Look up the officials of a register, and the bodies all of whose meetings it covers.

    Args:
        connection: to a ledger whose lists are up to date.
        officials: their names.
        bodies: the names of the bodies.
    """
    names: dict[str, tuple[str, ...]] = {}
    wanted: dict[str, None] = {}
    people = _People()
    for entry in _iter_entries(connection, listed_people):
        names[entry.id] = entry.names
        people.add(entry)
    linked = {name: people.find(name) for name in officials}
    for known in linked.values():
        wanted |= dict.fromkeys(meeting for one in known for meeting in people.meetings[one])
    covered = {fold_organisation(body) for body in bodies}
    for entry in _iter_entries(connection, listed_organisations):
        names[entry.id] = entry.names
        keys = {fold_organisation(name) for name in entry.names}
        names |= {" ".join(key): entry.names for key in keys if key}
        if keys & covered:
            wanted |= dict.fromkeys(entry.meetings)
    return Known(officials=linked, names=names, meetings=tuple(load_meetings(connection, wanted)))


class _People:
    """The people of a ledger by the keys that two names of one person share."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        self.meetings: dict[str, tuple[str, ...]] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, entry: _Entry) -> None:
        self.names[entry.id] = entry.names
        self.meetings[entry.id] = entry.meetings
        for key in _keys(entry.names):
            self._by_key[key].add(entry.id)

    def find(self, name: str) -> dict[str, Link]:
        """The people whom a name can mean, each with how surely."""
        keys: set[str] = set()
        for way in ways_of(name):
            joined = name_parts(way).joined
            keys |= {*block_keys(way), *(f"word {word}" for word in joined)}
            if len(joined) == 1:
                keys.add(f"one {joined[0]}")
        near = sorted({one for key in keys for one in self._by_key.get(key, ())})
        links = ((one, link_person([name], self.names[one])) for one in near)
        return {one: link for one, link in links if link is not None}


def _keys(names: Iterable[str]) -> Iterator[str]:
    """Those of full names; a name of one word is found by that word, and a full one by each where one word is asked."""
    for name in (way for one in names for way in ways_of(one)):
        yield from block_keys(name)
        parts = name_parts(name)
        if len(parts.joined) == 1:
            yield f"word {parts.joined[0]}"
        yield from (f"one {word}" for word in parts.joined)


def _iter_entries(connection: Connection, table: Table) -> Iterator[_Entry]:
    for body in connection.scalars(select(table.c.body).order_by(table.c.position)):
        try:
            yield _entries.decode(body)
        except msgspec.DecodeError as error:
            raise StoreError(f"a stored list is damaged ({error}); `Ledger.rebuild()` makes it again") from error
