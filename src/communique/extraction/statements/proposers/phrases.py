"""Nouns, prepositions and adjectives of saying: "expressed hope that ...", "called for ...", "is ready to ..."."""

from __future__ import annotations

from typing import Any

from communique.extraction.grammar import descend, is_call_in_person
from communique.extraction.statements.proposers.content import Content, objects_of
from communique.extraction.statements.scene import Scene
from communique.languages.en.encounters import load_encounter_words
from communique.languages.en.statements import CueClass
from communique.model.vocabulary import StatementKind

__all__ = ["find_adjective", "find_noun_of_saying", "find_preposition", "find_refusal"]

_CALL = "call"  # "issued a call for talks" asks; "paid a call on the mayor" does not


def find_refusal(scene: Scene, verb: Any) -> Content | None:
    """As in "would not say whether ...", "could not comment": what somebody will not speak of."""
    if verb.lemma_ not in scene.words.refusing:
        return None
    auxiliary = next((c for c in verb.children if c.lower_ in scene.words.small["refusing"] and c.dep_ == "aux"), None)
    negation = next((c for c in verb.children if c.dep_ == "neg"), None)
    if auxiliary is None or negation is None or verb.right_edge.i == verb.i:
        return None
    cue = scene.cut(scene.start(auxiliary), scene.end(verb))
    piece = scene.cut(scene.end(verb), scene.end(verb.right_edge))
    if cue is None or piece is None or scene.between(scene.end(verb), piece.start).strip() not in {""}:
        return None
    return Content(cue=cue, pieces=(scene.whole(piece, cue),), kind=StatementKind.DENIAL, rule="refusal", score=0.8)


def find_noun_of_saying(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "expressed hope that ...", "voiced support for ..."."""
    if verb.lemma_ not in scene.words.light:
        return None
    for noun in objects_of(verb):
        kind = scene.words.nouns.get(noun.lower_)
        if kind is None or (noun.lower_ == _CALL and is_call_in_person(noun, load_encounter_words())):
            continue
        after = [c for c in noun.children if c.i > noun.i and c.dep_ in {"prep", "acl", "relcl", "ccomp", "pcomp"}]
        after += [c for c in verb.children if c.i > noun.i and c.dep_ in {"ccomp", "prep", "xcomp", "advcl"}]
        after = [c for c in after if _belongs(scene, noun, c)] or after
        if not after:
            continue
        first = min(after, key=lambda c: c.left_edge.i)
        last = max(c.right_edge.i for c in after)
        start = scene.start(first.left_edge)
        cue = scene.cut(scene.start(verb), scene.end(noun))
        piece = scene.cut(start, scene.end(verb.doc[last]))
        if cue is None or piece is None or piece.touches(cue):
            continue
        return Content(
            cue=cue,
            pieces=(scene.whole(piece, cue),),
            kind=kind,
            rule="noun",
            score=0.8,
            addressee=_listener_of(verb, noun),
        )
    return None


def _belongs(scene: Scene, noun: Any, phrase: Any) -> bool:
    """False for when and where it was said, and to whom."""
    if phrase.lower_ == "in" and phrase.i == noun.i + 1 and noun.lower_ in scene.words.small["taking_in"]:
        return True
    return phrase.lower_ not in {"to", "during", "in", "at", "on"} or phrase.pos_ == "VERB"


def _listener_of(verb: Any, noun: Any) -> Any:
    for child in (*noun.children, *verb.children):
        if child.lower_ == "to" and child.dep_ in {"prep", "dative"}:
            return next(iter(descend(child)), None)
    return None


def find_preposition(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "called for ...", "called on Y to ...", "warned of ...", "pointed out that ..."."""
    wanted = scene.words.prepositions.get(verb.lemma_)
    if wanted is None:
        return None
    for child in verb.children:
        if child.lower_ not in wanted or child.i < verb.i:
            continue
        kind = wanted[child.lower_]
        if verb.lemma_ == "call" and child.lower_ in {"on", "upon"} and not _is_told_to(verb, child):
            continue  # "called on her host at noon", "called remarks on trade a joke"
        cue = scene.cut(scene.start(verb), scene.end(child))
        if cue is None:
            continue
        to = None
        if child.dep_ == "prt":
            rest = [c for c in verb.children if c.i > child.i and c.dep_ in {"ccomp", "dobj", "xcomp"}]
            piece = scene.phrase(rest[0], after=child) if rest else None
        else:
            end = max(
                [
                    child.right_edge.i,
                    *(
                        c.right_edge.i
                        for c in verb.children
                        if c.i > child.i and c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB"
                    ),
                ]
            )
            piece = scene.cut(scene.end(child), scene.end(verb.doc[end]))
            to = next(iter(descend(child)), None) if child.lower_ in {"on", "upon", "to", "with"} else None
        if piece is None or piece.touches(cue):
            continue
        return Content(
            cue=cue, pieces=(scene.whole(piece, cue),), kind=kind, rule="preposition", score=0.85, addressee=to
        )
    return None


def _is_told_to(verb: Any, preposition: Any) -> bool:
    """True for "called on Y to act"."""
    if preposition.i > verb.i + 2:
        return False
    inside = [*verb.subtree]
    return any(
        token.lower_ == "to" and token.dep_ == "aux" and token.i > preposition.i + 1 and token.head.i > token.i
        for token in inside
    )


def find_adjective(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "is ready to ...", "was confident that ..."."""
    if verb.lemma_ != "be" or (scene.sentence.mentions.get(subject.i) is None and subject.pos_ not in {"X"}):
        return None
    for child in verb.children:
        kind = scene.words.adjectives.get(child.lower_)
        if kind is None or child.dep_ != "acomp":
            continue
        rest = [c for c in child.children if c.i > child.i and c.dep_ in {"xcomp", "ccomp", "prep"}]
        if not rest:
            continue
        cue = scene.cut(scene.start(verb), scene.end(child))
        piece = scene.cut(scene.start(rest[0].left_edge), scene.end(rest[-1].right_edge))
        if cue is not None and piece is not None and not piece.touches(cue):
            return Content(cue=cue, pieces=(scene.whole(piece, cue),), kind=kind, rule="adjective", score=0.7)
    return None
