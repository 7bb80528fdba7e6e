"""Bring the proposals of one text together: which of them speak of the same occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from communique.extraction.details import When
from communique.extraction.proposal import Proposal
from communique.model.edtf import compatible
from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.entities import Mention

__all__ = ["Occasion", "StandsFor", "join_proposals"]

StandsFor = Callable[[int, int], bool]
"""Tells whether a body is that of a person, both given as entity numbers."""

_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DENIED})
_MEALS = frozenset({MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST})


@dataclass(slots=True)
class Occasion:
    """One occasion as one text tells it; filled while its proposals are joined.

    `details` are the sentences that only tell more of it ("The talks were held at …"), `present` those that say who
    else was there. `fate` is the sentence that takes it back or puts it off, and its words that say so.
    """

    parties: list[Mention]
    proposals: list[Proposal]
    when: When | None
    status: Status
    recalled: bool
    kind: MeetingKind
    details: list[int] = field(default_factory=list)
    present: list[int] = field(default_factory=list)
    fate: tuple[int, Span] | None = None

    @property
    def sentences(self) -> list[int]:
        """The sentences of its proposals, each once, the first one first."""
        return list(dict.fromkeys(proposal.sentence for proposal in self.proposals))

    @property
    def last_told(self) -> int:
        """The last sentence that speaks of it."""
        return max([*self.sentences, *self.details, *self.present])

    @property
    def people(self) -> frozenset[int]:
        """The entities of its named people."""
        return _people(self.parties)

    @property
    def named(self) -> frozenset[int]:
        """The entities of everybody and every body named."""
        return _named(self.parties)

    def add_parties(self, mentions: Sequence[Mention], stands_for: StandsFor) -> None:
        """Take in whoever is new; a body steps back where one of its own people is there."""
        for mention in mentions:
            if mention.entity is not None and mention.entity not in self.named:
                self.parties.append(mention)
        people = self.people
        self.parties = [
            mention
            for mention in self.parties
            if mention.kind is not PartyKind.ORGANISATION
            or mention.entity is None
            or not any(stands_for(mention.entity, person) for person in people)
        ]


def _people(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(m.entity for m in mentions if m.entity is not None and m.kind is PartyKind.PERSON)


def _named(mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(m.entity for m in mentions if m.entity is not None)


def join_proposals(proposals: Sequence[tuple[Proposal, When | None]], stands_for: StandsFor) -> list[Occasion]:
    """Occasions in the order of the text.

    Two proposals are one occasion where the people of one are among the people of the other, a body standing for its
    own people, and neither date, kind nor status parts them.

    Args:
        proposals: in the order of the text, each with its date.
        stands_for: tells whether a body is that of a person.
    """
    found: list[Occasion] = []
    for proposal, when in proposals:
        home = next((one for one in reversed(found) if _belongs(one, proposal, when, stands_for)), None)
        if home is None:
            found.append(
                Occasion(
                    parties=list(proposal.parties),
                    proposals=[proposal],
                    when=when,
                    status=proposal.status,
                    recalled=proposal.recalled,
                    kind=proposal.kind,
                )
            )
            continue
        home.proposals.append(proposal)
        home.add_parties(proposal.parties, stands_for)
        if home.when is None:
            home.when = when
        if home.kind is MeetingKind.MEETING:
            home.kind = proposal.kind
        home.status = _status_after(home.status, proposal.status)
    return found


def _status_after(status: Status, told: Status) -> Status:
    """The status once another sentence has spoken: plans grow firmer or fall through, what was held stays held."""
    if status is Status.POSSIBLE and told is Status.PLANNED:
        return told
    if status in _AHEAD and told in _OFF:
        return told
    return status


def _belongs(occasion: Occasion, proposal: Proposal, when: When | None, stands_for: StandsFor) -> bool:
    if not _same_parties(occasion, proposal, stands_for):
        return False
    if when is not None and occasion.when is not None and not compatible(when.value, occasion.when.value):
        return False
    return not _kinds_part({occasion.kind, proposal.kind}) and _statuses_agree(occasion, proposal, when)


def _same_parties(occasion: Occasion, proposal: Proposal, stands_for: StandsFor) -> bool:
    """True where one side's people are among the other's, two of them at least, or bodies stand for the rest."""
    people, named = _people(proposal.parties), _named(proposal.parties)
    shared = people & occasion.people
    if len(shared) >= 2:
        return people <= occasion.people or occasion.people <= people
    if not shared or len(named | occasion.named) < 2:
        return False
    everyone = people | occasion.people
    only = named ^ occasion.named
    bodies = only - everyone
    return all(any(stands_for(body, person) for person in everyone) for body in bodies) and all(
        any(stands_for(body, person) for body in bodies) for person in only & everyone
    )


def _kinds_part(kinds: set[MeetingKind]) -> bool:
    """True where one occasion cannot be both: two meals, a call and a meal, a call and a visit."""
    meals = kinds & _MEALS
    return len(meals) > 1 or (MeetingKind.CALL in kinds and bool(meals | kinds & {MeetingKind.VISIT}))


def _statuses_agree(occasion: Occasion, proposal: Proposal, when: When | None) -> bool:
    statuses = {occasion.status, proposal.status}
    if len(statuses) == 1:
        both_dated = when is not None and occasion.when is not None
        return occasion.recalled == proposal.recalled or both_dated or when is None
    if statuses <= _AHEAD or (statuses & _OFF and statuses & (_AHEAD | {Status.DENIED})):
        return True
    # "was due to meet X and did so": a plan and its fulfilment, where one sentence tells both
    return Status.HELD in statuses and bool(statuses & _AHEAD) and occasion.sentences[-1] == proposal.sentence
