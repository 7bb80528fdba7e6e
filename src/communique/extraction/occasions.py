"""Bring the proposals of one text together: which of them speak of the same occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from communique.extraction.details import When
from communique.extraction.proposal import Proposal
from communique.model.edtf import compatible
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.entities import Mention

__all__ = ["Occasion", "join_proposals"]

_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_MEALS = frozenset({MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST})


@dataclass(slots=True)
class Occasion:
    """One occasion as one text tells it; filled while its proposals are joined."""

    parties: list[Mention]
    proposals: list[Proposal]
    sentences: list[int]
    when: When | None = None
    status: Status = Status.HELD
    recalled: bool = False
    kind: MeetingKind = MeetingKind.MEETING
    details: list[int] = field(default_factory=list)

    @property
    def people(self) -> frozenset[int]:
        """The entities of its named people."""
        return frozenset(m.entity for m in self.parties if m.entity is not None and m.kind is PartyKind.PERSON)

    @property
    def named(self) -> frozenset[int]:
        """The entities of everybody and every body named."""
        return frozenset(m.entity for m in self.parties if m.entity is not None)


def join_proposals(
    proposals: Sequence[tuple[Proposal, When | None]], stands_for: Callable[[int, int], bool]
) -> list[Occasion]:
    """Occasions in the order of the text.

    Two proposals are one occasion where the people of one are among the people of the other (two of them at least, or
    all), neither date nor status parts them, and neither is a dinner where the other is a lunch. A body of one may be
    there for its own people in the other.

    Args:
        proposals: in the order of the text, each with its date.
        stands_for: tells whether a body (by entity number) is that of a person (by entity number).
    """
    found: list[Occasion] = []
    for proposal, when in proposals:
        home = next((o for o in reversed(found) if _belongs(o, proposal, when, stands_for)), None)
        if home is None:
            found.append(
                Occasion(
                    parties=list(proposal.parties),
                    proposals=[proposal],
                    sentences=[proposal.sentence],
                    when=when,
                    status=proposal.status,
                    recalled=proposal.recalled,
                    kind=proposal.kind,
                )  # fmt: skip
            )
            continue
        home.proposals.append(proposal)
        home.sentences.append(proposal.sentence)
        for mention in proposal.parties:
            if mention.entity is None:
                continue
            if mention.entity not in home.named and not (
                mention.kind is PartyKind.ORGANISATION
                and any(stands_for(mention.entity, person) for person in home.people)
            ):
                home.parties.append(mention)
        everyone = home.people
        home.parties = [
            m for m in home.parties
            if m.kind is not PartyKind.ORGANISATION or m.entity is None or not any(stands_for(m.entity, person) for person in everyone)
        ]  # fmt: skip
        if home.when is None:
            home.when = when
        if home.kind is MeetingKind.MEETING:
            home.kind = proposal.kind
        if home.status in _AHEAD and proposal.status is Status.HELD and proposal.sentence == home.sentences[0]:
            pass
        elif home.status is Status.POSSIBLE and proposal.status is Status.PLANNED:
            home.status = Status.PLANNED
        elif proposal.status in {Status.CANCELLED, Status.POSTPONED, Status.DENIED} and home.status in _AHEAD:
            home.status = proposal.status
    return found


def _belongs(occasion: Occasion, proposal: Proposal, when: When | None, stands_for: Callable[[int, int], bool]) -> bool:
    people = frozenset(m.entity for m in proposal.parties if m.entity is not None and m.kind is PartyKind.PERSON)
    named = frozenset(m.entity for m in proposal.parties if m.entity is not None)
    shared = people & occasion.people
    if len(shared) >= 2:
        if not (people <= occasion.people or occasion.people <= people):
            return False
    elif not (
        shared
        and len(named | occasion.named) > 1
        and _covers(named, occasion.named, people | occasion.people, stands_for)
    ):
        return False
    if when is not None and occasion.when is not None and not compatible(when.value, occasion.when.value):
        return False
    kinds = {occasion.kind, proposal.kind}
    if len(kinds & _MEALS) > 1 or (
        MeetingKind.CALL in kinds and len(kinds) > 1 and kinds & (_MEALS | {MeetingKind.VISIT})
    ):
        return False
    if occasion.status is proposal.status:
        return (
            occasion.recalled == proposal.recalled or (when is not None and occasion.when is not None) or when is None
        )
    statuses = {occasion.status, proposal.status}
    if statuses <= _AHEAD:
        return True
    if statuses & {Status.CANCELLED, Status.POSTPONED} and statuses & (_AHEAD | {Status.DENIED}):
        return True
    if Status.DENIED in statuses and statuses & _AHEAD:
        return True
    return Status.HELD in statuses and bool(statuses & _AHEAD) and occasion.sentences[-1] == proposal.sentence


def _covers(
    named: frozenset[int], known: frozenset[int], people: frozenset[int], stands_for: Callable[[int, int], bool]
) -> bool:
    """True where whoever only one side names is a body that stands for somebody, or somebody that such a body stands for."""
    only = named ^ known
    extra_people = only & people
    bodies = only - people
    return all(any(stands_for(body, person) for person in people) for body in bodies) and all(
        any(stands_for(body, person) for body in bodies) for person in extra_people
    )
