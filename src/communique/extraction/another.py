"""Words that part two occasions of the same people: "met again", "had last met", "an hour later"."""

from __future__ import annotations

import re
from functools import cache

from communique.languages.en.encounters import load_encounter_words
from communique.reading.document import DocumentReading
from communique.text.data import alternatives, whole_words

__all__ = ["goes_on", "is_another", "takes_up"]

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_UNITS = r"minutes?|hours?|days?|nights?|weeks?|months?|years?"


def is_another(reading: DocumentReading, sentence: int) -> bool:
    """True where a sentence tells of one more occasion, or of the one before: "met again", "had last met".

    What somebody is quoted as saying does not count.
    """
    return _another().search(_unquoted(reading, sentence)) is not None


def goes_on(reading: DocumentReading, sentence: int) -> bool:
    """True where a sentence goes on to what happened next, or before: "An hour later …", "Then …"."""
    return _next().match(_unquoted(reading, sentence)) is not None


def takes_up(reading: DocumentReading, sentence: int) -> bool:
    """True where a sentence takes up an occasion told of: "the talks", "the morning's meeting", "both sides"."""
    span = reading.sentences[sentence]
    return _definite().search(reading.text, span.start, span.end) is not None


@cache
def _another() -> re.Pattern[str]:
    words = load_encounter_words().another
    return re.compile(whole_words(words["renewed"] | words["before"]), re.IGNORECASE)


@cache
def _next() -> re.Pattern[str]:
    words = load_encounter_words().another
    counted = rf"(?:[\w-]+ ){{1,4}}(?:{_UNITS}) (?:{alternatives(words['counted'])})"
    return re.compile(rf"\W*(?:and |but )?(?:{counted}|{alternatives(words['next'])})\b", re.IGNORECASE)


@cache
def _definite() -> re.Pattern[str]:
    nouns = alternatives(load_encounter_words().nouns)
    return re.compile(
        rf"\b(?:the|this|that|their|these)\s+(?:[\w'’-]+\s+){{0,3}}?(?:{nouns})s?\b"
        r"|\b(?:the two|both)\s+(?:sides|parties)\b",
        re.IGNORECASE,
    )


def _unquoted(reading: DocumentReading, sentence: int) -> str:
    span = reading.sentences[sentence]
    return _QUOTED.sub(" ", reading.text[span.start : span.end])
