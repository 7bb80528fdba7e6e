"""The stretches of a sentence that tell of something else than an encounter it tells of.

"dined with A in Oslo and saw B in Bonn" tells of two, each with its own place; "flew to Bonn and saw B" of one. What is
said or asked for beside an encounter is no part of it either: "met A and urged him to build in Bonn".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.extraction.grammar import CONTROL_BY_OBJECT, objects, path_up
from communique.extraction.sentences import ParsedSentence
from communique.extraction.status import SAY
from communique.model.span import Span
from communique.model.vocabulary import PartyKind

__all__ = ["find_elsewhere"]

_VERBS = frozenset({"VERB", "AUX"})
_POINTING = frozenset({"him", "her", "them"})


def find_elsewhere(sentence: ParsedSentence, trigger: Any) -> tuple[Span, ...]:
    """The stretches, in no order.

    Args:
        sentence: the parsed sentence.
        trigger: the token of encounter.
    """
    above = {up.i for up in path_up(trigger)}
    found: list[Span] = []
    for token in sentence.doc:
        if token.i > trigger.i and token.i not in above and _is_said(token):
            found += _stretches(sentence, token)
    for verb in path_up(trigger):
        if verb.pos_ not in _VERBS:
            continue
        for child in verb.children:
            if _is_coordinated(child) and child.i not in above and _tells_of_others(sentence, child):
                found += _stretches(sentence, child)
        if _is_coordinated(verb) and _tells_of_others(sentence, verb) and _tells_of_others(sentence, verb.head):
            joined = [child for child in verb.head.children if _is_coordinated(child)]
            found += _stretches(sentence, verb.head, without=joined)
    return tuple(found)


def _is_said(verb: Any) -> bool:
    """True for the verb of what somebody says, or asks somebody else to do."""
    lemma = verb.head.lemma_.lower()
    return (verb.dep_ == "ccomp" and lemma in SAY) or (
        verb.dep_ in {"xcomp", "ccomp"} and lemma in CONTROL_BY_OBJECT and any(objects(verb.head))
    )


def _is_coordinated(verb: Any) -> bool:
    return verb.dep_ == "conj" and verb.pos_ in _VERBS and verb.head.pos_ in _VERBS


def _tells_of_others(sentence: ParsedSentence, verb: Any) -> bool:
    """True where a verb names, or points at, somebody who is not its subject."""
    own = (child for child in verb.children if child.dep_ not in {"nsubj", "nsubjpass"} and not _is_coordinated(child))
    return any(_is_person(sentence, token) for child in own for token in child.subtree)


def _is_person(sentence: ParsedSentence, token: Any) -> bool:
    mention = sentence.mentions.get(token.i)
    return (mention is not None and mention.kind is PartyKind.PERSON) or token.lower_ in _POINTING


def _stretches(sentence: ParsedSentence, verb: Any, *, without: Sequence[Any] = ()) -> Iterator[Span]:
    """The words below a verb, except those below others, run by run."""
    left_out = {token.i for other in without for token in other.subtree}
    run: list[Any] = []
    for token in verb.subtree:
        if token.i in left_out or token.pos_ == "PUNCT":
            continue
        if run and not left_out.isdisjoint(range(run[-1].i + 1, token.i)):
            yield _around(sentence, run)
            run = []
        run.append(token)
    if run:
        yield _around(sentence, run)


def _around(sentence: ParsedSentence, tokens: Sequence[Any]) -> Span:
    return Span(sentence.origin(tokens[0]).start, sentence.origin(tokens[-1]).end)
