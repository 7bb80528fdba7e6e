"""Worlds: the same stories about other people, places and numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from typing import Final

from communique.text.data import load_words

__all__ = ["World"]

_SYLLABLES: Final = (
    "ba",
    "dor",
    "kel",
    "lu",
    "mir",
    "no",
    "ras",
    "sa",
    "tiv",
    "vo",
    "wen",
    "zor",
    "pel",
    "gry",
    "und",
    "esk",
)
# A capital in mid-sentence: a name, or a word that goes with one.
_NAME: Final = re.compile(r"(?<=[a-z,’'\"] )[A-Z][^\W\d_]{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+")
_HEADER: Final = re.compile(r"\A date \d{4}-\d{2}-\d{2} ")
_CALENDAR: Final = frozenset(load_words("words", package=__package__)["calendar"])


class World:
    """One world: every name and number of some texts under another, the same throughout.

    Args:
        number: which world.
        seed: of the set.
        texts: the texts whose names it replaces.
    """

    def __init__(self, number: int, seed: int, texts: Iterable[str]) -> None:
        self._random = random.Random(f"{seed} world {number}")
        self._names: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        taken: set[str] = set()
        for name in sorted({name for text in texts for name in _NAME.findall(text)} - _CALENDAR):
            new = self.word(2 if len(name) < 7 else 3).capitalize()
            while new in taken:
                new = self.word(3).capitalize()
            taken.add(new)
            self._names[name] = new

    def word(self, syllables: int = 2) -> str:
        """An invented word."""
        return "".join(self._random.choice(_SYLLABLES) for _ in range(syllables))

    def tell(self, text: str) -> str:
        """A story as it is told in this world, without the header that has its date."""
        story = _HEADER.sub("", text)
        story = _WORD.sub(lambda match: self._name(match[0]), story)
        return _NUMBER.sub(lambda match: self._number(match[0]), story)

    def _name(self, word: str) -> str:
        if word in self._names:
            return self._names[word]
        found = self._names.get(word.capitalize()) if word.isupper() and len(word) > 2 else None
        return found.upper() if found is not None else word

    def _number(self, digits: str) -> str:
        if digits not in self._numbers:
            first = str(self._random.randrange(1, 10))
            self._numbers[digits] = first + "".join(str(self._random.randrange(10)) for _ in digits[1:])
        return self._numbers[digits]
