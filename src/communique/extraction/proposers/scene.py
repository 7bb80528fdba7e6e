"""One sentence with everything around it that a proposer may ask: who a word stands for, and what to make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.extraction.discourse import PLURAL, SINGULAR, Discourse
from communique.extraction.elsewhere import find_elsewhere
from communique.extraction.grammar import clause_preps, descend, expand, modifiers, objects, path_up
from communique.extraction.proposal import Proposal
from communique.extraction.sentences import ParsedSentence
from communique.extraction.status import SAY, read_status
from communique.languages.en.encounters import EncounterWords
from communique.model.date_expression import Grain
from communique.model.vocabulary import MeetingKind, PartyKind
from communique.reading.entities import Mention

__all__ = ["Scene", "entities_of", "is_same", "people_among"]

_PERSON_SCORE = 0.9  # a named person on both sides
_BODY_SCORE = 0.6  # a body stands for one side
_NOBODY: frozenset[int] = frozenset()


class Scene:
    """A parsed sentence, the story so far, and the language's words of encounter."""

    def __init__(self, sentence: ParsedSentence, discourse: Discourse, words: EncounterWords) -> None:
        self.sentence = sentence
        self.discourse = discourse
        self.words = words

    # -- who ---------------------------------------------------------------------------------------------------------

    def parties(
        self,
        tokens: Iterable[Any],
        *,
        others: frozenset[int] = _NOBODY,
        subject: bool = False,
        before: int | None = None,
    ) -> list[Mention]:
        """The parties that nouns stand for, with coordinated ones, pronouns resolved.

        Args:
            tokens: the nouns.
            others: entities that a pronoun cannot mean.
            subject: True for the subjects of a clause.
            before: a token index; of nouns that begin before it, nothing from it on is taken.
        """
        found: list[Mention] = []
        for token in tokens:
            for noun in expand(token):
                if before is not None and token.i < before <= noun.i:
                    continue
                for mention in self.party(noun, others=others, subject=subject):
                    if not any(is_same(mention, known) for known in found):
                        found.append(mention)
        return found

    def party(self, token: Any, *, others: frozenset[int] = _NOBODY, subject: bool = False) -> list[Mention]:
        """The party or parties that one noun or pronoun stands for."""
        mention = self.sentence.mentions.get(token.i)
        span = self.sentence.origin(token)
        if mention is not None:
            if mention.rule == "alias.pair.v1":
                return list(self.discourse.plural(mention.span, self.sentence.index))
            return [mention]
        low = token.lower_
        if low in SINGULAR:
            earlier = any(i < token.i and m.kind is PartyKind.PERSON for i, m in self.sentence.mentions.items())
            person = self.discourse.singular(span, self.sentence.index, others=others, main=subject and not earlier)
            return [person] if person is not None else []
        if low == "i":
            return self.speaker(token)
        if low in PLURAL:
            return list(self.discourse.plural(span, self.sentence.index))
        return []

    def speaker(self, token: Any) -> list[Mention]:
        """Who "I" is: the one who says the sentence that quotes it."""
        for up in path_up(token):
            if up.lemma_ in SAY and up.i != token.head.i:
                who = self.parties(child for child in up.children if child.dep_ == "nsubj")
                return people_among(who)[:1]
        return []

    def after(self, token: Any, names: frozenset[str], taken: frozenset[int]) -> list[Mention]:
        """The first parties that stand after one of these prepositions in the token's clause.

        "with A of the army and with B of the navy" is one such place.
        """
        for preposition in clause_preps(token, names):
            row = [preposition, *(c for c in preposition.children if c.dep_ == "conj" and c.lower_ in names)]
            found = [
                mention
                for one in row
                for mention in self.parties(descend(one), others=taken)
                if mention.entity is None or mention.entity not in taken
            ]
            if found:
                return found
        return []

    def is_by_telephone(self, verb: Any) -> bool:
        """True where the verb's clause has a word of telephoning."""
        return any(self.words.kinds.get(token.lower_) is MeetingKind.CALL for token in verb.subtree)

    def speaks_to_audience(self, verb: Any) -> bool:
        """True where the verb is addressed to the press or a crowd."""
        return any(
            noun.lemma_.lower() in self.words.audiences
            for child in verb.children
            if child.lower_ == "to"
            for noun in descend(child)
        )

    def is_encounter(self, token: Any) -> bool:
        """True for a word of encounter: "meet", "talks"."""
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"}:
            named = lemma in self.words.mutual or lemma in self.words.directed
            return named and not self.only_names(token)
        return token.pos_ == "NOUN" and lemma in self.words.nouns and not _is_rumour(token)

    def only_names(self, call: Any) -> bool:
        """True for "called her remarks ignorant", "called him a friend", "called for help": no call is made there."""
        if call.lemma_.lower() != "call" or call.pos_ != "VERB":
            return False
        if any(child.dep_ in {"oprd", "ccomp", "attr"} for child in call.children):
            return True
        called = list(objects(call))
        if not called and any(child.dep_ == "prep" and child.lower_ == "for" for child in call.children):
            return True
        return bool(called) and not any(thing.i in self.sentence.mentions for thing in called)

    # -- what --------------------------------------------------------------------------------------------------------

    def offer(
        self, trigger: Any, left: list[Mention], right: list[Mention], kind: MeetingKind, rule: str
    ) -> Iterator[Proposal]:
        """One proposal, or several where the text parts the occasions.

        Args:
            trigger: the token of encounter.
            left: who meets; nobody is met by nobody, so without them there is no proposal unless `right` is empty too.
            right: who is met.
            kind: what the trigger names.
            rule: the rule that proposes.
        """
        if right and not left:
            return
        left = _each_once(left)
        right = [m for m in _each_once(right) if not any(is_same(m, known) for known in left)]
        status = read_status(self.sentence, trigger, self.words)
        if status.first_time:
            return
        dates = self.clause_dates(trigger)
        for hosts, group in self.occasions(trigger, left, right):
            parties = _each_once([*hosts, *group])
            if len(parties) < 2:
                continue
            yield Proposal(
                sentence=self.sentence.index,
                trigger=self.sentence.origin(trigger),
                parties=tuple(parties),
                kind=kind,
                status=status.status,
                status_words=status.words,
                recalled=status.recalled,
                plain_past=status.plain_past,
                tried=status.tried,
                clause=self.sentence.span,
                rule=rule,
                score=_PERSON_SCORE if people_among(group or hosts) else _BODY_SCORE,
                clause_dates=dates,
                said_dates=self.said_dates(trigger),
                elsewhere=find_elsewhere(self.sentence, trigger),
            )

    def occasions(
        self, trigger: Any, left: list[Mention], right: list[Mention]
    ) -> list[tuple[list[Mention], list[Mention]]]:
        """Who meets and who is met, parted where they met one by one.

        They were where the text says so ("separately", "individual talks"), where they are examples ("leaders like A
        and B"), and in a perfect without a date ("has before now received A and B").
        """
        if len(right) == 1 and len(left) > 1 and self.tells_apart(trigger):
            return [([mention], right) for mention in left]
        if len(right) < 2 or len(left) > 2:
            return [(left, right)]
        doc = self.sentence.doc
        examples = any(t.dep_ == "prep" and t.lower_ in self.words.apart["examples"] and t.i > trigger.i for t in doc)
        perfect = trigger.tag_ == "VBN" and any(
            child.dep_ == "aux" and child.lower_ in {"has", "have"} for child in trigger.children
        )
        dated = any(
            date.grain in {Grain.DAY, Grain.MONTH} for date in self.discourse.reading.dates_in(self.sentence.index)
        )
        one_by_one = self.tells_apart(trigger) or examples or (perfect and not dated)
        return [(left, [mention]) for mention in right] if one_by_one else [(left, right)]

    def tells_apart(self, trigger: Any) -> bool:
        """True where the sentence says that people were met one by one: "separately", "paid individual visits to"."""
        apart = self.words.apart
        return any(token.lower_ in apart["adverbs"] or _each_of(token) for token in self.sentence.doc) or any(
            modifier in apart["adjectives"] for modifier in modifiers(trigger)
        )

    def clause_dates(self, trigger: Any) -> frozenset[int]:
        """Where the dates start that hang on the encounter, or on the verb that carries it."""
        carriers = {trigger.i}
        for up in path_up(trigger):
            carriers.add(up.i)
            if up.pos_ in {"VERB", "AUX"} and not (
                up.dep_ in {"xcomp", "advcl"} and up.tag_ in {"VB", "VBG"} and not _has_subject(up)
            ):
                break  # "walked over on Monday to see Y": the day is that of the seeing
        found = set()
        for start, token in self._dates():
            verb = next((up for up in path_up(token) if up.pos_ in {"VERB", "AUX"} or up.i == trigger.i), None)
            if verb is not None and verb.i in carriers:
                found.add(start)
        return frozenset(found)

    def said_dates(self, trigger: Any) -> frozenset[int]:
        """Where the dates of something else start, that of which somebody speaks or an aside tells.

        As in "met B and said he would travel in June", "met B, who was elected in May".
        """
        above = {up.i for up in path_up(trigger)}
        was = trigger.tag_ == "VBD"
        return frozenset(
            start
            for start, token in self._dates()
            if any(
                up.i not in above
                and ((was and up.dep_ == "ccomp" and _is_to_be(up)) or self._is_aside(up, token, trigger))
                for up in path_up(token)
            )
        )

    def _is_aside(self, verb: Any, date: Any, trigger: Any) -> bool:
        """True for a clause about a noun that is no encounter, where nothing parts the date from its verb."""
        if verb.dep_ not in {"relcl", "acl"} or verb.i > date.i or verb.head.i == trigger.i:
            return False
        parted = any(token.is_punct for token in self.sentence.doc[verb.i : date.i])
        return not parted and not self.is_encounter(verb.head) and not self.is_encounter(verb)

    def _dates(self) -> Iterator[tuple[int, Any]]:
        """Where each date of the sentence starts, and its first token."""
        for date in self.discourse.reading.dates_in(self.sentence.index):
            token = next((t for t in self.sentence.doc if self.sentence.origin(t).start in date.span), None)
            if token is not None:
                yield date.span.start, token


def _is_rumour(noun: Any) -> bool:
    """As in "talk of a merger": what people say."""
    return noun.lower_ == "talk" and any(child.lower_ == "of" for child in noun.children)


def _is_to_be(verb: Any) -> bool:
    return _has_subject(verb) and any(child.tag_ == "MD" for child in verb.children)


def _has_subject(verb: Any) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _each_of(token: Any) -> bool:
    """As in "received each of the two": one by one."""
    return token.lower_ == "each" and any(child.lower_ == "of" for child in token.children)


def is_same(a: Mention, b: Mention) -> bool:
    """True where two mentions are one party."""
    if a.entity is not None:
        return a.entity == b.entity
    return b.entity is None and a.span == b.span


def people_among(mentions: Iterable[Mention]) -> list[Mention]:
    """The persons of a row of parties."""
    return [mention for mention in mentions if mention.kind is PartyKind.PERSON]


def entities_of(mentions: Iterable[Mention]) -> frozenset[int]:
    """The entities of a row of parties."""
    return frozenset(mention.entity for mention in mentions if mention.entity is not None)


def _each_once(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in mentions:
        if not any(is_same(mention, known) for known in found):
            found.append(mention)
    return found
