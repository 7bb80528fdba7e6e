"""From a document to the meetings it tells of: proposals, one decision, claims with their readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise

from communique.errors import GroundingError
from communique.extraction.details import (
    When,
    Where,
    carry_when,
    find_duration,
    find_initiative,
    find_kind,
    find_reporters,
    find_topics,
    find_when,
    find_where,
    label_meeting,
    when_of,
)
from communique.extraction.discourse import Discourse
from communique.extraction.gate import check
from communique.extraction.occasions import Occasion, StandsFor, join_proposals
from communique.extraction.participants import build_participants
from communique.extraction.presence import find_present
from communique.extraction.proposal import Proposal
from communique.extraction.proposers import Scene, propose
from communique.extraction.sentences import parse_candidates, trigger_pattern
from communique.languages.en.encounters import load_encounter_words
from communique.model.claim import MeetingClaim, Reading, Step
from communique.model.date_expression import Lean
from communique.model.edtf import bounds
from communique.model.vocabulary import PartyKind, Status
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["read_meetings"]

THRESHOLD = 0.5  # below it a proposal is dropped: a missed meeting is better than an invented one
_NEAR = 3  # sentences after a meeting in which "the talks" are still that meeting
_ANAPHOR = re.compile(
    r"\b(?:the|this|that|their|these|it)\s+(?:[\w-]+\s+){0,3}?(?:meeting|talks?|conversation|session|discussions?|encounter|summit|dinner"
    r"|lunch|luncheon|call|visit|exchange|audience|get-together|consultations?|negotiations?|appointment)\b|^(?:It|They)\b",
    re.IGNORECASE,
)


@cache
def _pattern() -> re.Pattern[str]:
    return trigger_pattern(load_encounter_words())


def read_meetings(reading: DocumentReading) -> Iterator[tuple[MeetingClaim, Reading]]:
    """The meetings of a document, each with how it was read. What the gate refuses is left out."""
    words = load_encounter_words()
    discourse = Discourse(reading)
    proposals: list[tuple[Proposal, When | None]] = []
    present: list[tuple[int, list[Mention]]] = []
    for sentence in parse_candidates(reading, words, _pattern()):
        scene = Scene(sentence, discourse, words)
        if others := find_present(scene):
            present.append((sentence.index, others))
        for proposal in propose(scene):
            if not _is_meeting(proposal):
                continue
            when = find_when(
                reading, proposal.sentence, proposal.trigger, proposal.status, clause_dates=proposal.clause_dates
            )
            proposals.append((proposal, when))
            discourse.last_parties = proposal.parties
    stands_for = partial(_stands_for, reading)
    occasions = join_proposals(proposals, stands_for)
    _attach_details(reading, occasions)
    _attach_present(occasions, present, stands_for)
    for occasion in occasions:
        for claim, steps in _claims(reading, occasion, _years(reading, occasion)):
            first = occasion.proposals[0]
            result = Reading(claim=claim.id, rule=first.rule, score=first.score, steps=steps)
            try:
                check(claim, result, reading.document.text)
            except GroundingError:
                continue
            yield claim, result


def _attach_present(occasions: list[Occasion], present: list[tuple[int, list[Mention]]], stands_for: StandsFor) -> None:
    """Add those who "sat in" or "were present" to the meeting told of last, in that sentence or shortly before."""
    for sentence, mentions in present:
        near = [o for o in occasions if min(o.sentences) <= sentence <= o.last_told + _NEAR]
        if near:
            latest = max(near, key=lambda o: max(index for index in o.sentences if index <= sentence))
            if sentence not in latest.sentences:
                latest.present.append(sentence)
            latest.add_parties(mentions, stands_for)


def _is_meeting(proposal: Proposal) -> bool:
    """The decision: enough parties, one of them a named person, and sure enough."""
    people = [m for m in proposal.parties if m.kind is PartyKind.PERSON]
    others = [m for m in proposal.parties if m.kind is PartyKind.ORGANISATION or (m.organisation and m.country is None)]
    return proposal.score >= THRESHOLD and bool(people) and len(people) + len(others) >= 2


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
        if not before or _ANAPHOR.search(reading.text, sentence.start, sentence.end) is None:
            continue
        max(before, key=lambda found: found[:2])[2].details.append(index)


def _last_told(occasion: Occasion, sentence: int) -> int | None:
    """The last sentence before this one that tells of an occasion, where the two stand near each other."""
    told = [index for index in occasion.sentences if index < sentence]
    near = [index for index in (*occasion.sentences, *occasion.details) if sentence - _NEAR <= index < sentence]
    return max(told) if told and near else None


def _years(reading: DocumentReading, occasion: Occasion) -> tuple[When | None, ...]:
    """ "in 2013 and 2014" are two occasions: one date for each; otherwise the occasion's own."""
    index = occasion.sentences[0]
    dates = [d for d in reading.dates_in(index) if str(d.grain) in {"year", "month"}]
    for one, other in pairwise(dates):
        if one.grain == other.grain and reading.text[one.span.end : other.span.start].strip() == "and":
            found = [when_of(reading, date, Lean.PAST) for date in (one, other)]
            if all(when is not None for when in found):
                return tuple(found)
    return (occasion.when,)


