"""Meetings told by a noun: "talks with Y", "a meeting between X and Y", "X's call to Y", "X and Y held a summit"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.extraction.grammar import agents, descend, is_call_in_person, subjects
from communique.extraction.proposal import Proposal
from communique.extraction.proposers.scene import Scene, entities_of, is_same, people_among
from communique.extraction.status import SAY
from communique.model.vocabulary import MeetingKind
from communique.reading.entities import Mention

__all__ = ["propose_by_noun"]

_WITH = frozenset({"with", "alongside"})
_BETWEEN = frozenset({"between", "of", "among", "involving"})
_CLIMB = 8  # heads above a noun among which its owner is looked for


def propose_by_noun(scene: Scene) -> Iterator[Proposal]:
    """The meetings that the sentence's nouns of encounter tell of."""
    for token in scene.sentence.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in scene.sentence.mentions or token.dep_ == "compound":
            continue
        lemma = token.lemma_.lower()
        kind = scene.words.nouns.get(lemma)
        if kind is None or (lemma == "talk" and token.lower_ != "talks" and not _has_with(token)):
            continue
        if kind is MeetingKind.CALL and is_call_in_person(token, scene.words):
            kind = MeetingKind.MEETING
        yield from _noun(scene, token, lemma, kind)


def _has_with(noun: Any) -> bool:
    return any(child.lower_ == "with" for child in noun.children)


def _noun(scene: Scene, noun: Any, lemma: str, kind: MeetingKind) -> Iterator[Proposal]:
    own = _owners(scene, noun)
    between = scene.parties(
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in _BETWEEN
        for inner in descend(child)
    ) or scene.after(noun, frozenset({"between"}), frozenset())
    if len(between) >= 2 and people_among(between):
        yield from scene.offer(noun, between, [], kind, f"meetings.{lemma}.between.v1")
        return
    taken = entities_of(own)
    right = scene.after(noun, _WITH, taken)
    if not right and lemma in scene.words.noun_partners:
        right = people_among(scene.after(noun, scene.words.noun_partners[lemma], taken))
    if right:
        left = own or between or _without(_governor(scene, noun, entities_of(right)), entities_of(right))
        yield from scene.offer(noun, left, right, kind, f"meetings.{lemma}.v1")
    elif len(own) >= 2:
        yield from scene.offer(noun, own, [], kind, f"meetings.{lemma}.v1")
    elif between and own:
        yield from scene.offer(noun, own, between, kind, f"meetings.{lemma}.v1")
    else:
        yield from _held(scene, noun, lemma, kind, own)


def _owners(scene: Scene, noun: Any) -> list[Mention]:
    """As in "X's talks", "the X-Y summit": who stands before the noun."""
    found: list[Mention] = []
    for child in noun.children:
        if child.dep_ == "poss":
            found += scene.parties([child])
        elif child.dep_ in {"compound", "nmod", "amod"}:
            found += people_among(scene.parties([child]))
    return found


def _without(mentions: list[Mention], entities: frozenset[int]) -> list[Mention]:
    return [mention for mention in mentions if mention.entity is None or mention.entity not in entities]


def _governor(scene: Scene, noun: Any, met: frozenset[int]) -> list[Mention]:
    """Who has the meeting: the subject of the clause in which the noun stands, or whose noun it hangs on.

    A pronoun there is none of those who are met.
    """
    node = noun
    for _ in range(_CLIMB):
        if node.head.i == node.i:
            break
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            found = _subjects_of(scene, node, noun, met)
            people = people_among(found)
            if people and node.lemma_ in SAY and _speaks_for_others(scene, people[0]):
                return []
            if people or (found and node.lemma_ in scene.words.light):
                return found
            if node.dep_ == "ROOT":
                break
        elif node.pos_ in {"NOUN", "PROPN"}:
            found = scene.parties((child for child in node.children if child.dep_ == "poss"), others=met)
            if found:
                return found
    return []


def _subjects_of(scene: Scene, verb: Any, noun: Any, met: frozenset[int]) -> list[Mention]:
    heads, passive = subjects(verb)
    heads = [head for head in heads if head.i != noun.i]
    found = scene.parties(heads, others=met, subject=True)
    if not found:  # "the chief's trip opens the possibility of a meeting with Y"
        owners = (child for head in heads for child in head.children if child.dep_ == "poss")
        found = scene.parties(owners, others=met, subject=True)
    if not found and passive:
        found = scene.parties(agents(verb), others=met)
    return found


def _speaks_for_others(scene: Scene, mention: Mention) -> bool:
    entity = scene.discourse.reading.entity(mention)
    return entity is not None and any("spokes" in fact.role.lower() for fact in entity.roles)


def _held(scene: Scene, noun: Any, lemma: str, kind: MeetingKind, own: list[Mention]) -> Iterator[Proposal]:
    """As in "X and Y held talks": a noun whose parties are the subjects of the verb that carries it."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in scene.words.holding:
        return
    carried = noun.dep_ in {"dobj", "obj", "nsubjpass"} or (
        noun.dep_ == "pobj" and noun.head.lower_ in {"for", "in", "over", "at"}
    )
    if not carried:
        return
    heads, passive = subjects(verb)
    if passive:
        parties = scene.parties(agents(verb))
    else:
        parties = scene.parties((head for head in heads if head.i != noun.i), subject=True)
    everyone = own + [mention for mention in parties if not any(is_same(mention, known) for known in own)]
    if len(people_among(everyone)) >= 2:
        yield from scene.offer(noun, everyone, [], kind, f"meetings.{lemma}.held.v1")
