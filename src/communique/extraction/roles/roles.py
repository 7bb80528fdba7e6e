"""The roles of a document: every post that it gives a named person, with the time at which it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.errors import GroundingError
from communique.extraction.discourse import Discourse, Referee
from communique.extraction.gate import check
from communique.extraction.participants import pick_body
from communique.extraction.roles.tenure import find_tenure
from communique.languages.en.lexicon import load_lexicon
from communique.model.claim import MeetingClaim, Reading, RoleClaim, Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.draft import Draft
from communique.reading.entities import Entity, Mention, RoleFact
from communique.reading.post_facts import post_fact
from communique.reading.turns import find_turns, leads_to

__all__ = ["read_roles"]

SURE = 0.8
"""The score of a post that stands beside its name; nothing but the gate is asked of it."""

_APART = 80  # characters between a name and its post that one passage still holds

Found = list[tuple[RoleClaim, Reading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A post of somebody, where the text gives it.

    Attributes:
        holder: the words that stand for the person there.
        leaving: True where the person leaves it here, False where he takes it up; None where neither is told.
        turn: the words of that turn.
    """

    entity: Entity
    fact: RoleFact
    holder: Mention | None
    leaving: bool | None = None
    turn: Span | None = None


def read_roles(
    reading: DocumentReading, meetings: Sequence[MeetingClaim] = (), referee: Referee | None = None
) -> Found:
    """The posts that a document gives its people, each time and body once. What the gate refuses is left out.

    Args:
        reading: the document.
        meetings: its meetings: in a text without a date of its own they tell when a post was held.
        referee: knows better than the rules, sometimes, whom a pronoun points at.
    """
    found: dict[tuple[str, str, str | None, str | None], tuple[RoleClaim, Reading]] = {}
    for held in _fullest(list(_all_held(reading, referee))):
        claim, how = _claim(reading, held, meetings)
        key = (claim.person, claim.role.casefold(), claim.organisation, claim.interval)
        if key in found:
            continue
        try:
            check(claim, how, reading.document.text)
        except GroundingError:
            continue
        found[key] = claim, how
    return list(found.values())


def _all_held(reading: DocumentReading, referee: Referee | None) -> Iterator[_Held]:
    """Posts beside names, then those in turns of careers that a pronoun tells; in the order of the text."""
    draft = _draft(reading)
    discourse = Discourse(reading, referee=referee)

    def person_of(span: Span, sentence: int) -> Mention | None:
        opens = span.start - reading.sentences[sentence].start < 2
        return discourse.singular(span, sentence, main=opens)

    told = [
        _beside_name(reading, draft, entity, fact)
        for entity in reading.registry.entities
        if entity.kind is PartyKind.PERSON
        for fact in entity.roles
        if fact.role
    ]
    taken = [held.fact.span for held in told]
    for turn in find_turns(draft, person_of):
        fact = post_fact(draft, turn.holder, turn.post)
        if not any(fact.span.touches(span) for span in taken):
            entity = draft.entity(turn.holder)
            told.append(_Held(entity=entity, fact=fact, holder=turn.holder, leaving=turn.leaving, turn=turn.span))
    yield from sorted(told, key=lambda held: held.fact.span)


def _draft(reading: DocumentReading) -> Draft:
    """The document as the grammars of posts want it; its people are only looked at."""
    ranges = [reading.words.range(sentence) for sentence in reading.sentences]
    draft = Draft(reading.text, reading.words, [r for r in ranges if r[1] > r[0]], load_lexicon())
    draft.entities, draft.mentions = list(reading.registry.entities), list(reading.registry.mentions)
    return draft


def _beside_name(reading: DocumentReading, draft: Draft, entity: Entity, fact: RoleFact) -> _Held:
    """A post of the registry, with the nearest mention of the person and the turn of a career that tells it."""
    own = [m for m in reading.registry.mentions if m.entity == entity.number]
    near = min(own, key=lambda m: max(fact.span.start - m.span.end, m.span.start - fact.span.end), default=None)
    match = leads_to(draft, fact.span, draft.sentence_number(draft.words.at(fact.span.start)))
    if match is None:
        return _Held(entity=entity, fact=fact, holder=near)
    leaving = bool(match["leaves"] or match["leaving"])
    return _Held(
        entity=entity,
        fact=fact,
        holder=near,
        leaving=leaving,
        turn=Span(match.start(), max(match.end(), fact.span.end)),
    )


