"""Clauses and infinitives as what was said: "said that ...", "promised to ..."."""

from __future__ import annotations

import re
from typing import Any

from communique.extraction.statements.proposers.content import (
    Content,
    class_with,
    listener_of,
    make_content,
    objects_of,
)
from communique.extraction.statements.scene import Scene
from communique.languages.en.statements import CueClass
from communique.model.span import Span

__all__ = ["find_clause", "find_infinitive"]

_LISTENER_THAT = re.compile(r"(?!that\b)(?:[^\s,;:“\"]+\s+){1,6}?(that)\b(?=\s)", re.IGNORECASE)


def find_clause(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "said (that) ...": a clause behind the verb."""
    cue_class = class_with(classes, "clause")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"ccomp", "csubj"} and child.i > verb.i and child.left_edge.i > verb.i:
            if subject.i > verb.i and subject.i > child.i:
                continue
            piece = _from_that(scene, scene.phrase(child, after=verb))
            if piece is not None:
                piece = _without_next_act(scene, verb, child, piece)
            return make_content(scene, cue_class, "clause", scene.word(verb), [piece], to=listener_of(verb))
        if child.dep_ == "dobj" and child.i > verb.i and any(_is_said_to_be(under) for under in child.children):
            return make_content(scene, cue_class, "clause", scene.word(verb), [scene.phrase(child, after=verb)])
    return None


def _is_said_to_be(verb: Any) -> bool:
    """As in "judged the talks to have been good"."""
    below = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.dep_ == "acl" and verb.lemma_ == "be" and "to" in below


def _from_that(scene: Scene, piece: Span | None) -> Span | None:
    """The clause without the listener whom the parser took for its subject: "told the paper that ..."."""
    if piece is None:
        return None
    match = _LISTENER_THAT.match(piece.of(scene.reading.text))
    return Span(piece.start + match.start(1), piece.end) if match is not None else piece


def _without_next_act(scene: Scene, verb: Any, clause: Any, piece: Span) -> Span:
    """The clause without what its speaker does next: "said that ..., and thanked her"."""
    for token in verb.doc:
        if token.dep_ != "conj" or token.i <= clause.i or token.tag_ != verb.tag_ or not token.i > verb.i:
            continue
        at = scene.start(token)
        if at not in piece or scene.quotations.at(at) is not None or token.lemma_ not in scene.words.verbs:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children) or clause.tag_ == token.tag_:
            continue
        cut = (
            scene.cut(piece.start, scene.start(verb.doc[token.i - 1]))
            if verb.doc[token.i - 1].lower_ == "and"
            else None
        )
        if cut is not None:
            return cut
    return piece


def find_infinitive(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "promised to ...", "asked her to ..."."""
    cue_class = class_with(classes, "infinitive")
    if cue_class is not None and cue_class.name == "bid" and not _is_bidden(scene, verb):
        return None
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and child.tag_ == "VB":
            mark = next((c for c in child.children if c.lower_ == "to" and c.i < child.i), None)
            if mark is None or (child.dep_ == "advcl" and not objects_of(verb)):
                continue
            piece = scene.cut(scene.start(mark), scene.end(child.right_edge))
            if piece is not None:
                piece = _without_next_act(scene, verb, child, piece)
            to = listener_of(verb) or next((c for c in child.children if c.dep_ == "nsubj"), None)
            return make_content(scene, cue_class, "infinitive", scene.word(verb), [piece], to=to)
    return None


def _is_bidden(scene: Scene, verb: Any) -> bool:
    """True where whoever is told stands between the verb and the infinitive, and nothing else: "told Lind to come"."""
    for thing in objects_of(verb):
        after = thing.right_edge.i + 1
        behind = [token.lower_ for token in verb.doc[after : after + 2]]
        if behind[:1] == ["to"] or behind in (["not", "to"], ["never", "to"]):
            speakers = scene.words.speakers
            return thing.i in scene.sentence.mentions or any(
                thing.lower_ in speakers[kind] for kind in ("persons", "bodies", "sources")
            )
    return False
