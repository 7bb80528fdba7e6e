"""What kind of occasion a meeting was, where the clause names it more closely than the words of encounter."""

from __future__ import annotations

import re

from communique.languages.en.details import load_detail_words
from communique.languages.en.encounters import EncounterWords
from communique.model.vocabulary import MeetingKind

__all__ = ["find_kind"]

_WORD = re.compile(r"[a-z-]+")
_CLOSER = (MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST, MeetingKind.CALL)


def find_kind(clause: str, kind: MeetingKind, words: EncounterWords) -> MeetingKind:
    """The kind of an occasion: its own, or, for a plain meeting, a meal or a call that the clause speaks of.

    Args:
        clause: the words of the clause.
        kind: what the words of encounter name.
        words: the words of encounter.
    """
    if kind is not MeetingKind.MEETING:
        return kind
    loose = load_detail_words().loose_kinds
    told = {words.kinds[word] for word in _WORD.findall(clause.lower()) if word in words.kinds and word not in loose}
    return next((closer for closer in _CLOSER if closer in told), kind)
