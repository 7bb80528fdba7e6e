"""The list of meetings: each occasion once, out of claims and what resolution holds to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from communique.model import MeetingClaim, Status, content_id
from communique.resolution import DocumentFacts, Resolution
from communique.resolution.copies import group_sources
from communique.views.choosing import Choice, first_day, pick_status
from communique.views.disagreements import find_disagreements
from communique.views.meeting import Meeting, Report, Stage
from communique.views.parties import build_parties, union

__all__ = ["build_meeting", "build_meetings", "meeting_id"]


def meeting_id(claims: Iterable[str]) -> str:
    """The id of the meeting that these claims tell of, by the smallest of their ids.

    It stays when further reports join, unless one of those has a smaller id; every claim's own id finds the meeting as
    well.
    """
    return content_id("mtg", min(claims))


def build_meetings(
    documents: Iterable[DocumentFacts], claims: Iterable[MeetingClaim], resolution: Resolution
) -> tuple[Meeting, ...]:
    """Each meeting once, by date, undated ones last.

    Args:
        documents: the documents that the claims stand in.
        claims: all claims of the ledger.
        resolution: what is the same among them.
    """
    facts = {one.id: one for one in documents}
    by_id = {claim.id: claim for claim in claims}
    groups = [[by_id[one] for one in members if one in by_id] for members in resolution.meetings]
    found = [build_meeting(group, facts, resolution) for group in groups if group]
    return tuple(sorted(found, key=lambda one: (first_day(one.date) or date.max, one.id)))


def build_meeting(
    claims: Sequence[MeetingClaim], facts: Mapping[str, DocumentFacts], resolution: Resolution
) -> Meeting:
    """The meeting that these claims tell of; `choosing` says which values are in force."""
    known = {c.document: facts.get(c.document, DocumentFacts(id=c.document, source=c.document)) for c in claims}
    ordered = sorted(claims, key=lambda claim: (first_day(known[claim.document].published) or date.max, claim.id))
    sources = group_sources(known)
    status = pick_status(dated_last(ordered, known))
    choice = Choice(claims=ordered, status=status, source=sources.of, facts=known)
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
    return Meeting(
        id=meeting_id(claim.id for claim in claims),
        claims=tuple(sorted(claim.id for claim in claims)),
        status=status,
        background=all(claim.background for claim in claims),
        participants=build_parties(ordered, status, resolution),
        topics=union(claim.topics for claim in ordered),
        topic_labels=union(claim.topic_labels for claim in ordered),
        reported_through=union(claim.reported_through for claim in ordered),
        reports=tuple(build_report(claim, known[claim.document]) for claim in ordered),
        independent_sources=len(sources),
        disagreements=MappingProxyType(dict(find_disagreements(ordered))),
        history=build_history(ordered, known),
        because=MappingProxyType(because),
        **values,  # type: ignore[arg-type]  # each of its field's type, as chosen above
    )


def dated_last(ordered: Sequence[MeetingClaim], known: Mapping[str, DocumentFacts]) -> list[MeetingClaim]:
    """The claims with those of undated texts first: nothing says that they came last."""
    return sorted(ordered, key=lambda claim: first_day(known[claim.document].published) or date.min)


def build_report(claim: MeetingClaim, facts: DocumentFacts) -> Report:
    """What one claim says, with its document."""
    return Report(
        claim=claim.id,
        document=claim.document,
        source=facts.source,
        published=facts.published,
        status=claim.status,
        background=claim.background,
        evidence=claim.evidence,
    )


def build_history(ordered: Sequence[MeetingClaim], known: Mapping[str, DocumentFacts]) -> tuple[Stage, ...]:
    """Each stage once, with the first text that reports it; what undated texts add comes last."""
    stages: dict[Status, Stage] = {}
    for claim in ordered:
        stages.setdefault(
            claim.status,
            Stage(
                status=claim.status,
                published=known[claim.document].published,
                date=claim.date,
                document=claim.document,
                claim=claim.id,
            ),
        )
    early = {Status.POSSIBLE: 0, Status.PLANNED: 1, Status.POSTPONED: 2}

    def order(stage: Stage) -> tuple[date, int]:
        # A plan known only from an undated text still came before what was published of the meeting itself.
        default = date.min if stage.status in early else date.max
        return first_day(stage.published) or default, early.get(stage.status, 3)

    return tuple(sorted(stages.values(), key=order))
