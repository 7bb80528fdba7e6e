"""Who speaks: the words that name or point at the speaker, resolved to the fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.extraction.discourse import Discourse
from communique.languages.en.details import load_detail_words
from communique.languages.en.statements import StatementWords, load_statement_words
from communique.model.claim import Step
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Entity, Mention

__all__ = ["Speaker", "Speakers"]

_HEAD_ENDS = re.compile(
    r"[,;:(\u2014]|\s[-–]\s|\s(?:of|in|at|for|from|with|on|to|by|who|whom|which|that|whose|about|familiar|briefed|close)\s"
)
_ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|and|but|also|one)\s+", re.IGNORECASE)
_JOINERS = re.compile(r"^\s*(?:,|and|&|, and|as well as|,? along with)\s*$")
_LONGEST = 12  # words of a description that stands in for a name
_MEMORY = 3  # sentences back in which the last speaker may still be "he"


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


@dataclass(slots=True)
class Speakers:
    """Resolves sources in the order of the text; remembers who spoke last."""

    reading: DocumentReading
    discourse: Discourse
    words: StatementWords = field(default_factory=load_statement_words)
    last: tuple[int, Mention] | None = None

    def resolve(self, source: Span, sentence: int, *, name: str = "speaker") -> Speaker | None:
        """Who a source is; None for words that point at nobody known.

        Args:
            source: the words that name or point at somebody.
            sentence: the number of the sentence they stand in.
            name: the field that the steps speak for.
        """
        text = source.of(self.reading.text)
        low = text.lower()
        if low in self.words.pronouns["person"]:
            mention = self._person(source, sentence)
            return self._known([mention], source, name) if mention is not None else None
        if low in self.words.pronouns["people"]:
            found = self.discourse.plural(source, sentence)
            return self._known(list(found), source, name) if found else self._last_group(source, sentence, name)
        if low in self.words.pronouns["body"]:
            mention = self._body(source, sentence)
            return self._known([mention], source, name) if mention is not None else None
        if low in self.words.pronouns["relative"]:
            mention = self._antecedent(source, sentence)
            return self._known([mention], source, name) if mention is not None else self._before(source, name)
        if low in self.words.pronouns["speaker"] or low in self.words.speakers["unresolved"]:
            return None
        return self._phrase(source, sentence, name)

    def remember(self, speaker: Speaker, sentence: int, source: Span) -> None:
        """Let "he" in what follows be who speaks here."""
        people = [e for e in speaker.entities if self.reading.registry.entities[e].kind is PartyKind.PERSON]
        if len(people) == 1:
            mention = next(m for m in self.reading.registry.mentions if m.entity == people[0])
            self.last = (sentence, mention)

    # -- the words -----------------------------------------------------------------------------------------------------

    def _phrase(self, source: Span, sentence: int, name: str) -> Speaker | None:
        head = self._head(source)
        inside = [m for m in self.reading.registry.mentions if m.whole.touches(source) and m.span.start >= source.start - 60]
        inside = [m for m in inside if m.span.touches(source)]
        named = [m for m in inside if m.entity is not None]
        people = [m for m in named if m.kind is PartyKind.PERSON]
        at_head = [m for m in inside if m.whole.touches(head) or m.span.touches(head)]
        beside = [m for m in at_head if m.entity is not None]
        if beside and beside[0].plural and beside[0].rule == "alias.pair.v1":
            return self._known(list(self.discourse.plural(source, sentence)), source, name) or None
        joint = self._joint(named, source)
        if len(joint) > 1:
            return self._known(joint, source, name)
        if not beside and people and self._is_apposed(people[0], source):
            beside = people[:1]
        if beside:
            chosen = next((m for m in beside if m.kind is PartyKind.PERSON), beside[0])
            if chosen.span.end >= head.end or chosen.kind is PartyKind.PERSON or chosen.span.touches(head):
                return self._known([chosen], source, name)
        return self._described(source, head, named, name)

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

    def _is_apposed(self, mention: Mention, source: Span) -> bool:
        """"the bank's chief economist, Ann Lee": the name behind the first comma is the speaker's."""
        before = self.reading.text[source.start : mention.whole.start]
        return before.rstrip().endswith(",") and before.count(",") == 1

    def _joint(self, named: Sequence[Mention], source: Span) -> list[Mention]:
        """The mentions of an enumeration that makes up the source: "Ann Lee and Bo Ek"."""
        run: list[Mention] = []
        for mention in named:
            if not run:
                run = [mention]
                continue
            gap = self.reading.text[run[-1].whole.end : mention.whole.start]
            if _JOINERS.match(gap) and " and " in f" {source.of(self.reading.text)} " and mention.entity != run[-1].entity:
                run.append(mention)
        if len(run) > 1 and " and " in f" {self.reading.text[run[-2].whole.end : run[-1].whole.start]} ":
            return run
        return []

    def _described(self, source: Span, head: Span, named: Sequence[Mention], name: str) -> Speaker | None:
        """Somebody without a name of his own: a spokesman is his body, a paper is its owner, others stay as written."""
        text = self.reading.text
        word = head.of(text).lower()
        owner = next((m for m in named if m.kind is not PartyKind.PERSON), None) or (named[0] if named else None)
        described = self._words(source)
        if described is None:
            return None
        is_voice, is_paper = word in self.words.speakers["voices"], word in self.words.speakers["papers"]
        if owner is not None and (is_voice or is_paper):
            found = self._known([owner], source, name)
            if found is not None:
                return Speaker(
                    name=found.name, mention=found.mention, entities=found.entities, steps=found.steps, through=(described,)
                )
        passage = source.passage(self.reading.document.text)
        step = Step(field=name, rule="speaker.as_written.v1", value=described, read=(passage,))
        return Speaker(name=described, mention=passage.quote, steps=(step,))

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
        return None if len(words) == 1 and (words[0].lower() in limits.pronouns or words[0].lower() in limits.determiners) else text

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

    def _person(self, source: Span, sentence: int) -> Mention | None:
        """Who "he" is: named before in the sentence, who spoke last, or who is in focus."""
        before = [
            m
            for m in self.reading.registry.within(self.reading.sentences[sentence])
            if m.kind is PartyKind.PERSON and m.entity is not None and m.span.end <= source.start
        ]
        if not before and self.last is not None and 0 <= sentence - self.last[0] <= _MEMORY:
            between = range(self.last[0] + 1, sentence)
            opened = [self._opens(index) for index in between]
            if not any(m is not None and m.entity != self.last[1].entity for m in opened):
                return self.discourse._stand_in(self.last[1], source)  # noqa: SLF001
        return self.discourse.singular(source, sentence, main=not before)

    def _opens(self, sentence: int) -> Mention | None:
        """Who opens a sentence, and so is its subject."""
        span = self.reading.sentences[sentence]
        people = [m for m in self.reading.registry.within(span) if m.kind is PartyKind.PERSON and m.entity is not None]
        return people[0] if people and people[0].whole.start - span.start <= 30 else None

    def _body(self, source: Span, sentence: int) -> Mention | None:
        """Which body "it" is: the last one named before."""
        for index in range(sentence, max(sentence - _MEMORY, -1), -1):
            inside = [
                m
                for m in self.reading.registry.within(self.reading.sentences[index])
                if m.kind is PartyKind.ORGANISATION and m.entity is not None and m.span.end <= source.start
            ]
            if inside:
                return inside[0] if index < sentence else inside[-1]
        return None

    def _antecedent(self, source: Span, sentence: int) -> Mention | None:
        """Whom "who" takes up: whoever is named just before."""
        span = self.reading.sentences[sentence]
        before = [
            m
            for m in self.reading.registry.within(span)
            if m.entity is not None and m.whole.end <= source.start + 1 and source.start - m.whole.end <= 40
        ]
        return before[-1] if before else None

    def _before(self, source: Span, name: str) -> Speaker | None:
        return None

    def _last_group(self, source: Span, sentence: int, name: str) -> Speaker | None:
        return None


def _because(words: str, entity: Entity) -> str | None:
    return None if entity.name in words else f'"{words}" is {entity.name}'
