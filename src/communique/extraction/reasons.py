"""What a reason can bear that is given with a claim in place of words: a value worked out, never a name or a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from communique.languages.places import PlaceKind, find_place

__all__ = ["is_heard", "is_post", "is_worked_out", "reason_for", "rests_on", "words_of"]

# Values that no text spells out as the contract wants them: they are counted, looked up or converted.
_WORKED_OUT: Final = frozenset({"date", "due", "interval", "city", "country", "duration_minutes"})
_POST: Final = frozenset({"role", "organisation"})

# Something to recognise: a number, a word of four letters, capitals, two signs of a script without spaces.
_SIGN: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TELLING: Final = re.compile(rf"\d+|[{_SIGN}]{{2,}}|[A-Z]{{2,}}(?![^\W\d_])|[^\W\d_{_SIGN}]{{4,}}")
_WORD: Final = re.compile(r"[^\W_]+")
_STEM: Final = 4  # letters from which on a longer form of a word counts as that word: "chair" of "chaired"


def is_worked_out(field: str) -> bool:
    """True for a field whose value is worked out from words and need not be one of them.

    Args:
        field: its name; for one of a participant, with `participants` and the number before it.
    """
    return field.rpartition(".")[2] in _WORKED_OUT


def is_post(field: str) -> bool:
    """True for a post and its body, which a text also tells by a verb or a people: "runs", "the Kenyans"."""
    return field.rpartition(".")[2] in _POST


def reason_for(field: str, because: Mapping[str, str]) -> str | None:
    """The reason given for a field.

    One for a whole, such as `participants.0`, holds for its parts, but for those that are worked out: these need
    their own.
    """
    if field in because or is_worked_out(field):
        return because.get(field)
    while "." in field:
        field = field.rpartition(".")[0]
        if field in because:
            return because[field]
    return None


def rests_on(reason: str, quotes: str) -> bool:
    """True where a reason takes up something that its evidence says: "Lusk lies in Ireland", where Lusk is named.

    Args:
        reason: in any wording.
        quotes: the evidence as it stands in the text.
    """
    return not _telling_words(reason).isdisjoint(_telling_words(quotes))


def words_of(text: str) -> list[str]:
    """The words of a text, folded and sorted, each once."""
    return sorted({match.group().casefold() for match in _WORD.finditer(text)})


def is_heard(value: str, words: Sequence[str]) -> bool:
    """True where each word of a value is in a text, if in another form or place; or it is a country's name.

    "trade minister" is heard in "minister for trade"; a country is heard in the name of its people or its capital.

    Args:
        value: what a claim says.
        words: those of the text, as `words_of` gives them.
    """
    found = [match.group().casefold() for match in _WORD.finditer(value)]
    if found and all(_stands(word, words) for word in found):
        return True
    place = find_place(value)
    return place is not None and place.kind is PlaceKind.COUNTRY


def _stands(word: str, known: Sequence[str]) -> bool:
    at = bisect_left(known, word)
    return at < len(known) and (known[at] == word or (len(word) >= _STEM and known[at].startswith(word)))


def _telling_words(text: str) -> set[str]:
    return {match.group().casefold() for match in _TELLING.finditer(text)}
