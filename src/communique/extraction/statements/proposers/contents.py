"""What stands as the content of a verb that attributes: a quotation, a clause, an infinitive, a noun phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from communique.extraction.grammar import descend
from communique.extraction.statements.scene import Scene
from communique.languages.en.statements import CueClass
from communique.model.span import Span
from communique.model.vocabulary import StatementKind

__all__ = ["Content", "find_content"]

_BEFORE_GROUP = re.compile(r"[,”\"»’'?!…–—-]\s*$")
_AFTER_GROUP = re.compile(r"\s*(?:[,.;:!?–—-]|$)")
_LEADS_TO_QUOTE = re.compile(r"[:,]?\s*$|\b(?:that|as|is|was|to|of)\s*$")
_GAP = 14  # words between a verb and the quotation that it introduces


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


def find_content(scene: Scene, verb: Any, subject: Any) -> Content | None:
    """The content of a verb, by the first shape that fits."""
    classes = scene.words.verbs.get(verb.lemma_, ())
    for find in (_clause, _infinitive, _quotation, _as, _noun_of_saying, _preposition, _adjective, _around, _whole, _object):
        found = find(scene, verb, subject, classes)
        if found is not None:
            return found
    return None


def _with(classes: tuple[CueClass, ...], *frames: str) -> CueClass | None:
    """The first class of the verb that takes one of these shapes."""
    return next((cue for cue in classes if not cue.frames.isdisjoint(frames)), None)


def _make(
    scene: Scene, cue_class: CueClass, frame: str, cue: Span, pieces: list[Span | None], *, score: float = 0.9, to: Any = None
) -> Content | None:
    whole = tuple(scene.whole(piece, cue) for piece in pieces if piece is not None and len(piece) > 2)
    if not whole or any(piece.touches(cue) for piece in whole):
        return None
    return Content(
        cue=cue, pieces=whole, kind=cue_class.kind, rule=f"{cue_class.name}.{frame}", score=score, addressee=to
    )


def _objects(verb: Any) -> list[Any]:
    return [child for child in verb.children if child.dep_ in {"dobj", "dative", "obj"} and child.i > verb.i]


def _listener(verb: Any) -> Any:
    """Whom the verb is said to: "told reporters", "promised her", "said to the envoy"."""
    for child in _objects(verb):
        return child
    for child in verb.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ == "to":
            return next(iter(descend(child)), None)
    return None


def _clause(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"said (that) ...": a clause behind the verb."""
    cue_class = _with(classes, "clause")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"ccomp", "csubj"} and child.i > verb.i and child.left_edge.i > verb.i:
            if subject.i > verb.i and subject.i > child.i:
                continue
            piece = scene.phrase(child, after=verb)
            return _make(scene, cue_class, "clause", scene.word(verb), [piece], to=_listener(verb))
    return None


