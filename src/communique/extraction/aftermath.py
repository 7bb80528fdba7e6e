"""What the next sentence makes of a meeting: "He did no such thing.", "It was called off.", "She has accepted."."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from communique.extraction.occasions import Occasion
from communique.languages.en.aftermath import load_aftermath
from communique.model.span import Span
from communique.model.vocabulary import Status
from communique.reading.document import DocumentReading

__all__ = ["RULE", "take_up_aftermath"]

RULE = "status.aftermath.v1"
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_REACH = 1  # sentences behind a meeting that may take it back


def take_up_aftermath(reading: DocumentReading, occasions: Sequence[Occasion], taken: Collection[int]) -> None:
    """Change the status of each meeting that the next sentence takes back, puts off or agrees to.

    Args:
        reading: the document.
        occasions: its meetings; where a sentence tells of two, only the last can be meant.
        taken: sentences that tell of meetings of their own.
    """
    for index, occasion in enumerate(occasions):
        last = max(occasion.sentences)
        if any(max(other.sentences) == last for other in occasions[index + 1 :]):
            continue
        for sentence in range(last + 1, min(last + 1 + _REACH, len(reading.sentences))):
            if sentence in taken:
                break
            fate = _fate(reading.sentences[sentence], reading.text, occasion.status)
            if fate is not None:
                occasion.status, words = fate
                occasion.fate, occasion.recalled = (sentence, words), False
                break


def _fate(sentence: Span, text: str, status: Status) -> tuple[Status, Span] | None:
    """What becomes of a meeting of this status, and the words that say so."""
    patterns = load_aftermath()
    tried: list[tuple[re.Pattern[str], Status]] = []
    if status is Status.POSSIBLE:
        tried += [(patterns.refused, Status.DENIED), (patterns.accepted, Status.PLANNED)]
    if status in _AHEAD or status is Status.HELD:
        tried += [(patterns.denied, Status.DENIED), (patterns.cancelled, Status.CANCELLED)]
        tried += [(patterns.postponed, Status.POSTPONED)]
    if status in _AHEAD:
        tried += [(patterns.fell_through, Status.CANCELLED), (patterns.slipped, Status.POSTPONED)]
    told = sentence.of(text)
    for pattern, fate in tried:
        match = pattern.search(told)
        if match is not None:
            return fate, Span(sentence.start + match.start(), sentence.start + match.end())
    return None
