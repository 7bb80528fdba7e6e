"""Propose meetings from the verbs and nouns of encounter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.extraction.discourse import PLURAL, SINGULAR, Discourse
from communique.extraction.grammar import agents, clause_preps, descend, expand, objects, path_up, subjects
from communique.extraction.proposal import Proposal
from communique.extraction.sentences import ParsedSentence
from communique.extraction.status import SAY, read_status
from communique.languages.en.encounters import EncounterWords
from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, PartyKind
from communique.reading.entities import Mention

__all__ = ["propose"]

_WITH = frozenset({"with", "between", "alongside"})


class _Finder:
    """The state while the encounters of one sentence are found."""

    def __init__(self, sentence: ParsedSentence, discourse: Discourse, words: EncounterWords) -> None:
        self.sentence = sentence
        self.discourse = discourse
        self.words = words

    # -- parties -------------------------------------------------------------------------------------------------

    def parties(
        self,
        tokens: Iterable[Any],
        *,
        others: frozenset[int] = frozenset(),
        subject: bool = False,
        before: int | None = None,
    ) -> list[Mention]:
        """The parties that nouns stand for, with coordinated ones, pronouns resolved; none from the word `before` on."""
        found: list[Mention] = []
        for token in tokens:
            for noun in expand(token):
                if before is not None and token.i < before <= noun.i:
                    continue
                for mention in self.party(noun, others=others, subject=subject):
                    if all(not _same(mention, known) for known in found):
                        found.append(mention)
        return found

    def party(self, token: Any, *, others: frozenset[int] = frozenset(), subject: bool = False) -> list[Mention]:
        """The party or parties that one noun or pronoun stands for."""
        mention = self.sentence.mentions.get(token.i)
        span = self.sentence.origin(token)
        if mention is not None:
            if mention.rule == "alias.pair.v1":
                return list(self.discourse.plural(mention.span, self.sentence.index))
            return [mention]
        low = token.lower_
        if low in SINGULAR:
            main = subject and not any(
                i < token.i for i, m in self.sentence.mentions.items() if m.kind is PartyKind.PERSON
            )
            person = self.discourse.singular(span, self.sentence.index, others=others, main=main)
            return [person] if person is not None else []
        if low == "i":
            return self.speaker(token)
        if low in {"they", "them", "both"} and low in PLURAL:
            return list(self.discourse.plural(span, self.sentence.index))
        return []

    def speaker(self, token: Any) -> list[Mention]:
        """Who "I" is: the one who says the sentence that quotes it."""
        for up in path_up(token):
            if up.lemma_ in SAY and up.i != token.head.i:
                return [m for m in self.parties(c for c in up.children if c.dep_ == "nsubj") if m.kind is PartyKind.PERSON][:1]
        return []

    # -- verbs ---------------------------------------------------------------------------------------------------

    def verbs(self) -> Iterator[Proposal]:
        for token in self.sentence.doc:
            if token.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ", "AUX"}:
                continue
            lemma = token.lemma_.lower()
            if token.pos_ == "VERB" or (lemma in {"meet", "see"} and token.tag_.startswith("V")):
                if lemma in self.words.mutual:
                    yield from self.mutual(token, lemma)
                if lemma in self.words.directed:
                    yield from self.directed(token, lemma)
                if lemma in {"spend", "have", "shake"}:
                    yield from self.light_person(token, lemma)

    def mutual(self, verb: Any, lemma: str) -> Iterator[Proposal]:
        particles = self.words.particles.get(lemma, frozenset())
        following = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep", "advmod"}}
        if lemma == "sit" and not following & particles:
            return
        heads, passive = subjects(verb)
        left = self.parties(heads, subject=True, before=verb.i)
        names = frozenset(
            {"with"}
            | ({"to"} if lemma in {"talk", "speak", "chat"} else set())
            | ({"opposite"} if lemma == "sit" else set())
        )
        taken = frozenset(m.entity for m in left if m.entity is not None)
        right: list[Mention] = []
        if lemma == "meet":
            right = self.parties(objects(verb), others=taken)
            if not right and any(True for _ in objects(verb)):
                return  # a deadline, a target, a standard
        if passive:
            right += self.parties(agents(verb), others=taken)
        if not right:
            right = self.after(verb, names, taken) or self.after(verb, frozenset({"including", "like"}), taken)
        if not right and lemma != "meet" and not self.discourse.last_parties:
            left = [m for m in left if m.rule != "alias.pair.v1"]  # "they talked": of no meeting told before
        if lemma in {"talk", "speak", "discuss"} and right and not any(m.kind is PartyKind.PERSON for m in right):
            return
        if (
            lemma == "speak"
            and "to" in following
            and not self._by_phone(verb)
            and not any(c.lower_ == "with" for c in verb.children)
        ):
            if any(c.lower_ == "to" and any(self._journalists(x) for x in descend(c)) for c in verb.children):
                return
        if not right and lemma == "discuss":
            return
        if not right and lemma != "meet" and lemma not in {"talk", "speak", "confer", "sit", "dine", "negotiate"}:
            return
        yield from self.make(verb, left, right, self.words.mutual[lemma], f"meetings.{lemma}.v1")

    def directed(self, verb: Any, lemma: str) -> Iterator[Proposal]:
        heads, passive = subjects(verb)
        particles = self.words.particles.get(lemma)
        left = self.parties(heads, subject=True)
        taken = frozenset(m.entity for m in left if m.entity is not None)
        following = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep", "advmod"}}
        right: list[Mention] = []
        kind = self.words.directed[lemma]
        if passive:
            right = self.parties(agents(verb), others=taken)
            if not right and lemma == "join":
                right = self.after(verb, frozenset({"by"}), taken)
        elif lemma == "call" and particles is not None and following & particles:
            if any(c.dep_ in {"xcomp", "advcl", "ccomp"} and c.tag_ == "VB" for c in verb.children):
                return  # "called on X to act" asks, and meets nobody
            for prep in verb.children:
                if (prep.dep_ == "prep" and prep.lower_ in particles) or prep.dep_ == "prt":
                    right += self.parties(descend(prep), others=taken)
            right = right or self.parties(objects(verb), others=taken)
        elif lemma == "engage":
            right = self.after(verb, frozenset({"with"}), taken)
        else:
            right = self.parties(objects(verb), others=taken)
            if lemma in {"see"} and any(c.lower_ == "as" and c.dep_ == "prep" for c in verb.children):
                return
            if lemma == "call":
                if any(c.dep_ in {"oprd", "ccomp", "xcomp", "attr"} or c.lower_ == "for" for c in verb.children):
                    return
                kind = MeetingKind.CALL
            if lemma == "tour":
                right = right or self.after(verb, frozenset({"with"}), taken)
        people = [m for m in right if m.kind is PartyKind.PERSON]
        if not people and not (
            lemma in {"visit", "call", "receive", "host"} and any(m.kind is PartyKind.GROUP for m in right)
        ):
            return
        if not any(m.kind is PartyKind.PERSON for m in left) and lemma in {"see", "join", "brief", "greet", "welcome"}:
            return
        yield from self.make(verb, left, right, kind, f"meetings.{lemma}.v1")

    def light_person(self, verb: Any, lemma: str) -> Iterator[Proposal]:
        """ "spent two hours with Y", "had Y as his guest", "shook hands with Y"."""
        heads, _ = subjects(verb)
        left = self.parties(heads, subject=True)
        taken = frozenset(m.entity for m in left if m.entity is not None)
        things = list(objects(verb))
        if lemma == "spend":
            if not any(
                t.lemma_ in {"hour", "minute", "half", "morning", "afternoon", "evening", "day", "time"} for t in things
            ):
                return
            right = self.after(verb, frozenset({"with"}), taken)
        elif lemma == "shake":
            if not any(t.lemma_ == "hand" for t in things):
                return
            right = self.after(verb, frozenset({"with"}), taken)
        else:
            guests = any(c.dep_ == "prep" and c.lower_ in {"as", "for", "to", "over"} and any(
                x.lemma_ in {"guest", "dinner", "lunch", "breakfast", "tea", "visitor", "talk"} for x in descend(c)) for c in verb.children)  # fmt: skip
            if not guests:
                return
            right = [m for m in self.parties(things, others=taken) if m.kind is PartyKind.PERSON]
        if right:
            yield from self.make(verb, left, right, MeetingKind.MEETING, f"meetings.{lemma}.v1")

    def after(self, token: Any, names: frozenset[str], taken: frozenset[int]) -> list[Mention]:
        """The first parties that stand after one of these prepositions in the token's clause."""
        for prep in clause_preps(token, names):
            found = [m for m in self.parties(descend(prep), others=taken) if m.entity is None or m.entity not in taken]
            if found:
                return found
        return []

    def _by_phone(self, verb: Any) -> bool:
        return any(
            t.lower_ in self.words.kinds and self.words.kinds[t.lower_] is MeetingKind.CALL for t in verb.subtree
        )

    def _journalists(self, token: Any) -> bool:
        return token.lemma_.lower() in {
            "reporter",
            "journalist",
            "press",
            "medium",
            "media",
            "crowd",
            "parliament",
            "newspaper",
        }

    # -- nouns ---------------------------------------------------------------------------------------------------

    def nouns(self) -> Iterator[Proposal]:
        for token in self.sentence.doc:
            if token.pos_ not in {"NOUN", "PROPN"} or token.i in self.sentence.mentions:
                continue
            lemma = token.lemma_.lower()
            if lemma == "meet" and token.tag_ == "NN":
                continue
            kind = self.words.nouns.get(lemma)
            if kind is None or (
                lemma == "talk" and token.lower_ != "talks" and not any(c.lower_ == "with" for c in token.children)
            ):
                continue
            if token.dep_ == "compound" and token.head.lemma_.lower() not in self.words.nouns:
                continue
            if token.dep_ == "compound":
                continue
            yield from self.noun(token, lemma, kind)

    def noun(self, noun: Any, lemma: str, kind: MeetingKind) -> Iterator[Proposal]:
        own: list[Mention] = []
        for child in noun.children:
            if child.dep_ in {"poss", "compound", "nmod", "amod"}:
                own += [m for m in self.parties([child]) if child.dep_ == "poss" or m.kind is PartyKind.PERSON]
        between: list[Mention] = []
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"between", "of", "among", "involving"}:
                between += self.parties(descend(child))
        if not between:
            between = self.after(noun, frozenset({"between"}), frozenset())
        if len(between) >= 2 and any(m.kind is PartyKind.PERSON for m in between):
            yield from self.make(noun, between, [], kind, f"meetings.{lemma}.between.v1")
            return
        taken = frozenset(m.entity for m in own if m.entity is not None)
        right = self.after(noun, frozenset({"with", "alongside"}), taken)
        if lemma in {"visit", "call"} and not right:
            right = [
                m for m in self.after(noun, frozenset({"to", "on", "from", "by"}), taken) if m.kind is PartyKind.PERSON
            ]
        if lemma == "audience" and not right:
            right = self.after(noun, frozenset({"to"}), taken)
        if not right:
            if len(own) >= 2:
                yield from self.make(noun, own, [], kind, f"meetings.{lemma}.v1")
            elif between and own:
                yield from self.make(noun, own, between, kind, f"meetings.{lemma}.v1")
            else:
                yield from self.light_noun(noun, lemma, kind, own)
            return
        left = own or between
        if not left:
            taken = frozenset(m.entity for m in right if m.entity is not None)
            left = [m for m in self.governor(noun) if m.entity is None or m.entity not in taken]
        yield from self.make(noun, left, right, kind, f"meetings.{lemma}.v1")

    def governor(self, noun: Any) -> list[Mention]:
        """Who has the meeting: the subject of the clause in which the noun stands."""
        node = noun
        for _ in range(8):
            if node.head.i == node.i:
                break
            node = node.head
            if node.pos_ in {"VERB", "AUX"}:
                heads, passive = subjects(node)
                found = self.parties((h for h in heads if h.i != noun.i), subject=True)
                if not found:  # "the CEO's trip opens the possibility of a meeting with Y"
                    found = self.parties(c for h in heads for c in h.children if c.dep_ == "poss" and h.i != noun.i)
                if passive:
                    found = found or self.parties(agents(node))
                people = [m for m in found if m.kind is PartyKind.PERSON]
                if people and node.lemma_ in SAY and self._speaks_for_others(people[0]):
                    return []
                if people:
                    return found
                if found and any(m.kind is not PartyKind.PERSON for m in found) and node.lemma_ in self.words.light:
                    return found
                if node.dep_ == "ROOT":
                    break
            elif node.pos_ in {"NOUN", "PROPN"}:
                owners = [c for c in node.children if c.dep_ == "poss"]
                found = self.parties(owners)
                if found:
                    return found
        return []

    def _speaks_for_others(self, mention: Mention) -> bool:
        entity = self.discourse.reading.entity(mention)
        return entity is not None and any("spokes" in fact.role.lower() for fact in entity.roles)

    def light_noun(self, noun: Any, lemma: str, kind: MeetingKind, own: list[Mention]) -> Iterator[Proposal]:
        """ "X and Y held talks": a noun whose parties are the subjects of the verb that carries it."""
        verb = noun.head
        if noun.dep_ == "pobj":
            verb = noun.head.head
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in self.words.holding:
            return
        heads, passive = subjects(verb)
        if passive:
            parties = self.parties(agents(verb))
        else:
            parties = self.parties((h for h in heads if h.i != noun.i), subject=True)
        if noun.dep_ not in {"dobj", "obj", "nsubjpass", "pobj"}:
            return
        if noun.dep_ == "pobj" and noun.head.lower_ not in {"for", "in", "over", "at"}:
            return
        everyone = own + [m for m in parties if all(not _same(m, k) for k in own)]
        if sum(m.kind is PartyKind.PERSON for m in everyone) >= 2:
            yield from self.make(noun, everyone, [], kind, f"meetings.{lemma}.light.v1")

    # -- all -----------------------------------------------------------------------------------------------------

    def make(
        self,
        trigger: Any,
        left: list[Mention],
        right: list[Mention],
        kind: MeetingKind,
        rule: str,
    ) -> Iterator[Proposal]:
        """One proposal, or several where the text parts the occasions."""
        left = _unique(left)
        if right and not left:
            return  # "talks with A and B": with whom they met, and not who met them
        right = [m for m in _unique(right) if all(not _same(m, k) for k in left)]
        status = read_status(self.sentence, trigger, self.words)
        if status.first_time:
            return
        groups = [right]
        apart = {"separately", "respectively"}
        separate = any(t.lower_ in apart for t in self.sentence.doc) or any(
            c.lower_ in {"separate", "individual", "one-on-one", "back-to-back"} for c in trigger.children
        )
        examples = any(t.dep_ == "prep" and t.lower_ in {"like", "such"} and t.i > trigger.i for t in self.sentence.doc)
        if len(right) > 1 and len(left) <= 2 and (separate or examples or self._over_the_years(trigger, right)):
            groups = [[m] for m in right]
        for group in groups:
            parties = _unique([*left, *group])
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
                clause=self.sentence.span,
                rule=rule,
                score=0.9 if any(m.kind is PartyKind.PERSON for m in group or left) else 0.6,
                clause_dates=self.clause_dates(trigger),
            )

    def clause_dates(self, trigger: Any) -> frozenset[int]:
        """Where the dates start that hang on the encounter, or on the verb that carries it."""
        carriers = {trigger.i}
        for up in path_up(trigger):
            carriers.add(up.i)
            if up.pos_ in {"VERB", "AUX"}:
                break
        found = set()
        for date in self.discourse.reading.dates_in(self.sentence.index):
            for token in self.sentence.doc:
                if date.span.start <= self.sentence.origin(token).start < date.span.end:
                    verb = next((up for up in path_up(token) if up.pos_ in {"VERB", "AUX"} or up.i == trigger.i), None)
                    if verb is not None and verb.i in carriers:
                        found.add(date.span.start)
                    break
        return frozenset(found)

    def _over_the_years(self, trigger: Any, right: list[Mention]) -> bool:
        """ "has before now received A and B": a perfect without a date tells of several occasions."""
        perfect = trigger.tag_ == "VBN" and any(
            c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in trigger.children
        )
        dated = any(date.grain in {"day", "month"} for date in self.discourse.reading.dates_in(self.sentence.index))
        return perfect and not dated and len(right) > 1


def _same(a: Mention, b: Mention) -> bool:
    return (a.entity is not None and a.entity == b.entity) or (
        a.entity is None and b.entity is None and a.span == b.span
    )


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in mentions:
        if all(not _same(mention, known) for known in found):
            found.append(mention)
    return found


def propose(sentence: ParsedSentence, discourse: Discourse, words: EncounterWords) -> list[Proposal]:
    """The meetings that one parsed sentence may tell of, in the order of its words."""
    finder = _Finder(sentence, discourse, words)
    found = [*finder.verbs(), *finder.nouns()]
    found.sort(key=lambda proposal: proposal.trigger)
    return found


def clause_span(sentence: ParsedSentence) -> Span:
    """The stretch that bears a proposal out: its sentence."""
    return sentence.span
