"""One way in which a name is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.text.words import join_name

__all__ = ["NameForm", "spellings", "split_name"]

_SHORTEST_SURNAME = 3  # letters; two capitals are initials

ADDRESSED = 4
"""The weight of a vote for a person by a post or a form of address: no one place can outvote it."""


@dataclass(slots=True)
class NameForm:
    """One way a name is written in the text, the places where it stands, and the votes for its kind.

    Attributes:
        words: the words of the name, as written.
        places: the indices of first words.
        votes: for person, organisation, place and other.
        addressed: True where it stands after a post or a form of address somewhere.
        person: how likely it is a person's, by all signs; None where nobody has asked.
    """

    words: tuple[str, ...]
    places: set[int] = field(default_factory=set)
    votes: Counter[str] = field(default_factory=Counter)
    addressed: bool = False
    person: float | None = None

    @property
    def text(self) -> str:
        """The form with single spaces."""
        return join_name(self.words)

    @property
    def seems_person(self) -> bool:
        """True where it is a person's name rather than a body's: by the signs where they were weighed, else by vote."""
        if self.person is None or self.addressed:
            return self.votes["person"] > self.votes["organisation"]
        return self.person > 1 / 2

    @property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]


def spellings(word: str) -> tuple[str, ...]:
    """How a text may write a word of a name: "HAYASE Koji", as officials write, is "Hayase" further down."""
    return (word, word.title()) if word.isupper() and len(word) >= _SHORTEST_SURNAME else (word,)


def split_name(name: str) -> list[str]:
    """A printed name as the words that stand in a text: the stop of "J." is a word of its own, those of "J.R." not."""
    parts: list[str] = []
    for token in name.split():
        if token.endswith(".") and len(token) > 1 and token.count(".") == 1:
            parts += [token[:-1], "."]
        else:
            parts.append(token)
    return parts
