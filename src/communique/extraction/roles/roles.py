"""The roles of a document: every post that it gives a named person, with the time at which it was held."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from communique.errors import GroundingError
from communique.extraction.discourse import Discourse, Referee
from communique.extraction.gate import check
from communique.extraction.participants import pick_body
from communique.extraction.roles.tenure import find_tenure
from communique.languages.en.lexicon import load_lexicon
from communique.languages.en.tenure import load_tenure_words
from communique.model.claim import MeetingClaim, Reading, RoleClaim, Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.draft import Draft
from communique.reading.entities import Entity, Mention, RoleFact
from communique.reading.post_facts import post_fact
from communique.reading.turns import find_turns, is_ahead, is_denied, is_leaving, leads_to

__all__ = ["read_roles"]

SURE = 0.8
"""The score of a post that stands beside its name; nothing but the gate is asked of it."""

_MOST = 200  # posts of one person against which another is held
_APART = 80  # characters between a name and its post that one passage still holds

Found = list[tuple[RoleClaim, Reading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A post of somebody, where the text gives it.

    Attributes:
        holder: the words that stand for the person there.
        is_open: True where nothing tells whether the turn comes or came: "will step down".
        leaving: True where the person leaves it here, False where he takes it up; None where neither is told.
        turn: the words of that turn.
    """

    entity: Entity
    fact: RoleFact
    holder: Mention | None
    leaving: bool | None = None
    turn: Span | None = None
    is_open: bool = False


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
    for held in _fullest(_all_held(reading, referee), partial(_is_timed, reading)):
        claim, how = _claim(reading, held, meetings)
        if held.is_open and "interval" in claim.because:
            continue  # whether and when it comes no text tells
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
    discourse: list[Discourse] = []  # made when the first pronoun is met: most texts tell no turn by one

    def person_of(span: Span, sentence: int) -> Mention | None:
        if not discourse:
            discourse.append(Discourse(reading, referee=referee))
        opens = span.start - reading.sentences[sentence].start < 2
        return discourse[0].singular(span, sentence, main=opens)

    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.registry.mentions:
        if mention.entity is not None:
            mentions[mention.entity].append(mention)
    told = [
        _beside_name(draft, mentions[entity.number], entity, fact)
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
            told.append(
                _Held(
                    entity=entity,
                    fact=fact,
                    holder=turn.holder,
                    leaving=turn.leaving,
                    turn=turn.span,
                    is_open=turn.ahead,
                )
            )
    yield from sorted(told, key=lambda held: held.fact.span)


def _draft(reading: DocumentReading) -> Draft:
    """The document as the grammars of posts want it; its people are only looked at."""
    ranges = [reading.words.range(sentence) for sentence in reading.sentences]
    draft = Draft(reading.text, reading.words, [r for r in ranges if r[1] > r[0]], load_lexicon())
    draft.entities, draft.mentions = list(reading.registry.entities), list(reading.registry.mentions)
    return draft


def _beside_name(draft: Draft, own: Sequence[Mention], entity: Entity, fact: RoleFact) -> _Held:
    """A post of the registry, with the nearest of the person's mentions and the turn of a career that tells it."""
    at = bisect_left(own, fact.span.start, key=lambda mention: mention.span.start)
    near = min(
        own[max(at - 1, 0) : at + 1],
        key=lambda m: max(fact.span.start - m.span.end, m.span.start - fact.span.end),
        default=None,
    )
    match = leads_to(draft, fact.span, draft.sentence_number(draft.words.at(fact.span.start)))
    if match is None:
        return _Held(entity=entity, fact=fact, holder=near)
    leaving = is_leaving(match)
    if is_denied(draft, match):
        return _Held(entity=entity, fact=fact, holder=near, is_open=not leaving)
    return _Held(
        entity=entity,
        fact=fact,
        holder=near,
        leaving=leaving,
        turn=Span(match.start(), max(match.end(), fact.span.end)),
        is_open=is_ahead(draft, match),
    )


def _fullest(held: Iterable[_Held], timed: Callable[[Span], bool]) -> list[_Held]:
    """Each post of each person told the same way once, without those that say less than another one.

    "Vice President" beside "vice president of Meta" says less.

    Args:
        held: all posts.
        timed: tells whether a time stands behind the words of a post.
    """
    once: dict[tuple[object, ...], _Held] = {}
    for one in held:
        fact = one.fact
        told = one.turn if one.turn is not None else fact.span if timed(fact.span) else None
        once.setdefault((one.entity.number, fact.role.lower(), fact.organisation, fact.past, told), one)
    of_entity: dict[int, list[_Held]] = defaultdict(list)
    for one in once.values():
        of_entity[one.entity.number].append(one)
    return [
        one
        for one in once.values()
        if not any(_says_less(one, other) for other in of_entity[one.entity.number][:_MOST])
    ]


def _is_timed(reading: DocumentReading, post: Span) -> bool:
    at = bisect_left(reading.dates, post.start, key=lambda date: date.span.start)
    return any(0 <= date.span.start - post.end <= _APART for date in reading.dates[at : at + 2])


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
    past, turns = load_lexicon().titles.past, load_tenure_words().participles
    words = role.split()
    while len(words) > 1 and _only_qualifies(words[0].lower().strip("-"), past | turns):
        del words[0]
    before, hyphen, after = " ".join(words).partition("-")
    return after if hyphen and after and before.lower() in past else f"{before}{hyphen}{after}"


def _only_qualifies(word: str, listed: frozenset[str]) -> bool:
    """True for "former", "elected", "unanimously", "never": when and how somebody came to a post, not which it is."""
    return word in listed or word.endswith("ly") or word == "never"


def _near(one: Span, other: Span) -> bool:
    return max(one.start - other.end, other.start - one.end) <= _APART


def _sentence_of(reading: DocumentReading, span: Span) -> int:
    return max(bisect_left(reading.sentences, span.start + 1, key=lambda sentence: sentence.start) - 1, 0)
