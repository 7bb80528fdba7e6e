"""A text cleaned, its frame found, cut into paragraphs, sentences and words: all with the text's own offsets."""

from __future__ import annotations

from collections.abc import Sequence

from communique.languages.detection import detect_language
from communique.model import FurnitureKind
from communique.model.edtf import is_valid
from communique.text import body, clean, frame, split_paragraphs, split_sentences
from communique.text.words import find_words
from fuzz.material import ANCHORS, SMALL_TEXTS, TEXT_WORDS, example_texts, hold_spans, text_of
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_DATED = (FurnitureKind.DATELINE, FurnitureKind.DATE_HEADER, FurnitureKind.TIMESTAMP)


def _check(data: bytes) -> None:
    published = ANCHORS[data[0] % len(ANCHORS)] if data else None
    text = text_of(data[1:])
    _check_cleaning(text)
    document = frame(text, source="fuzzed", published=published)
    hold(document == frame(text, source="fuzzed", published=published), "framed once more, it is another document")
    hold(document.text == text, "framing changed the text")
    hold_spans("furniture", [part.span for part in document.furniture], text)
    for part in document.furniture:
        hold(part.kind not in _DATED or part.value is None or is_valid(part.value), f"{part.kind} has {part.value!r}")
    for day in (document.published, document.dateline):
        hold(day is None or is_valid(day), f"a date of the document is {day!r}")
    _check_parts(body(document), clean(text))
    language = detect_language(text)
    hold(language == detect_language(text), "another language the second time")


def _check_cleaning(text: str) -> None:
    cleaned = clean(text)
    hold(len(cleaned) == len(text), f"{len(text)} characters became {len(cleaned)}")
    hold(cleaned == clean(text), "cleaned once more, it is another text")
    hold(clean(cleaned) == cleaned, "what is clean was cleaned again")
    hold(not set("\r\u2028\u2029\u00a0\u200b\ufeff“”‘’") & set(cleaned), "something odd was left")


def _check_parts(story: str, cleaned: str) -> None:
    hold(len(story) == len(cleaned), "the story has another length than the text")
    changed = [at for at, (ours, theirs) in enumerate(zip(story, cleaned, strict=True)) if ours not in (theirs, " ")]
    hold(not changed, f"the story has other characters than the text, at {changed[:5]}")
    paragraphs = split_paragraphs(story)
    hold_spans("paragraphs", paragraphs, story)
    hold(sum(len(span.of(story).split()) for span in paragraphs) == len(story.split()), "words outside all paragraphs")
    sentences = [sentence for paragraph in paragraphs for sentence in split_sentences(story, paragraph)]
    hold_spans("sentences", sentences, story)
    for paragraph in paragraphs:
        for sentence in split_sentences(story, paragraph):
            hold(sentence in paragraph, "a sentence runs out of its paragraph")
            hold(sentence.of(story).strip() == sentence.of(story), "a sentence has blanks around it")
    words = find_words(story)
    hold(list(words.starts) == sorted(words.starts), "words out of order")
    for start, end, word in zip(words.starts, words.ends, words.texts, strict=True):
        hold(story[start:end] == word and word, f"{word!r} does not stand at {start}-{end}")


def _seeds() -> Sequence[bytes]:
    return [
        bytes([number % len(ANCHORS)]) + text.encode() for number, text in enumerate((*SMALL_TEXTS, *example_texts()))
    ]


TARGET = Target(about="text to story, paragraphs, sentences, words", check=_check, seeds=_seeds, words=TEXT_WORDS)
