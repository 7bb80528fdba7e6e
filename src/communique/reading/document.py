"""One document understood: its sentences, its people and organisations, its dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
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
from communique.reading.delegations import infer_delegations
from communique.reading.entities import Entity, Mention, Registry
from communique.reading.names import NameForm, find_name_forms
from communique.reading.registry import build_registry
from communique.reading.superiors import infer_superiors
from communique.reading.towns import infer_towns
from communique.reading.turn_takers import infer_turn_takers
from communique.text.documents import body
from communique.text.sentences import split_paragraphs, split_sentences
from communique.text.words import Words, find_words

__all__ = ["DocumentReading", "FoundNames", "find_names", "read_documents"]


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
        first = bisect_left(self.dates, sentence, key=_sentence)
        return self.dates[first : bisect_right(self.dates, sentence, lo=first, key=_sentence)]


def _sentence(mention: DateMention) -> int:
    return mention.sentence


def read_documents(documents: Sequence[Document], *, captured: date | None = None) -> tuple[DocumentReading, ...]:
    """Read English documents: names, posts, aliases and dates, every binding with its reason.

    The model looks at all of them in one go, which takes less time than one by one.

    Args:
        documents: a handful; their texts are held in memory together.
        captured: the day the texts were read, an upper bound for what they tell as past.
    """
    outlines = [_outline(document) for document in documents]
    pieces = (paragraph.of(outline.text) for outline in outlines for paragraph in outline.paragraphs)
    found = iter(find_entities(pieces))
    return tuple(_read(outline, [next(found) for _ in outline.paragraphs], captured=captured) for outline in outlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """A document cut into paragraphs, sentences and words."""

    document: Document
    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    numbers: tuple[int, ...]
    words: Words


def _outline(document: Document) -> _Outline:
    text = body(document)
    paragraphs = split_paragraphs(text)
    sentences: list[Span] = []
    numbers: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        for sentence in split_sentences(text, paragraph):
            sentences.append(sentence)
            numbers.append(number)
    return _Outline(
        document=document,
        text=text,
        paragraphs=paragraphs,
        sentences=tuple(sentences),
        numbers=tuple(numbers),
        words=find_words(text),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNames:
    """The names of a document, before any of them is settled to be somebody's.

    Attributes:
        words: the words of its text.
        sentences: first and past-the-last word of each sentence.
        forms: the names with what tells of their kind, by their words.
    """

    words: Words
    sentences: tuple[tuple[int, int], ...]
    forms: Mapping[tuple[str, ...], NameForm]


def find_names(documents: Sequence[Document]) -> Iterator[FoundNames]:
    """The names of English documents, in order."""
    outlines = [_outline(document) for document in documents]
    pieces = (paragraph.of(outline.text) for outline in outlines for paragraph in outline.paragraphs)
    found = iter(find_entities(pieces))
    for outline in outlines:
        yield _names(outline, [next(found) for _ in outline.paragraphs])


def _names(outline: _Outline, found: Sequence[Sequence[tuple[int, int, str]]]) -> FoundNames:
    """The names by the words and the model; `found` has one entry a paragraph."""
    ranges = (outline.words.range(sentence) for sentence in outline.sentences)
    sentences = tuple((first, last) for first, last in ranges if last > first)
    forms = find_name_forms(outline.words, _as_words(outline, found), sentences, load_lexicon())
    return FoundNames(words=outline.words, sentences=sentences, forms=forms)


def _read(
    outline: _Outline, found: Sequence[Sequence[tuple[int, int, str]]], *, captured: date | None
) -> DocumentReading:
    """Put together what the words and the model say; `found` has one entry a paragraph."""
    document, text, words, sentences = outline.document, outline.text, outline.words, outline.sentences
    lexicon = load_lexicon()
    home = _home(document)
    names = _names(outline, found)
    registry = build_registry(text, words, names.sentences, names.forms, lexicon)
    infer_countries(text, sentences, registry, lexicon.titles, home)
    infer_delegations(text, registry)
    infer_towns(text, sentences, registry, _dateline(document))
    infer_superiors(text, sentences, registry)
    infer_turn_takers(text, sentences, registry)
    anchor = Anchor(published=document.published, dateline=document.dateline)
    return DocumentReading(
        document=document,
        text=text,
        words=words,
        sentences=sentences,
        paragraphs=outline.numbers,
        registry=registry,
        dates=tuple(read_dates(text, sentences, anchor, captured=captured)),
        home=home,
    )


def _as_words(outline: _Outline, found: Sequence[Sequence[tuple[int, int, str]]]) -> list[tuple[int, int, str]]:
    """What the statistical model sees, as word indices."""
    entities: list[tuple[int, int, str]] = []
    for paragraph, rows in zip(outline.paragraphs, found, strict=True):
        for start, end, label in rows:
            first = outline.words.at(paragraph.start + start)
            last = outline.words.at(paragraph.start + end) - 1
            if last >= first:
                entities.append((first, last, label))
    return entities


def _dateline(document: Document) -> tuple[str, Span] | None:
    """The town of the dateline, and where it stands."""
    for piece in document.furniture:
        if piece.kind is FurnitureKind.DATELINE and piece.place:
            at = document.text.find(piece.place, piece.span.start, piece.span.end)
            return (piece.place, Span(at, at + len(piece.place))) if at >= 0 else None
    return None


def _home(document: Document) -> str | None:
    """The country of the dateline."""
    for piece in document.furniture:
        if piece.kind is FurnitureKind.DATELINE and piece.place:
            place = find_place(piece.place.title() if piece.place.isupper() else piece.place)
            if place is not None:
                return place.country
    return None
