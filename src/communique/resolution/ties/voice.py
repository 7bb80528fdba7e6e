"""A statement as ties compare it: who speaks to whom, for which bodies, about what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.languages.en.replies import load_reply_words
from communique.languages.places import find_place
from communique.model import StatementKind
from communique.resolution.names import fold

__all__ = ["Voice", "matter_words", "name_words", "said_words", "same_matter", "words_of_matter"]

_STEM = 5  # letters of a word that show which word it is, whatever its ending
_NAME = re.compile(r"[^\W_]{3,}")
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement, made ready to be compared with others.

    Attributes:
        id: the statement's id.
        document: the document that reports it.
        start, end: where it stands in the text.
        kind: what the speaker did by saying it.
        speakers: who said it, as ids or folded names.
        speaking_for: the bodies and countries for which they speak, themselves included.
        addressees: whom it was said to.
        addressed: the bodies and countries for which those stand, themselves included.
        is_vague: True where it was said to nobody that the ledger knows by name ("oil executives").
        meeting: the meeting at which it was said; None where that is not known.
        matter: stems of the words that say what it is about.
        words: everything it says, with the words of saying and what leads to them.
        replies: True where those words say that it is a reply.
        settles: True where its words of saying tell what came of something: "declined".
        takes_up: True where they, or what is said, take up what somebody else has said.
        says: stems of all that it says, names too.
        names: folded words of the names of those who speak, and of those for whom they do.
        asked: the same of those to whom it was said.
        day: EDTF day on which it was told.
    """

    id: str
    document: str
    start: int
    end: int
    kind: StatementKind
    speakers: frozenset[str]
    speaking_for: frozenset[str]
    addressees: frozenset[str]
    addressed: frozenset[str]
    meeting: str | None
    matter: frozenset[str]
    words: str
    replies: bool
    settles: bool = False
    takes_up: bool = False
    says: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    is_vague: bool = False
    day: str | None = None


def matter_words(texts: Iterable[str], *, names: Iterable[str] = ()) -> frozenset[str]:
    """Stems of the words of some texts that tell what they are about, without the speakers' own names and countries."""
    listed = load_reply_words()
    own = {word for name in names for word in _WORD.findall(fold(name))}
    words = (fold(word) for text in texts for word in _WORD.findall(text) if not _is_country(word))
    stems = (word[:_STEM] for word in words if word not in listed.small and word not in own)
    return frozenset(listed.same.get(stem, stem) for stem in stems if len(stem) > 3 or stem in listed.same)


def said_words(texts: Iterable[str]) -> frozenset[str]:
    """Stems of the words of some texts that say something, names and countries too."""
    listed = load_reply_words()
    words = ((word, fold(word)) for text in texts for word in _WORD.findall(text))
    stems = ((word, folded[:_STEM]) for word, folded in words if folded not in listed.small)
    return frozenset(
        listed.same.get(stem, stem) for word, stem in stems if len(stem) > 3 or stem in listed.same or word.isupper()
    )


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Folded words of what parties are called, without those that many are called by: "minister", "spokesman"."""
    offices = load_reply_words().offices
    return frozenset(word for name in names for word in _NAME.findall(fold(name)) if word not in offices)


def _is_country(word: str) -> bool:
    place = find_place(word) if word[0].isupper() else None
    return place is not None and place.kind in {"country", "demonym"}


def words_of_matter(text: str, stems: frozenset[str]) -> list[str]:
    """The words of a text whose stems are among some, each stem once, in the order of the text."""
    same = load_reply_words().same
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        stem = fold(word)[:_STEM]
        if (known := same.get(stem, stem)) in stems:
            found.setdefault(known, word)
    return list(found.values())


def same_matter(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two statements speak of one matter: the share of words of the shorter one that both have, up to three."""
    shared = len(one & other)
    least = min(len(one), len(other), 3)
    return min(shared / least, 1.0) if least else 0.0
