"""Reading a short invented text, with its last sentence for the one that tells of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from communique.model.span import Span
from communique.reading.document import DocumentReading, read_documents
from communique.text.documents import frame

CAST = (
    " date 2023-05-11 Industry Minister Petra Lindqvist of Norway and Orlo Systems chief executive Tomas Ferreira were "
    "in town this week.\n\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A text that was read, and the number of the sentence in question."""

    reading: DocumentReading
    sentence: int

    @property
    def span(self) -> Span:
        """Where that sentence stands."""
        return self.reading.sentences[self.sentence]

    def trigger(self, words: str) -> Span:
        """Where these words of encounter stand in it."""
        at = self.reading.text.index(words, self.span.start)
        return Span(at, at + len(words))


@pytest.fixture
def read() -> Callable[..., Told]:
    """Read a text that introduces its people; the last sentence is the one in question."""

    def tell(sentence: str, *, before: str = CAST) -> Told:
        (reading,) = read_documents([frame(before + sentence, source="invented.txt", language="en")])
        return Told(reading=reading, sentence=len(reading.sentences) - 1)

    return tell
