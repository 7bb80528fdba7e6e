"""Who speaks: the words that name or point at the speaker, resolved to the fullest name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from communique.extraction.discourse import Discourse, Referee
from communique.extraction.statements.centre import Centre
from communique.extraction.statements.taking_up import find_taken_up
from communique.languages.en.details import load_detail_words
from communique.languages.en.organisations import load_organisation_words
from communique.languages.en.statements import StatementWords, load_statement_words
from communique.model.claim import Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import BY_NAME, Entity, Mention

__all__ = ["Speaker", "Speakers"]

_BY_NAME = (*BY_NAME, "alias.label.", "speaker.joint.")

# The words are the post of the one named here who holds it; nothing that the network has seen is surer than that.
_BY_POST = ("alias.post.", "alias.later_post.", "alias.post_of_country.", "alias.host.")

_HEAD_ENDS = re.compile(
    r"[,;:(\u2014]|\s[-–]\s|\s(?:of|in|at|for|from|with|on|to|by|who|whom|which|that|whose|about|familiar|briefed|close)\s"
)
_SET_AGAINST = re.compile(r"\bnot\s+(?:the\s+|Mr\.?\s+|Mrs\.?\s+|Ms\.?\s+|Dr\.?\s+)?$")  # "Lind, not Ek, who said"
_DEFINITE = re.compile(r"(?:the|that|this|these|those|both)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|and|but|also|one(?!\s+of\b))\s+", re.IGNORECASE)
_OF_A_PERSON = re.compile(r"(?:his|her)\s", re.IGNORECASE)
_JOINERS = re.compile(r"^\s*(?:,|and|&|, and|as well as|,? along with)\s*$")
_COMMA = re.compile(r",\s+")
_ENDS_APPOSITION = re.compile(r",\s|\sof\s")
_BEFORE = 60  # characters before a source in which a mention may begin that reaches into it
_RECENT = 2  # sentences back of unnamed people who are "they"
_LONGEST = 12  # words of a description that stands in for a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, and how the words lead there.

    Attributes:
        name: the fullest name in this text; several parted by "; "; the text's own words where nobody is named.
        mention: the words of the passage.
        entities: whom of the registry it is.
        steps: how the name was bound, for the field it was asked for.
        through: who speaks for the speaker in the same words ("the firm's spokesman").
    """

    name: str
    mention: str
    entities: frozenset[int] = frozenset()
    steps: tuple[Step, ...] = ()
    through: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """True where the words name the speaker and do not merely point at somebody told of elsewhere."""
        return bool(self.entities) and all(step.rule.startswith(_BY_NAME) for step in self.steps)

    @property
    def is_by_post(self) -> bool:
        """True where the words are the post of somebody told of here."""
        return bool(self.entities) and all(step.rule.startswith(_BY_POST) for step in self.steps)


