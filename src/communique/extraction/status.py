"""How far a meeting has come, read along the path from the encounter to the main verb of its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.extraction.grammar import path_up
from communique.extraction.sentences import ParsedSentence
from communique.languages.en.encounters import EncounterWords
from communique.model.span import Span
from communique.model.vocabulary import Status

__all__ = ["StatusReading", "read_status"]

_SAY = frozenset({"say", "tell", "report", "add", "write", "note", "state", "confirm", "post", "announce", "insist", "explain"})
_BEFORE = frozenset({"before", "until", "till"})
_RANK = [Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.POSSIBLE, Status.PLANNED, Status.HELD]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """The status, the words that gave it, and whether tense or adverbs make it a recollection."""

    status: Status
    words: tuple[Span, ...]
    recalled: bool
    first_time: bool = False  # "had never met before": no meeting, but the first


def read_status(sentence: ParsedSentence, trigger: Any, words: EncounterWords) -> StatusReading:
    """Read the status of an encounter.

    Args:
        sentence: the parsed sentence.
        trigger: the token of encounter.
        words: the language's words of status.
    """
    votes: dict[Status, list[Any]] = {}

    def vote(status: Status, token: Any) -> None:
        votes.setdefault(status, []).append(token)

    recalled = False
    first_time = False
    finite = False
    lexicon = words.status
    quoting = False
    for depth, node in enumerate(path_up(trigger)):
        lemma = node.lemma_.lower()
        is_trigger = node.i == trigger.i
        if node.pos_ in {"VERB", "AUX"}:
            particle = next((c.lower_ for c in node.children if c.dep_ == "prt"), "")
            phrasal = f"{lemma} {particle}".strip()
            if not quoting and not is_trigger:
                for status, key in (
                    (Status.CANCELLED, "cancelled"), (Status.POSTPONED, "postponed"), (Status.DENIED, "denied"),
                    (Status.POSSIBLE, "possible"), (Status.PLANNED, "planned"),
                ):  # fmt: skip
                    if (lemma in lexicon[key] and (not particle or lemma not in {"call", "pull", "put", "push", "rule"})) or phrasal in lexicon[key]:
                        if lemma == "rule" and particle != "out":
                            continue
                        if lemma == "move" and status is Status.POSTPONED and not _to_time(node):
                            continue
                        if status in {Status.POSSIBLE, Status.PLANNED} and not _governs(node, trigger):
                            continue
                        vote(status, node)
                        break
            for child in node.children:
                low = child.lower_
                if child.dep_ == "neg" and not quoting:
                    vote(Status.DENIED, child)
                elif child.dep_ == "aux" and not quoting:
                    if low in lexicon["modal_planned"]:
                        vote(Status.PLANNED, child)
                    elif low in lexicon["modal_possible"]:
                        if low == "would" and _past_report(node):
                            vote(Status.PLANNED, child)
                        elif low != "can" or is_trigger:
                            vote(Status.POSSIBLE, child)
                    elif low in {"had"} and node.tag_ == "VBN":
                        recalled = True
                elif child.dep_ == "advmod":
                    if low == "never" and not quoting:
                        if any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in node.children):
                            first_time = True
                        vote(Status.DENIED, child)
                    elif low in {"possibly", "probably", "perhaps", "likely", "potentially", "maybe"} and not quoting:
                        vote(Status.POSSIBLE, child)
                    elif low in words.background and is_trigger and not any(c.lower_ in {"in", "today", "this", "on"} for c in child.children):
                        recalled = True
                elif child.dep_ == "mark" and low in {"if", "whether"} and not quoting:
                    vote(Status.POSSIBLE, child)
            has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
            be_to = is_trigger or depth < 3
            if be_to and node.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children):
                if node.head.lemma_ == "be" and node.dep_ in {"xcomp", "ccomp"}:
                    vote(Status.PLANNED, node)
                elif node.dep_ == "ROOT" or (node.dep_ in {"acl", "relcl"} and node.head.dep_ == "ROOT"):
                    vote(Status.PLANNED, node)
            if has_subject and node.tag_ in {"VBD", "VBZ", "VBP"}:
                finite = True
            if has_subject and finite and lemma in _SAY:
                quoting = True
            if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _BEFORE for c in node.children) and not quoting:
                vote(Status.PLANNED, node)
            if node.dep_ in {"advcl", "relcl", "parataxis"} and has_subject and node.tag_ not in {"VB"}:
                break
        elif node.pos_ in {"NOUN", "PROPN"}:
            if not quoting and not is_trigger:
                for status, key in ((Status.POSSIBLE, "possible"), (Status.PLANNED, "planned"), (Status.DENIED, "denied")):
                    if lemma in lexicon[key]:
                        vote(status, node)
            for child in node.children:
                low = child.lemma_.lower()
                if is_trigger and child.dep_ in {"amod", "det", "compound", "nmod"}:
                    if low == "no":
                        vote(Status.DENIED, child)
                    for status, key in ((Status.POSSIBLE, "possible"), (Status.PLANNED, "planned"), (Status.CANCELLED, "cancelled"), (Status.POSTPONED, "postponed")):
                        if low in lexicon[key] or child.lower_ in lexicon[key] or (child.tag_ == "VBN" and low in lexicon[key]):
                            vote(status, child)
                    if child.lower_ in {"previous", "earlier", "last", "past"}:
                        recalled = True
        elif node.pos_ == "ADP" or node.dep_ == "prep":
            if node.lower_ in _BEFORE | {"ahead"} and not quoting and not is_trigger:
                vote(Status.PLANNED, node)
            elif node.lower_ == "without" and not quoting:
                vote(Status.DENIED, node)
        elif node.pos_ == "ADJ" and not quoting:
            for status, key in ((Status.POSSIBLE, "possible"), (Status.PLANNED, "planned"), (Status.DENIED, "denied")):
                if lemma in lexicon[key]:
                    vote(status, node)
    status = next((status for status in _RANK if status in votes), Status.HELD)
    if status is Status.POSSIBLE and votes.get(Status.PLANNED) and any(t.lower_ in {"will"} for t in votes[Status.PLANNED]):
        status = Status.PLANNED if not any(t.lower_ in {"if", "possibly", "perhaps", "probably", "likely"} for t in votes[Status.POSSIBLE]) else status
    tokens = votes.get(status, [])
    return StatusReading(status=status, words=tuple(sentence.origin(t) for t in tokens), recalled=recalled and status is Status.HELD, first_time=first_time)


def _governs(node: Any, trigger: Any) -> bool:
    """True where the encounter is what the verb plans or hopes for, not a circumstance of it."""
    current = trigger
    while current.head.i != node.i:
        if current.head.i == current.i:
            return False
        current = current.head
    if current.dep_ == "prep" and current.lower_ in {"at", "after", "during", "in", "following", "since"}:
        return False
    return current.dep_ not in {"advcl", "nsubj", "mark"} or (current.dep_ == "nsubj" and node.lemma_ == "be")


def _to_time(node: Any) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"to", "from", "until"} for c in node.children)


def _past_report(node: Any) -> bool:
    """True where "would" is the past of "will" in reported speech: "said he would meet"."""
    return any(up.lemma_ in _SAY and up.tag_ in {"VBD", "VBN"} for up in path_up(node) if up.i != node.i)
