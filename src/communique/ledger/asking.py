"""Asking the reference lists of a ledger."""

from __future__ import annotations

from sqlalchemy import Connection

from communique.errors import InputError
from communique.model.edtf import bounds, is_valid
from communique.resolution.holders import Holder, Question, find_holders, mention_keys
from communique.store.reference_lists import find_in_force, find_references

__all__ = ["who"]

LONGEST = 500  # characters of a question


def who(connection: Connection, mention: str, *, on: str | None, country: str | None) -> tuple[Holder, ...]:
    """Whom a name or a title means, by the lists in force.

    Raises:
        InputError: the day or the question is none, or there is no list to ask.
    """
    if on is not None and (not is_valid(on) or bounds(on) == (None, None)):
        raise InputError(f"on {on!r}: expected an EDTF date, such as 2009-05-01 or 2009")
    if not mention.strip() or len(mention) > LONGEST:
        raise InputError(f"ask for a name or a title of up to {LONGEST} letters")
    if not find_in_force(connection):
        raise InputError("no reference list to ask: `communique import FILE` takes one in")
    question = Question(mention=mention, day=on, country=None if country is None else country.upper())
    return find_holders(question, find_references(connection, mention_keys(mention)))
