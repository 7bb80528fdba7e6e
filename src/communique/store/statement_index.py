"""What statements can be found by: the rows that the database filters on, and the conditions a filter puts to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from communique.errors import InputError
from communique.languages.topics import topics
from communique.model import Modality, Standing, StatementKind
from communique.model.edtf import bounds
from communique.resolution.names import fold
from communique.store.indexing import folded_words
from communique.store.reading import begins_with
from communique.store.tables import listed_statement_terms, listed_statements
from communique.views.filters import WORD, read_bound, read_choice
from communique.views.statement import STANDINGS, Statement, first_day, speaker_keys

__all__ = ["UNLISTED", "publication_columns", "statement_conditions", "statement_term_rows"]

UNLISTED: Final = "unlisted_by"
"""The field of speakers whom the ledger does not list."""

_WORDS = frozenset({"speaker", "addressee", "organisation", "about", "by_names", "to_names"})


def statement_term_rows(statement: Statement) -> Iterator[dict[str, Any]]:
    """One row for each field and value by which a statement can be found."""
    claim = statement.claim
    terms = {
        "kind": [claim.kind.value],
        "modality": [claim.modality.value],
        "country": list(statement.countries),
        "speaker": folded_words(statement.speaker_names),
        "addressee": folded_words(statement.addressee_names),
        "organisation": folded_words((*statement.organisations, *statement.speaker_names, *statement.addressee_names)),
        "about": folded_words((claim.about, *(passage.quote for passage in claim.contents))),
        "by_names": folded_words(statement.speaking_names),
        "to_names": folded_words(statement.addressed_names),
        "by": list(statement.speakers),
        UNLISTED: [] if statement.speakers else sorted(speaker_keys(statement)),
        "to": list(statement.addressees),
        "by_side": list(statement.speaking_for),
        "to_side": list(statement.addressed),
        "topic": list(statement.topics),
        "pending": [statement.claim.kind.value] if statement.standing is not None else [],
        "meeting": [statement.meeting] if statement.meeting is not None else [],
        **_due_terms(claim.due),
        **_change_terms(statement),
    }
    for field, values in terms.items():
        for value in dict.fromkeys(values):
            yield {"field": field, "term": value, "statement": statement.id}


def _change_terms(statement: Statement) -> dict[str, list[str]]:
    """For each standing that changes make, the first days on which they may have been told; empty for unknown ones."""
    days: dict[str, list[str]] = {}
    for change in statement.changes:
        if change.kind in STANDINGS:
            first = first_day(change)
            days.setdefault(STANDINGS[change.kind].value, []).append(first.isoformat() if first is not None else "")
    return days


def _due_terms(due: str | None) -> dict[str, list[str]]:
    """The first and the last day by which something is due, as ISO dates: they compare as they are written."""
    first, last = bounds(due) if due is not None else (None, None)
    return {
        "due_first": [first.isoformat()] if first is not None else [],
        "due_last": [last.isoformat()] if last is not None else [],
    }


def publication_columns(statement: Statement) -> dict[str, str | None]:
    """The first and the last day on which its document may have been published."""
    first, last = bounds(statement.published) if statement.published is not None else (None, None)
    return {
        "earliest": None if first is None else first.isoformat(),
        "latest": None if last is None else last.isoformat(),
    }


def statement_conditions(given: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
    """What must hold of a listed statement to pass the filters that are given, by their names.

    `kind` may name several kinds, parted by commas; `status` is seen from the day `as_of`, by default today.

    Raises:
        InputError: a date is none, or a kind, modality or status is not of its vocabulary.
    """
    wanted = ((field, value) for field, value in given.items() if value is not None and field != "as_of")
    return [_condition(field, value, given) for field, value in wanted]


def _stands(standing: Standing, as_of: str | None) -> ColumnElement[bool]:
    """What has become of it, seen from a day: what is open and due before is overdue, and later words do not count."""
    day = read_bound(as_of, "as_of")[0] if as_of is not None else None
    terms = listed_statement_terms

    def told(made: Standing) -> ColumnElement[bool]:
        return _has(made.value, terms.c.term <= day.isoformat() if day is not None else terms.c.term.is_not(None))

    counting = list(STANDINGS.values())
    if standing in counting:
        return and_(told(standing), *(not_(told(more)) for more in counting[: counting.index(standing)]))
    is_open = and_(_has("pending", terms.c.term.is_not(None)), *(not_(told(made)) for made in counting))
    past = _has("due_last", terms.c.term < (day or date.today()).isoformat())
    return and_(is_open, past if standing is Standing.OVERDUE else not_(past))


def _due_within(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    """Due on some day of a stretch: it begins before the stretch ends, and ends after that begins."""
    terms = listed_statement_terms
    if last is not None:
        yield _has("due_first", terms.c.term <= last.isoformat())
    if first is not None:
        yield _has("due_last", terms.c.term >= first.isoformat())


def _condition(field: str, value: str, given: Mapping[str, str | None]) -> ColumnElement[bool]:
    earliest, latest = listed_statements.c.earliest, listed_statements.c.latest
    dated = or_(earliest.is_not(None), latest.is_not(None))
    terms = listed_statement_terms
    match field:
        case "kind":
            kinds = [read_choice(one.strip(), StatementKind, field).value for one in value.split(",")]
            return _is_common(field, terms.c.term.in_(kinds))
        case "modality":
            return _is_common(field, terms.c.term == read_choice(value, Modality, field).value)
        case "meeting":
            return _has(field, begins_with(terms.c.term, value))
        case "topic":
            if value not in topics():
                raise InputError(f"topic is {value!r}; expected one of {', '.join(topics())}")
            return _has(field, terms.c.term == value)
        case "by" | "to" | "by_side" | "to_side":
            return _has(field, terms.c.term == value)
        case "status":
            return _stands(read_choice(value, Standing, field), given.get("as_of"))
        case "due":
            first, last = read_bound(value, field)
            return and_(*_due_within(first, last))
        case "country":
            return _has(field, terms.c.term == value.upper())
        case "since":
            first, _ = read_bound(value, field)
            return dated if first is None else and_(dated, or_(latest.is_(None), latest >= first.isoformat()))
        case "until":
            _, last = read_bound(value, field)
            return dated if last is None else and_(dated, or_(earliest.is_(None), earliest <= last.isoformat()))
    if field not in _WORDS:
        raise InputError(f"there is no filter {field!r}")
    held = [terms.c.term.contains(f" {word} ", autoescape=True) for word in WORD.findall(fold(value))]
    # No word at all, as in "?!", stands in no name.
    return _has(field, and_(*held) if held else terms.c.term.is_(None))


def _has(field: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    terms = listed_statement_terms
    found = select(terms.c.statement).where(terms.c.field == field, condition)
    return listed_statements.c.id.in_(found)


def _is_common(field: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """As `_has`, for what holds of very many: looked up for each statement rather than all of them gathered first."""
    terms = listed_statement_terms
    return exists().where(terms.c.statement == listed_statements.c.id, terms.c.field == field, condition)
