"""A meeting as the ledger shows it: one occasion, with all that the documents say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model import CopyGrade, MeetingClaim, MeetingKind, PartyKind, Passage, Status
from communique.resolution import DocumentFacts

__all__ = ["Before", "Beside", "Disagreement", "Meeting", "Party", "Report", "Stage", "Told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with its id, worked out once, and what is known of its document."""

    id: str
    claim: MeetingClaim
    facts: DocumentFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of a meeting, under its fullest name.

    Attributes:
        id: the person's or organisation's group; None for unnamed people.
        name: the fullest name that any report gives; None for unnamed people.
        names: every form of the name.
        role, organisation: the post at the time.
        mention: the words by which the first report names this party.
        kind: person, organisation or group.
        country: ISO 3166-1 alpha-2.
        claims: the claims that name this party.
    """

    id: str | None
    name: str | None
    names: tuple[str, ...]
    role: str | None
    organisation: str | None
    mention: str
    kind: PartyKind
    country: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one claim of one document says of the meeting, and whether it counts as a source of its own.

    Attributes:
        copy_of: the document of which this one is a copy; None where it is none, or is the original.
        original_known_by: what tells that the other is the original; None where nothing does.
        grade: how near the copy is.
        because: why the report is not counted by itself.
        counted_with: the document of this meeting under which it is counted; None where it counts itself.
    """

    claim: str
    document: str
    source: str
    published: str | None
    status: Status
    background: bool
    evidence: tuple[Passage, ...]
    copy_of: str | None = None
    original_known_by: str | None = None
    grade: CopyGrade | None = None
    because: str | None = None
    counted_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the meeting's history: the first text that reports it."""

    status: Status
    published: str | None
    date: str | None
    document: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The last meeting of the same people before one.

    Attributes:
        meeting: its id.
        date: EDTF.
        by: the rule with its version, or the person who decided.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
    """

    meeting: str
    date: str | None
    by: str
    because: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another event of the same day at which people of a meeting were: the dinner after talks.

    Attributes:
        meeting: its id.
        kind: what it was.
        by: the rule with its version.
        because: the reason in plain words.
        score: how sure, between 0 and 1.
    """

    meeting: str
    kind: MeetingKind
    by: str
    because: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One of several values that the reports give for a field, and who gives it.

    Attributes:
        value: the value; of who was there, what is said of it in words.
        documents: the documents that give it.
        claims: the claims that do.
        sources: how many independent sources these are.
        in_force: True for the value that the meeting is listed with.
        because: of the value in force, what it was chosen by.
    """

    value: str | int
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()
    sources: int = 1
    in_force: bool = False
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One occasion, however many documents report it.

    Attributes:
        id: by the smallest of its claims' ids; the id of any of its claims finds it too (`claims`).
        claims: the ids of the claims that tell of it.
        reports: what each claim says, by publication date, undated ones last.
        independent_sources: how many reports remain when copies and texts that credit one agency count once.
        disagreements: by field, the values that cannot all be right, and who gives each.
        history: possible → planned → held …, each with the first text that reports it.
        because: why a value in force was inferred rather than read, by field.
        follows: the last meeting of the same people before it.
        same_day: other events of its day at which people of it were, those with most of them first.
    """

    id: str
    claims: tuple[str, ...]
    status: Status
    background: bool
    kind: MeetingKind
    participants: tuple[Party, ...]
    date: str | None
    place: str | None
    city: str | None
    country: str | None
    topics: tuple[str, ...]
    topic_labels: tuple[str, ...]
    initiative: str | None
    duration_minutes: int | None
    reported_through: tuple[str, ...]
    reports: tuple[Report, ...]
    independent_sources: int
    disagreements: Mapping[str, tuple[Disagreement, ...]] = field(default_factory=dict)
    history: tuple[Stage, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)
    follows: Before | None = None
    same_day: tuple[Beside, ...] = ()
