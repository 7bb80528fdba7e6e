"""What statements can be found by: the rows that the database filters on, and the conditions a filter puts to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from communique.errors import InputError
from communique.model import Modality, StatementKind
from communique.model.edtf import bounds
from communique.resolution.names import fold
from communique.store.indexing import folded_words
from communique.store.tables import listed_statement_terms, listed_statements
from communique.views.filters import WORD, read_bound, read_choice
from communique.views.statement import Statement

__all__ = ["publication_columns", "statement_conditions", "statement_term_rows"]

_WORDS = frozenset({"speaker", "addressee", "organisation", "about"})


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
    }
    for field, values in terms.items():
        for value in dict.fromkeys(values):
            yield {"field": field, "term": value, "statement": statement.id}


def publication_columns(statement: Statement) -> dict[str, str | None]:
    """The first and the last day on which its document may have been published."""
    first, last = bounds(statement.published) if statement.published is not None else (None, None)
    return {
        "earliest": None if first is None else first.isoformat(),
        "latest": None if last is None else last.isoformat(),
    }


def statement_conditions(given: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
    """What must hold of a listed statement to pass the filters that are given, by their names.

    Raises:
        InputError: a date is none, or a kind or modality is not of its vocabulary.
    """
    return [_condition(field, value) for field, value in given.items() if value is not None]


def _condition(field: str, value: str) -> ColumnElement[bool]:
    earliest, latest = listed_statements.c.earliest, listed_statements.c.latest
    dated = or_(earliest.is_not(None), latest.is_not(None))
    terms = listed_statement_terms
    match field:
        case "kind":
            return _has(field, terms.c.term == read_choice(value, StatementKind, field).value)
        case "modality":
            return _has(field, terms.c.term == read_choice(value, Modality, field).value)
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
