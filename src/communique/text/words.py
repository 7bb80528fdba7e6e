"""The words of a cleaned text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model.span import Span

__all__ = ["Words", "find_words", "join_name"]

# An abbreviation with stops (U.S.), a number, a word with inner hyphens, ampersands or apostrophes (but not 's),
# the possessive, or a single sign.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:(?:[-&]|'(?!s\b))\w+)*|'s\b|[^\w\s]",
)


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel columns over the words of a text: `starts[i]` … `ends[i]` hold `texts[i]`; `lower` folds case."""

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]
    lower: Sequence[str]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, position: int) -> int:
        """The index of the first word that starts at or after a position of the text."""
        return bisect_left(self.starts, position)

    def span(self, first: int, last: int) -> Span:
        """The stretch from the first word through the last, both included."""
        return Span(self.starts[first], self.ends[last])

    def range(self, span: Span) -> tuple[int, int]:
        """The indices `(first, past the last)` of the words that start within a stretch."""
        return self.at(span.start), self.at(span.end)


def find_words(text: str) -> Words:
    """Cut a text into words and signs."""
    starts, ends, texts = [], [], []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        texts.append(match.group())
    return Words(starts=starts, ends=ends, texts=texts, lower=[word.lower() for word in texts])


def join_name(words: Iterable[str]) -> str:
    """Name words as they are printed: the stop of an initial and an apostrophe follow without a space."""
    text = ""
    for word in words:
        text += word if word in {".", "'s", "'"} or not text else f" {word}"
    return text
