"""Words that tell whether somebody is abroad or at home."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["JourneyWords", "load_journey_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyWords:
    """Patterns to match directly behind a name, a few words allowed between.

    Attributes:
        travels: "arrived", "'s visit", "was on his way".
        receives: "received", "will host".
        goal: to search in the words before a place: what shows that a journey goes there.
        hosted: to search in the words before a name: what shows that the named one is the host.
        scene: to search in the words before a place: what shows that it is only the scene.
    """

    travels: re.Pattern[str]
    receives: re.Pattern[str]
    goal: re.Pattern[str]
    hosted: re.Pattern[str]
    scene: re.Pattern[str]


@cache
def load_journey_words() -> JourneyWords:
    """Read `journeys.toml` once."""
    data = load_words("journeys", package="communique.languages.en")

    def alternatives(key: str) -> str:
        return "|".join(rf"{word}\w*" if word in data["stems"] else word for word in data[key])

    return JourneyWords(
        travels=re.compile(rf"'?s?\s+(?:\w+\s+){{0,4}}?(?:{alternatives('travels')})\b"),
        receives=re.compile(rf"\s+(?:\w+\s+){{0,3}}?(?:{alternatives('receives')})\b"),
        goal=re.compile(rf"\b(?:{alternatives('goes')})\s+(?:(?:to|in|of|at|for)\s+)?(?:the\s+)?$", re.IGNORECASE),
        hosted=re.compile(
            rf"(?:\b(?:{'|'.join(data['hosting'])})(?:\s+\w+){{0,6}}?\s+by|\b(?:{'|'.join(data['calling'])}))\s+(?:the\s+)?$"
        ),
        scene=re.compile(rf"\b(?:{alternatives('scene')})\s+(?:the\s+)?$"),
    )
