"""Meetings told by several words together: "spent two hours with Y", "had Y as his guest", "broke bread with Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.extraction.grammar import agents, descend, objects, subjects
from communique.extraction.proposal import Proposal
from communique.extraction.proposers.scene import Scene, entities_of, people_among
from communique.model.vocabulary import MeetingKind

__all__ = ["propose_by_idiom"]

_WITH = frozenset({"with"})


def propose_by_idiom(scene: Scene) -> Iterator[Proposal]:
    """The meetings that the sentence's turns of phrase tell of."""
    words = scene.words
    for token in scene.sentence.doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        lemma = token.lemma_.lower()
        if lemma in words.idioms:
            yield from _with_object(scene, token, lemma)
        if lemma in words.time["verbs"]:
            yield from _time_with(scene, token, lemma)
        if lemma in words.guests["verbs"]:
            yield from _guest(scene, token, lemma)
        if lemma == "be":
            yield from _was_guest(scene, token)


def _with_object(scene: Scene, verb: Any, lemma: str) -> Iterator[Proposal]:
    """As in "shook hands with Y", "compared notes with Y"."""
    if not any(thing.lemma_.lower() in scene.words.idioms[lemma] for thing in objects(verb)):
        return
    left = scene.parties(subjects(verb)[0], subject=True)
    right = scene.after(verb, _WITH, entities_of(left))
    if right:
        yield from scene.offer(verb, left, right, MeetingKind.MEETING, f"meetings.{lemma}.v1")


def _time_with(scene: Scene, verb: Any, lemma: str) -> Iterator[Proposal]:
    """As in "spent two hours with Y", "got 25 minutes with Y", "was given half an hour by Y"."""
    if not any(thing.lemma_.lower() in scene.words.time["nouns"] for thing in objects(verb)):
        return
    heads, passive = subjects(verb)
    left = scene.parties(heads, subject=True)
    taken = entities_of(left)
    right = scene.parties(agents(verb), others=taken) if passive else []
    right = right or scene.after(verb, _WITH, taken)
    if people_among(right) and people_among(left):
        yield from scene.offer(verb, left, right, MeetingKind.MEETING, f"meetings.time_{lemma}.v1")


def _guest(scene: Scene, verb: Any, lemma: str) -> Iterator[Proposal]:
    """As in "had Y as his guest", "had Y over for dinner"."""
    words = scene.words.guests
    invited = any(
        noun.lemma_.lower() in words["nouns"]
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in words["prepositions"]
        for noun in descend(child)
    )
    if not invited:
        return
    left = scene.parties(subjects(verb)[0], subject=True)
    right = people_among(scene.parties(objects(verb), others=entities_of(left)))
    if right:
        yield from scene.offer(verb, left, right, MeetingKind.MEETING, f"meetings.guest_{lemma}.v1")


def _was_guest(scene: Scene, verb: Any) -> Iterator[Proposal]:
    """As in "was the guest of Y", "was Y's guest"."""
    for noun in verb.children:
        if noun.dep_ != "attr" or noun.lemma_.lower() not in scene.words.guests["copular"]:
            continue
        left = scene.parties(subjects(verb)[0], subject=True)
        taken = entities_of(left)
        hosts = [child for child in noun.children if child.dep_ == "poss"]
        hosts += [inner for child in noun.children if child.lower_ == "of" for inner in descend(child)]
        right = people_among(scene.parties(hosts, others=taken))
        if right:
            yield from scene.offer(noun, left, right, MeetingKind.MEETING, "meetings.guest_of.v1")
