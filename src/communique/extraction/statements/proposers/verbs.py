"""Attribution by a verb of saying, asking, promising, thinking: who says it, and what stands as its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.extraction.grammar import agents
from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.proposers.content import Content, can_listen
from communique.extraction.statements.proposers.contents import find_content
from communique.extraction.statements.proposers.phrases import find_refusal
from communique.extraction.statements.scene import Scene
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Mention

__all__ = ["propose_by_verb"]

_RUN_IN = re.compile(r"(?:[A-Z][\w.]*\s){1,3}that\s(?=its|his|her|their|the|a)")  # "told Reuters that its chief asked"
_LISTENER = 5  # words of unnamed people who are spoken to


def propose_by_verb(scene: Scene) -> Iterator[StatementProposal]:
    """A proposal for every verb that attributes and has both a speaker and something said."""
    for token in scene.sentence.doc:
        if _is_cue(scene, token) and _is_verb(token) and not _is_anothers(scene, token):
            yield from _propose(scene, token)


def _is_verb(token: Any) -> bool:
    """True also where the tagger took a verb with a subject for a noun: "Lind pledges to come"."""
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_ == "nsubj" for child in token.children)


def _is_anothers(scene: Scene, token: Any) -> bool:
    """True within a quotation, but for what a spokesman tells there of somebody named: "the president asked ..."."""
    if scene.quoted(token) is None:
        return False
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    mention = scene.sentence.mentions.get(subject.i) if subject is not None else None
    return token.tag_ != "VBD" or mention is None or mention.kind is not PartyKind.PERSON or mention.entity is None


def _is_cue(scene: Scene, token: Any) -> bool:
    lemma = token.lemma_
    return (
        lemma in scene.words.verbs or lemma in scene.words.prepositions or lemma in scene.words.light or lemma == "be"
    )


def _propose(scene: Scene, verb: Any) -> Iterator[StatementProposal]:
    subject, passive = scene.subject(verb)
    if passive:
        subject = next(iter(agents(verb)), None)
    if subject is None or subject.lower_ in scene.words.small["empty"]:
        return
    if scene.quoted(subject) is not None and scene.quoted(verb) is None:
        return
    if not _can_speak(scene, subject, verb):
        return
    content = find_refusal(scene, verb) or find_content(scene, verb, subject)
    if content is None:
        return
    source = _source(scene, verb, subject)
    if source is None or any(source.touches(piece) for piece in content.pieces):
        return
    yield StatementProposal(
        sentence=scene.sentence.index,
        source=source,
        cues=(content.cue,),
        contents=content.pieces,
        kind=content.kind,
        score=content.score,
        rule=f"statement.{content.rule}.v1",
        addressee=_addressee(scene, content, verb),
    )


def _can_speak(scene: Scene, subject: Any, verb: Any) -> bool:
    """True for whoever is named, pointed at, or called by a word for people, bodies or papers.

    Verbs that mean nothing but saying may have any subject: "the sign said".
    """
    if (
        subject.i in scene.sentence.mentions
        or subject.pos_ == "PROPN"
        or subject.lower_ in scene.words.small["pointing"]
    ):
        return True
    speakers = scene.words.speakers
    word = subject.lower_
    if word in speakers["sources"] or word in speakers["persons"] or word in speakers["bodies"]:
        return True
    if word in speakers["papers"] or word in speakers["voices"]:
        return True
    classes = scene.words.verbs.get(verb.lemma_, ())
    if classes and classes[0].name == "say":
        return True
    mention = scene.sentence.masked.mention_at(subject.idx)
    return mention is not None or any(scene.start(subject) in m.whole for m in scene.sentence.mentions.values())


def _source(scene: Scene, verb: Any, subject: Any) -> Span | None:
    """The phrase of the subject, on its own side of the verb; a clause that the parser ran into it is cut off."""
    if subject.i > verb.i:
        return scene.phrase(subject, after=verb)
    span = scene.phrase(subject, before=verb)
    if span is None:
        return None
    quotation = next(iter(scene.quotations.within(span)), None)
    if quotation is not None and quotation.span.start > span.start + 1 and scene.start(subject) < quotation.span.start:
        return scene.cut(span.start, quotation.span.start)
    match = _RUN_IN.match(span.of(scene.reading.text))
    return scene.cut(span.start + match.end(), span.end) if match is not None else span


def _addressee(scene: Scene, content: Content, verb: Any) -> Mention | None:
    """Whom it is said to: a known mention, or the words for unnamed people ("reporters")."""
    token = content.addressee
    if token is None or token.lower_ in scene.words.small["reflexive"]:
        return None
    known = scene.sentence.mentions.get(token.i)
    if known is not None:
        return known
    if not can_listen(scene, token):
        return None
    span = scene.phrase(token, after=verb) if token.i > verb.i else None
    if (
        span is None
        or len(span.of(scene.reading.text).split()) > _LISTENER
        or scene.quotations.at(span.start) is not None
    ):
        return None
    return Mention(span=span, whole=span, entity=None, kind=PartyKind.GROUP, rule="addressee.phrase.v1")
