"""The ways English takes back a meeting in the next sentence, as `aftermath.toml` lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from communique.languages.en.encounters import load_encounter_words
from communique.text.data import alternatives, load_words

__all__ = ["AftermathPatterns", "load_aftermath"]

_OF_IT: Final = r"(?:it|that|this|these|those|which|they)"
_ADVERB: Final = r"(?:\s+(?:\w+ly|since|now|also))?"
_BEING: Final = rf"(?:(?:has|have|had){_ADVERB}\s+been|was|were|is|are|being|would be|will be){_ADVERB}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AftermathPatterns:
    """What each fate of a meeting looks like in the sentence behind it.

    Attributes:
        denied: that it took place.
        cancelled: said of it, that what had been arranged is not to be.
        postponed: said of it, that it is to be on another day.
        fell_through: said of anybody, as who "cried off".
        slipped: said of anything, as what "has slipped to Friday".
        refused: an offer or a request.
        accepted: the same.
    """

    denied: re.Pattern[str]
    cancelled: re.Pattern[str]
    postponed: re.Pattern[str]
    fell_through: re.Pattern[str]
    slipped: re.Pattern[str]
    refused: re.Pattern[str]
    accepted: re.Pattern[str]


@cache
def load_aftermath() -> AftermathPatterns:
    """Read `aftermath.toml` once."""
    data = load_words("aftermath", package="communique.languages.en")
    denied, behind = data["denied"], alternatives(data["behind"]["words"])
    occasions = alternatives([*load_encounter_words().nouns, "trip", "event", "plan", "slot", "entry", "request"])
    thing = rf"^\W*(?:{_OF_IT}|(?:the|that|this|their|his|her)\s+(?:\w[\w-]*\s+){{0,2}}(?:{occasions})s?)\s+"

    def phrases(entries: list[str], ending: str = "") -> str:
        return rf"\b(?:{alternatives(entries)})\b{ending}"

    closed = rf"(?=\s*(?:[.,;:]|$|(?:{behind})\b))"
    subjects, auxiliaries = alternatives(denied["subjects"]), alternatives(denied["auxiliaries"])
    bare = rf"^\W*(?:{subjects})\s+(?:(?:{auxiliaries})\s+not|(?:{alternatives(denied['short'])}))\s*[.,;:]"
    none = rf"\bno\s+such\s+(?:\w+\s+){{0,2}}?(?:{occasions}|thing)s?\b"
    return AftermathPatterns(
        denied=_compile(
            bare,
            none,
            thing + phrases(denied["verbs"]),
            phrases(denied["phrases"]),
            phrases(denied["closing"], closed),
        ),
        cancelled=_compile(rf"{thing}{_BEING}\s+{phrases(data['cancelled']['verbs'])}"),
        postponed=_compile(rf"{thing}{_BEING}\s+{phrases(data['postponed']['verbs'])}"),
        fell_through=_compile(phrases(data["cancelled"]["phrases"])),
        slipped=_compile(phrases(data["postponed"]["phrases"])),
        refused=_compile(phrases(data["refused"]["closing"], closed)),
        accepted=_compile(phrases(data["accepted"]["closing"], closed)),
    )


def _compile(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