def _claims(
    reading: DocumentReading, occasion: Occasion, dates: tuple[When | None, ...]
) -> Iterator[tuple[MeetingClaim, tuple[Step, ...]]]:
    for when in dates:
        yield _claim(reading, occasion, when)


def _claim(reading: DocumentReading, occasion: Occasion, when: When | None) -> tuple[MeetingClaim, tuple[Step, ...]]:
    sentences = list(dict.fromkeys(occasion.sentences))
    steps: list[Step] = []
    because: dict[str, str] = {}
    used_details: set[int] = set()
    if when is None:
        for index in occasion.details:
            when = find_when(reading, index, reading.sentences[index], occasion.status)
            if when is not None:
                used_details.add(index)
                break
    if when is None and not occasion.recalled:
        when = carry_when(reading, sentences[0], occasion.status)
    if occasion.status is Status.HELD and when is not None and _lies_ahead(reading, when):
        occasion.status = Status.PLANNED
        because["status"] = f"{when.value} lies after the day of publication"
    where: Where | None = None
    for index in [*sentences, *occasion.details]:
        trigger = next((p.trigger for p in occasion.proposals if p.sentence == index), reading.sentences[index])
        found = find_where(reading, index, trigger)
        if found is None:
            continue
        if where is None:
            where = found
        elif where.place is None and found.place is not None:
            where = where.joined(found)
        else:
            continue
        if index in occasion.details:
            used_details.add(index)
    duration = find_duration(reading, [*sentences, *occasion.details])
    initiative = find_initiative(reading, [*sentences, *occasion.details])
    told = [*sentences, *occasion.details[:1]]
    topics = find_topics(reading, told)
    reporters = find_reporters(reading, [*sentences, *occasion.details])
    kind = occasion.kind
    words = load_encounter_words()
    for proposal in occasion.proposals:
        kind = find_kind(proposal.clause.of(reading.text), kind, words)
    participants, party_steps = build_participants(
        reading, occasion.parties, [*sentences, *occasion.present], recalled=occasion.recalled
    )
    steps += party_steps
    if when is not None:
        steps.append(when.step)
        if when.because:
            because["date"] = when.because
    if where is not None:
        steps += where.steps
        because.update(where.because)
    details = (duration, initiative, *topics, *reporters)
    steps += [detail.step for detail in details if detail is not None]
    first = occasion.proposals[0]
    steps.append(
        Step(
            field="status",
            rule="status.path.v1",
            value=occasion.status.value,
            read=tuple(span.passage(reading.document.text) for span in first.status_words)
            or (first.trigger.passage(reading.document.text),),
            because=None if first.status_words else "told as something that took place",
        )  # fmt: skip
    )
    evidence_sentences = sorted({*sentences, *occasion.present, *used_details})
    claim = MeetingClaim(
        document=reading.document.id,
        status=occasion.status,
        background=_is_background(reading, occasion, when),
        kind=kind,
        participants=participants,
        evidence=tuple(reading.sentences[index].passage(reading.document.text) for index in evidence_sentences),
        date=when.value if when is not None else None,
        place=where.place if where is not None else None,
        city=where.city if where is not None else None,
        country=where.country if where is not None else None,
        topics=tuple(topic.value for topic in topics),
        topic_labels=label_meeting(reading, topics, told),
        initiative=initiative.value if initiative is not None else None,
        duration_minutes=duration.value if duration is not None else None,
        reported_through=tuple(reporter.value for reporter in reporters),
        because=because,
    )
    return claim, tuple(steps)


def _lies_ahead(reading: DocumentReading, when: When) -> bool:
    """True where a date begins after the day on which the text was published."""
    first, _ = bounds(when.value)
    _, published = bounds(reading.document.published) if reading.document.published else (None, None)
    return first is not None and published is not None and first > published


def _is_background(reading: DocumentReading, occasion: Occasion, when: When | None) -> bool:
    """True where the text recalls an earlier occasion: by tense and adverbs, or by a date long before its own."""
    if occasion.recalled:
        return True
    published = reading.document.published
    if when is None or published is None or occasion.status is not Status.HELD:
        return False
    _, last = bounds(when.value)
    _, day = bounds(published)
    return last is not None and day is not None and (day - last).days > 21
