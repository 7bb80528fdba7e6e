"""The list of meetings: each occasion once, out of claims and what resolution holds to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from communique.model import Judgement, MeetingClaim, Relation, Status, content_id
from communique.resolution import DocumentFacts, Resolution
from communique.resolution.copies.copy import Copy, by_document
from communique.resolution.copies.sources import group_copies
from communique.resolution.names import fold
from communique.views.choosing import Choice, first_day, pick_status
from communique.views.disagreements import find_disagreements
from communique.views.independence import NO_COPIES, Independence, KnownCopies, tell_sources
from communique.views.meeting import Disagreement, Meeting, Report, Stage, Told
from communique.views.parties import build_parties, reasons_of_parties, union

__all__ = ["build_meeting", "build_meetings", "meeting_id"]


def meeting_id(claims: Iterable[str]) -> str:
    """The id of the meeting that these claims tell of, by the smallest of their ids.

    It stays when further reports join, unless one of those has a smaller id; every claim's own id finds the meeting as
    well.
    """
    return content_id("mtg", min(claims))


def build_meetings(
    documents: Iterable[DocumentFacts],
    claims: Iterable[MeetingClaim],
    resolution: Resolution,
    *,
    copies: Iterable[Copy] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Meeting, ...]:
    """Each meeting once, by date, undated ones last.

    Args:
        documents: the documents that the claims stand in.
        claims: all claims of the ledger.
        resolution: what is the same among them.
        copies: which documents are copies of which, whether or not they tell of a meeting.
        judgements: what people hold; here those count by which two documents are independent of each other.
    """
    found_copies = tuple(copies)
    apart = tuple(
        (one.left, one.right) for one in judgements if one.subject == "copy" and one.relation is Relation.DIFFERENT
    )
    known_copies = KnownCopies(of=by_document(found_copies), texts=group_copies(found_copies, apart), apart=apart)
    facts = {one.id: one for one in documents}
    told = {one: Told(id=one, claim=claim, facts=facts_of(claim, facts)) for claim in claims for one in (claim.id,)}
    groups = [[told[one] for one in members if one in told] for members in resolution.meetings]
    found = [build_meeting(group, resolution, known_copies) for group in groups if group]
    return tuple(sorted(found, key=lambda one: (first_day(one.date) or date.max, one.id)))


def facts_of(claim: MeetingClaim, facts: Mapping[str, DocumentFacts]) -> DocumentFacts:
    """What is known of a claim's document, if only its id."""
    return facts.get(claim.document) or DocumentFacts(id=claim.document, source=claim.document)


def build_meeting(group: Sequence[Told], resolution: Resolution, copies: KnownCopies = NO_COPIES) -> Meeting:
    """The meeting that these claims tell of; `choosing` says which values are in force."""
    known = {told.facts.id: told.facts for told in group}
    told = sorted(group, key=lambda one: (first_day(one.facts.published) or date.max, one.id))
    ordered = [one.claim for one in told]
    sources = tell_sources(known, copies)
    status = pick_status(dated_last(ordered, known))
    choice = Choice(claims=ordered, status=status, source=sources.groups.of, facts=known)
    values = {
        "kind": choice.kind(),
        "date": choice.date(),
        "place": choice.text(lambda claim: claim.place),
        "city": choice.text(lambda claim: claim.city),
        "country": choice.text(lambda claim: claim.country),
        "initiative": choice.text(lambda claim: claim.initiative),
        "duration_minutes": choice.number(lambda claim: claim.duration_minutes),
    }
    because = {name: reason for name, value in values.items() if (reason := choice.reason(name, value)) is not None}
    parties = build_parties(told, status, resolution)
    because |= reasons_of_parties(told, parties, resolution)
    return Meeting(
        id=meeting_id(one.id for one in told),
        claims=tuple(sorted(one.id for one in told)),
        status=status,
        background=all(claim.background for claim in ordered),
        participants=parties,
        topics=union(claim.topics for claim in ordered),
        topic_labels=union(claim.topic_labels for claim in ordered),
        reported_through=union(claim.reported_through for claim in ordered),
        reports=tuple(build_report(one, sources) for one in told),
        independent_sources=len(sources.groups),
        disagreements=MappingProxyType(settle(ordered, {"status": status, **values}, choice)),
        history=build_history(told),
        because=MappingProxyType(because),
        **values,  # type: ignore[arg-type]  # each of its field's type, as chosen above
    )


def settle(
    claims: Sequence[MeetingClaim], values: Mapping[str, object], choice: Choice
) -> dict[str, tuple[Disagreement, ...]]:
    """Where the reports cannot all be right, which value is in force, and what it was chosen by."""
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, tuple[Disagreement, ...]] = {}
    for name, versions in find_disagreements(claims, choice.source).items():
        giving = [[by_id[one] for one in version.claims] for version in versions]
        listed = []
        for at, version in enumerate(versions):
            in_force = is_value(version.value, values.get(name))
            rivals = [others for other, others in enumerate(giving) if other != at]
            because = choice.settled_by(name, giving[at], rivals) if in_force else None
            listed.append(replace(version, in_force=in_force, because=because))
        found[name] = tuple(listed)
    return found


def is_value(version: str | int, chosen: object) -> bool:
    """True where a version is the value in force, if in another spelling."""
    if chosen is None or isinstance(version, int):
        return version == chosen
    return fold(version) == fold(str(chosen))


def dated_last(ordered: Sequence[MeetingClaim], known: Mapping[str, DocumentFacts]) -> list[MeetingClaim]:
    """The claims with those of undated texts first: nothing says that they came last."""
    return sorted(ordered, key=lambda claim: first_day(known[claim.document].published) or date.min)


def build_report(told: Told, sources: Independence) -> Report:
    """What one claim says, with its document, and whether that is a source of its own."""
    derived = sources.derived.get(told.facts.id)
    return Report(
        claim=told.id,
        document=told.facts.id,
        source=told.facts.source,
        published=told.facts.published,
        status=told.claim.status,
        background=told.claim.background,
        evidence=told.claim.evidence,
        copy_of=derived.copy_of if derived is not None else None,
        original_known_by=derived.original_known_by if derived is not None else None,
        grade=derived.grade if derived is not None else None,
        because=derived.because if derived is not None else None,
        counted_with=derived.counted_with if derived is not None else None,
    )


def build_history(ordered: Sequence[Told]) -> tuple[Stage, ...]:
    """Each stage once, with the first text that reports it, in the order in which the stages came about."""
    stages: dict[Status, Stage] = {}
    for told in ordered:
        stage = Stage(
            status=told.claim.status,
            published=told.facts.published,
            date=told.claim.date,
            document=told.facts.id,
            claim=told.id,
        )
        stages.setdefault(told.claim.status, stage)
    early = {Status.POSSIBLE: 0, Status.PLANNED: 1, Status.POSTPONED: 2}

    def order(stage: Stage) -> tuple[date, int]:
        # A plan known only from an undated text still came before what was published of the meeting itself.
        default = date.min if stage.status in early else date.max
        return first_day(stage.published) or default, early.get(stage.status, 3)

    return tuple(sorted(stages.values(), key=order))
