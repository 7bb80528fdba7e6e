"""The claims of an extract, one by one: one that is none, or that its text does not bear out, costs no other."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import Raw

from communique.errors import DocumentError, GroundingError
from communique.languages.topics import topics
from communique.model import (
    MeetingClaim,
    OtherName,
    Participant,
    PartyKind,
    Passage,
    Reading,
    RoleClaim,
    StatementClaim,
    Step,
)
from communique.model.edtf import is_valid
from communique.sources.extract_forms import (
    ClaimForm,
    Extract,
    LabelledForm,
    MeetingForm,
    OtherNameForm,
    PartyForm,
    PassageForm,
    ReadingForm,
    RoleForm,
    StatementForm,
    decode,
)

__all__ = ["Told", "read_claims"]

Claim = MeetingClaim | StatementClaim | RoleClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of an extract, or why it is none.

    Attributes:
        label: what to call it: its place in the line and the id that it was given.
        claim: what it says; None where it has not the form of a claim.
        reading: how it was read, under the name of its maker.
        problem: what is wrong; with a claim beside it, what was left out of that.
    """

    label: str
    claim: Claim | None = None
    reading: Reading | None = None
    problem: str | None = None


def read_claims(extract: Extract, document: str, check: Callable[[Claim, Reading], None]) -> Iterator[Told]:
    """The claims of a line, meetings first, in their order.

    Ids are worked out anew from what a claim says; those given only tell which meeting a statement belongs to. Of two
    claims with one id the second is refused, unless it says the same.

    Args:
        extract: the line.
        document: the id of its document.
        check: says whether the text bears a claim out, by a `GroundingError` where it does not.
    """
    meetings: dict[str, str | None] = {}
    seen: dict[str, Claim] = {}
    kinds: tuple[tuple[str, Sequence[Raw], Callable[[Any, str], Claim], type[ClaimForm]], ...] = (
        ("meeting", extract.meetings, _meeting_claim, MeetingForm),
        ("statement", extract.statements, _statement_claim, StatementForm),
        ("role", extract.roles, _role_claim, RoleForm),
    )
    for kind, raws, build, form in kinds:
        for number, raw in enumerate(raws, start=1):
            given = _given_id(raw)
            label = f"{kind} {number}" + (f" ({given})" if given is not None else "")
            try:
                told = decode(raw, form)
                claim = build(told, document)
                problem = None
                if isinstance(claim, StatementClaim) and claim.meeting is not None:
                    claim, problem = _placed(claim, meetings)
                _refuse_second(seen, claim, given)
                reading = _reading(told.reading, claim, extract.maker)
                check(claim, reading)
            except (DocumentError, GroundingError) as error:
                if kind == "meeting" and given is not None:
                    meetings.setdefault(given, None)
                yield Told(label=label, problem=str(error))
                continue
            if isinstance(claim, MeetingClaim):
                meetings[given or claim.id] = claim.id
            yield Told(label=label, claim=claim, reading=reading, problem=problem)


def _given_id(raw: Raw) -> str | None:
    try:
        return decode(raw, LabelledForm).id
    except DocumentError:
        return None


def _placed(claim: StatementClaim, meetings: Mapping[str, str | None]) -> tuple[StatementClaim, str | None]:
    """A statement with the worked out id of its meeting; without it, and why, where the line has no such meeting."""
    given = claim.meeting or ""
    found = meetings.get(given)
    why = "was refused" if given in meetings else "is not in this line"
    problem = None if found is not None else f"meeting: {given!r} {why}; taken in without it"
    return replace(claim, meeting=found), problem


def _refuse_second(seen: dict[str, Claim], claim: Claim, given: str | None) -> None:
    """One id, one claim: neither an id given twice nor two accounts of one thing at one place.

    Raises:
        GroundingError: there was another.
    """
    for key, what in (
        (claim.id, "it says the same at the same place as one before it, with other details"),
        *_own(given),
    ):
        if seen.setdefault(key, claim) != claim:
            raise GroundingError(f"id: {what}")


def _own(given: str | None) -> Iterator[tuple[str, str]]:
    if given is not None:
        yield f"given {given}", f"{given!r} was given to another claim before"


