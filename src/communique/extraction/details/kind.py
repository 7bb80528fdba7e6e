"""What kind of occasion a meeting was, where the clause names it more closely than the words of encounter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.languages.en.details import DetailWords, load_detail_words
from communique.languages.en.encounters import EncounterWords
from communique.model.vocabulary import MeetingKind

__all__ = ["find_kind"]

_WORD = re.compile(r"[a-z-]+")
_NEAR = 4  # words within which "shown" and "round" belong together
_CLOSER = (MeetingKind.DINNER, MeetingKind.LUNCH, MeetingKind.BREAKFAST, MeetingKind.CALL)


def find_kind(clause: str, kind: MeetingKind, words: EncounterWords) -> MeetingKind:
    """The kind of an occasion: its own, or, for a plain meeting, the meal, the call or the visit that the clause tells.

    Args:
        clause: the words of the clause.
        kind: what the words of encounter name.
        words: the words of encounter.
    """
    if kind is not MeetingKind.MEETING:
        return kind
    details = load_detail_words()
    found = _WORD.findall(clause.lower())
    told = {words.kinds[word] for word in found if word in words.kinds and word not in details.loose_kinds}
    plain = f" {' '.join(found)} "
    told |= {named for together, named in details.kinds_together.items() if f" {together} " in plain}
    closer = next((closer for closer in _CLOSER if closer in told), None)
    if closer is not None:
        return closer
    return MeetingKind.VISIT if _is_shown_round(found, details) else kind


def _is_shown_round(found: Sequence[str], details: DetailWords) -> bool:
    return any(
        word in details.showing and not details.round.isdisjoint(found[at + 1 : at + 1 + _NEAR])
        for at, word in enumerate(found)
    )
