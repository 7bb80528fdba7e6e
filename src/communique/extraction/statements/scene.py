"""A parsed sentence as the rules of statements see it: stretches of the document for tokens and their phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.extraction.grammar import path_up, subjects
from communique.extraction.sentences import ParsedSentence
from communique.extraction.statements.quotations import Quotation, Quotations
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["Scene"]

_LEADING = re.compile(r"[\s,;:.…–—-]*")
_TRAILING = re.compile(r"[\s,;:.–—-]*$")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FRAGMENT = 3  # words of a quotation too short to hold a cue of its own


@dataclass(frozen=True)
class Scene:
    """One sentence with its quotations; all positions are the document's."""

    reading: DocumentReading
    sentence: ParsedSentence
    quotations: Quotations
    words: StatementWords

    def start(self, token: Any) -> int:
        """Where a token begins; for a person put into one word, where the name with post and apposition does."""
        mention = self.sentence.masked.mention_at(token.idx)
        if mention is not None:
            return max(mention.whole.start, self.sentence.span.start)
        return self.sentence.masked.origin(token.idx)

    def end(self, token: Any) -> int:
        """Where a token ends."""
        mention = self.sentence.masked.mention_at(token.idx)
        if mention is not None:
            return min(mention.whole.end, self.sentence.span.end)
        return self.sentence.masked.origin(token.idx) + len(token.text)

    @cached_property
    def _placed(self) -> list[tuple[Any, int, int]]:
        return [(token, self.start(token), self.end(token)) for token in self.sentence.doc]

    def touched(self, span: Span) -> list[Any]:
        """The words that a stretch touches."""
        return [token for token, start, end in self._placed if start < span.end and end > span.start]

    def word(self, token: Any) -> Span:
        """The stretch of one token."""
        return Span(self.start(token), max(self.end(token), self.start(token) + 1))

    def cut(self, start: int, end: int) -> Span | None:
        """A stretch without the blanks, commas and stops at its edges; None where nothing is left."""
        text = self.reading.text
        if start >= end:
            return None
        leading = _LEADING.match(text, start, end)
        start = leading.end() if leading is not None else start
        end = end - len(_TRAILING.search(text[start:end])[0]) if start < end else end  # type: ignore[index]
        return Span(start, end) if start < end else None

    def phrase(self, head: Any, *, before: Any = None, after: Any = None) -> Span | None:
        """The whole phrase of a word, kept to one side of another word."""
        start, end = self.start(head.left_edge), self.end(head.right_edge)
        if before is not None:
            end = min(end, self.start(before))
        if after is not None:
            start = max(start, self.end(after))
        return self.cut(start, end)

    def whole(self, span: Span, cue: Span) -> Span:
        """A stretch widened to all of the quotations that it touches, unless the cue stands in them."""
        start, end = span.start, span.end
        for position in (start, end - 1):
            quotation = self.quotations.at(position)
            if quotation is not None and not quotation.span.touches(cue):
                start, end = min(start, quotation.span.start), max(end, quotation.span.end)
        return Span(start, end)

    def quoted(self, token: Any) -> Quotation | None:
        """The quotation in which a word is not the narrator's; a mere fragment does not count."""
        quotation = self.quotations.at(self.start(token))
        if quotation is None or len(quotation.span.of(self.reading.text).split()) <= _FRAGMENT:
            return None
        return quotation

    def sentence_part(self, span: Span) -> Span:
        """A stretch up to the first semicolon that stands in no quotation: behind it the narrator goes on."""
        text = self.reading.text
        at = text.find(";", span.start, span.end)
        while at >= 0:
            if self.quotations.at(at) is None:
                return self.cut(span.start, at) or span
            at = text.find(";", at + 1, span.end)
        return span

    def between(self, start: int, end: int) -> str:
        """The text between two positions."""
        return self.reading.text[start:end]

    def subject(self, verb: Any) -> tuple[Any | None, bool]:
        """Who does what a verb says, the pronoun "who" included, and whether the verb is passive.

        Of several subjects that the parser gives, one that stands in a quotation is none; behind the quotation, the one
        nearest to the verb is ("..., said the envoy").
        """
        own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        free = [child for child in own if self.quoted(child) is None and self.quotations.at(self.start(child)) is None]
        found, passive = self._inherited(verb) if not own else subjects(verb)
        passive = passive or (not own and _is_asked(verb))
        if len(free) > 1:
            behind = [child for child in free if child.i > verb.i]
            return (behind or free)[0], passive
        subject = free[0] if free else found[0] if found and not own else None
        if subject is None and not passive:
            subject = self._just_before(verb)
        return subject, passive

    def _inherited(self, verb: Any) -> tuple[list[Any], bool]:
        """The subject of the verb that this one is joined to, past infinitives: "pledged to come and thanked"."""
        head = verb.head
        if verb.dep_ == "conj" and verb.tag_ in _FINITE and head.tag_ not in _FINITE:
            for up in path_up(head):
                if up.tag_ == verb.tag_:
                    return subjects(up)
        return subjects(verb)

    def _just_before(self, verb: Any) -> Any | None:
        """Whoever is named right before the verb, where the parser saw no subject: "On Friday Lind said"."""
        at = verb.i - 1
        while at > 0 and verb.doc[at].dep_ in {"aux", "auxpass", "advmod", "neg"}:
            at -= 1
        return verb.doc[at] if at >= 0 and at in self.sentence.mentions else None


def _is_asked(verb: Any) -> bool:
    """As in "Asked about the plan, Lind laughed": what was done to her, not what she does."""
    bare = not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return bare and verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBD"} and verb.i < verb.head.i