def _infinitive(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"promised to ...", "asked her to ..."."""
    cue_class = _with(classes, "infinitive")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and child.tag_ == "VB":
            mark = next((c for c in child.children if c.lower_ == "to" and c.i < child.i), None)
            if mark is None or (child.dep_ == "advcl" and not _objects(verb)):
                continue
            piece = scene.cut(scene.start(mark), scene.end(child.right_edge))
            to = _listener(verb) or next((c for c in child.children if c.dep_ == "nsubj"), None)
            return _make(scene, cue_class, "infinitive", scene.word(verb), [piece], to=to)
    return None


def _quotation(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """A quotation behind the verb, with nothing but the listener and the circumstances between."""
    cue_class = _with(classes, "quote")
    if cue_class is None:
        return None
    begin = max(scene.end(verb), scene.end(subject.right_edge) if subject.i > verb.i else 0)
    for quotation in scene.quotations.within(Span(begin, max(scene.sentence.span.end, begin + 1))):
        gap = scene.between(begin, quotation.span.start)
        if len(gap.split()) > _GAP or ";" in gap or _LEADS_TO_QUOTE.search(gap) is None:
            return None
        if scene.quotations.at(scene.sentence.span.start) is not None and not gap.rstrip().endswith((":", ",")):
            return None
        if gap.strip() and gap.strip()[-1] not in ":," and len(gap.split()) > 3:
            return None
        if _before(scene, verb, subject) is not None:  # "...", she said in Oslo, "...": both pieces
            return None
        return _make(scene, cue_class, "quote", scene.word(verb), [quotation.span], to=_listener(verb))
    return None


def _as(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"described the talks as useful"."""
    cue_class = _with(classes, "as")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.lower_ == "as" and child.i > verb.i and child.right_edge.i > child.i:
            objects = _objects(verb)
            start = scene.start(objects[0].left_edge) if objects and objects[0].i < child.i else scene.end(child)
            return _make(scene, cue_class, "as", scene.word(verb), [scene.cut(start, scene.end(child.right_edge))])
    return None


def _noun_of_saying(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"expressed hope that ...", "voiced support for ..."."""
    if verb.lemma_ not in scene.words.light:
        return None
    for noun in _objects(verb):
        kind = scene.words.nouns.get(noun.lower_)
        if kind is None:
            continue
        after = [c for c in noun.children if c.i > noun.i and c.dep_ in {"prep", "acl", "relcl", "ccomp", "pcomp"}]
        after += [c for c in verb.children if c.i > noun.i and c.dep_ in {"ccomp", "prep", "xcomp", "advcl"}]
        after = [c for c in after if c.lower_ not in {"to", "during", "in", "at", "on"} or c.pos_ == "VERB"] or after
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
            cue=cue, pieces=(scene.whole(piece, cue),), kind=kind, rule="noun", score=0.8, addressee=_listener_of(verb, noun)
        )
    return None


def _listener_of(verb: Any, noun: Any) -> Any:
    for child in (*noun.children, *verb.children):
        if child.lower_ == "to" and child.dep_ in {"prep", "dative"}:
            return next(iter(descend(child)), None)
    return None


def _preposition(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"called for ...", "called on Y to ...", "warned of ...", "pointed out that ..."."""
    wanted = scene.words.prepositions.get(verb.lemma_)
    if wanted is None:
        return None
    for child in verb.children:
        if child.lower_ not in wanted or child.i < verb.i:
            continue
        kind = wanted[child.lower_]
        cue = scene.cut(scene.start(verb), scene.end(child))
        if cue is None:
            continue
        to = None
        if child.dep_ == "prt":
            rest = [c for c in verb.children if c.i > child.i and c.dep_ in {"ccomp", "dobj", "xcomp"}]
            piece = scene.phrase(rest[0], after=child) if rest else None
        else:
            end = max([child.right_edge.i, *(c.right_edge.i for c in verb.children if c.i > child.i and c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB")])
            piece = scene.cut(scene.end(child), scene.end(verb.doc[end]))
            to = next(iter(descend(child)), None) if child.lower_ in {"on", "upon", "to", "with"} else None
        if piece is None or piece.touches(cue):
            continue
        return Content(cue=cue, pieces=(scene.whole(piece, cue),), kind=kind, rule="preposition", score=0.85, addressee=to)
    return None


def _adjective(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"is ready to ...", "was confident that ..."."""
    if verb.lemma_ != "be" or scene.sentence.mentions.get(subject.i) is None and subject.pos_ not in {"X"}:
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


def _before(scene: Scene, verb: Any, subject: Any) -> Span | None:
    """What stands before "..., she said" in the sentence, set off by a comma or a quotation mark."""
    start = min(scene.start(verb), scene.start(subject.left_edge))
    sentence = scene.sentence.span
    before = scene.between(sentence.start, start)
    if _BEFORE_GROUP.search(before) is None:
        return None
    begin = sentence.start
    for at in range(len(before) - 1, -1, -1):
        if before[at] == ";" and scene.quotations.at(sentence.start + at) is None:
            begin = sentence.start + at + 1
            break
    piece = scene.cut(begin, start)
    quotation = scene.quotations.at(start - 1) or scene.quotations.at(start - 2)
    if quotation is not None and quotation.span.end <= start and piece is not None:
        piece = Span(min(piece.start, quotation.span.start), quotation.span.end)
    return piece


def _around(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"..., she said" and "..., she said, ...": the cue stands behind what was said or within it."""
    cue_class = _with(classes, "clause", "quote")
    if cue_class is None:
        return None
    before = _before(scene, verb, subject)
    if before is None:
        return None
    text = scene.reading.text
    is_quote = text[before.end - 1] in "”\"»’'"
    if not is_quote and ("clause" not in cue_class.frames or len(before.of(text).split()) < 2):
        return None
    end = max(scene.end(verb), scene.end(subject.right_edge) if subject.i > verb.i else 0)
    tail_end = scene.sentence.span.end
    if not is_quote:
        tail = scene.between(end, tail_end)
        content_head = _head_of_content(verb)
        if content_head is None and _AFTER_GROUP.match(tail) is None and verb.dep_ not in {"ROOT", "parataxis"}:
            return None
    pieces: list[Span | None] = [before]
    after = _after(scene, verb, subject, end, is_quote=is_quote)
    if after is not None:
        pieces.append(after)
    return _make(scene, cue_class, "around", scene.word(verb), pieces, score=0.9 if is_quote else 0.75, to=_listener(verb))


def _head_of_content(verb: Any) -> Any:
    """The verb of what was said, where the parser hangs it on the cue or the cue on it."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "advcl"} and child.i < verb.i:
            return child
    return verb.head if verb.dep_ in {"parataxis", "ccomp"} and verb.head.i != verb.i else None


def _after(scene: Scene, verb: Any, subject: Any, end: int, *, is_quote: bool) -> Span | None:
    """What goes on behind "she said,"."""
    sentence = scene.sentence.span
    if is_quote:
        for quotation in scene.quotations.within(Span(end, max(sentence.end, end + 1))):
            gap = scene.between(end, quotation.span.start)
            return quotation.span if len(gap.split()) <= _GAP and gap.rstrip().endswith((",", ":", ".")) else None
        return None
    comma = re.match(r"\s*,\s+", scene.between(end, sentence.end))
    head = verb.head
    if comma is None or verb.dep_ not in {"parataxis", "ccomp"} or head.i < verb.i:
        return None
    return scene.cut(end + comma.end(), scene.end(head.right_edge))


def _whole(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"called it a farce", "thanked her for coming": the object with what is said of it."""
    cue_class = _with(classes, "whole")
    if cue_class is None:
        return None
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in {"dobj", "obj", "oprd", "ccomp", "xcomp", "prep", "dative"}]
    if cue_class.name == "label":
        right = [c for c in right if c.dep_ in {"dobj", "oprd", "ccomp", "xcomp"}]
        if not any(c.dep_ in {"oprd", "ccomp", "xcomp"} for c in right):
            return None
    elif not any(c.dep_ in {"dobj", "obj", "ccomp"} for c in right):
        return None
    if not right:
        return None
    last = max(c.right_edge.i for c in right)
    piece = scene.cut(scene.start(right[0].left_edge), scene.end(verb.doc[last]))
    return _make(scene, cue_class, "whole", scene.word(verb), [piece], score=0.8, to=_listener(verb))


def _object(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """"announced a plan", "stressed the need for ...", "denied the report"."""
    cue_class = _with(classes, "object")
    if cue_class is None:
        return None
    for child in _objects(verb):
        piece = scene.phrase(child, after=verb)
        if piece is None or len(piece.of(scene.reading.text).split()) < 2:
            return None
        return _make(scene, cue_class, "object", scene.word(verb), [piece], score=0.7)
    return None
