"""Who does what in a parsed sentence: subjects, objects, partners, through raising, control and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.languages.en.encounters import EncounterWords
from communique.model.vocabulary import MeetingKind

__all__ = [
    "CONTROL_BY_OBJECT",
    "agents",
    "clause_preps",
    "descend",
    "expand",
    "is_call_in_person",
    "modifiers",
    "objects",
    "path_up",
    "subjects",
]

_EXAMPLES = frozenset({"including", "like", "such", "alongside", "among"})
CONTROL_BY_OBJECT = frozenset(
    {"invite", "ask", "urge", "expect", "allow", "want", "tell", "order", "send", "persuade", "enable", "bring", "get"}
)
"""Verbs whose object does what the infinitive behind them says: "urged him to come"."""
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def expand(token: Any, depth: int = 0) -> Iterator[Any]:
    """A noun with its coordinated nouns, appositions and examples: "leaders, including A and B"."""
    yield token
    if depth > 6:
        return
    for child in token.children:
        if child.dep_ in {"conj", "appos"}:
            yield from expand(child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ in _EXAMPLES:
            for inner in descend(child):
                yield from expand(inner, depth + 1)
        elif child.dep_ == "acl" and child.lower_ in {"led", "headed", "including", "chaired"}:
            for agent in agents(child):
                yield from expand(agent, depth + 1)
            for inner in child.children:
                if inner.dep_ in {"dobj", "obj"} and child.lower_ == "including":
                    yield from expand(inner, depth + 1)


def descend(preposition: Any) -> Iterator[Any]:
    """The nouns that a preposition governs, also through a second one ("such as X")."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp", "dep"}:
            yield child
        elif child.dep_ == "prep":
            yield from descend(child)


def agents(verb: Any) -> Iterator[Any]:
    """By whom something was done."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (inner for inner in child.children if inner.dep_ in {"pobj", "pcomp"})


def objects(verb: Any) -> Iterator[Any]:
    """What the verb is done to."""
    for child in verb.children:
        if child.dep_ in {"dobj", "obj", "dative"}:
            yield child


def modifiers(noun: Any) -> Iterator[str]:
    """What stands before a noun and says more of it, lower case, with hyphens as one word: "back-to-back"."""
    for child in noun.children:
        if child.i < noun.i:
            yield child.lower_
            yield "".join(token.lower_ for token in child.subtree)


def subjects(verb: Any, depth: int = 0) -> tuple[list[Any], bool]:
    """Who does it, and whether the verb is passive: through conjunction, control, raising and relative clauses."""
    found = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    if found:
        head = verb.head
        if found[0].lower_ in _RELATIVE and verb.dep_ in {"relcl", "ccomp", "acl"}:
            return [head], passive
        return found, passive
    if depth > 5:
        return [], passive
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        inherited, head_passive = subjects(head, depth + 1)
        own_passive = any(child.dep_ == "auxpass" for child in verb.children)
        return inherited, own_passive or (head_passive and verb.tag_ == "VBN")
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp", "prep", "advmod", "oprd"}:
        if head.pos_ == "ADP" or head.dep_ == "prep":
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            if head.lemma_ in CONTROL_BY_OBJECT and verb.dep_ in {"xcomp", "ccomp"}:
                controllers = list(objects(head))
                if controllers:
                    return controllers, passive
                passive_subjects, head_passive = subjects(head, depth + 1)
                return (passive_subjects if head_passive else []), passive
            return subjects(head, depth + 1)[0], passive
        if head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return _owners(head, depth), passive
    if verb.dep_ in {"relcl", "acl"}:
        if verb.tag_ in {"VBG", "VBN"}:
            return [head], passive
        return _owners(head, depth) or [head], passive
    return [], passive


def _owners(noun: Any, depth: int) -> list[Any]:
    """Whose noun it is: "Zuckerberg's trip", "a trip by Zuckerberg", or the subject of the clause it stands in."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
        if child.dep_ == "prep" and child.lower_ in {"by", "for", "of"}:
            inner = list(descend(child))
            if inner and child.lower_ == "by":
                return inner
    up = noun.head
    for _ in range(4):
        if up.pos_ in {"VERB", "AUX"}:
            return subjects(up, depth + 1)[0]
        if up.head is up:
            break
        up = up.head
    return []


def path_up(token: Any) -> Iterator[Any]:
    """The token and its heads up to the root."""
    for _ in range(60):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def clause_preps(token: Any, names: frozenset[str]) -> Iterator[Any]:
    """Prepositions of these names after a token, within its own clause, nearest first.

    The parser often hangs "with Y" on the noun before it rather than on the meeting, so the whole rest of the clause
    is looked through; another finite verb with a subject of its own ends it.
    """
    roots = [token]
    for up in path_up(token):
        if up.pos_ in {"VERB", "AUX"}:
            roots.append(up)
            break
    seen: set[int] = set()
    queue = [child for root in roots for child in root.children]
    found = []
    while queue:
        node = queue.pop(0)
        if node.i in seen:
            continue
        seen.add(node.i)
        if node.dep_ in {"relcl", "ccomp", "advcl", "csubj"} or (
            node.dep_ == "conj" and node.pos_ in {"VERB", "AUX"} and node.i != token.i
        ):
            continue
        if node.dep_ in {"prep", "agent"} and node.lower_ in names and node.i > token.i:
            found.append(node)
        queue.extend(node.children)
    found.sort(key=lambda node: node.i)
    yield from found


def is_call_in_person(call: Any, words: EncounterWords) -> bool:
    """True for "called at her office", "paid a call on", "a courtesy call by"; False where it may be by telephone."""
    with_what = {child.lower_ for child in call.children}
    if any(words.kinds.get(word) is MeetingKind.CALL for word in with_what):
        return False
    if call.pos_ in {"VERB", "AUX"}:
        # Of "called her on Friday" the day says when, of "called on her" the preposition where.
        return not with_what.isdisjoint(words.in_person["prepositions"]) and not any(objects(call))
    by_whom = call.head.lemma_.lower() in words.in_person["verbs"]
    return by_whom or "on" in with_what or not with_what.isdisjoint(words.in_person["modifiers"])
