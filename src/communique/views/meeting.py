"""A meeting: one occasion, with all that the documents say of it.

The values in force are chosen by one rule a field, always in this order of arguments: what is said of the stage the
meeting reached (a report of the meeting before an announcement of it), by more independent sources, more precisely, by a
text closer to the day, and at last the smaller value, so that the choice never depends on the order of reading. Nothing
is lost: what else was said stands in `disagreements`, and each stage in `history`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from communique.model import MeetingClaim, MeetingKind, Participant, PartyKind, Passage, Status, content_id
from communique.model.edtf import bounds, compatible
from communique.resolution import DocumentFacts, Resolution, organisation_form_id, person_form_id
from communique.resolution.copies import group_sources
from communique.resolution.names import fold, name_parts

__all__ = ["Disagreement", "Meeting", "Party", "Report", "Stage", "build_meetings", "meeting_id"]

# A meeting that was held, was held, whatever was announced before; of other stages the one reported last counts.
RANK = {
    Status.HELD: 5,
    Status.CANCELLED: 4,
    Status.DENIED: 3,
    Status.POSTPONED: 2,
    Status.PLANNED: 1,
    Status.POSSIBLE: 0,
}


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
    """What one claim of one document says of the meeting."""

    claim: str
    document: str
    source: str
    published: str | None
    status: Status
    background: bool
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the meeting's history: the first text that reports it."""

    status: Status
    published: str | None
    date: str | None
    document: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One of several values that the reports give for a field, and the documents that give it."""

    value: str | int
    documents: tuple[str, ...]


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


def meeting_id(claims: Iterable[str]) -> str:
    """The id of the meeting that these claims tell of."""
    return content_id("mtg", min(claims))


def build_meetings(
    documents: Iterable[DocumentFacts], claims: Iterable[MeetingClaim], resolution: Resolution
) -> tuple[Meeting, ...]:
    """Each meeting once, by date, undated ones last."""
    facts = {one.id: one for one in documents}
    by_id = {claim.id: claim for claim in claims}
    found = [
        build_meeting([by_id[one] for one in members if one in by_id], facts, resolution)
        for members in resolution.meetings
        if any(one in by_id for one in members)
    ]
    return tuple(sorted(found, key=lambda one: (first_day(one.date) or date.max, one.id)))


def first_day(value: str | None) -> date | None:
    """The first day that a date covers, for sorting."""
    return None if value is None else bounds(value)[0]


def build_meeting(claims: Sequence[MeetingClaim], facts: Mapping[str, DocumentFacts], resolution: Resolution) -> Meeting:
    """The meeting that these claims tell of."""
    known = {
        claim.document: facts.get(claim.document, DocumentFacts(id=claim.document, source=claim.document))
        for claim in claims
    }
    ordered = sorted(claims, key=lambda claim: (first_day(known[claim.document].published) or date.max, claim.id))
    sources = group_sources(known)
    status = pick_status(ordered)
    choice = Choice(claims=ordered, status=status, source=sources.of, facts=known)
    because = {
        name: reason
        for name in ("date", "place", "city", "country", "kind", "initiative", "duration_minutes")
        for reason in [choice.reason(name, choice.pick(name))]
        if reason is not None
    }
    kind = choice.pick("kind", ignore=MeetingKind.MEETING)
    return Meeting(
        id=meeting_id(claim.id for claim in claims),
        claims=tuple(sorted(claim.id for claim in claims)),
        status=status,
        background=all(claim.background for claim in claims),
        kind=kind if isinstance(kind, MeetingKind) else MeetingKind.MEETING,
        participants=build_parties(ordered, status, resolution),
        date=choice.pick_date(),
        place=text_or_none(choice.pick("place")),
        city=text_or_none(choice.pick("city")),
        country=text_or_none(choice.pick("country")),
        topics=union(claim.topics for claim in ordered),
        topic_labels=union(claim.topic_labels for claim in ordered),
        initiative=text_or_none(choice.pick("initiative")),
        duration_minutes=number_or_none(choice.pick("duration_minutes")),
        reported_through=union(claim.reported_through for claim in ordered),
        reports=tuple(build_report(claim, known[claim.document]) for claim in ordered),
        independent_sources=len(sources),
        disagreements=MappingProxyType(find_disagreements(ordered)),
        history=build_history(ordered, known),
        because=MappingProxyType(because),
    )


def text_or_none(value: object) -> str | None:
    """A text value, typed."""
    return value if isinstance(value, str) and value else None


def number_or_none(value: object) -> int | None:
    """A number, typed."""
    return value if isinstance(value, int) else None


def union(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Every entry once, in order of first appearance, spellings of one entry counted as one."""
    seen: dict[str, str] = {}
    for entries in lists:
        for entry in entries:
            seen.setdefault(fold(entry), entry)
    return tuple(seen.values())