def _meeting_claim(told: MeetingForm, document: str) -> MeetingClaim:
    _check_known("topic_labels", told.topic_labels, topics())
    return MeetingClaim(
        document=document,
        status=told.status,
        background=told.background,
        kind=told.kind,
        participants=tuple(_participant(party, number) for number, party in enumerate(told.participants)),
        evidence=_passages("evidence", told.evidence),
        date=_edtf("date", told.date),
        place=told.place,
        city=told.city,
        country=told.country,
        topics=tuple(told.topics),
        topic_labels=tuple(told.topic_labels),
        initiative=told.initiative,
        duration_minutes=told.duration_minutes,
        reported_through=tuple(told.reported_through),
        because=_because(told),
        other_names=_other_names(told.other_names),
    )


def _other_names(told: Sequence[OtherNameForm]) -> tuple[OtherName, ...]:
    return tuple(
        OtherName(
            organisation=one.organisation,
            name=one.name,
            kind=one.kind,
            evidence=_passages(f"other_names[{number}].evidence", one.evidence),
        )
        for number, one in enumerate(told)
    )


def _participant(party: PartyForm, number: int) -> Participant:
    at = f"participants[{number}]"
    kind = party.kind or (PartyKind.PERSON if party.name is not None else PartyKind.GROUP)
    if kind is PartyKind.GROUP and party.name is not None:
        raise GroundingError(f"{at}: a group has no name, and this one has {party.name!r}")
    if kind is not PartyKind.GROUP and party.name is None:
        raise GroundingError(f"{at}: a {kind.value} has a name, and this one has none")
    mention = party.mention or party.name
    if mention is None:
        raise GroundingError(f"{at}: neither a name nor a mention")
    return Participant(
        name=party.name,
        mention=mention,
        role=party.role,
        organisation=party.organisation,
        kind=kind,
        country=party.country,
        names=tuple(party.names),
    )


def _statement_claim(told: StatementForm, document: str) -> StatementClaim:
    return StatementClaim(
        document=document,
        kind=told.kind,
        modality=told.modality,
        evidence=_passages("evidence", told.evidence),
        contents=_passages("contents", told.contents),
        about=told.about,
        speaker=told.speaker,
        speaker_mention=told.speaker_mention,
        addressee=told.addressee,
        reported_through=tuple(told.reported_through),
        due=_edtf("due", told.due),
        source=_passages("source", [told.source])[0] if told.source is not None else None,
        cues=_passages("cues", told.cues),
        meeting=told.meeting,
        because=_because(told),
    )


def _role_claim(told: RoleForm, document: str) -> RoleClaim:
    return RoleClaim(
        document=document,
        person=told.person,
        role=told.role,
        organisation=told.organisation,
        evidence=_passages("evidence", told.evidence),
        interval=_edtf("interval", told.interval),
        because=_because(told),
        other_names=_other_names(told.other_names),
    )


def _because(told: ClaimForm) -> dict[str, str]:
    """The reasons; whatever is said to be inferred has one."""
    fields = told.__struct_fields__
    for name in (*told.because, *told.inferred):
        if name.split(".")[0] not in fields:
            raise GroundingError(f"because: there is no field {name[:80]!r}")
        if name not in told.because:
            raise GroundingError(f"inferred: {name!r} is named, and because gives no reason for it")
    return dict(told.because)


def _passages(field: str, told: Sequence[PassageForm]) -> tuple[Passage, ...]:
    for number, one in enumerate(told):
        if one.end <= one.start:
            raise GroundingError(f"{field}[{number}]: runs from {one.start:,} to {one.end:,}, which is not forward")
    return tuple(Passage(start=one.start, end=one.end, quote=one.quote) for one in told)


def _edtf(field: str, value: str | None) -> str | None:
    if value is not None and not is_valid(value):
        raise GroundingError(f"{field}: {value[:80]!r} is no EDTF date, such as 2024-02-29 or 2024-02")
    return value


def _check_known(field: str, values: Sequence[str], known: Container[str]) -> None:
    for value in values:
        if value not in known:
            raise GroundingError(f"{field}: {value[:80]!r} is not on the list of topics")


def _reading(told: ReadingForm | None, claim: Claim, maker: str) -> Reading:
    """How it was read, by its maker's account; the rule says that it came from outside, and from whom."""
    told = told or ReadingForm()
    return Reading(
        claim=claim.id,
        rule=f"loaded.{maker}.{told.rule or 'v1'}",
        score=told.score or 0.0,
        steps=tuple(
            Step(
                field=step.field,
                rule=step.rule,
                value=step.value,
                read=_passages(f"reading.steps[{number}].read", step.read),
                because=step.because,
            )
            for number, step in enumerate(told.steps)
        ),
    )
