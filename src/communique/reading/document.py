"""One document understood: its sentences, its people and organisations, its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.languages.en.engine import find_entities
from communique.languages.en.lexicon import load_lexicon
from communique.languages.places import find_place
from communique.model.document import Document
from communique.model.span import Span
from communique.model.vocabulary import FurnitureKind
from communique.reading.countries import infer_countries
from communique.reading.dates import Anchor, DateMention, read_dates
from communique.reading.entities import Entity, Mention, Registry
from communique.reading.names import find_name_forms
from communique.reading.registry import build_registry
from communique.text.documents import body
from communique.text.sentences import split_paragraphs, split_sentences
from communique.text.words import Words, find_words

__all__ = ["DocumentReading", "read_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """What every proposer reads.

    Attributes:
        document: the document.
        text: its cleaned body, with the document's own offsets; framing parts are blank.
        words: the words of that text.
        sentences: the sentences, in order.
        paragraphs: for each sentence, the number of its paragraph.
        registry: people, organisations and their mentions.
        dates: the date expressions, in order.
        home: ISO country of the dateline, where there is one.
    """

    document: Document
    text: str
    words: Words
    sentences: tuple[Span, ...]
    paragraphs: tuple[int, ...]
    registry: Registry
    dates: tuple[DateMention, ...]
    home: str | None

    def entity(self, mention: Mention) -> Entity | None:
        """The person or organisation that a mention is bound to."""
        return None if mention.entity is None else self.registry.entities[mention.entity]

    def dates_in(self, sentence: int) -> tuple[DateMention, ...]:
        """The date expressions of one sentence."""
        return tuple(date for date in self.dates if date.sentence == sentence)


def read_document(document: Document, *, captured: date | None = None) -> DocumentReading:
    """Read an English document: names, posts, aliases and dates, every binding with its reason.

    Args:
        document: the document.
        captured: the day the text was read, an upper bound for what it tells as past.
    """
    text = body(document)
    paragraphs = split_paragraphs(text)
    sentences: list[Span] = []
    numbers: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        for sentence in split_sentences(text, paragraph):
            sentences.append(sentence)
            numbers.append(number)
    words = find_words(text)
    entities = _model_entities(text, paragraphs, words)
    lexicon = load_lexicon()
    ranges = [words.range(sentence) for sentence in sentences]
    ranges = [(first, last) for first, last in ranges if last > first]
    home = _home(document)
    forms = find_name_forms(words, entities, ranges, lexicon)
    registry = build_registry(text, words, ranges, forms, lexicon)
    infer_countries(text, sentences, registry, lexicon.titles, home)
    dates = read_dates(
        text, sentences, Anchor(published=document.published, dateline=document.dateline), captured=captured
    )
    return DocumentReading(
        document=document,
        text=text,
        words=words,
        sentences=tuple(sentences),
        paragraphs=tuple(numbers),
        registry=registry,
        dates=tuple(dates),
        home=home,
    )


def _model_entities(text: str, paragraphs: Sequence[Span], words: Words) -> list[tuple[int, int, str]]:
    """What the statistical model sees, as word indices."""
    found: list[tuple[int, int, str]] = []
    pieces = [paragraph.of(text) for paragraph in paragraphs]
    for paragraph, rows in zip(paragraphs, find_entities(pieces), strict=True):
        for start, end, label in rows:
            first = words.at(paragraph.start + start)
            last = words.at(paragraph.start + end) - 1
            if last >= first:
                found.append((first, last, label))
    return found


def _home(document: Document) -> str | None:
    """The country of the dateline."""
    for piece in document.furniture:
        if piece.kind is FurnitureKind.DATELINE and piece.place:
            place = find_place(piece.place.title() if piece.place.isupper() else piece.place)
            if place is not None:
                return place.country
    return None
