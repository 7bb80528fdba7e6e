"""How far a meeting has come, read along the path from the encounter to the main verb of its sentence.

Only words on that path speak: "said he hoped that the firm which he met on Monday …" holds a hope, and a meeting held.
Each word that speaks casts a vote; the gravest vote wins (a meeting that "will not take place" is denied, not planned).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.extraction.grammar import path_up
from communique.extraction.sentences import ParsedSentence
from communique.languages.en.encounters import EncounterWords
from communique.model.span import Span
from communique.model.vocabulary import Status

__all__ = ["SAY", "StatusReading", "read_status"]

_GRAVEST_FIRST = (Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.POSSIBLE, Status.PLANNED)
SAY = frozenset(
    {"say", "tell", "report", "add", "write", "note", "state", "confirm", "post", "announce", "insist", "explain"}
)
_UNTIL = frozenset({"before", "until", "till", "ahead"})
_PERHAPS = frozenset({"possibly", "probably", "perhaps", "likely", "potentially", "maybe"})
_UNSURE_OF_FUTURE = _PERHAPS | {"if", "whether"}
# These verbs speak of a meeting's fate with one particle only ("call off"), or without any.
_PARTICLE_MATTERS = frozenset({"call", "pull", "put", "push", "rule"})
_UNREAL = frozenset({"should", "ought"})
_DIRECTIONS = frozenset({"away", "forward"})  # "stayed away from the summit", "looks forward to meeting"
_TRYING = frozenset({"try", "attempt", "seek"})
_HOPING = _TRYING | {"hope", "want", "wish"}
_TAKING_UP = frozenset({"accept", "agree"})
_DROPPING_BY = frozenset({"by", "in", "into", "round", "around"})  # with "drop": a visit
# Where the encounter is a circumstance of a verb ("agreed at a meeting"), the verb does not speak of it.
_CIRCUMSTANCE = frozenset({"at", "after", "during", "in", "following", "since"})
_TAKING_PLACE = frozenset({"go", "take", "happen", "proceed", "occur", "come", "materialise", "materialize"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """What the path says.

    Attributes:
        status: the status in force.
        words: the words that gave it; none where the plain past did.
        recalled: tense or adverbs make it a recollection.
        first_time: "had never met before" tells of no meeting, only that the next was the first.
        plain_past: the encounter is the past verb of a clause, and nothing speaks against it: "A sat down with B".
        tried: it was tried or hoped for, and its day lies behind: "tried to see B in May", "had hoped to see B".
    """

    status: Status
    words: tuple[Span, ...]
    recalled: bool
    first_time: bool = False
    plain_past: bool = False
    tried: bool = False


def read_status(sentence: ParsedSentence, trigger: Any, words: EncounterWords) -> StatusReading:
    """Read the status of an encounter.

    Args:
        sentence: the parsed sentence.
        trigger: the token of encounter.
        words: the language's words of status.
    """
    path = _Path(trigger, words)
    path.walk()
    votes = path.votes
    status = next((status for status in _GRAVEST_FIRST if votes[status]), Status.HELD)
    doubts = votes[Status.POSSIBLE]
    if status is Status.POSSIBLE and any(token.lower_ == "will" for token in votes[Status.PLANNED]):
        unsure = any(token.lower_ in _UNSURE_OF_FUTURE for token in doubts)
        status = Status.POSSIBLE if unsure else Status.PLANNED
    if status is Status.POSSIBLE and any(token.lemma_ in _TAKING_UP for token in votes[Status.PLANNED]):
        taken_up = all(token.pos_ == "NOUN" for token in doubts)  # "accepted an invitation to see her"
        status = Status.PLANNED if taken_up else Status.POSSIBLE
    return StatusReading(
        status=status,
        words=tuple(sentence.origin(token) for token in votes[status]),
        recalled=path.recalled and status is Status.HELD,
        first_time=path.first_time,
        plain_past=status is Status.HELD and trigger.pos_ == "VERB" and _is_past(trigger) and _has_subject(trigger),
        tried=status is Status.POSSIBLE and any(map(_lies_behind, doubts)),
    )


class _Path:
    """One walk up the tree, and the votes gathered on the way."""

    def __init__(self, trigger: Any, words: EncounterWords) -> None:
        self.trigger = trigger
        self.words = words
        self.lexicon = words.status
        self.votes: dict[Status, list[Any]] = defaultdict(list)
        self.recalled = False
        self.first_time = False
        self.reported = False  # above "said" nothing speaks of the meeting any more
        self.took_place = False  # a finite clause of the past: what stands above it plans nothing any more
        self.embedded = False  # above a finite clause, negation and modals speak of something else

    def walk(self) -> None:
        before: Any = None
        for depth, node in enumerate(path_up(self.trigger)):
            if self.reported:
                return
            coordinate = before is not None and before.dep_ == "conj" and before.pos_ in {"VERB", "AUX"}
            if coordinate and any(child.dep_ in _SUBJECTS for child in before.children):
                return  # "asked for a moment, and the two had a chat": the first verb is another matter
            if node.pos_ in {"VERB", "AUX"}:
                self.verb(node, depth, coordinate=coordinate)
                if self.ends_at(node):
                    return
            elif node.pos_ in {"NOUN", "PROPN"}:
                self.noun(node)
            elif node.pos_ == "ADP" or node.dep_ == "prep":
                self.preposition(node)
            elif node.pos_ == "ADJ":
                self.word(node, (Status.POSSIBLE, Status.PLANNED, Status.DENIED))
            before = node

    def ends_at(self, node: Any) -> bool:
        has_subject = any(child.dep_ in _SUBJECTS for child in node.children)
        return node.dep_ in {"advcl", "relcl", "parataxis"} and has_subject and node.tag_ != "VB"

    def vote(self, status: Status, token: Any) -> None:
        self.votes[status].append(token)

    def word(self, node: Any, statuses: tuple[Status, ...]) -> None:
        """Vote by the word itself, where it is in the lexicon."""
        for status in statuses:
            if node.lemma_.lower() in self.lexicon[status.value] or node.lower_ in self.lexicon[status.value]:
                self.vote(status, node)

    # -- verbs -----------------------------------------------------------------------------------------------------

    def verb(self, node: Any, depth: int, *, coordinate: bool) -> None:
        is_trigger = node.i == self.trigger.i
        if not is_trigger and not coordinate:
            self.governing_verb(node)
        if node.lemma_ == "be":
            for child in node.children:  # "a meeting is likely"
                if child.dep_ == "acomp" and child.i != self.trigger.i:
                    self.word(child, (Status.POSSIBLE, Status.PLANNED, Status.DENIED))
                    if child.lower_ == "due" and _was_until_then(node):
                        self.vote(Status.CANCELLED, child)
                is_off = child.lower_ == "off" and _is_bare(child)
                if is_off and self.trigger.i != node.i:  # "the talks are off", not "is off to talks"
                    self.vote(Status.CANCELLED, child)
        if not self.embedded:
            for child in node.children:
                self.child_of_verb(node, child, is_trigger=is_trigger)
        if (is_trigger or depth < 3) and node.tag_ in {"VB", "VBN"}:
            self.infinitive(node)
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _UNTIL for c in node.children):
            self.vote(Status.PLANNED, node)
        has_subject = any(child.dep_ in _SUBJECTS for child in node.children)
        finite = node.tag_ in {"VBD", "VBZ", "VBP"} or any(
            child.tag_ in {"MD", "VBD", "VBZ", "VBP"} for child in node.children
        )
        if has_subject and finite:
            self.took_place = self.took_place or _is_past(node)
            self.embedded = True
            self.reported = node.lemma_ in SAY and node.tag_ in {"VBD", "VBZ", "VBP"}

    def governing_verb(self, node: Any) -> None:
        """As in "cancelled the meeting", "hopes to meet": a verb above the encounter that says what became of it."""
        lemma = node.lemma_.lower()
        particle = _particle_of(node)
        for status in (Status.CANCELLED, Status.POSTPONED, Status.DENIED, Status.POSSIBLE, Status.PLANNED):
            entries = self.lexicon[status.value]
            alone = lemma in entries and not (particle and lemma in _PARTICLE_MATTERS)
            if not alone and f"{lemma} {particle}".strip() not in entries:
                continue
            if lemma == "rule" and particle != "out":
                continue
            if lemma == "drop" and any(child.lower_ in _DROPPING_BY for child in node.children):
                continue
            if status in {Status.POSSIBLE, Status.PLANNED} and self.took_place:
                continue
            if lemma == "move" and not any(
                c.dep_ == "prep" and c.lower_ in {"to", "from", "until"} for c in node.children
            ):
                continue
            if status in {Status.POSSIBLE, Status.PLANNED} and not _governs(node, self.trigger):
                continue
            if status is Status.PLANNED and _came_about(node):
                self.recalled = True
                return
            self.vote(status, node)
            if status is Status.POSSIBLE:  # "asked for a meeting and was turned down"
                for other in filter(self.is_refused, node.conjuncts):
                    self.vote(Status.DENIED, other)
            if status is Status.PLANNED and node.tag_ == "VBN" and _was_until_then(node):
                self.vote(Status.CANCELLED, node)
            return

    def is_refused(self, verb: Any) -> bool:
        """True for "was rebuffed", "was turned down"."""
        if not any(child.dep_ == "auxpass" for child in verb.children):
            return False
        return f"{verb.lemma_.lower()} {_particle_of(verb)}".strip() in self.lexicon["denied"]

    def child_of_verb(self, node: Any, child: Any, *, is_trigger: bool) -> None:
        low = child.lower_
        if child.dep_ == "neg" or low == "never":
            self.vote(Status.CANCELLED if self.was_to_be(node) else Status.DENIED, child)
            if low == "never" and any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in node.children):
                self.first_time = True
        elif child.dep_ == "aux":
            self.auxiliary(node, low, child, is_trigger=is_trigger)
        elif child.dep_ == "advmod":
            if low == "longer" and any(c.tag_ == "MD" for c in node.children):  # "will no longer take place"
                self.vote(Status.CANCELLED, child)
            elif low in _PERHAPS:
                self.vote(Status.POSSIBLE, child)
            elif low in self.words.background and is_trigger:
                today = any(c.lower_ in {"in", "today", "this", "on"} for c in child.children)
                self.recalled = self.recalled or not today  # "earlier in the day" recalls nothing
        elif child.dep_ == "prep" and low == "before" and is_trigger and node.tag_ == "VBN":
            self.recalled = True  # "has before now received"
        elif child.dep_ == "mark" and low in {"if", "whether"}:
            self.vote(Status.POSSIBLE, child)
        elif child.dep_ in _SUBJECTS and child.lemma_.lower() in self.lexicon["agenda"]:
            self.vote(Status.PLANNED, child)

    def was_to_be(self, verb: Any) -> bool:
        """True for "will not go ahead", and for "the planned talks will not take place": that was so until then."""
        if verb.lemma_ not in _TAKING_PLACE:
            return False
        if any(child.lower_ == "ahead" for child in verb.children):
            return True
        announced = self.lexicon["announced"] | self.lexicon["planned"]
        return any(
            form in announced for child in self.trigger.children for form in (child.lower_, child.lemma_.lower())
        )

    def auxiliary(self, node: Any, low: str, child: Any, *, is_trigger: bool) -> None:
        if low in self.lexicon["modal_planned"]:
            self.vote(Status.PLANNED, child)
        elif low in self.lexicon["modal_possible"]:
            if low in _UNREAL and _is_perfect(node):
                self.vote(Status.CANCELLED, child)
            elif low == "would" and _is_reported_future(node):
                self.vote(Status.PLANNED, child)
            elif low != "can" or is_trigger:
                self.vote(Status.POSSIBLE, child)
        elif low == "had" and node.tag_ == "VBN":
            self.recalled = True

    def infinitive(self, node: Any) -> None:
        """As in "is to meet", "X to meet Y" in a headline; "was to have met" and "have yet to meet" did not."""
        auxiliaries = {child.lower_: child for child in node.children if child.dep_ == "aux"}
        if "to" not in auxiliaries:
            return
        before = auxiliaries["to"].nbor(-1) if auxiliaries["to"].i else None
        if before is not None and before.lower_ == "yet":
            self.vote(Status.DENIED, before)
        after_be = node.head.lemma_ == "be" and node.dep_ in {"xcomp", "ccomp"}
        if after_be and "have" in auxiliaries:
            self.vote(Status.CANCELLED, node)
        elif after_be or node.dep_ == "ROOT" or (node.dep_ in {"acl", "relcl"} and _is_told_ahead(node.head)):
            self.vote(Status.PLANNED, node)

    # -- other words -------------------------------------------------------------------------------------------------

    def noun(self, node: Any) -> None:
        if node.i != self.trigger.i:
            self.word(node, (Status.POSSIBLE, Status.PLANNED, Status.DENIED))
            return
        for child in node.children:
            if child.dep_ not in {"amod", "det", "compound", "nmod"}:
                continue
            if child.lower_ == "no":
                self.vote(Status.DENIED, child)
            self.word(child, (Status.POSSIBLE, Status.PLANNED, Status.CANCELLED, Status.POSTPONED))
            if child.lower_ in {"previous", "earlier", "last", "past"}:
                self.recalled = True

    def preposition(self, node: Any) -> None:
        if node.lower_ in _UNTIL and node.i != self.trigger.i:
            self.vote(Status.PLANNED, node)
        elif node.lower_ == "without":
            self.vote(Status.DENIED, node)


def _was_until_then(node: Any) -> bool:
    """True for "had been due to see", "had been scheduled to meet": that was so until it was called off."""
    words = {child.lower_ for child in node.children if child.dep_ in {"aux", "auxpass"}} | {node.lower_}
    return {"had", "been"} <= words


def _came_about(node: Any) -> bool:
    """True for "the call had been arranged after he wrote", which tells how a meeting came about that was held."""
    return _was_until_then(node) and any(
        child.lower_ == "after" or any(mark.dep_ == "mark" and mark.lower_ == "after" for mark in child.children)
        for child in node.children
        if child.dep_ in {"prep", "advcl"}
    )


def _lies_behind(verb: Any) -> bool:
    """True for "tried", and for "had hoped": the day of what was to come of it is over as well."""
    had = verb.tag_ == "VBN" and any(child.lower_ == "had" for child in verb.children)
    return (had and verb.lemma_ in _HOPING) or (verb.lemma_ in _TRYING and _is_past(verb))


def _particle_of(verb: Any) -> str:
    """The "off" of "called off"; empty where the verb has none."""
    return next((child.lower_ for child in verb.children if _is_particle(child)), "")


def _is_particle(child: Any) -> bool:
    """True for the "through" of "fell through", which the parser may take for a preposition without a noun."""
    if child.dep_ not in {"prep", "advmod"}:
        return bool(child.dep_ == "prt")
    return child.lower_ in _DIRECTIONS or (child.lower_ == "through" and _is_bare(child))


def _is_bare(token: Any) -> bool:
    """True for a word on which none hangs."""
    return next(iter(token.children), None) is None


def _is_past(verb: Any) -> bool:
    """True for "met", "was received", "had met": no modal, no present tense."""
    tags = {child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return "MD" not in tags and "TO" not in tags and (verb.tag_ == "VBD" or "VBD" in tags)


def _has_subject(verb: Any) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _below(node: Any, trigger: Any) -> Iterator[Any]:
    """The tokens from the encounter up to, not including, a token above it."""
    for token in path_up(trigger):
        if token.i == node.i:
            return
        yield token


def _governs(node: Any, trigger: Any) -> bool:
    """True where the encounter is what the verb plans or hopes for, not a circumstance of it."""
    *_, child = _below(node, trigger)
    if child.dep_ == "prep" and child.lower_ in _CIRCUMSTANCE:
        return False
    return child.dep_ not in {"advcl", "nsubj", "mark"} or (child.dep_ == "nsubj" and node.lemma_ == "be")


def _is_told_ahead(noun: Any) -> bool:
    """True where a noun with an infinitive ("a trip to see Y") is a headline, or stands in a clause of the present."""
    if noun.dep_ == "ROOT":
        return True
    verb = next((up for up in path_up(noun) if up.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.tag_ in {"VBZ", "VBP"}


def _is_perfect(node: Any) -> bool:
    """True for "should have dined": it was to be, and was not."""
    return bool(node.tag_ == "VBN") and any(child.dep_ == "aux" and child.lower_ == "have" for child in node.children)


def _is_reported_future(node: Any) -> bool:
    """True where "would" is the past of "will" in reported speech: "said he would meet"."""
    return any(up.lemma_ in SAY and up.tag_ in {"VBD", "VBN"} for up in path_up(node) if up.i != node.i)
