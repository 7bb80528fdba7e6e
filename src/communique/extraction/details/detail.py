"""One detail of a meeting and the step that gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.languages.en.details import Phrases
from communique.model.claim import Step
from communique.text.words import Words

__all__ = ["Detail", "phrase_at"]

Value = TypeVar("Value", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Generic[Value]):
    """The text gives a meeting this value here."""

    value: Value
    step: Step


def phrase_at(words: Words, index: int, stop: int, phrases: Phrases) -> int:
    """How many words the longest of these phrases takes up from here on; 0 where none begins here.

    Args:
        words: the words of the text.
        index: where the phrase has to begin.
        stop: the first word that no longer belongs to it.
        phrases: by their first word, the longest first.
    """
    if index >= stop:
        return 0
    for phrase in phrases.get(words.lower[index], ()):
        if index + len(phrase) <= stop and _same(words.lower, index, phrase):
            return len(phrase)
    return 0


def _same(lower: Sequence[str], index: int, phrase: tuple[str, ...]) -> bool:
    return all(lower[index + offset] == word for offset, word in enumerate(phrase))
