"""A statement as the ledger shows it: what one document says that somebody said. `statements` builds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model import Passage, Standing, StatementClaim, TieKind
from communique.model.edtf import bounds

__all__ = ["Change", "Statement", "standing_on"]


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
        path: the first path or address of the document.
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


def standing_on(statement: Statement, day: date) -> Standing | None:
    """What has become of a statement, seen from a day: `overdue` where it is open and its time is past."""
    if statement.standing is not Standing.OPEN or statement.claim.due is None:
        return statement.standing
    last = bounds(statement.claim.due)[1]
    return Standing.OVERDUE if last is not None and last < day else Standing.OPEN