def _fullest(held: Sequence[_Held]) -> list[_Held]:
    """Without those that say less than another of the same person: "Vice President" beside "vice president of Meta"."""
    return [one for one in held if not any(_says_less(one, other) for other in held)]


def _says_less(one: _Held, other: _Held) -> bool:
    if one is other or one.entity.number != other.entity.number or one.turn is not None or one.fact.organisation:
        return False
    words, more = set(one.fact.role.lower().split()), set(other.fact.role.lower().split())
    if one.fact.past != other.fact.past or not words <= more:
        return False
    return bool(other.fact.organisation) or words < more


def _claim(reading: DocumentReading, held: _Held, meetings: Sequence[MeetingClaim]) -> tuple[RoleClaim, Reading]:
    text, fact = reading.document.text, held.fact
    sentence = _sentence_of(reading, fact.span)
    body, body_because = _body(held)
    tenure = find_tenure(
        reading,
        fact.span,
        sentence,
        past=fact.past,
        leaving=held.leaving,
        meetings=meetings,
    )
    words, role = fact.span.passage(text), _without_past(fact.role)
    because: dict[str, str] = {}
    steps = [Step(field="role", rule="posts.beside_name.v1", value=role, read=(words,), because=fact.role_inferred)]
    if held.holder is not None:
        named = held.holder.span.passage(text)
        steps.append(
            Step(
                field="person",
                rule=held.holder.rule,
                value=held.entity.name,
                read=(named,),
                because=held.holder.because,
            )
        )
        if held.holder.because is not None:
            because["person"] = held.holder.because
    if body is not None:
        where = (body.organisation_span or body.span).passage(text)
        steps.append(
            Step(
                field="organisation", rule="posts.body.v1", value=body.organisation, read=(where,), because=body_because
            )
        )
        if body_because is not None:
            because["organisation"] = body_because
    if tenure.interval is not None:
        read = tuple(span.passage(text) for span in tenure.read)
        steps.append(Step(field="interval", rule=tenure.rule, value=tenure.interval, read=read, because=tenure.because))
        if tenure.because is not None:
            because["interval"] = tenure.because
    claim = RoleClaim(
        document=reading.document.id,
        person=held.entity.name,
        role=role,
        organisation=body.organisation if body is not None else None,
        evidence=(_evidence(held, [span for span in tenure.read if _near(span, fact.span)]).passage(text),),
        interval=tenure.interval,
        because=because,
    )
    rule = "roles.turn.v1" if held.turn is not None else "roles.beside_name.v1"
    return claim, Reading(claim=claim.id, rule=rule, score=SURE, steps=tuple(steps))


def _body(held: _Held) -> tuple[RoleFact | None, str | None]:
    """The body of a post and why it is that one: the words' own, else the one that the person serves otherwise."""
    fact = held.fact
    if fact.organisation:
        return fact, fact.inferred
    same = [other for other in held.entity.roles if other.organisation and other.state in {fact.state, ""}]
    body = pick_body(same, fact, [fact.span])
    return (body, f"the text gives {held.entity.name} no other body") if body is not None else (None, None)


def _evidence(held: _Held, times: Sequence[Span]) -> Span:
    """From name and post to the time in one passage, where they stand together."""
    spans = [held.fact.span, *times]
    if held.turn is not None:
        spans.append(held.turn)
    if held.holder is not None and (held.turn is not None or _near(held.holder.span, held.fact.span)):
        spans.append(held.holder.span)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _without_past(role: str) -> str:
    """The post alone: "former President" is the post of President, held in the past."""
    past = load_lexicon().titles.past
    words = role.split()
    while len(words) > 1 and words[0].lower().strip("-") in past:
        del words[0]
    return re.sub(r"^ex-(?=\w)", "", " ".join(words), flags=re.IGNORECASE)


def _near(one: Span, other: Span) -> bool:
    return max(one.start - other.end, other.start - one.end) <= _APART


def _sentence_of(reading: DocumentReading, span: Span) -> int:
    return next((i for i, s in enumerate(reading.sentences) if s.start <= span.start < s.end), 0)
