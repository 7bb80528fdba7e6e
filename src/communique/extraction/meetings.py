"""The meetings of a document: proposals, one decision, what later sentences add, and the gate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from communique.errors import GroundingError
from communique.extraction.aftermath import take_up_aftermath
from communique.extraction.another import goes_on, is_another, takes_up
from communique.extraction.claiming import claim_occasion
from communique.extraction.deciding import decide
from communique.extraction.details import find_part_of_day, find_when, is_long_ago
from communique.extraction.discourse import Discourse
from communique.extraction.gate import check
from communique.extraction.learned import Learned
from communique.extraction.learned.proposing import ONE_SIDED
from communique.extraction.occasions import Occasion, StandsFor, Told, join_proposals
from communique.extraction.presence import find_present
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene, propose
from communique.extraction.sentences import ParsedSentence
from communique.extraction.unmet import is_unmet
from communique.languages.en.encounters import load_encounter_words
from communique.model.claim import MeetingClaim, Reading
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention
from communique.text.data import alternatives

__all__ = ["read_meetings"]

THRESHOLD = 0.5  # below it a proposal is dropped: a missed meeting is better than an invented one
_NEAR = 3  # sentences after a meeting in which "the talks" are still that meeting

Found = list[tuple[MeetingClaim, Reading]]


@cache
def _anaphors() -> re.Pattern[str]:
    """As in "the talks", "their second meeting", "It": what takes up a meeting told of before."""
    nouns = alternatives(load_encounter_words().nouns)
    return re.compile(
        rf"\b(?:the|this|that|their|these)\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})s?\b|^(?:it|they)\b", re.IGNORECASE
    )


def read_meetings(
    reading: DocumentReading, sentences: Sequence[ParsedSentence], learned: Learned | None = None
) -> Found:
    """The meetings of a document, each with how it was read. What the gate refuses is left out.

    Args:
        reading: the document.
        sentences: its parsed sentences (`parse_candidates`); those without a word of encounter are passed over.
        learned: what the trained reader sees in the document, where it was asked.
    """
    return list(_of_document(reading, [sentence for sentence in sentences if sentence.has_encounter], learned))


def _of_document(
    reading: DocumentReading, sentences: Sequence[ParsedSentence], learned: Learned | None
) -> Iterator[tuple[MeetingClaim, Reading]]:
    discourse = Discourse(reading, referee=learned)
    told: list[Told] = []
    present: list[tuple[int, list[Mention]]] = []
    for sentence in sentences:
        scene = Scene(sentence, discourse, load_encounter_words())
        if others := find_present(scene):
            present.append((sentence.index, others))
        found = propose(scene)
        if learned is not None:
            seen = (
                [] if others and told else list(learned.propose(scene))
            )  # who "sat in" belongs to a meeting told of before
            found = decide(found, seen, partial(learned.together, sentence.index))
        for proposal in filter(partial(_is_meeting, scene), found):
            told.append(_with_time(reading, proposal))
            discourse.last_parties = proposal.parties
    stands_for = partial(_stands_for, reading)
    occasions = join_proposals(list(_without_known_sides(told)), stands_for)
    take_up_aftermath(reading, occasions, {one.proposal.sentence for one in told})
    _attach_details(reading, occasions)
    _attach_present(occasions, present, stands_for)
    for occasion in occasions:
        for claim, how in claim_occasion(reading, occasion):
            try:
                check(claim, how, reading.document.text)
            except GroundingError:
                continue
            yield claim, how


def _without_known_sides(told: Sequence[Told]) -> Iterator[Told]:
    """All but those whose other side is guessed where the text tells of the two elsewhere, or of no meeting at all."""
    pairs = [frozenset(m.entity for m in one.proposal.parties) for one in told if not _is_one_sided(one)]
    for one in told:
        parties = frozenset(m.entity for m in one.proposal.parties)
        if not _is_one_sided(one) or (pairs and not any(parties <= pair for pair in pairs)):
            yield one


def _is_one_sided(told: Told) -> bool:
    return told.proposal.rule.startswith(ONE_SIDED)


def _with_time(reading: DocumentReading, proposal: Proposal) -> Told:
    sentence, trigger, dates = proposal.sentence, proposal.trigger, proposal.clause_dates
    when = find_when(
        reading,
        sentence,
        trigger,
        proposal.status,
        clause_dates=dates,
        said_dates=proposal.said_dates,
        tried=proposal.tried,
    )
    return Told(
        proposal=proposal,
        when=when,
        part_of_day=find_part_of_day(reading, sentence, trigger, dates),
        is_long_ago=when is not None and is_long_ago(reading, when),
        is_another=is_another(reading, sentence),
        goes_on=goes_on(reading, sentence),
        takes_up=takes_up(reading, sentence),
    )


def _is_meeting(scene: Scene, proposal: Proposal) -> bool:
    """The decision: enough parties, one of them a named person, sure enough, and not something else."""
    people = [m for m in proposal.parties if m.kind is PartyKind.PERSON]
    bodies = [m for m in proposal.parties if m.kind is PartyKind.ORGANISATION or (m.organisation and m.country is None)]
    if proposal.score < THRESHOLD or not people or len(people) + len(bodies) < 2:
        return False
    if len(people) == 1 and all(_is_own(scene.discourse.reading, body, people[0]) for body in bodies):
        return False  # "Voltmark missed its target, said its founder A"
    return not is_unmet(scene, proposal)


def _is_own(reading: DocumentReading, body: Mention, person: Mention) -> bool:
    return body.entity is not None and person.entity is not None and _stands_for(reading, body.entity, person.entity)


def _stands_for(reading: DocumentReading, body: int, person: int) -> bool:
    """True where the person has a post in the body, by any of its names."""
    names = {name.casefold() for name in reading.registry.entities[body].names}
    return any(
        fact.organisation and fact.organisation.casefold() in names for fact in reading.registry.entities[person].roles
    )


def _attach_details(reading: DocumentReading, occasions: list[Occasion]) -> None:
    """Give "the talks were held at ..." in a later sentence to the meeting told of last."""
    taken = {index for occasion in occasions for index in occasion.sentences}
    for index, sentence in enumerate(reading.sentences):
        if index in taken:
            continue
        before = [(last, not o.recalled, o) for o in occasions if (last := _last_told(o, index)) is not None]
        if before and _anaphors().search(reading.text, sentence.start, sentence.end):
            max(before, key=lambda found: found[:2])[2].details.append(index)


def _last_told(occasion: Occasion, sentence: int) -> int | None:
    """The last sentence before this one that tells of an occasion, where the two stand near each other."""
    told = [index for index in occasion.sentences if index < sentence]
    near = [index for index in (*occasion.sentences, *occasion.details) if sentence - _NEAR <= index < sentence]
    return max(told) if told and near else None


def _attach_present(occasions: list[Occasion], present: list[tuple[int, list[Mention]]], stands_for: StandsFor) -> None:
    """Add those who "sat in" or "were present" to the meeting told of last, in that sentence or shortly before."""
    for sentence, mentions in present:
        near = [o for o in occasions if min(o.sentences) <= sentence <= o.last_told + _NEAR]
        if near:
            latest = max(near, key=lambda o: max(index for index in o.sentences if index <= sentence))
            if sentence not in latest.sentences:
                latest.present.append(sentence)
            latest.add_parties(mentions, stands_for)
