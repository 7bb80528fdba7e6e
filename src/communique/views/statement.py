"""A statement as the ledger shows it: what one document says that somebody said. `statements` builds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from communique.model import Passage, Standing, StatementClaim, TieKind
from communique.model.edtf import bounds
from communique.resolution.names import fold

__all__ = [
    "STANDINGS",
    "Change",
    "Statement",
    "changes_by",
    "first_day",
    "party_keys",
    "speaker_keys",
    "standing_of",
    "standing_on",
]

STANDINGS: Final[Mapping[TieKind, Standing]] = {
    TieKind.WITHDRAWS: Standing.WITHDRAWN,
    TieKind.BREAKS: Standing.BROKEN,
    TieKind.KEEPS: Standing.KEPT,
    TieKind.ANSWERS: Standing.ANSWERED,
}
"""What a change makes of a statement, what counts most first: taken back, not done, done, and only then answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What another statement does to this one, or this one to another: a tie, seen from one of its ends.

    Attributes:
        kind: what the later one does to the earlier one.
        statement: the id of the other statement.
        speaker: who said the other one.
        day: EDTF date on which that was told.
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
        document: the document of the other one.
        evidence: its passages.
    """

    kind: TieKind
    statement: str
    speaker: str | None
    day: str | None
    by: str
    because: str
    score: float
    document: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement with its document, and with whom and what of the ledger it belongs to.

    Attributes:
        id: the claim's id.
        claim: what the document says.
        path: the path or address of the document.
        published: EDTF date of the document's publication.
        meeting: the id of the listed meeting at which it was said.
        speakers: the ids of the people and organisations who said it, those that the ledger lists.
        addressees: the same of those to whom it was said.
        speaker_names: every name that any text uses for the speakers.
        addressee_names: the same for those to whom it was said.
        organisations: the names of organisations that spoke or were spoken to, themselves or by their people.
        countries: ISO 3166-1 alpha-2 of the countries that texts give for the people.
        speaking_for: the ids of the speakers and of the organisations that they stand for, with the codes of countries.
        addressed: the same of those to whom it was said.
        speaking_names: the names of all for whom that is so.
        addressed_names: the same of those to whom it was said.
        topics: labels of the topic list.
        code: the code of PLOVER for it, with its mode behind a hyphen where there is one; None where it has none.
        standing: what has become of it, never `overdue`; None where nothing can.
        changes: what later statements do to it, the first of them first.
        does: what it does to earlier ones.
    """

    id: str
    claim: StatementClaim
    path: str
    published: str | None
    meeting: str | None = None
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    speaker_names: tuple[str, ...] = ()
    addressee_names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    speaking_for: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    speaking_names: tuple[str, ...] = ()
    addressed_names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    code: str | None = None
    standing: Standing | None = None
    changes: tuple[Change, ...] = ()
    does: tuple[Change, ...] = ()


def standing_of(changes: Iterable[Change]) -> Standing:
    """What changes come to: of several, the one that counts most."""
    told = {change.kind for change in changes}
    return next((standing for kind, standing in STANDINGS.items() if kind in told), Standing.OPEN)


def changes_by(statement: Statement, day: date | None) -> tuple[Change, ...]:
    """What had been done to a statement by a day; by today, as far as texts have been read, where none is given.

    A change of which nothing tells the day counts from the beginning.
    """
    if day is None:
        return statement.changes
    return tuple(change for change in statement.changes if (first_day(change) or date.min) <= day)


def first_day(change: Change) -> date | None:
    """The first day on which a change may have been told."""
    return bounds(change.day)[0] if change.day is not None else None


def standing_on(statement: Statement, day: date | None) -> Standing | None:
    """What has become of a statement, seen from a day: `overdue` where it is open and its time is past.

    What was told later does not count. Without a day it is seen from today, and all that was read counts.
    """
    if statement.standing is None:
        return None
    standing = standing_of(changes_by(statement, day))
    if standing is not Standing.OPEN or statement.claim.due is None:
        return standing
    last = bounds(statement.claim.due)[1]
    return Standing.OVERDUE if last is not None and last < (day or date.today()) else Standing.OPEN


def speaker_keys(statement: Statement) -> frozenset[str]:
    """Who speaks, so that statements of one side share a key: the ids of those the ledger lists, or folded words."""
    return party_keys(statement.speakers, statement.claim.speaker)


def party_keys(entries: Iterable[str], name: str | None) -> frozenset[str]:
    """The ids of those whom the ledger lists; the folded words for others."""
    if entries:
        return frozenset(entries)
    folded = (fold(part.strip()) for part in name.split(";")) if name is not None else ()
    return frozenset(filter(None, folded))
