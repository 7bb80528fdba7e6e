"""What a rule offers as the content of a verb that attributes, and what the rules share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.extraction.grammar import descend
from communique.extraction.statements.scene import Scene
from communique.languages.en.statements import CueClass
from communique.model.span import Span
from communique.model.vocabulary import StatementKind

__all__ = ["Content", "can_listen", "class_with", "listener_of", "make_content", "objects_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was said, and by which words.

    Attributes:
        cue: the words that attribute.
        pieces: what was said.
        kind: what the cue makes of it; None where the content tells.
        rule: the name of the rule, without version.
        score: how sure the rule is.
        addressee: the token of whom it was said to.
    """

    cue: Span
    pieces: tuple[Span, ...]
    kind: StatementKind | None
    rule: str
    score: float
    addressee: Any = None


def class_with(classes: tuple[CueClass, ...], *frames: str) -> CueClass | None:
    """The first class of the verb that takes one of these shapes."""
    return next((cue for cue in classes if not cue.frames.isdisjoint(frames)), None)


def make_content(
    scene: Scene,
    cue_class: CueClass,
    frame: str,
    cue: Span,
    pieces: list[Span | None],
    *,
    score: float = 0.9,
    to: Any = None,
) -> Content | None:
    """The content with each piece cut to what was said; None where nothing is left or it runs into the cue."""
    cut = (scene.sentence_part(piece) for piece in pieces if piece is not None)
    whole = tuple(scene.whole(piece, cue) for piece in cut if len(piece) > 2)
    if not whole or any(piece.touches(cue) for piece in whole):
        return None
    return Content(
        cue=cue, pieces=whole, kind=cue_class.kind, rule=f"{cue_class.name}.{frame}", score=score, addressee=to
    )


def objects_of(verb: Any) -> list[Any]:
    """The objects behind a verb."""
    return [child for child in verb.children if child.dep_ in {"dobj", "dative", "obj"} and child.i > verb.i]


def listener_of(verb: Any) -> Any:
    """Whom the verb is said to: "told reporters", "promised her", "said to the envoy"."""
    for child in objects_of(verb):
        return child
    for child in verb.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ == "to":
            return next(iter(descend(child)), None)
    return None


def can_listen(scene: Scene, token: Any) -> bool:
    """True for pronouns and for words that mean people or bodies: nobody "demands a licence" of a licence."""
    speakers = scene.words.speakers
    words = {token.lower_, token.lemma_.lower()}
    return token.pos_ in {"PRON", "PROPN"} or any(
        not words.isdisjoint(speakers[kind]) for kind in ("sources", "persons", "bodies", "papers", "voices")
    )
