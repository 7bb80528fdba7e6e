"""Popolo: one JSON object with lists of persons, organizations, posts and memberships (popoloproject.com).

Events (legislative periods, which EveryPolitician's files have) give the dates of memberships that have none. Posts and
memberships may also stand within persons and organizations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from communique.model.reference import FormerName
from communique.sources.lists.decoding import decode_part
from communique.sources.lists.intervals import interval_of, parse_date
from communique.sources.lists.json_parts import iter_elements
from communique.sources.lists.records import Holding, ListedBody, ListedPerson, ListedPost, Troubles, clean, clean_all
from communique.sources.lists.spool import Spool

__all__ = ["read_popolo"]


class _Name(msgspec.Struct):
    name: str | None = None
    family_name: str | None = None
    # of any form: they are wanted for organisations alone, and cost no person
    start_date: Any = None
    end_date: Any = None
    note: Any = None


class _Membership(msgspec.Struct):
    person_id: str | None = None
    organization_id: str | None = None
    on_behalf_of_id: str | None = None
    post_id: str | None = None
    role: str | None = None
    label: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    legislative_period_id: str | None = None
    member_id: str | None = None


class _Post(msgspec.Struct):
    id: str | None = None
    label: str | None = None
    role: str | None = None
    organization_id: str | None = None


class _Entry(msgspec.Struct):
    """A person or an organisation."""

    id: str | None = None
    name: str | None = None
    other_names: list[_Name] = []
    family_name: str | None = None
    given_name: str | None = None
    sort_name: str | None = None
    nationality: str | None = None
    national_identity: str | None = None
    country_code: str | None = None
    memberships: list[_Membership] = []
    posts: list[_Post] = []
    founding_date: str | None = None
    dissolution_date: str | None = None


class _Event(msgspec.Struct):
    id: str | None = None
    start_date: str | None = None
    end_date: str | None = None


_entries = msgspec.json.Decoder(_Entry)
_memberships = msgspec.json.Decoder(_Membership)
_posts = msgspec.json.Decoder(_Post)
_events = msgspec.json.Decoder(_Event)
_NONE: Final[_Event] = _Event()
_SHORT: Final = frozenset({"abbreviation", "acronym", "initialism", "short name"})  # notes on a name
MOST_EVENTS: Final = 100_000


def read_popolo(
    path: Path, open_file: Callable[[Path], BinaryIO], spool: Spool, on_bytes: Callable[[int], None]
) -> None:
    """Take the entries of a file into a spool.

    The file is read twice: memberships may stand before the legislative periods that date them.
    """
    events: dict[str, _Event] = {}
    with open_file(path) as file:
        for part in iter_elements(file, Troubles(), lambda _: None):
            if part.section == "events" and len(events) < MOST_EVENTS:
                event = decode_part(part, _events, spool.troubles)
                if event is not None and event.id is not None:
                    events[event.id] = event
    with open_file(path) as file:
        for part in iter_elements(file, spool.troubles, on_bytes):
            if part.section in ("persons", None):
                _take_person(decode_part(part, _entries, spool.troubles), part.where, spool, events)
            elif part.section == "organizations":
                _take_body(decode_part(part, _entries, spool.troubles), part.where, spool, events)
            elif part.section == "memberships":
                _hold(decode_part(part, _memberships, spool.troubles), part.where, spool, events)
            elif part.section == "posts":
                _take_post(decode_part(part, _posts, spool.troubles), part.where, spool)


def _names(entry: _Entry, where: str, spool: Spool) -> tuple[str, ...]:
    names = clean_all([entry.name, *(other.name for other in entry.other_names)])
    if not names:
        spool.troubles.add(where, f"no name{f' ({entry.id[:60]})' if entry.id else ''}")
    return names


def _take_person(entry: _Entry | None, where: str, spool: Spool, events: dict[str, _Event]) -> None:
    if entry is None or not (names := _names(entry, where, spool)):
        return
    short = clean_all([entry.family_name, *(other.family_name for other in entry.other_names)])
    countries = clean_all([entry.country_code, entry.nationality, entry.national_identity])
    spool.add(ListedPerson(id=entry.id or "", names=names, short=short, countries=countries), where)
    for membership in entry.memberships:
        _hold(membership, where, spool, events, person=entry.id)


def _take_body(entry: _Entry | None, where: str, spool: Spool, events: dict[str, _Event]) -> None:
    if entry is None or not (names := _names(entry, where, spool)):
        return
    try:
        interval = interval_of(parse_date(entry.founding_date), parse_date(entry.dissolution_date))
    except ValueError as error:
        spool.troubles.add(where, str(error))
        interval = None
    spool.add(
        ListedBody(
            id=entry.id or "",
            names=names,
            countries=clean_all([entry.country_code]),
            interval=interval,
            short=clean_all(one.name for one in entry.other_names if _is_short(one)),
            former=tuple(_former(entry, where, spool)),
        ),
        where,
    )
    for post in entry.posts:
        post.organization_id = post.organization_id or entry.id
        _take_post(post, where, spool)
    for membership in entry.memberships:
        membership.organization_id = membership.organization_id or entry.id
        _hold(membership, where, spool, events)


def _is_short(name: _Name) -> bool:
    return isinstance(name.note, str) and name.note.strip().casefold() in _SHORT


def _former(entry: _Entry, where: str, spool: Spool) -> Iterator[FormerName]:
    """The names that have an end."""
    for other in entry.other_names:
        name = clean(other.name)
        if name is None or not isinstance(other.end_date, str) or name == clean(entry.name):
            continue
        start = other.start_date if isinstance(other.start_date, str) else None
        try:
            yield FormerName(name=name, interval=interval_of(parse_date(start), parse_date(other.end_date)))
        except ValueError as error:
            spool.troubles.add(where, str(error))


def _take_post(post: _Post | None, where: str, spool: Spool) -> None:
    if post is None:
        return
    role = clean(post.label) or clean(post.role)
    if role is None:
        spool.troubles.add(where, "a post without a label or a role")
    else:
        spool.add(ListedPost(id=post.id or "", role=role, body=post.organization_id), where)


def _hold(
    one: _Membership | None, where: str, spool: Spool, events: dict[str, _Event], *, person: str | None = None
) -> None:
    if one is None:
        return
    holder = one.person_id or one.member_id or person
    if holder is None:
        spool.troubles.add(where, "a membership of nobody")
        return
    period = events.get(one.legislative_period_id or "", _NONE)
    try:
        interval = interval_of(
            parse_date(one.start_date or period.start_date), parse_date(one.end_date or period.end_date)
        )
    except ValueError as error:
        spool.troubles.add(where, str(error))
        return
    spool.add_holding(
        Holding(
            where=where,
            person=holder,
            post=one.post_id,
            role=clean(one.role) or clean(one.label) or (None if one.post_id else "member"),
            body=one.organization_id,
            interval=interval,
        )
    )
