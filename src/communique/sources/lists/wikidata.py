"""Wikidata's entities as JSON: `Special:EntityData` gives one or some, a dump an item a line.

People (P31 is Q5) get their names from labels and aliases in English, Korean, Japanese and Chinese, their countries
from P27, their posts from P39 with P580 and P582. Organisations also have official names (P1448, with dates) and short
ones (P1813). What a post is called and which country an id means is told by other
items: those that stand in the same file are used; a post that the file does not name is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from communique.languages.places import PlaceKind, find_place
from communique.model.edtf import is_valid
from communique.model.reference import FormerName
from communique.sources.lists.decoding import decode_part
from communique.sources.lists.intervals import interval_of
from communique.sources.lists.json_parts import JsonPart
from communique.sources.lists.records import Holding, ListedBody, ListedPerson, ListedPost, clean, clean_all
from communique.sources.lists.spool import Spool

__all__ = ["read_wikidata"]

HUMAN: Final = "Q5"
_POSTS: Final = frozenset({"Q4164871", "Q294414"})  # a position, a public office
_LANGUAGES: Final = ("en", "mul", "ko", "ja", "zh", "zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk", "en-gb", "en-us")
# Of a post: the body it belongs to, then what it has power over, which may be a country.
_OF: Final = ("P2389", "P361", "P642")
_OVER: Final = ("P1001", "P17")


class _Label(msgspec.Struct):
    value: str = ""


class _Value(msgspec.Struct):
    value: Any = None


class _Snak(msgspec.Struct):
    snaktype: str = "value"
    datavalue: _Value | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak = msgspec.field(default_factory=_Snak)
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] | list[Any] = {}


class _Item(msgspec.Struct):
    id: str | None = None
    labels: dict[str, _Label] | list[Any] = {}
    aliases: dict[str, list[_Label]] | list[Any] = {}
    claims: dict[str, list[_Statement]] | list[Any] = {}


_items = msgspec.json.Decoder(_Item)


def read_wikidata(parts: Iterator[JsonPart], spool: Spool, _on_bytes: Callable[[int], None] | None = None) -> None:
    """Take the items of a file into a spool."""
    spool.elsewhere = True
    for part in parts:
        item = decode_part(part, _items, spool.troubles)
        if item is not None and item.id is not None:
            _take(item, part.where, spool)
        elif item is not None:
            spool.troubles.add(part.where, "an item without an id")


def _take(item: _Item, where: str, spool: Spool) -> None:
    names = _names(item)
    if not names:
        spool.troubles.add(where, f"{item.id} has no name in English, Korean, Japanese or Chinese")
        return
    one = item.id or ""
    kinds = set(_ids(item, "P31"))
    if HUMAN in kinds or (_statements(item, "P39") and not kinds):
        spool.add(ListedPerson(id=one, names=names, countries=tuple(_ids(item, "P27"))), where)
        for statement in _statements(item, "P39"):
            _hold(item, statement, where, spool)
        return
    code = next((value for value in _values(item, "P297") if isinstance(value, str)), None)
    if code is None and (place := find_place(names[0])) is not None and place.kind is PlaceKind.COUNTRY:
        code = place.country
    if code is not None:
        spool.add_place(one, code)
    if kinds & _POSTS or any(_statements(item, way) for way in ("P1001", "P2389", "P279")):
        over = tuple(one for way in _OVER for one in _ids(item, way))
        body = next((one for way in _OF for one in _ids(item, way)), None)
        spool.add(ListedPost(id=one, role=names[0], body=body, countries=over), where)
    else:
        short = clean_all(_texts(item, "P1813"))
        former = tuple(_former(item, where, spool))
        named = clean_all([*names, *_texts(item, "P1448"), *short])
        countries = tuple(_ids(item, "P17")) or (one,)
        interval = _existed(item, where, spool)
        spool.add(
            ListedBody(id=one, names=named, countries=countries, interval=interval, short=short, former=former), where
        )


def _texts(item: _Item, way: str) -> list[Any]:
    """The texts in one of the languages that are read."""
    found = (value for value in _values(item, way) if isinstance(value, dict))
    return [value.get("text") for value in found if value.get("language") in _LANGUAGES]


def _former(item: _Item, where: str, spool: Spool) -> Iterator[FormerName]:
    """The official names that have an end (P1448 with P582)."""
    for statement in _statements(item, "P1448"):
        value = statement.mainsnak.datavalue.value if statement.mainsnak.datavalue is not None else None
        name = clean(value.get("text")) if isinstance(value, dict) and value.get("language") in _LANGUAGES else None
        qualifiers = statement.qualifiers if isinstance(statement.qualifiers, dict) else {}
        try:
            start, end = (_time(qualifiers.get(way, [])) for way in ("P580", "P582"))
            if name is not None and end is not None:
                yield FormerName(name=name, interval=interval_of(start, end))
        except ValueError as error:
            spool.troubles.add(where, f"{item.id}, P1448: {error}")


def _existed(item: _Item, where: str, spool: Spool) -> str | None:
    """From its founding (P571) to its end (P576)."""
    try:
        start, end = (_time([one.mainsnak for one in _statements(item, way)]) for way in ("P571", "P576"))
        return interval_of(start, end)
    except ValueError as error:
        spool.troubles.add(where, f"{item.id}: {error}")
        return None


def _hold(item: _Item, statement: _Statement, where: str, spool: Spool) -> None:
    post = _id(statement.mainsnak)
    if post is None:
        return  # a post that nobody knows
    qualifiers = statement.qualifiers if isinstance(statement.qualifiers, dict) else {}
    try:
        start, end = (_time(qualifiers.get(way, [])) for way in ("P580", "P582"))
        interval = interval_of(start, end)
    except ValueError as error:
        spool.troubles.add(where, f"{item.id}, P39 {post}: {error}")
        return
    body = next((one for snak in qualifiers.get("P642", []) if (one := _id(snak)) is not None), None)
    spool.add_holding(Holding(where=where, person=item.id or "", post=post, body=body, interval=interval))


def _names(item: _Item) -> tuple[str, ...]:
    labels = item.labels if isinstance(item.labels, dict) else {}
    aliases = item.aliases if isinstance(item.aliases, dict) else {}
    said = [labels[language].value for language in _LANGUAGES if language in labels]
    said += [label.value for language in _LANGUAGES for label in aliases.get(language, [])]
    return clean_all(said)


def _claims(item: _Item) -> dict[str, list[_Statement]]:
    return item.claims if isinstance(item.claims, dict) else {}


def _statements(item: _Item, way: str) -> list[_Statement]:
    return [one for one in _claims(item).get(way, []) if one.rank != "deprecated"]


def _values(item: _Item, way: str) -> Iterator[Any]:
    for statement in _statements(item, way):
        if statement.mainsnak.datavalue is not None:
            yield statement.mainsnak.datavalue.value


def _ids(item: _Item, way: str) -> list[str]:
    return [one for statement in _statements(item, way) if (one := _id(statement.mainsnak)) is not None]


def _id(snak: _Snak) -> str | None:
    value = snak.datavalue.value if snak.datavalue is not None else None
    return clean(value.get("id")) if isinstance(value, dict) else None


_DAY, _MONTH, _YEAR = 11, 10, 9


def _time(snaks: list[_Snak]) -> str | None:
    """The first time of a qualifier as EDTF, at its precision; None where there is none, or none that is told.

    Raises:
        ValueError: it is none.
    """
    for snak in snaks:
        value = snak.datavalue.value if snak.datavalue is not None else None
        if not isinstance(value, dict):
            continue
        text, precision = value.get("time"), value.get("precision")
        if not isinstance(text, str) or not isinstance(precision, int):
            raise ValueError(f"{str(value)[:60]!r} is no time")
        if not text.startswith("+") or precision < _YEAR:
            return None  # before our era, or no more than a decade
        return _checked(text[1:11], precision)
    return None


def _checked(day: str, precision: int) -> str:
    cut = {_YEAR: 4, _MONTH: 7}.get(precision, 10)
    if not is_valid(day[:cut]):
        raise ValueError(f"{day!r} is no date")
    return day[:cut]
