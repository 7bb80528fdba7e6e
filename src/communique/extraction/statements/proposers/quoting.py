"""Quotations and clauses set off by commas as what was said: `"...", she said`, "the deal, he added, is done"."""

from __future__ import annotations

import re
from typing import Any

from communique.extraction.statements.proposers.content import (
    Content,
    can_listen,
    class_with,
    listener_of,
    make_content,
)
from communique.extraction.statements.scene import Scene
from communique.languages.en.statements import CueClass
from communique.model.span import Span

__all__ = ["find_around", "find_put", "find_quotation"]

_BEFORE_GROUP = re.compile(r"[,”\"»’'?!…–—-]\s*$")
_AFTER_GROUP = re.compile(r"\s*(?:[,.;:!?–—-]|$)")
_LEADS_TO_QUOTE = re.compile(r"[:,]?\s*$|\b(?:that|as|is|was|to|of)\s*$")
_COMMA_BEHIND = re.compile(r"(?:\s[^\s,;:.!?“\"]+){0,6}\s*,\s+")
_LAST_WORD = re.compile(r"\s(\w+)$")
_FIRST_WORD = re.compile(r"[\w'’]+")
_SHORTEST = 3  # words of a clause that stands before its cue with nothing behind it
_GAP = 14  # words between a verb and the quotation that it introduces


def find_quotation(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """A quotation behind the verb, with nothing but the listener and the circumstances between."""
    cue_class = class_with(classes, "quote")
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
        return make_content(scene, cue_class, "quote", scene.word(verb), [quotation.span], to=listener_of(verb))
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


def find_around(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "..., she said" and "..., she said, ...": the cue stands behind what was said or within it."""
    cue_class = class_with(classes, "clause", "quote")
    if cue_class is None:
        return None
    before = _before(scene, verb, subject)
    if before is None:
        return None
    text = scene.reading.text
    is_quote = text[before.end - 1] in "”\"»’'"
    if not is_quote and "clause" not in cue_class.frames:
        return None
    end = max(scene.end(verb), scene.end(subject.right_edge) if subject.i > verb.i else 0)
    tail_end = scene.sentence.span.end
    if not is_quote:
        tail = scene.between(end, tail_end)
        content_head = _head_of_content(verb)
        if content_head is None and _AFTER_GROUP.match(tail) is None and verb.dep_ not in {"ROOT", "parataxis"}:
            return None
    relative = _LAST_WORD.search(before.of(text))
    if relative is not None and relative[1].lower() not in scene.words.small["relative"]:
        relative = None
    if relative is not None and not is_quote:  # "a clip that, he said, showed ...": the clause alone was said
        before = Span(before.start + relative.start(1), before.end)
    pieces: list[Span | None] = [before]
    if not is_quote and _is_circumstance(scene, verb, before):
        return None
    after = _after(scene, verb, end, is_quote=is_quote)
    if after is not None:
        pieces.append(after)
    elif not is_quote and (len(before.of(text).split()) < _SHORTEST or relative is not None):
        return None
    return make_content(
        scene, cue_class, "around", scene.word(verb), pieces, score=0.9 if is_quote else 0.75, to=listener_of(verb)
    )


def _is_circumstance(scene: Scene, verb: Any, before: Span) -> bool:
    """True for "With this visit, she underscores the need": the verb has an object, and nothing was said before it."""
    told = [child for child in verb.children if child.i > verb.i and child.dep_ in {"dobj", "obj", "ccomp"}]
    if not any(child.dep_ == "ccomp" or not can_listen(scene, child) for child in told):
        return False
    leading = next((child for child in verb.children if child.dep_ == "prep" and child.i < verb.i), None)
    return leading is not None and before in Span(scene.start(leading.left_edge), scene.end(leading.right_edge) + 1)


def _after(scene: Scene, verb: Any, end: int, *, is_quote: bool) -> Span | None:
    """What goes on behind "she said," or "she told reporters,"."""
    sentence = scene.sentence.span
    if is_quote:
        for quotation in scene.quotations.within(Span(end, max(sentence.end, end + 1))):
            gap = scene.between(end, quotation.span.start)
            return quotation.span if len(gap.split()) <= _GAP and gap.rstrip().endswith((",", ":", ".")) else None
        return None
    rest = scene.between(end, sentence.end)
    comma = _COMMA_BEHIND.match(rest)
    if comma is None:
        return None
    stop = end + comma.end()
    while stop < sentence.end and (scene.reading.text[stop] != ";" or scene.quotations.at(stop) is not None):
        stop += 1
    word = _FIRST_WORD.match(rest, comma.end())
    opening = word[0].lower() if word is not None else ""
    tag = next((token.tag_ for token in verb.doc if scene.start(token) >= end + comma.end()), "")
    if opening in scene.words.small["aside"] or (tag in {"VBG", "VBN"} and opening not in {"being"}):
        return None
    if opening in {"and", "but"} and (tag := _tag_behind(scene, verb, end + comma.end())) in {"VBD", "VBZ", "VBG"}:
        return None  # "..., he said, and left"
    return scene.cut(end + comma.end(), stop)


def _tag_behind(scene: Scene, verb: Any, position: int) -> str:
    """The tag of the second word from a position on."""
    tags = [token.tag_ for token in verb.doc if scene.start(token) >= position]
    return tags[1] if len(tags) > 1 else ""


def _head_of_content(verb: Any) -> Any:
    """The verb of what was said, where the parser hangs it on the cue or the cue on it."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "advcl"} and child.i < verb.i:
            return child
    return verb.head if verb.dep_ in {"parataxis", "ccomp"} and verb.head.i != verb.i else None


def find_put(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """Words in quotation marks among what depends on the verb: `greeted it as "a great step"`."""
    cue_class = class_with(classes, "quote", "whole", "as")
    if cue_class is None:
        return None
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in {"dobj", "prep", "oprd", "attr", "acomp", "xcomp"}]
    if not right:
        return None
    span = scene.cut(scene.start(right[0].left_edge), scene.end(right[-1].right_edge))
    if span is None or not scene.quotations.within(span):
        return None
    return make_content(scene, cue_class, "put", scene.word(verb), [span], score=0.7)
