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

__all__ = ["Content", "find_content", "find_refusal"]

_BEFORE_GROUP = re.compile(r"[,”\"»’'?!…–—-]\s*$")
_AFTER_GROUP = re.compile(r"\s*(?:[,.;:!?–—-]|$)")
_LEADS_TO_QUOTE = re.compile(r"[:,]?\s*$|\b(?:that|as|is|was|to|of)\s*$")
_LISTENER_THAT = re.compile(r"(?!that\b)(?:[^\s,;:“\"]+\s+){1,6}?(that)\b(?=\s)", re.IGNORECASE)
_COMMA_BEHIND = re.compile(r"(?:\s[^\s,;:.!?“\"]+){0,6}\s*,\s+")
_RELATIVE_BEFORE = re.compile(r"\s(that|which|who|because|and|but|where|whose|since|although|though)$")
_FIRST_WORD = re.compile(r"[\w'’]+")
_SHORTEST = 3  # words of a clause that stands before its cue with nothing behind it
# Words that go on with the narrator's sentence, not with what was said.
_ASIDE = frozenset({"who", "which", "whose", "as", "while", "when", "after", "before", "adding", "though", "although", "where", "in", "at",
    "during", "with", "according", "citing", "referring", "following", "since", "speaking"})
_REFUSING = frozenset({"would", "will", "wo", "could", "can"})
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
    for find in (_clause, _infinitive, _quotation, _as, _noun_of_saying, _preposition, _adjective, _around, _whole, _object, _put):
        found = find(scene, verb, subject, classes)
        if found is not None:
            return found
    return None


def find_refusal(scene: Scene, verb: Any) -> Content | None:
    """As in "would not say whether ...", "could not comment": what somebody will not speak of."""
    if verb.lemma_ not in scene.words.refusing:
        return None
    auxiliary = next((c for c in verb.children if c.lower_ in _REFUSING and c.dep_ == "aux"), None)
    negation = next((c for c in verb.children if c.dep_ == "neg"), None)
    if auxiliary is None or negation is None or verb.right_edge.i == verb.i:
        return None
    cue = scene.cut(scene.start(auxiliary), scene.end(verb))
    piece = scene.cut(scene.end(verb), scene.end(verb.right_edge))
    if cue is None or piece is None or scene.between(scene.end(verb), piece.start).strip() not in {""}:
        return None
    return Content(
        cue=cue, pieces=(scene.whole(piece, cue),), kind=StatementKind.DENIAL, rule="refusal", score=0.8
    )


def _with(classes: tuple[CueClass, ...], *frames: str) -> CueClass | None:
    """The first class of the verb that takes one of these shapes."""
    return next((cue for cue in classes if not cue.frames.isdisjoint(frames)), None)


def _make(
    scene: Scene, cue_class: CueClass, frame: str, cue: Span, pieces: list[Span | None], *, score: float = 0.9, to: Any = None
) -> Content | None:
    cut = (scene.sentence_part(piece) for piece in pieces if piece is not None)
    whole = tuple(scene.whole(piece, cue) for piece in cut if len(piece) > 2)
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
    """As in "said (that) ...": a clause behind the verb."""
    cue_class = _with(classes, "clause")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"ccomp", "csubj"} and child.i > verb.i and child.left_edge.i > verb.i:
            if subject.i > verb.i and subject.i > child.i:
                continue
            piece = _from_that(scene, scene.phrase(child, after=verb))
            if piece is not None:
                piece = _without_next_act(scene, verb, child, piece)
            return _make(scene, cue_class, "clause", scene.word(verb), [piece], to=_listener(verb))
    return None


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
        cut = scene.cut(piece.start, scene.start(verb.doc[token.i - 1])) if verb.doc[token.i - 1].lower_ == "and" else None
        if cut is not None:
            return cut
    return piece


