"""FollowTheMoney entities, a JSON object a line, as OpenSanctions publishes people in office.

Read are people (`Person`), what they hold (`Occupancy` of a `Position`; `Membership`, `Directorship`, `Employment` in
an organisation) and organisations. Entities may stand by themselves and name each other by id, or stand within each
other.
Other schemata are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

import msgspec

from communique.model.reference import FormerName
from communique.sources.lists.decoding import decode_part
from communique.sources.lists.intervals import interval_of, parse_date
from communique.sources.lists.json_parts import iter_lines
from communique.sources.lists.records import Holding, ListedBody, ListedPerson, ListedPost, clean, clean_all
from communique.sources.lists.spool import Spool

__all__ = ["read_ftm"]

_BODIES: Final = frozenset({"Organization", "PublicBody", "Company", "LegalEntity"})
_KINDS: Final = {"Company": "firm", "PublicBody": "public"}
_TIES: Final = {  # schema → the properties of the person and of the organisation
    "Membership": ("member", "organization"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
}
_DEEPEST: Final = 4  # entities within entities


class _Entity(msgspec.Struct):
    id: str
    schema: str
    properties: dict[str, list[Any]] = {}


_decoder = msgspec.json.Decoder(_Entity)


def read_ftm(file: BinaryIO, spool: Spool, on_bytes: Callable[[int], None]) -> None:
    """Take the entities of a file into a spool."""
    for part in iter_lines(file, spool.troubles, on_bytes):
        entity = decode_part(part, _decoder, spool.troubles)
        if entity is not None:
            _take(entity, spool, part.where, owner=None, depth=0)


def _take(entity: _Entity, spool: Spool, where: str, *, owner: str | None, depth: int) -> None:
    properties = entity.properties
    if entity.schema == "Person":
        _take_person(entity, spool, where)
    elif entity.schema in _BODIES:
        if names := _names(properties, spool, where, entity):
            _take_body(entity, names, spool, where, depth)
    elif entity.schema == "Position":
        _take_position(entity, spool, where, depth)
    elif entity.schema == "Occupancy":
        for person in _ids(properties, "holder") or ([owner] if owner is not None else []):
            for post in _ids(properties, "post"):
                _hold(spool, where, properties, person=person, post=post)
    elif entity.schema in _TIES:
        member, body = _TIES[entity.schema]
        for person in _ids(properties, member) or ([owner] if owner is not None else []):
            for one in _ids(properties, body):
                for role in clean_all(_texts(properties, "role")) or ("member",):
                    _hold(spool, where, properties, person=person, body=one, role=role)
    if depth < _DEEPEST:
        for inner in _inner(properties):
            _take(inner, spool, where, owner=entity.id if entity.schema == "Person" else owner, depth=depth + 1)


def _take_body(entity: _Entity, names: tuple[str, ...], spool: Spool, where: str, depth: int) -> None:
    properties = entity.properties
    former = clean_all(_texts(properties, "previousName"))
    spool.add(
        ListedBody(
            id=entity.id,
            names=names,
            countries=_countries(properties),
            short=clean_all([*_texts(properties, "abbreviation"), *_texts(properties, "weakAlias")]),
            former=tuple(FormerName(name=name) for name in former if name != names[0]),
            kind=_KINDS.get(entity.schema),
        ),
        where,
        repeated=depth > 0,
    )


def _take_person(entity: _Entity, spool: Spool, where: str) -> None:
    properties = entity.properties
    names = _names(properties, spool, where, entity)
    if not names:
        return
    spool.add(
        ListedPerson(
            id=entity.id,
            names=names,
            short=clean_all([*_texts(properties, "weakAlias"), *_texts(properties, "lastName")]),
            countries=_countries(properties),
        ),
        where,
    )


def _take_position(entity: _Entity, spool: Spool, where: str, depth: int) -> None:
    if names := _names(entity.properties, spool, where, entity):
        body = next(iter(_ids(entity.properties, "organization")), None)
        post = ListedPost(id=entity.id, role=names[0], body=body, countries=_countries(entity.properties))
        spool.add(post, where, repeated=depth > 0)


def _hold(spool: Spool, where: str, properties: Mapping[str, Sequence[Any]], **what: Any) -> None:
    try:
        start = parse_date(_first(properties, "startDate"))
        end = parse_date(_first(properties, "endDate"))
        interval = interval_of(start, end)
    except ValueError as error:
        spool.troubles.add(where, str(error))
        return
    spool.add_holding(Holding(where=where, interval=interval, **what))


def _names(properties: Mapping[str, Sequence[Any]], spool: Spool, where: str, entity: _Entity) -> tuple[str, ...]:
    fields = ("name", "alias", "previousName", "abbreviation", *(("weakAlias",) if entity.schema in _BODIES else ()))
    names = clean_all(text for field in fields for text in _texts(properties, field))
    if not names:
        spool.troubles.add(where, f"{entity.schema} {entity.id[:60]} without a name")
    return names


def _countries(properties: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    fields = ("country", "nationality", "citizenship", "jurisdiction")
    return clean_all(text for field in fields for text in _texts(properties, field))


def _texts(properties: Mapping[str, Sequence[Any]], field: str) -> list[str]:
    return [value for value in properties.get(field, ()) if isinstance(value, str)]


def _first(properties: Mapping[str, Sequence[Any]], field: str) -> str | None:
    return next(iter(_texts(properties, field)), None)


def _ids(properties: Mapping[str, Sequence[Any]], field: str) -> list[str]:
    """The ids of other entities, which stand there themselves in nested files."""
    found = []
    for value in properties.get(field, ()):
        one = value.get("id") if isinstance(value, dict) else value
        if isinstance(one, str) and clean(one) is not None:
            found.append(one)
    return found


def _inner(properties: Mapping[str, Sequence[Any]]) -> Iterator[_Entity]:
    for values in properties.values():
        for value in values:
            if isinstance(value, dict):
                try:
                    yield msgspec.convert(value, _Entity)
                except msgspec.ValidationError:
                    continue  # something else than an entity
