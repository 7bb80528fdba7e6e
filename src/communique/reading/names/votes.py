"""Votes for what the names of a text are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from communique.reading.names.form import ADDRESSED, NameForm
from communique.text.words import Words

__all__ = ["Votes"]

_LONGEST = 8  # words of a name, at most


class Votes:
    """The names found so far, each with its votes."""

    def __init__(self, words: Words, sentences: Sequence[tuple[int, int]]) -> None:
        self.words = words
        self.forms: dict[tuple[str, ...], NameForm] = {}
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]

    def sentence_end(self, word: int) -> int:
        """The index past the last word of the sentence that holds a word."""
        index = bisect_right(self._starts, word) - 1
        return self._sentences[index][1] if index >= 0 and word < self._sentences[index][1] else len(self.words)

    def add(self, first: int, last: int, kind: str, weight: int) -> None:
        """The words from `first` through `last` are a name of this kind, as one sign tells."""
        key = tuple(self.words.texts[first : last + 1])
        if len(key) > _LONGEST or not any(part[0].isalnum() for part in key):
            return
        form = self.forms.setdefault(key, NameForm(words=key))
        form.places.add(first)
        form.votes[kind] += weight
        if kind == "person" and weight >= ADDRESSED:
            form.addressed = True
