"""When two names, labels, places or dates count as the same. Words are compared, not spellings."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["dates_agree", "dates_nest", "label_is_same", "name_is_same", "places_overlap", "shared_names"]

# Places are told in more or fewer words ("the Oval Office", "Oval Office, White House"): under half may be enough.
PLACE_OVERLAP = 0.4
# Labels must have more than half of their words in common: "vice president" is not "president of the board".
LABEL_OVERLAP = 0.5

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")


def fold(text: str) -> str:
    """Small letters without accents, widths and ligatures made one; Hangul and kana stay whole."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    # A voiced sound mark is a letter's part in kana, not an accent: composing again after the filter would lose it.
    kept = "".join(mark for mark in apart if not unicodedata.combining(mark) or mark in "\u3099\u309a")
    return unicodedata.normalize("NFC", kept)


@functools.cache
def _words_of_data() -> tuple[frozenset[str], frozenset[str], tuple[tuple[re.Pattern[str], str], ...]]:
    data = tomllib.loads(Path(__file__).with_name("same_words.toml").read_text("utf-8"))
    forms = [
        (fold(form), plain) for part in ("posts", "countries") for plain, all_ in data[part].items() for form in all_
    ]
    forms.sort(key=lambda pair: -len(pair[0]))
    patterns = tuple((_whole(form), f" {plain} ") for form, plain in forms)
    return frozenset(data["dropped"]["words"]), frozenset(data["honorifics"]["words"]), patterns


def _whole(form: str) -> re.Pattern[str]:
    """The form as whole words; scripts that write no spaces have no such border."""
    spaced = form.isascii()
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)" if spaced else re.escape(form))


def name_words(name: str) -> frozenset[str]:
    """The words of a name, without honorifics and the possessive."""
    _, honorifics, _ = _words_of_data()
    return frozenset(_WORD.findall(_POSSESSIVE.sub("", fold(name)))) - honorifics


def name_is_same(left: str, right: str) -> bool:
    """True where all words of the one stand in the other: a surname is enough."""
    a, b = name_words(left), name_words(right)
    return bool(a and b) and (a <= b or b <= a)


def shared_names(wanted: Sequence[Iterable[str]], found: Sequence[Iterable[str]]) -> int:
    """How many of the wanted people are among those found, each taken once.

    Args:
        wanted: people, each by any of several names.
        found: the same.
    """
    left = [list(names) for names in found]
    hits = 0
    for names in wanted:
        known = list(names)
        hit = next((i for i, other in enumerate(left) if any(name_is_same(a, b) for a in known for b in other)), None)
        if hit is not None:
            del left[hit]
            hits += 1
    return hits


def label_words(label: str) -> frozenset[str]:
    """The words of a role or an organisation, the usual spellings of one post or country made one."""
    dropped, _, patterns = _words_of_data()
    text = fold(label)
    for pattern, plain in patterns:
        text = pattern.sub(plain, text)
    return frozenset(_WORD.findall(text)) - dropped


def label_is_same(left: str | None, right: str | None) -> bool:
    """True where two roles, or two organisations, have more than half of their words in common."""
    return _dice(label_words(left or ""), label_words(right or "")) > LABEL_OVERLAP


def places_overlap(left: str, right: str) -> bool:
    """True where two descriptions of a place have enough words in common."""
    return _dice(name_words(left), name_words(right)) >= PLACE_OVERLAP


def dates_agree(left: str | None, right: str | None) -> bool:
    """True where both say the same, to the same precision, or both say nothing."""
    return (left or None) == (right or None)


def dates_nest(left: str | None, right: str | None) -> bool:
    """True where one is the other told less precisely: `2024-02` and `2024-02-29`."""
    return bool(left and right) and (str(left).startswith(str(right)) or str(right).startswith(str(left)))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