@dataclass(slots=True)
class Speakers:
    """Resolves sources in the order of the text; remembers who spoke last.

    Args:
        referee: asked where words point at a speaker without naming him.
    """

    reading: DocumentReading
    discourse: Discourse
    centre: Centre
    words: StatementWords = field(default_factory=load_statement_words)
    referee: Referee | None = None
    _crowd: tuple[Speaker, int] | None = None
    _unnamed: dict[str, str] = field(default_factory=dict)

    def resolve(
        self,
        source: Span,
        sentence: int,
        *,
        contents: Collection[Span] = (),
        others: frozenset[int] = frozenset(),
        name: str = "speaker",
    ) -> Speaker | None:
        """Who a source is; None for words that point at nobody known.

        Args:
            source: the words that name or point at somebody.
            sentence: the number of the sentence they stand in.
            contents: what is said: nobody named there is "he".
            others: entities that "he" cannot be.
            name: the field that the steps speak for.
        """
        ruled = self.resolve_by_rule(source, sentence, contents=contents, others=others, name=name)
        if self.referee is None or not self.is_open(source, ruled):
            return ruled
        mention = self.referee.refer(source, ruled.entities if ruled is not None else frozenset())
        if mention is None or mention.entity in others or not self._may_mean(source, mention):
            return ruled
        referred = self._one(mention, source, name)
        return ruled if referred is None else referred

    def is_open(self, source: Span, ruled: Speaker | None) -> bool:
        """True for words that point at one speaker without naming him, and without speaking for him."""
        low, words = source.of(self.reading.text).lower(), self.words
        if low in words.pronouns["people"] or low in words.pronouns["speaker"] or self._means_both(low):
            return False
        return ruled is None or not (ruled.is_named or ruled.is_by_post or ruled.through or len(ruled.entities) > 1)

    def _may_mean(self, source: Span, mention: Mention) -> bool:
        """False for "the company" and a person, "the envoy" and a body, "the officials" and anybody alone."""
        word, nouns = self._head(source).of(self.reading.text).lower(), self.words.speakers
        if word in nouns["persons"]:
            return mention.kind is PartyKind.PERSON
        if word in nouns["bodies"]:
            return mention.kind is not PartyKind.PERSON and self.centre.may_be(mention, word)
        if word in nouns["sources"] or word in load_organisation_words().nouns:
            return mention.kind is not PartyKind.PERSON
        return True

    def _means_both(self, low: str) -> bool:
        """True for words that stand for two parties together: "both ministers", "neither side", "the partners"."""
        first, *rest = low.removeprefix("the ").removeprefix("a ").split() or [""]
        speakers = self.words.speakers
        counted = first in speakers["counting_two"] and len(rest) <= 1
        return (
            counted
            or low in speakers["both"]
            or (first == "joint" and rest[-1:] != [] and rest[-1] in speakers["papers"])
        )

    def resolve_by_rule(
        self,
        source: Span,
        sentence: int,
        *,
        contents: Collection[Span] = (),
        others: frozenset[int] = frozenset(),
        name: str = "speaker",
    ) -> Speaker | None:
        """Who a source is by the rules alone; arguments as for `resolve`."""
        low = source.of(self.reading.text).lower()
        pronouns = self.words.pronouns
        if low in pronouns["person"]:
            person = self.centre.person(source, sentence, contents=contents, others=others, rule="alias.pronoun.v1")
            return self._one(person, source, name)
        if low in pronouns["people"] or self._means_both(low):
            both = self._means_both(low)  # unnamed officials are "they", not "the two"
            if not both and self._crowd is not None and 0 <= sentence - self._crowd[1] <= _RECENT:
                return self._again(self._crowd[0], source, name)
            together = self.discourse.last_parties if both else ()
            found = together or self.discourse.plural(source, sentence)
            if low not in self.words.speakers["both"] and _singular(low.split()[-1]) in self.words.speakers["bodies"]:
                found = tuple(mention for mention in found if mention.kind is not PartyKind.PERSON)
            joint = self._known([mention for mention in found if mention.entity not in others], source, name)
            return joint or (None if low in pronouns["people"] else self._described(source, source, sentence, [], name))
        if low in pronouns["body"]:
            return self._one(self.centre.body(source, sentence, "alias.body.v1"), source, name)
        if low in pronouns["relative"]:
            return self._one(self._antecedent(source, sentence), source, name)
        if low in pronouns["speaker"] or low in self.words.speakers["unresolved"]:
            return None
        if low != source.of(self.reading.text) == source.of(self.reading.text).upper():
            labelled = self._labelled(low, source)
            if labelled is not None:
                return self._one(labelled, source, name)
        return self._phrase(source, sentence, name, contents)

    def _labelled(self, low: str, source: Span) -> Mention | None:
        """Who a label in capitals is: "LIND", "MINISTER LIND", "PRIME MINISTER"."""
        wanted = set(low.replace(".", "").split())
        holders: dict[int, Mention] = {}
        for mention in self.reading.registry.mentions:
            entity = self.reading.entity(mention)
            if entity is None or entity.kind is not PartyKind.PERSON:
                continue
            if entity.tokens[-1].lower() in wanted:
                return self.centre.stand_in(mention, source, "alias.label.v1")
            if any(wanted and wanted <= set(fact.role.lower().split()) for fact in entity.roles):
                holders.setdefault(entity.number, mention)
        if len(holders) != 1:
            return None
        return self.centre.stand_in(next(iter(holders.values())), source, "alias.label.v1")

    def remember(self, speaker: Speaker, sentence: int) -> None:
        """Let "he" or "the company" in what follows be who speaks here."""
        if len(speaker.entities) == 1:
            number = next(iter(speaker.entities))
            self.centre.spoke(next(m for m in self.reading.registry.mentions if m.entity == number), sentence)
        head = _HEAD_ENDS.split(speaker.name, maxsplit=1)[0].split()[-1:]
        if not speaker.entities and head:
            self._unnamed[head[0].lower()] = speaker.name
        is_crowd = not speaker.entities and any(_is_plural(word, self.words) for word in head)
        if is_crowd or self._crowd is None or self._crowd[1] != sentence:
            self._crowd = (speaker, sentence) if is_crowd else None

    def _again(self, crowd: Speaker, source: Span, name: str) -> Speaker:
        """The "they" of "they added": the unnamed people who spoke just before."""
        passage = source.passage(self.reading.document.text)
        reason = f'"{passage.quote}" are the {crowd.name} who spoke before'
        step = Step(field=name, rule="alias.crowd.v1", value=crowd.name, read=(passage,), because=reason)
        return Speaker(name=crowd.name, mention=passage.quote, steps=(step,), through=crowd.through)

    def _one(self, mention: Mention | None, source: Span, name: str) -> Speaker | None:
        return self._known([mention], source, name) if mention is not None else None

    # -- the words -----------------------------------------------------------------------------------------------------

    def _phrase(self, source: Span, sentence: int, name: str, contents: Collection[Span]) -> Speaker | None:
        head = self._head(source)
        around = Span(max(source.start - _BEFORE, 0), source.end)
        inside = [m for m in self.reading.registry.within(around) if m.span.touches(source)]
        named = [m for m in inside if m.entity is not None]
        people = [m for m in named if m.kind is PartyKind.PERSON and not self._owns(m, source)]
        at_head = [m for m in inside if m.whole.touches(head) or m.span.touches(head)]
        beside = [m for m in at_head if m.entity is not None and not (self._owns(m, source) and m.span.end < head.end)]
        if beside and beside[0].plural and beside[0].rule == "alias.pair.v1":
            return self._known(list(self.discourse.plural(source, sentence)), source, name) or None
        joint = self._joint(named, source)
        if len(joint) > 1:
            return self._known(joint, source, name)
        apposed = next((m for m in people if self._is_apposed(m, source)), None)
        if apposed is not None and not any(m.kind is PartyKind.PERSON and m.span.touches(head) for m in beside):
            beside = [apposed]
        if beside:
            chosen = next((m for m in beside if m.kind is PartyKind.PERSON), beside[0])
            if chosen.span.end >= head.end or chosen.kind is PartyKind.PERSON or chosen.span.touches(head):
                return self._known([chosen], source, name)
        taken_up = find_taken_up(self.reading, self.centre, self.words, source, head, sentence, contents)
        if taken_up is not None:
            return self._one(taken_up, source, name)
        return self._described(source, head, sentence, named, name)

    def _head(self, source: Span) -> Span:
        """The last word before what says more of it."""
        text = source.of(self.reading.text)
        end = _HEAD_ENDS.search(text, 1)
        stop = end.start() if end is not None else len(text)
        words = list(re.finditer(r"[\w.&'’-]+", text[:stop]))
        if not words:
            return source
        last = words[-1]
        tail = re.sub(r"['’]s?$", "", last[0])
        return Span(source.start + last.start(), source.start + last.start() + max(len(tail), 1))

    def _owns(self, mention: Mention, source: Span) -> bool:
        """True for the name of an owner: "Lind's spokesman"."""
        behind = self.reading.text[mention.span.end : min(mention.span.end + 2, source.end)]
        return behind in {"'s", "’s"} or behind[:1] in {"'", "’"}

    def _is_apposed(self, mention: Mention, source: Span) -> bool:
        """As in "the bank's chief economist, Ann Lee": the name behind the first comma is the speaker's."""
        before = self.reading.text[source.start : max(mention.span.start, source.start)]
        opening = before.rstrip()
        return opening.endswith(",") and opening.count(",") == 1 and len(opening) > 1

    def _joint(self, named: Sequence[Mention], source: Span) -> list[Mention]:
        """The mentions of an enumeration that makes up the source: "Ann Lee and Bo Ek"."""
        run: list[Mention] = []
        for mention in named:
            if not run:
                run = [mention]
                continue
            gap = self.reading.text[run[-1].whole.end : mention.whole.start]
            if (
                _JOINERS.match(gap)
                and " and " in f" {source.of(self.reading.text)} "
                and mention.entity != run[-1].entity
            ):
                run.append(mention)
        if len(run) > 1 and " and " in f" {self.reading.text[run[-2].whole.end : run[-1].whole.start]} ":
            return run
        return []

    def _described(
        self, source: Span, head: Span, sentence: int, named: Sequence[Mention], name: str
    ) -> Speaker | None:
        """Somebody without a name of his own: a spokesman is his body, a paper is its owner, others stay as written."""
        text = self.reading.text
        word = head.of(text).lower()
        owner = next((m for m in named if m.kind is not PartyKind.PERSON), None) or (named[0] if named else None)
        described = self._words(source)
        if described is None:
            return None
        behind = self._named_behind(source)
        if behind is not None:
            return self._known([behind], source, name)
        is_voice, is_paper = word in self.words.speakers["voices"], word in self.words.speakers["papers"]
        if is_voice and owner is not None and owner.kind is PartyKind.PERSON:
            owner = None  # somebody's spokesman is not that person
        elif is_voice and owner is None:
            owner = self._body_of_voice(source, sentence, described)
        if owner is not None and (is_voice or is_paper):
            found = self._known([owner], source, name)
            if found is not None:
                return Speaker(
                    name=found.name,
                    mention=found.mention,
                    entities=found.entities,
                    steps=found.steps,
                    through=(described,),
                )
        passage = source.passage(self.reading.document.text)
        whose = self._whose_paper(described) if is_paper else None
        through = () if whose is None else (described,)
        before = self._told_before(word, described) if _DEFINITE.match(source.of(text)) and whose is None else None
        step = Step(
            field=name,
            rule="speaker.as_written.v1" if before is None else "alias.unnamed.v1",
            value=whose or before or described,
            read=(passage,),
            because=f'"{passage.quote}" goes on with {before}' if before is not None else None,
        )
        return Speaker(name=whose or before or described, mention=passage.quote, steps=(step,), through=through)

    def _body_of_voice(self, source: Span, sentence: int, described: str) -> Mention | None:
        """The body told of before for which "a spokesman" or "the company's spokesman" speaks.

        "A Treasury spokesman", "a police spokesman" speak for somebody whom the words themselves tell, and "her
        spokesman" for a person.
        """
        if _OF_A_PERSON.match(source.of(self.reading.text)):
            return None
        before = described.split()[:-1]
        noun = before[-1].lower().removesuffix("'s").removesuffix("’s") if before else None
        if noun is not None and (before[-1][0].isupper() or noun not in self.words.speakers["bodies"]):
            return None
        return self.centre.body(source, sentence, "alias.body.v1", noun=noun)

    def _told_before(self, word: str, described: str) -> str | None:
        """The "source close to the ministry" that "the source" goes on with."""
        before = self._unnamed.get(word)
        return before if before is not None and described.lower() == word and before.lower() != word else None

    def _whose_paper(self, described: str) -> str | None:
        """The "foreign ministry" of "foreign ministry statement": a body without a name, whose paper speaks for it."""
        owner, _, _ = described.rpartition(" ")
        return owner if owner and owner.split()[-1].lower() in self.words.speakers["bodies"] else None

    def _named_behind(self, source: Span) -> Mention | None:
        """Whoever a comma sets behind the words: "her predecessor, Ada Lind, recalled"."""
        text = self.reading.text
        comma = _COMMA.match(text, source.end)
        if comma is None:
            return None
        around = Span(comma.end(), min(comma.end() + _BEFORE, len(text)))
        for mention in self.reading.registry.within(around):
            if mention.whole.start == comma.end() or mention.span.start == comma.end():
                fits = mention.entity is not None and not mention.plural and self._may_mean(source, mention)
                return mention if fits and _ENDS_APPOSITION.match(text, mention.whole.end) else None
        return None

    def _words(self, source: Span) -> str | None:
        """The text's own words for an unnamed speaker, without article."""
        text = " ".join(source.of(self.reading.text).split())
        end = re.search(r",|\s(?:who|which|that|whom)\s|\(", text)
        text = text[: end.start()] if end is not None and end.start() > 2 else text
        text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
        words = text.split()
        if not words or len(words) > _LONGEST or not any(c.isalpha() for c in text):
            return None
        limits = load_detail_words().limits
        return (
            None
            if len(words) == 1 and (words[0].lower() in limits.pronouns or words[0].lower() in limits.determiners)
            else text
        )

    # -- the people ----------------------------------------------------------------------------------------------------

    def _known(self, mentions: Sequence[Mention], source: Span, name: str) -> Speaker | None:
        entities = [(m, e) for m in mentions if (e := self.reading.entity(m)) is not None]
        if not entities:
            return None
        names = list(dict.fromkeys(entity.name for _, entity in entities))
        passage = source.passage(self.reading.document.text)
        steps = tuple(
            Step(
                field=name,
                rule=mention.rule,
                value=entity.name,
                read=(passage,),
                because=mention.because or _because(passage.quote, entity),
            )
            for mention, entity in entities
        )
        joined = "; ".join(names)
        if len(names) > 1:
            steps = (*steps, Step(field=name, rule="speaker.joint.v1", value=joined, read=(passage,)))
        return Speaker(
            name=joined,
            mention=passage.quote,
            entities=frozenset(entity.number for _, entity in entities),
            steps=steps,
        )

    def _antecedent(self, source: Span, sentence: int) -> Mention | None:
        """Whom "who" takes up: whoever is named just before."""
        span = self.reading.sentences[sentence]
        before = [
            m
            for m in self.reading.registry.within(span)
            if m.entity is not None
            and m.whole.end <= source.start + 1
            and source.start - m.whole.end <= 40
            and not _SET_AGAINST.search(self.reading.text, span.start, m.whole.start)
        ]
        return before[-1] if before else None


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def _is_plural(noun: str, words: StatementWords) -> bool:
    """True for "officials", "police"; "Reuters" has a capital."""
    return noun in words.speakers["crowds"] or (noun.islower() and noun.endswith("s") and not noun.endswith("ss"))


def _because(words: str, entity: Entity) -> str | None:
    return None if entity.name in words else f'"{words}" is {entity.name}'
