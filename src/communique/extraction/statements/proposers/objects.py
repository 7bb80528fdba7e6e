"""Objects as what was said: "denied the report", "called it a farce", "described the talks as useful"."""

from __future__ import annotations

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
from communique.model.vocabulary import StatementKind

__all__ = ["find_as", "find_object", "find_whole"]

_SHORTEST = 2  # words of what somebody wants


def find_as(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "described the talks as useful"."""
    cue_class = class_with(classes, "as")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.lower_ == "as" and child.i > verb.i and child.right_edge.i > child.i:
            objects = objects_of(verb)
            start = scene.start(objects[0].left_edge) if objects and objects[0].i < child.i else scene.end(child)
            return make_content(
                scene, cue_class, "as", scene.word(verb), [scene.cut(start, scene.end(child.right_edge))]
            )
    return None


def find_whole(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "called it a farce", "thanked her for coming": the object with what is said of it."""
    cue_class = class_with(classes, "whole")
    if cue_class is None:
        return None
    right = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"dobj", "obj", "oprd", "ccomp", "xcomp", "prep", "dative"}
    ]
    if cue_class.name == "label":
        right = [c for c in right if c.dep_ in {"dobj", "oprd", "ccomp", "xcomp"}]
        if not any(c.dep_ in {"oprd", "ccomp", "xcomp"} for c in right) and not _says_more(scene, right):
            return None
    elif not any(c.dep_ in {"dobj", "obj", "ccomp"} for c in right):
        return None
    if not right:
        return None
    last = max(c.right_edge.i for c in right)
    piece = scene.cut(scene.start(right[0].left_edge), scene.end(verb.doc[last]))
    if piece is None or (
        cue_class.kind is StatementKind.REQUEST and len(piece.of(scene.reading.text).split()) < _SHORTEST
    ):
        return None  # "asked nobody"
    return make_content(scene, cue_class, "whole", scene.word(verb), [piece], score=0.8, to=listener_of(verb))


def _says_more(scene: Scene, right: list[Any]) -> bool:
    """True where the object is called something: an adjective behind it, or words in quotation marks."""
    for noun in right:
        if any(child.i > noun.i and child.dep_ in {"amod", "appos", "acl"} for child in noun.children):
            return True
        if scene.quotations.within(Span(scene.start(noun.left_edge), scene.end(noun.right_edge) + 1)):
            return True
    return False


def _describes(verb: Any) -> bool:
    """True for "a company that offers rides": what somebody is known for, and said on no occasion."""
    noun = verb.head
    return (
        verb.dep_ == "relcl"
        and verb.tag_ in {"VBZ", "VBP"}
        and any(child.lower_ in {"a", "an"} for child in noun.children if child.dep_ == "det")
    )


def find_object(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "announced a plan", "stressed the need for ...", "denied the report"."""
    cue_class = class_with(classes, "object")
    if cue_class is None or _describes(verb):
        return None
    for child in objects_of(verb):
        piece = scene.phrase(child, after=verb)
        if piece is None or len(piece.of(scene.reading.text).split()) < 2:
            return None
        return make_content(scene, cue_class, "object", scene.word(verb), [piece], score=0.7)
    return None
