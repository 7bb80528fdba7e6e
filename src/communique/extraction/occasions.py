"""Bring the proposals of one text together: which of them speak of the same occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from communique.extraction.details import When
from communique.extraction.proposal import Proposal
from communique.model.edtf import compatible, narrower
from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.entities import Mention

__all__ = ["Occasion", "StandsFor", "Told", "join_proposals"]

StandsFor = Callable[[int, int], bool]
"""Tells whether a body is that of a person, both given as entity numbers."""

_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DENIED})
_NEAR = 3  # sentences after which the same people are told of anew unless the words take up what was told
_LEAD = 5  # sentences in which a report tells its news
_MEALS = frozenset({MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST})
# Parts of the day that run into each other; any other two are two times.
_ONE_STRETCH = ({"morning", "midday"}, {"midday", "afternoon"}, {"evening", "night"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A proposal with what its own sentence says of when.

    Attributes:
        when: the date.
        part_of_day: the part of the day, where it names one.
        is_long_ago: True for a date well before that of the document.
        is_another: True with words for one more occasion ("again"), or for the one before ("had last met").
        goes_on: True where the sentence goes on to what happened next ("An hour later").
        takes_up: True with words that take up what was told ("the talks", "the morning's meeting").
    """

    proposal: Proposal
    when: When | None = None
    part_of_day: str | None = None
    is_long_ago: bool = False
    is_another: bool = False
    goes_on: bool = False
    takes_up: bool = False


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
    parts_of_day: set[str] = field(default_factory=set)
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


def join_proposals(told: Sequence[Told], stands_for: StandsFor) -> list[Occasion]:
    """Occasions in the order of the text.

    Two proposals are one occasion where the people of one are among the people of the other, a body standing for its
    own people, and neither time, kind nor status parts them.

    Args:
        told: in the order of the text.
        stands_for: tells whether a body is that of a person.
    """
    found: list[Occasion] = []
    for one in told:
        proposal = one.proposal
        home = next((occasion for occasion in reversed(found) if _belongs(occasion, one, stands_for)), None)
        if home is None:
            home = Occasion(
                parties=list(proposal.parties),
                proposals=[],
                when=one.when,
                status=proposal.status,
                recalled=proposal.recalled,
                kind=proposal.kind,
            )
            found.append(home)
        else:
            home.add_parties(proposal.parties, stands_for)
            home.status = _status_after(home.status, proposal.status)
        home.proposals.append(proposal)
        if one.when is not None and (home.when is None or _says_more(one.when, home.when)):
            home.when = one.when
        if home.kind is MeetingKind.MEETING:
            home.kind = proposal.kind
        if one.part_of_day is not None:
            home.parts_of_day.add(one.part_of_day)
    return found


def _says_more(when: When, known: When) -> bool:
    """As "on Thursday" does of what was told to be "last week"."""
    return when.value != known.value and narrower(known.value, when.value) == when.value


def _status_after(status: Status, told: Status) -> Status:
    """The status once another sentence has spoken: plans grow firmer or fall through, what was held stays held."""
    if status is Status.POSSIBLE and told is Status.PLANNED:
        return told
    if status in _AHEAD and told in _OFF:
        return told
    return status


def _belongs(occasion: Occasion, told: Told, stands_for: StandsFor) -> bool:
    return (
        _same_parties(occasion, told.proposal, stands_for)
        and _times_agree(occasion, told)
        and not _kinds_part({occasion.kind, told.proposal.kind})
        and _statuses_agree(occasion, told.proposal, told.when)
        and not _is_another(occasion, told)
    )


def _is_another(occasion: Occasion, told: Told) -> bool:
    """True where the text has moved on to another occasion of the same people, though nothing in it disagrees."""
    away = told.proposal.sentence - occasion.proposals[-1].sentence
    if not away:
        return False
    if told.goes_on and _people(told.proposal.parties) - occasion.people:
        return True
    if told.when is not None and occasion.when is not None:
        return told.is_another and told.when.value != occasion.when.value
    if told.is_another or (told.is_long_ago and not occasion.recalled):
        return True
    return away > _NEAR and not told.takes_up and not _goes_into(occasion, told.proposal)


def _goes_into(occasion: Occasion, proposal: Proposal) -> bool:
    """True where what was told far before is told more closely: what a report opens with it comes back to.

    "They" go on with what was told too, and "had lunch" says more of what was but a meeting before.
    """
    in_lead = occasion.sentences[0] < _LEAD and not proposal.recalled
    names_them = len({mention.span for mention in proposal.parties}) > 1
    says_more = occasion.kind is MeetingKind.MEETING and proposal.kind is not MeetingKind.MEETING
    return in_lead or not names_them or says_more


def _times_agree(occasion: Occasion, told: Told) -> bool:
    """False for two days, and for "in the afternoon" and "on Thursday night"."""
    if told.when is not None and occasion.when is not None and not compatible(told.when.value, occasion.when.value):
        return False
    return all(_is_one_stretch({part, told.part_of_day}) for part in occasion.parts_of_day if told.part_of_day)


def _is_one_stretch(parts: set[str | None]) -> bool:
    return len(parts) == 1 or any(parts <= stretch for stretch in _ONE_STRETCH)


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