def pick_status(ordered: Sequence[MeetingClaim]) -> Status:
    """Held, if any text says so; else what the text published last says, the firmer where one text says two things."""
    if any(claim.status is Status.HELD for claim in ordered):
        return Status.HELD
    last = ordered[-1]
    return max((c.status for c in ordered if c.document == last.document), key=lambda status: RANK[status])


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Chooses the value in force of a field among what the claims say, by the rule at the top of this module."""

    claims: Sequence[MeetingClaim]
    status: Status
    source: Mapping[str, str]
    facts: Mapping[str, DocumentFacts]

    def pick(self, name: str, ignore: object = None) -> object:
        """The value in force of a field; None where no claim gives one."""
        values: dict[object, list[MeetingClaim]] = defaultdict(list)
        for claim in self.claims:
            value = getattr(claim, name)
            if value is not None and value != "" and value != ignore:
                values[fold(value) if type(value) is str else value].append(claim)
        if not values:
            return None
        best = min(values, key=lambda value: (self.order(values[value]), -len(str(value)), str(value)))
        return min(str_or_self(getattr(claim, name)) for claim in values[best])

    def pick_date(self) -> str | None:
        """The date in force: of the stage reached, borne out by most sources, to the day rather than the month."""
        values = {claim.date for claim in self.claims if claim.date is not None}
        if not values:
            return None

        def order(value: str) -> tuple[object, ...]:
            bearing = [c for c in self.claims if c.date is not None and compatible(c.date, value)]
            exact = [c for c in self.claims if c.date == value]
            staged = all(claim.status is not self.status for claim in exact)
            first, last = bounds(value)
            span = (last - first).days if first is not None and last is not None else 10**6
            sources = len({self.source[c.document] for c in bearing})
            return staged, -sources, span, self.nearness(exact), value

        return min(values, key=order)

    def order(self, claims: Sequence[MeetingClaim]) -> tuple[object, ...]:
        """The arguments for a value, best first when sorted."""
        staged = all(claim.status is not self.status for claim in claims)
        return staged, -len({self.source[claim.document] for claim in claims}), self.nearness(claims)

    def nearness(self, claims: Sequence[MeetingClaim]) -> int:
        """Days between the meeting and the nearest of these texts."""
        gaps = [10**6]
        for claim in claims:
            said, met = first_day(self.facts[claim.document].published), first_day(claim.date)
            if said is not None and met is not None:
                gaps.append(abs((said - met).days))
        return min(gaps)

    def reason(self, name: str, value: object) -> str | None:
        """Why the value in force was inferred; None where some text gives it outright."""
        held = [claim for claim in self.claims if value is not None and getattr(claim, name) == value]
        reasons = [claim.because.get(name) for claim in held]
        known = sorted(reason for reason in reasons if reason is not None)
        return known[0] if known and None not in reasons else None


def str_or_self(value: object) -> str:
    """A value that can be compared with others of its field."""
    return value  # type: ignore[return-value]
