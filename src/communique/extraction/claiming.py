"""From an occasion to what the document claims of it, every value with the step that bound it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.extraction.aftermath import RULE as FATE
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
from communique.extraction.occasions import Occasion
from communique.extraction.participants import build_participants, inferred_values
from communique.extraction.proposal import Proposal
from communique.languages.en.encounters import load_encounter_words
from communique.model.claim import MeetingClaim, Reading, Step
from communique.model.date_expression import Grain, Lean
from communique.model.edtf import bounds
from communique.model.vocabulary import MeetingKind, Status
from communique.reading.document import DocumentReading

__all__ = ["claim_occasion"]

_NEWS_DAYS = 21  # what lies further back than this is recalled, and not the news


def claim_occasion(reading: DocumentReading, occasion: Occasion) -> Iterator[tuple[MeetingClaim, Reading]]:
    """The claims that a document makes of an occasion: one, or one a year for "in 2013 and 2014".

    Args:
        reading: the document.
        occasion: what its sentences tell of one occasion.
    """
    for when in _dates(reading, occasion):
        claim, steps = _claim(reading, occasion, when)
        first = occasion.proposals[0]
        yield claim, Reading(claim=claim.id, rule=first.rule, score=first.score, steps=steps)


def _dates(reading: DocumentReading, occasion: Occasion) -> tuple[When | None, ...]:
    """The date of the occasion, or of each where its sentence names two of a kind with "and"."""
    dates = [d for d in reading.dates_in(occasion.sentences[0]) if d.grain in {Grain.YEAR, Grain.MONTH}]
    for one, other in pairwise(dates):
        if one.grain == other.grain and reading.text[one.span.end : other.span.start].strip() == "and":
            found = tuple(when_of(reading, date, Lean.PAST) for date in (one, other))
            if None not in found:
                return found
    return (occasion.when,)


@dataclass(slots=True)
class _Circumstances:
    """When and where, and the sentences that told it without naming the parties."""

    when: When | None
    where: Where | None
    used: set[int]


def _circumstances(
    reading: DocumentReading, occasion: Occasion, when: When | None, kind: MeetingKind
) -> _Circumstances:
    used: set[int] = set()
    if when is None:
        for index in occasion.details:
            when = find_when(reading, index, reading.sentences[index], occasion.status)
            if when is not None:
                used.add(index)
                break
    if when is None:
        when = carry_when(reading, occasion.sentences[0], occasion.status)
    if kind is MeetingKind.CALL:  # a call has no place: where one of them was is where that one was
        return _Circumstances(when=when, where=None, used=used)
    where: Where | None = None
    told = {proposal.sentence: proposal for proposal in reversed(occasion.proposals)}
    for index in [*occasion.sentences, *occasion.details]:
        found = (
            find_where(reading, index, told[index].trigger, elsewhere=told[index].elsewhere)
            if index in told
            else find_where(reading, index, reading.sentences[index])
        )
        if found is None or (where is not None and (where.place is not None or found.place is None)):
            continue
        where = found if where is None else where.joined(found)
        if index in occasion.details:
            used.add(index)
    return _Circumstances(when=when, where=where, used=used)


def _claim(reading: DocumentReading, occasion: Occasion, when: When | None) -> tuple[MeetingClaim, tuple[Step, ...]]:
    kind = _kind(reading, occasion)
    about = _circumstances(reading, occasion, when, kind)
    told = [*occasion.sentences, *occasion.details]
    duration = find_duration(reading, told)
    initiative = find_initiative(reading, told)
    reporters = find_reporters(reading, told)
    close = [*occasion.sentences, *occasion.details[:1]]
    topics = find_topics(reading, close)
    participants, steps = build_participants(
        reading, occasion.parties, [*occasion.sentences, *occasion.present], recalled=occasion.recalled
    )
    status, status_step, because = _status(reading, occasion, about.when)
    because.update(inferred_values(steps))
    if about.when is not None and about.when.because:
        because["date"] = about.when.because
    if about.where is not None:
        because.update(about.where.because)
    fate = () if occasion.fate is None else occasion.fate[:1]
    details = [detail.step for detail in (duration, initiative, *topics, *reporters) if detail is not None]
    text = reading.document.text
    claim = MeetingClaim(
        document=reading.document.id,
        status=status,
        background=_is_background(reading, occasion, about.when),
        kind=kind,
        participants=participants,
        evidence=tuple(
            reading.sentences[index].passage(text)
            for index in sorted({*occasion.sentences, *occasion.present, *about.used, *fate})
        ),
        date=about.when.value if about.when is not None else None,
        place=about.where.place if about.where is not None else None,
        city=about.where.city if about.where is not None else None,
        country=about.where.country if about.where is not None else None,
        topics=tuple(topic.value for topic in topics),
        topic_labels=label_meeting(reading, topics, close),
        initiative=initiative.value if initiative is not None else None,
        duration_minutes=duration.value if duration is not None else None,
        reported_through=tuple(reporter.value for reporter in reporters),
        because=because,
    )
    dated = (about.when.step,) if about.when is not None else ()
    placed = about.where.steps if about.where is not None else ()
    return claim, (*steps, *dated, *placed, *details, status_step)


def _status(reading: DocumentReading, occasion: Occasion, when: When | None) -> tuple[Status, Step, dict[str, str]]:
    """The status in force, its step, and the reason where it was inferred: what lies after the news is a plan."""
    first = occasion.proposals[0]
    text = reading.document.text
    if occasion.fate is not None:
        _, words = occasion.fate
        return (
            occasion.status,
            Step(field="status", rule=FATE, value=occasion.status.value, read=(words.passage(text),)),
            {},
        )
    read = tuple(span.passage(text) for span in first.status_words) or (first.trigger.passage(text),)
    status, why = occasion.status, None if first.status_words else _unsaid(first)
    because: dict[str, str] = {}
    if status is Status.HELD and when is not None and _lies_ahead(reading, when):
        status, why = Status.PLANNED, f"{when.value} lies after the day of publication"
        because["status"] = why
    return status, Step(field="status", rule=first.status_rule, value=status.value, read=read, because=why), because


def _unsaid(proposal: Proposal) -> str:
    """Why a status holds for which no word stands."""
    told = "something that took place" if proposal.status is Status.HELD else proposal.status.value
    return f"told as {told}"


def _kind(reading: DocumentReading, occasion: Occasion) -> MeetingKind:
    kind = occasion.kind
    for proposal in occasion.proposals:
        own = proposal.clause.without(proposal.elsewhere)
        kind = find_kind(" ".join(span.of(reading.text) for span in own), kind, load_encounter_words())
    return kind


def _lies_ahead(reading: DocumentReading, when: When) -> bool:
    """True where a date begins after the day on which the text was published."""
    published = reading.document.published
    first, _ = bounds(when.value)
    last = bounds(published)[1] if published is not None else None
    return first is not None and last is not None and first > last


def _is_background(reading: DocumentReading, occasion: Occasion, when: When | None) -> bool:
    """True where the text recalls an earlier occasion: by tense and adverbs, or by a date long before its own."""
    published = reading.document.published
    if occasion.recalled or when is None or published is None or occasion.status is not Status.HELD:
        return occasion.recalled
    last, day = bounds(when.value)[1], bounds(published)[1]
    return last is not None and day is not None and (day - last).days > _NEWS_DAYS
