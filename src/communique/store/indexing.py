"""What meetings can be found by: the rows that the database filters on, and the conditions that a filter puts to them.

`views.filters.matches` says what a filter means. What stands here is the same, for a database that shall not read every
meeting to answer: a name is kept as its folded words between spaces, and a word asked for is looked up between spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from communique.errors import InputError
from communique.model import MeetingKind, Status
from communique.model.edtf import bounds
from communique.resolution.names import fold
from communique.resolution.organisations import fold_organisation
from communique.store.tables import listed_meetings, listed_terms
from communique.views.filters import WORD, organisations_of, read_bound, read_choice
from communique.views.meeting import Meeting

__all__ = ["conditions", "date_columns", "folded_words", "term_rows"]


def term_rows(meeting: Meeting) -> Iterator[dict[str, Any]]:
    """One row for each field and value by which a meeting can be found."""
    terms = {
        "kind": [meeting.kind.value],
        "status": [meeting.status.value],
        "country": [code for code in (meeting.country, *(p.country for p in meeting.participants)) if code is not None],
        "person": folded_words(name for party in meeting.participants for name in party.names),
        "organisation": folded_words(organisations_of(meeting)),
        "topic": folded_words((*meeting.topics, *meeting.topic_labels)),
    }
    for field, values in terms.items():
        for value in dict.fromkeys(values):
            yield {"field": field, "term": value, "meeting": meeting.id}


def date_columns(meeting: Meeting) -> dict[str, str | None]:
    """The first and the last day on which a meeting may have been; None at an open end, twice where no day is known."""
    first, last = bounds(meeting.date) if meeting.date is not None else (None, None)
    return {
        "earliest": None if first is None else first.isoformat(),
        "latest": None if last is None else last.isoformat(),
    }


def conditions(given: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
    """What must hold of a listed meeting to pass the filters that are given, by their names.

    Raises:
        InputError: a date is none, or a kind or status is not of its vocabulary.
    """
    made: list[ColumnElement[bool]] = []
    for field, value in given.items():
        if value is not None:
            made.append(_condition(field, value))
    return made


def _condition(field: str, value: str) -> ColumnElement[bool]:
    earliest, latest = listed_meetings.c.earliest, listed_meetings.c.latest
    match field:
        case "kind":
            return _has(field, listed_terms.c.term == read_choice(value, MeetingKind, field).value)
        case "status":
            return _has(field, listed_terms.c.term == read_choice(value, Status, field).value)
        case "country":
            return _has(field, listed_terms.c.term == value.upper())
        case "since":
            first, _ = read_bound(value, field)
            dated = or_(earliest.is_not(None), latest.is_not(None))
            return dated if first is None else and_(dated, or_(latest.is_(None), latest >= first.isoformat()))
        case "until":
            _, last = read_bound(value, field)
            dated = or_(earliest.is_not(None), latest.is_not(None))
            return dated if last is None else and_(dated, or_(earliest.is_(None), earliest <= last.isoformat()))
        case "person" | "organisation" | "topic":
            words = WORD.findall(fold(value))
            # No word at all, as in "?!", stands in no name.
            held = [listed_terms.c.term.contains(f" {word} ", autoescape=True) for word in words]
            return _has(field, and_(*held) if held else listed_terms.c.term.is_(None))
    raise InputError(f"there is no filter {field!r}")


def _has(field: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    found = select(listed_terms.c.meeting).where(listed_terms.c.field == field, condition)
    return listed_meetings.c.id.in_(found)


def folded_words(names: Iterable[str]) -> Iterator[str]:
    """Each name as its folded words between spaces, so that a word is looked up between spaces."""
    for name in names:
        words = sorted({*WORD.findall(fold(name)), *fold_organisation(name)})
        if words:
            yield f" {' '.join(words)} "
