"""What a text is about, by the words of the topic list.

The list (`languages/en/topics.toml`) has fifty labels of the dialogue between governments, and between
governments and companies, each with its meaning and the words that point to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from communique.text.data import load_words

__all__ = ["label_topics", "topics"]

_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
# What may stand between two words of one phrase: "data centre", "data-centre", a line's end.
_GAP = re.compile(r"[ \u00a0]|[-‐‑/]|[ \u00a0]?\r?\n[ \u00a0]*")

_Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    data = _file()
    return MappingProxyType({label: row for label, row in data.items() if isinstance(row, dict)})


@cache
def _file() -> dict[str, object]:
    return load_words("topics", package="communique.languages.en")


def topics() -> Mapping[str, str]:
    """Every label of the topic list with its meaning, in the order of the list."""
    return MappingProxyType({label: str(row["meaning"]) for label, row in _data().items()})


def label_topics(phrases_or_text: str | Iterable[str]) -> tuple[str, ...]:
    """The topics that a text, or several phrases, speak of: labels in the order in which their first words stand.

    Words count whole and in any number ("chips", "mining" for "mine"), the longest phrase first: "trade war" speaks of
    tariffs, "social security" of nothing in this list. The same text always gives the same labels.
    """
    text = phrases_or_text if isinstance(phrases_or_text, str) else " ; ".join(phrases_or_text)
    found: dict[str, None] = {}
    for label in _labels(text):
        found.setdefault(label)
    return tuple(found)


def _labels(text: str) -> Iterator[str]:
    phrases, longest = _phrases()
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    keys = [_key(word) for _, _, word in words]
    at = 0
    while at < len(words):
        options = phrases.get(keys[at])
        step = 1
        if options is not None:
            run = _run(text, words, at, longest)
            here = tuple(keys[at : at + run])
            for phrase, labels in options:
                if here[: len(phrase)] == phrase:
                    yield from labels
                    step = len(phrase)
                    break
        at += step


def _run(text: str, words: list[tuple[int, int, str]], at: int, longest: int) -> int:
    """How many words from here on stand side by side, as the words of one phrase do."""
    count = 1
    while count < longest and at + count < len(words):
        gap = text[words[at + count - 1][1] : words[at + count][0]]
        if len(gap) > 4 or _GAP.fullmatch(gap) is None:
            break
        count += 1
    return count


@cache
def _phrases() -> tuple[_Phrases, int]:
    """Phrases by their first word, longest first, each with its labels (none for what is expressly no topic)."""
    labels: dict[tuple[str, ...], list[str]] = {}
    for label, row in _data().items():
        for kind in ("words", "not"):
            for entry in _strings(row.get(kind, [])):
                phrase = tuple(_key(m.group()) for m in _WORD.finditer(entry))
                pointed = labels.setdefault(phrase, [])
                if kind == "words" and label not in pointed:
                    pointed.append(label)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, pointed in labels.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(pointed)))
    ordered = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}
    return MappingProxyType(ordered), max(len(phrase) for phrase in labels)


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


@cache
def _unchanging() -> frozenset[str]:
    return frozenset(_strings(_file()["unchanging"]))


def _key(word: str) -> str:
    """The word as it is compared: one form for singular, plural and -ing; abbreviations in capitals stay."""
    word = word.removesuffix("'s").removesuffix("’s")
    if 1 < len(word) < 6 and (word.isupper() or (word[:-1].isupper() and word[-1] == "s" and len(word) > 2)):
        return word.removesuffix("s")
    small = word.casefold()
    if small in _unchanging() or len(small) < 4:
        return small
    if small.endswith("ies") and len(small) > 4:
        small = small[:-3] + "y"
    elif small.endswith(("sses", "shes", "ches", "xes")):
        small = small[:-2]
    elif small.endswith("s") and not small.endswith(("ss", "us", "is")):
        small = small[:-1]
    if small.endswith("ing") and len(small) > 5:
        small = small[:-3]
        if len(small) > 2 and small[-1] == small[-2] and small[-1] not in "lsz":
            small = small[:-1]
    return small[:-1] if small.endswith("e") and len(small) > 3 else small
