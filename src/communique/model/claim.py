"""What one passage of one document says, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model.document import Document
from communique.model.ids import content_id
from communique.model.span import Passage
from communique.model.vocabulary import MeetingKind, Modality, NameKind, PartyKind, StatementKind, Status

__all__ = [
    "DateReading",
    "Extraction",
    "MeetingClaim",
    "OtherName",
    "Participant",
    "Reading",
    "RoleClaim",
    "StatementClaim",
    "Step",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One party of a meeting, as the text gives it.

    Attributes:
        name: the fullest form of the name in this text; None for unnamed people.
        role: the post as the text gives it.
        organisation: the body as the text gives it; a country's short name for heads of state and government.
        mention: the words by which the passage names this party ("the Meta founder").
        kind: a person, an organisation that stands for itself, or a group of unnamed people.
        country: ISO 3166-1 alpha-2, where the text gives one for this party.
        names: every form by which the text names this party.
    """

    name: str | None
    mention: str
    role: str | None = None
    organisation: str | None = None
    kind: PartyKind = PartyKind.PERSON
    country: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """The text gives a body that a claim names a further name: `Velmar, formerly Okto`.

    Attributes:
        organisation: the body, as the claim names it.
        name: the further name, as written.
        kind: what it is to the other one.
        evidence: one passage that has both names, or one for each.
    """

    organisation: str
    name: str
    kind: NameKind
    evidence: tuple[Passage, ...]


class _Identified:
    """Keeps the id of a claim once it was worked out: it is asked for many times, and hashing takes its time."""

    __slots__ = ("_known_id",)

    _known_id: str

    def _content_id(self) -> str:
        raise NotImplementedError

    def take_id(self, one: str) -> None:
        """Take the id from where the claim was kept under it."""
        object.__setattr__(self, "_known_id", one)

    @property
    def id(self) -> str:
        """Stable across runs and rule versions: what is said and where, not when or by which rule it was found."""
        try:
            return self._known_id
        except AttributeError:
            object.__setattr__(self, "_known_id", self._content_id())
            return self._known_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClaim(_Identified):
    """A document says that these parties met, will meet, may meet, or did not meet.

    Dates are EDTF at the precision of the text. `because` gives, by field name, the short reason for each value that
    was inferred rather than read. `other_names` are further names that the document gives the bodies of the parties.
    """

    document: str
    status: Status
    background: bool
    kind: MeetingKind
    participants: tuple[Participant, ...]
    evidence: tuple[Passage, ...]
    date: str | None = None
    place: str | None = None
    city: str | None = None
    country: str | None = None
    topics: tuple[str, ...] = ()
    topic_labels: tuple[str, ...] = ()
    initiative: str | None = None
    duration_minutes: int | None = None
    reported_through: tuple[str, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[OtherName, ...] = ()

    def _content_id(self) -> str:
        parties = sorted(f"{p.kind}:{p.name or p.mention}" for p in self.participants)
        places = [f"{p.start}-{p.end}" for p in self.evidence]
        said = [self.status.value, str(self.background), self.kind.value, self.date or ""]
        return content_id("mtg", self.document, said, parties, places)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim(_Identified):
    """A document says that a person holds or held a post in an organisation.

    Attributes:
        interval: when, in EDTF: the day of the text where it says no more, open ends where it tells of one end only
            (`2025-03/..`); None where nothing tells.
        because: by field name, the reason for each value that was inferred rather than read.
        other_names: further names that the document gives the organisation.
    """

    document: str
    person: str
    role: str
    organisation: str | None
    evidence: tuple[Passage, ...]
    interval: str | None = None
    because: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[OtherName, ...] = ()

    def _content_id(self) -> str:
        places = [f"{p.start}-{p.end}" for p in self.evidence]
        return content_id("rol", self.document, self.person, self.role, self.organisation or "", places)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(_Identified):
    """A document says that somebody asked, offered, promised, announced, thought, warned, forecast, denied or praised.

    Attributes:
        document: the document that says so.
        kind: what the speaker did by saying it.
        modality: how near the text comes to the speaker's own words.
        evidence: the clause that holds the words of saying and what was said.
        contents: what was said, as written, in as many pieces as the text breaks it into.
        about: what was said, in two to eight words of the text.
        speaker: the fullest form of the speaker's name in this text, several parted by "; "; unnamed speakers in the
            text's own words ("industry sources"); None where the text gives nobody.
        speaker_mention: the words by which the passage points at the speaker; None where it does not.
        addressee: whom it was said to: the fullest name, or the text's own words.
        reported_through: who and what stands between the speaker and the text.
        due: until when what was asked or promised is to be done, in EDTF; None where it was not read.
        source: where the passage names or points at the speaker.
        cues: the words that attribute ("said", "according to").
        meeting: the id of the meeting, told of in the same document, at which it was said.
        because: by field name, the reason for each value that was inferred rather than read.
    """

    document: str
    kind: StatementKind
    modality: Modality
    evidence: tuple[Passage, ...]
    contents: tuple[Passage, ...]
    about: str
    speaker: str | None = None
    speaker_mention: str | None = None
    addressee: str | None = None
    reported_through: tuple[str, ...] = ()
    due: str | None = None
    source: Passage | None = None
    cues: tuple[Passage, ...] = ()
    meeting: str | None = None
    because: Mapping[str, str] = field(default_factory=dict)

    def _content_id(self) -> str:
        places = [f"{p.start}-{p.end}" for p in (*self.cues, *self.contents)]
        return content_id("stm", self.document, self.speaker or "", self.kind.value, self.modality.value, places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move from the words to a value: which rule read which words, and what it made of them.

    Attributes:
        field: the field of the claim that the step speaks for (`date`, `participants.0.name`, `status`).
        rule: the rule and its version (`alias.surname.v1`).
        value: what was made of the words.
        read: the words that were read.
        because: the reason in plain words, where it is more than the words themselves.
    """

    field: str
    rule: str
    value: str | None
    read: tuple[Passage, ...]
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a claim was read: by which rule, how surely, and step by step.

    Kept apart from the claim, so that a newer rule which finds the same again leaves judgements on it standing.
    """

    claim: str
    rule: str
    score: float
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """A date expression of the text and the EDTF value (or ISO 8601 duration) it was read as; None stays relative."""

    passage: Passage
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document. `readings` has one entry a claim, found by its id."""

    document: Document
    meetings: tuple[MeetingClaim, ...] = ()
    statements: tuple[StatementClaim, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    dates: tuple[DateReading, ...] = ()
    readings: tuple[Reading, ...] = ()
