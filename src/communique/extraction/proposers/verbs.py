"""Meetings told by a verb: "X met Y", "X and Y conferred", "Y was received by X", "X called on Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.extraction.grammar import agents, descend, is_call_in_person, objects, subjects
from communique.extraction.proposal import Proposal
from communique.extraction.proposers.scene import Scene, entities_of, people_among
from communique.model.vocabulary import MeetingKind, PartyKind

__all__ = ["propose_by_verb"]

_EXAMPLES = frozenset({"including", "like"})
_EACH_OTHER = frozenset({"other", "another"})


def propose_by_verb(scene: Scene) -> Iterator[Proposal]:
    """The meetings that the sentence's verbs of encounter tell of."""
    for token in scene.sentence.doc:
        lemma = token.lemma_.lower()
        if not (token.pos_ == "VERB" or (lemma in {"meet", "see"} and token.tag_.startswith("V"))):
            continue
        if lemma in scene.words.mutual:
            yield from _mutual(scene, token, lemma)
        if lemma in scene.words.directed:
            yield from _directed(scene, token, lemma)


def _following(verb: Any) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"prt", "prep", "advmod", "agent"}}


def _each_other(verb: Any) -> bool:
    """True for "see each other", "meet one another"."""
    return any(thing.lower_ in _EACH_OTHER for thing in objects(verb))


def _mutual(scene: Scene, verb: Any, lemma: str) -> Iterator[Proposal]:
    """X met (with) Y; X and Y met; X and Y sat down."""
    strict = scene.words.strictness
    following = _following(verb)
    if lemma == "sit" and not following & scene.words.particles[lemma]:
        return
    heads, passive = subjects(verb)
    left = scene.parties(heads, subject=True, before=verb.i)
    taken = entities_of(left)
    right = []
    if lemma == "meet" and not _each_other(verb):
        right = scene.parties(objects(verb), others=taken)
        if not right and any(True for _ in objects(verb)):
            return  # a deadline, a target, a standard
    if passive:
        right += scene.parties(agents(verb), others=taken)
    if not right:
        right = scene.after(verb, scene.words.partner_prepositions(lemma), taken) or scene.after(verb, _EXAMPLES, taken)
    if not right and lemma != "meet" and not scene.discourse.last_parties:
        left = [m for m in left if m.rule != "alias.pair.v1"]  # "they talked", of no meeting told before
    if right and lemma in strict["partner_is_person"] and not people_among(right):
        return
    if not right and lemma in strict["needs_partner"]:
        return
    if (
        lemma == "speak"
        and "with" not in following
        and scene.speaks_to_audience(verb)
        and not scene.is_by_telephone(verb)
    ):
        return
    yield from scene.offer(verb, left, right, scene.words.mutual[lemma], f"meetings.{lemma}.v1")


def _directed(scene: Scene, verb: Any, lemma: str) -> Iterator[Proposal]:
    """X received Y; Y was received by X; X called on Y; X was joined by Y."""
    strict = scene.words.strictness
    heads, passive = subjects(verb)
    left = scene.parties(heads, subject=True)
    taken = entities_of(left)
    kind = scene.words.directed[lemma]
    if lemma == "see" and _each_other(verb):
        yield from scene.offer(verb, left, [], kind, "meetings.see.v1")
        return
    if passive:
        right = scene.parties(agents(verb), others=taken)
    elif lemma == "call":
        kind, right = _called(scene, verb, taken)
    elif lemma == "engage":
        right = scene.after(verb, frozenset({"with"}), taken)
    elif lemma == "see" and any(child.lower_ == "as" and child.dep_ == "prep" for child in verb.children):
        return  # to see somebody as something is to think so
    else:
        right = scene.parties(objects(verb), others=taken)
        if not right and lemma == "tour":
            right = scene.after(verb, frozenset({"with"}), taken)
        if not right and lemma == "receive":  # "received in audience the president of …"
            right = scene.after(verb, frozenset({"in"}), taken)
    groups = any(m.kind is PartyKind.GROUP for m in right)
    if not people_among(right) and not (groups and lemma in strict["guest_may_be_group"]):
        return
    if lemma in strict["host_is_person"] and not people_among(left):
        return
    yield from scene.offer(verb, left, right, kind, f"meetings.{lemma}.v1")


def _called(scene: Scene, verb: Any, taken: frozenset[int]) -> tuple[MeetingKind, list[Any]]:
    """As in "called on Y" visits, "called Y" telephones; "called on Y to act" asks, "called Y a liar" says."""
    nothing: tuple[MeetingKind, list[Any]] = (MeetingKind.MEETING, [])
    if any(child.dep_ in {"xcomp", "advcl", "ccomp"} and child.tag_ == "VB" for child in verb.children):
        return nothing
    particles = scene.words.particles["call"]
    if is_call_in_person(verb, scene.words):
        right = [
            mention
            for child in verb.children
            if child.dep_ == "prt" or (child.dep_ == "prep" and child.lower_ in particles)
            for mention in scene.parties(descend(child), others=taken)
        ]
        return MeetingKind.MEETING, right or scene.parties(objects(verb), others=taken)
    if any(c.dep_ in {"oprd", "ccomp", "xcomp", "attr"} or c.lower_ == "for" for c in verb.children):
        return nothing
    return MeetingKind.CALL, scene.parties(objects(verb), others=taken)
