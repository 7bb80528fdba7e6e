"""What the store tells about itself: what was kept, what failed, what does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.model import CopyGrade, Extraction, Judgement, MeetingClaim, Reading, RoleClaim, StatementClaim

__all__ = [
    "Claim",
    "DocumentRecord",
    "Failure",
    "Fault",
    "GroundedClaim",
    "Grounds",
    "IngestReport",
    "Outcome",
    "Progress",
    "claims_of",
]

Claim = MeetingClaim | RoleClaim | StatementClaim


def claims_of(extraction: Extraction) -> tuple[Claim, ...]:
    """Every claim of a document, whatever its kind."""
    return (*extraction.meetings, *extraction.statements, *extraction.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document could not be read. The next `ingest` of its source tries again.

    Attributes:
        source: the path or address as it was given.
        error: what went wrong.
        when: the moment of the last try, in UTC; None where nothing was recorded (`extract`).
    """

    source: str
    error: str
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document in the ledger, without its text.

    Attributes:
        id: the document's id.
        sources: every path or address that this text was read from: those whose account of it stands, then the others.
        title: the headline, where the text has one or its source gives one.
        publisher: who put it out, by its own credit line or else by its source.
        published: EDTF date of publication; None where neither the text nor its source says.
        language: BCP 47 code found by detection; None where none was found.
        captured: when it was first read, in UTC.
        unread: why no claims were looked for (its language is not supported yet); None where they were.
        statements: True where statements were looked for, which earlier versions did not do.
        authors: who wrote it, as its source names them.
        updated: EDTF date of the last change, as its source gives it.
        address: the canonical address that its source gives.
        reader: which version of the readers read it last; None where none did, or an early one that did not say.
        reread: when it was last read anew, in UTC; None where it was not.
        raw: True where the bytes that it was read from are kept.
        copy_of: the document of which this one is a copy, or may be where nothing tells which came first; None where
            it is none.
        original_known_by: what tells that the other is the original; None where nothing does.
        grade: how near a copy it is.
        because: why it is held to be a copy.
        copies: the documents that are copies of this one, by their ids.
    """

    id: str
    sources: tuple[str, ...]
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    captured: str
    unread: str | None
    statements: bool = False
    authors: tuple[str, ...] = ()
    updated: str | None = None
    address: str | None = None
    reader: str | None = None
    reread: str | None = None
    raw: bool = False
    copy_of: str | None = None
    original_known_by: str | None = None
    grade: CopyGrade | None = None
    because: str | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedClaim:
    """A claim with how it was read, and from where.

    Attributes:
        claim: what the document says.
        readings: how it was read, a reading for each rule that found it, with every step.
        source: the path or address of the document; of several, that whose account of it stands.
        published: EDTF date of the document's publication.
    """

    claim: Claim
    readings: tuple[Reading, ...]
    source: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why the ledger says what it says of one meeting, person, organisation or statement.

    Attributes:
        id: of what.
        claims: everything it rests on.
        judgements: what holds its parts together, or apart from others.
    """

    id: str
    claims: tuple[GroundedClaim, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the ledger does not hold.

    Attributes:
        id: of the document, claim or entry at fault.
        source: where its document came from; None where there is no document to it.
        problem: what was found and what was expected.
    """

    id: str
    source: str | None
    problem: str


class Outcome(StrEnum):
    """What became of a source."""

    READ = "read"  # a text not known before
    KNOWN = "known"  # its text is in the ledger already
    UNSUPPORTED = "unsupported"  # kept, but its language cannot be read yet
    FORGOTTEN = "forgotten"  # its text was forgotten, and is not taken in again
    FAILED = "failed"  # recorded with its error; the next run tries again


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come, told after each source.

    Attributes:
        done: sources dealt with so far, this one included.
        total: sources in all; None where nobody can tell.
        source: the one just dealt with.
        outcome: what became of it.
        error: why it failed; None where it did not.
    """

    done: int
    total: int | None
    source: str
    outcome: Outcome
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What a run of `ingest` did.

    Attributes:
        read: texts not known before, and read.
        known: sources whose text was in the ledger already.
        unsupported: texts kept without claims, since their language cannot be read yet.
        failed: what could not be read, and why.
        meetings: how many meetings the ledger now lists.
        forgotten: sources whose text was forgotten earlier, and is not taken in again.
    """

    read: int
    known: int
    unsupported: int
    failed: tuple[Failure, ...]
    meetings: int
    forgotten: int = 0
