"""Who speaks by the marks of the page: labels of transcripts, names before a colon, and speakers in parentheses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from communique.extraction.statements.proposal import StatementProposal
from communique.extraction.statements.quotations import Quotations
from communique.languages.en.lexicon import load_lexicon
from communique.languages.en.statements import StatementWords
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["propose_by_colon", "propose_by_label", "propose_by_parenthesis"]

_LABEL = re.compile(r"(?P<who>[^\W\d_a-z][^\d_a-z:]{1,60}):$")
_PARENTHESIS = re.compile(r"\((?P<who>[^()\"“”]{2,60}?)\s+(?P<cue>\w+)(?:\s+that)?\)\s*")
_OFTEN = 3  # times that a transcript has the label of somebody whom nothing else names
_SCORE = 0.7
_LED_TO = 0.6  # where a clause stands between name and colon
# Words on paper or cloth, which need not be those of whoever is named.
_WRITTEN = re.compile(
    r"\b(?:read|reads|reading|sign|banner|shirt|poster|placard|headline|letter|title|titled|called|motto|song|slogan|word|words)\b",
    re.IGNORECASE,
)
_NAME = 8  # words of a speaker before a colon
_SHORTEST = 5  # words of a sentence that is more than "Thank you."


def propose_by_label(reading: DocumentReading, words: StatementWords) -> Iterator[StatementProposal]:
    """A proposal for each sentence of some length that stands under the label of somebody who answers.

    Questions, and whatever those who ask say, are no statements.
    """
    labels = {
        number: match["who"]
        for number, sentence in enumerate(reading.sentences)
        if (match := _LABEL.fullmatch(sentence.of(reading.text))) is not None
    }
    if not labels:
        return
    known = _who_may_speak(reading, words, labels.values())
    label: tuple[int, Span] | None = None
    for number, sentence in enumerate(reading.sentences):
        text = sentence.of(reading.text)
        if number in labels:
            low = labels[number].lower()
            speaks = words.speakers["askers"].isdisjoint(low.split()) and _is_speaker(low, known)
            who = Span(sentence.start, sentence.start + len(labels[number]))
            label = (reading.paragraphs[number], who) if speaks else None
        elif label is not None and reading.paragraphs[number] == label[0]:
            if text.endswith("?") or len(text.split()) < _SHORTEST:
                continue
            yield StatementProposal(
                sentence=number,
                source=label[1],
                cues=(Span(label[1].end, label[1].end + 1),),
                contents=(Span(sentence.start, sentence.end - 1 if text.endswith(".") else sentence.end),),
                kind=None,
                score=_SCORE,
                rule="statement.transcript.v1",
            )


def _who_may_speak(reading: DocumentReading, words: StatementWords, labels: Iterable[str]) -> frozenset[str]:
    """The words of which a speaker's label has one: parts of names, forms of address, nouns for people who speak.

    Without any of them a label is a rubric ("BREAKING:"), unless a transcript has it again and again.
    """
    names = {word.lower() for entity in reading.registry.entities for name in entity.names for word in name.split()}
    nouns = words.speakers["persons"] | words.speakers["sources"] | words.speakers["voices"]
    often = {label for label, times in Counter(map(str.lower, labels)).items() if times >= _OFTEN}
    return frozenset(names | nouns | load_lexicon().titles.honorifics | often)


def _is_speaker(label: str, known: frozenset[str]) -> bool:
    titles = load_lexicon().titles
    parts = label.replace(".", " ").split()
    return label in known or any(part in known or titles.is_head(part) for part in parts)


def propose_by_colon(reading: DocumentReading, quotations: Quotations) -> Iterator[StatementProposal]:
    """A name, a colon and a quotation: `Lind: "We will not let you down."`."""
    for number, sentence in enumerate(reading.sentences):
        quotation = next(iter(quotations.within(sentence)), None)
        if quotation is None:
            continue
        before = reading.text[sentence.start : quotation.span.start].rstrip()
        if not before.endswith(":") or len(before.split()) > _NAME:
            continue
        colon = sentence.start + len(before) - 1
        named = next((m for m in reading.registry.within(sentence) if m.whole.start <= sentence.start + 4), None)
        if named is None or colon <= sentence.start:
            continue
        between = reading.text[named.whole.end : colon].strip()
        if between and not _leads_to_words(reading, sentence, named, colon, quotation.span):
            continue
        yield StatementProposal(
            sentence=number,
            source=Span(sentence.start, named.whole.end if between else colon),
            cues=(Span(colon, colon + 1),),
            contents=(quotation.span,),
            kind=None,
            score=_SCORE if not between else _LED_TO,
            rule="statement.colon.v1",
        )


def _leads_to_words(reading: DocumentReading, sentence: Span, named: Mention, colon: int, quotation: Span) -> bool:
    """True for the "was more forthcoming" of `Lind was more forthcoming: "We ..."`, where nobody else is named."""
    said = quotation.of(reading.text).strip("\"“”'‘’«» ")
    behind = Span(named.whole.end, colon)
    return (
        named.kind is PartyKind.PERSON
        and said[:1].isupper()
        and len(said.split()) >= _SHORTEST
        and not reading.registry.within(behind)
        and not reading.text[quotation.end : sentence.end].strip(" .")  # behind it somebody else may have said it
        and _WRITTEN.search(behind.of(reading.text)) is None
    )


def propose_by_parenthesis(
    reading: DocumentReading, quotations: Quotations, words: StatementWords
) -> Iterator[StatementProposal]:
    """Whose words a quotation retells, as an editor adds: `"(The minister said) It is sound," the official added`."""
    starts = [sentence.start for sentence in reading.sentences]
    for quotation in quotations.all:
        for match in _PARENTHESIS.finditer(reading.text, quotation.span.start, quotation.span.end):
            content = Span(match.end(), quotation.span.end)
            told = content.of(reading.text).rstrip("”\"'’ ,.")
            if match["cue"].lower() not in words.forms or len(told.split()) < _SHORTEST:
                continue
            yield StatementProposal(
                sentence=max(bisect_right(starts, match.start()) - 1, 0),
                source=Span(*match.span("who")),
                cues=(Span(*match.span("cue")),),
                contents=(Span(content.start, content.start + len(told)),),
                kind=None,
                score=_SCORE,
                rule="statement.parenthesis.v1",
            )