def _infinitive(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "promised to ...", "asked her to ..."."""
    cue_class = _with(classes, "infinitive")
    if cue_class is None:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and child.tag_ == "VB":
            mark = next((c for c in child.children if c.lower_ == "to" and c.i < child.i), None)
            if mark is None or (child.dep_ == "advcl" and not _objects(verb)):
                continue
            piece = scene.cut(scene.start(mark), scene.end(child.right_edge))
            if piece is not None:
                piece = _without_next_act(scene, verb, child, piece)
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
    """As in "described the talks as useful"."""
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
    """As in "expressed hope that ...", "voiced support for ..."."""
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
            end = max([child.right_edge.i, *(c.right_edge.i for c in verb.children if c.i > child.i and c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB")])
            piece = scene.cut(scene.end(child), scene.end(verb.doc[end]))
            to = next(iter(descend(child)), None) if child.lower_ in {"on", "upon", "to", "with"} else None
        if piece is None or piece.touches(cue):
            continue
        return Content(cue=cue, pieces=(scene.whole(piece, cue),), kind=kind, rule="preposition", score=0.85, addressee=to)
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


def _adjective(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "is ready to ...", "was confident that ..."."""
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
    """As in "..., she said" and "..., she said, ...": the cue stands behind what was said or within it."""
    cue_class = _with(classes, "clause", "quote")
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
    relative = _RELATIVE_BEFORE.search(before.of(text))
    if relative is not None and not is_quote:  # "a clip that, he said, showed ...": the clause alone was said
        before = Span(before.start + relative.start(1), before.end)
    pieces: list[Span | None] = [before]
    after = _after(scene, verb, end, is_quote=is_quote)
    if after is not None:
        pieces.append(after)
    elif not is_quote and (len(before.of(text).split()) < _SHORTEST or relative is not None):
        return None
    return _make(scene, cue_class, "around", scene.word(verb), pieces, score=0.9 if is_quote else 0.75, to=_listener(verb))


def _head_of_content(verb: Any) -> Any:
    """The verb of what was said, where the parser hangs it on the cue or the cue on it."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "advcl"} and child.i < verb.i:
            return child
    return verb.head if verb.dep_ in {"parataxis", "ccomp"} and verb.head.i != verb.i else None


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
    if opening in _ASIDE or (tag in {"VBG", "VBN"} and opening not in {"being"}):
        return None
    if opening in {"and", "but"} and (tag := _tag_behind(scene, verb, end + comma.end())) in {"VBD", "VBZ", "VBG"}:
        return None  # "..., he said, and left"
    return scene.cut(end + comma.end(), stop)


def _tag_behind(scene: Scene, verb: Any, position: int) -> str:
    """The tag of the second word from a position on."""
    tags = [token.tag_ for token in verb.doc if scene.start(token) >= position]
    return tags[1] if len(tags) > 1 else ""


def _whole(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "called it a farce", "thanked her for coming": the object with what is said of it."""
    cue_class = _with(classes, "whole")
    if cue_class is None:
        return None
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in {"dobj", "obj", "oprd", "ccomp", "xcomp", "prep", "dative"}]
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
    return _make(scene, cue_class, "whole", scene.word(verb), [piece], score=0.8, to=_listener(verb))


def _says_more(scene: Scene, right: list[Any]) -> bool:
    """True where the object is called something: an adjective behind it, or words in quotation marks."""
    for noun in right:
        if any(child.i > noun.i and child.dep_ in {"amod", "appos", "acl"} for child in noun.children):
            return True
        if scene.quotations.within(Span(scene.start(noun.left_edge), scene.end(noun.right_edge) + 1)):
            return True
    return False


def _object(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """As in "announced a plan", "stressed the need for ...", "denied the report"."""
    cue_class = _with(classes, "object")
    if cue_class is None:
        return None
    for child in _objects(verb):
        piece = scene.phrase(child, after=verb)
        if piece is None or len(piece.of(scene.reading.text).split()) < 2:
            return None
        return _make(scene, cue_class, "object", scene.word(verb), [piece], score=0.7)
    return None


def _put(scene: Scene, verb: Any, subject: Any, classes: tuple[CueClass, ...]) -> Content | None:
    """Words in quotation marks among what depends on the verb: "spoke of it as a "great step"", "put it down to "luck""."""
    cue_class = _with(classes, "quote", "whole", "as")
    if cue_class is None:
        return None
    right = [c for c in verb.children if c.i > verb.i and c.dep_ in {"dobj", "prep", "oprd", "attr", "acomp", "xcomp"}]
    if not right:
        return None
    span = scene.cut(scene.start(right[0].left_edge), scene.end(right[-1].right_edge))
    if span is None or not scene.quotations.within(span):
        return None
    return _make(scene, cue_class, "put", scene.word(verb), [span], score=0.7)
