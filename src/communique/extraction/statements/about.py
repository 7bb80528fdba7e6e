"""What a statement is about, in two to eight words of its content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.languages.en.details import load_detail_words
from communique.languages.en.lexicon import load_lexicon
from communique.languages.en.statements import load_statement_words
from communique.model.span import Span
from communique.reading.document import DocumentReading

__all__ = ["find_about"]

_MOST = 8
_LEADING = frozenset(
    {
        "that",
        "to",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "there",
        "the",
        "a",
        "an",
        "and",
        "but",
        "as",
        "for",
        "of",
        "on",
    }
)
_STOPS = frozenset({".", ";", ":", "!", "?", '"', "”"})
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def find_about(reading: DocumentReading, contents: Sequence[Span]) -> str:
    """The first words of the content that say something, up to the end of their clause and at most eight."""
    piece = max(contents, key=len)
    words = reading.words
    first, stop = words.range(piece)
    limits, negating = load_detail_words().limits, load_statement_words().small["negating"]
    while (
        first < stop - 1
        and words.lower[first] not in negating
        and (
            not words.texts[first][0].isalnum()
            or words.lower[first] in _LEADING
            or words.lower[first] in limits.auxiliaries
        )
    ):
        first += 1
    last, addresses = first, load_lexicon().titles.honorifics  # the stop of "Mr." ends nothing
    while (
        last + 1 < stop
        and last + 1 - first < _MOST
        and (words.texts[last + 1] not in _STOPS or (words.texts[last + 1] == "." and words.lower[last] in addresses))
    ):
        last += 1
    while last > first and (
        not words.texts[last][0].isalnum() or limits.ends(words.lower[last]) or words.lower[last] in limits.determiners
    ):
        last -= 1
    if last < first or first >= stop:
        return _EDGES.sub("", piece.of(reading.document.text)) or piece.of(reading.document.text)
    return " ".join(words.span(first, last).of(reading.document.text).split())
