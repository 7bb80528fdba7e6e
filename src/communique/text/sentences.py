"""Where sentences begin and end, by rule: fast, and the same on every machine."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from communique.model import Span
from communique.text.data import load_words
from communique.text.paragraphs import BULLET, split_paragraphs

__all__ = ["LONGEST_SENTENCE", "split_paragraphs", "split_sentences", "start_before"]

LONGEST_SENTENCE = 1500
"""A longer run without a stop is cut: parsers take time and memory by the square of it."""

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(["
# A stop with what belongs behind it; then the blank before the next sentence. Ideographic stops need no blank, nor does
# a stop that a careless page has glued to the next word ("said.The"). A row of stops is looked at from its first one on
# alone: from each of them, it would take time by the square of its length.
_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]+(?:\s?…)?)(?P<close>[{_CLOSERS}]*)(?P<gap>\s+|$)"
    rf"|(?<=[a-z]{{2}})(?P<glued>[.!?])(?P<quote>[”\"]?)(?=[A-Z][a-z]+\s)"
    rf"|(?P<wide>[。！？]+)(?:[{_CLOSERS}」』）]+(?=\s|$)|(?![{_CLOSERS}」』）]))\s*"
)
_TOKEN = re.compile(r"[\w.'’&-]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LABEL = re.compile(
    r"(?:[QA][:.]|\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?:?|[A-Z][A-Z.'’ -]{2,60}[A-Z.]:)[ \t]+(?=\S)"
)
_NO_SENTENCE_END = re.compile(r"[.。…][\"'”’»)\]]*$")
_BREATHS = ("; ", ": ", ", ", " ")


class _Words(NamedTuple):
    titles: frozenset[str]
    before_numbers: frozenset[str]
    open: frozenset[str]
    inner: frozenset[str]
    hours: frozenset[str]
    after_hours: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@cache
def _words() -> _Words:
    return _Words(**{name: frozenset(words) for name, words in load_words("sentences").items()})


def split_sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The sentences of one paragraph, in order, without the white space between them.

    A quotation of several sentences is cut inside. The mark of a list's item belongs to no sentence; a speaker's label
    (`Q:`, `THE MINISTER:`) or an hour before an entry (`18:45`) is a sentence of its own. A line without a stop at
    its end (a headline) is one sentence. No sentence is longer than `LONGEST_SENTENCE`.
    """
    start, end = paragraph.start, paragraph.end
    bullet = BULLET.match(text, start, end)
    if bullet is not None:
        start = bullet.end()
    sentences: list[Span] = []
    label = _LABEL.match(text, start, end)
    if label is not None:
        _add(sentences, text, start, label.end())
        start = label.end()
    if _is_headline(text, start, end):
        _add(sentences, text, start, end)
        return tuple(sentences)
    for match in _STOP.finditer(text, start, end):
        if match["wide"] is not None or match["glued"] is not None:
            cut = match.end()
        elif not _ends_sentence(text, match, start, end):
            continue
        else:
            cut = match.start("gap")
        _add(sentences, text, start, cut)
        start = match.end()
    _add(sentences, text, start, end)
    return tuple(sentences)


def start_before(sentences: Sequence[Span], position: int) -> int:
    """Where the sentence before the one at a position starts; the first one's start, where there is none before.

    Args:
        sentences: in the order of the text.
        position: within one of them, or behind one.
    """
    at = bisect_right(sentences, position, key=lambda sentence: sentence.start)
    return sentences[max(at - 2, 0)].start if sentences else 0


def _is_headline(text: str, start: int, end: int) -> bool:
    """A short line that does not end in a stop and has none within, question marks apart."""
    if end - start > 200 or _NO_SENTENCE_END.search(text, max(start, end - 6), end) or text[end - 1] in "!?":
        return False
    return not any(
        match["stop"] is not None and match["stop"][0] in ".…" and _ends_sentence(text, match, start, end)
        for match in _STOP.finditer(text, start, end)
    )


def _add(sentences: list[Span], text: str, start: int, end: int) -> None:
    """Append the stretch, trimmed, in pieces where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = _find_breath(text, start, start + LONGEST_SENTENCE)
        sentences.append(Span(start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        sentences.append(Span(start, end))


def _find_breath(text: str, start: int, end: int) -> int:
    for breath in _BREATHS:
        cut = text.rfind(breath, start + LONGEST_SENTENCE // 2, end)
        if cut > start:
            return cut + len(breath.rstrip())
    return end


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the sentence ends at a stop, by the word before it and the word behind it."""
    if match.end() >= end:
        return True
    words = _words()
    following = text[match.end() : match.end() + 80]
    opened = following.lstrip(_OPENERS + " ")
    first = _WORD.match(opened)
    word = first[0] if first else ""
    if not opened or not _may_open(following, opened, word):
        return False
    stop = match["stop"]
    if stop[-1] in "!?":
        return not (match["close"] and _goes_on_speaking(opened, words))
    if stop[-1] == "…" or len(stop) > 1:
        stopped = stop[0] != "…" and stop[-1] == "…"  # ". …": a stop, then words left out
        return stopped or word in words.starters or following[0] in _OPENERS or bool(match["close"])
    if match["close"]:
        return True
    before = _TOKEN.search(text, max(start, match.start() - 24), match.start())
    token = before[0] if before else ""
    sentence_start = match.start() - len(token) == start
    return _stop_is_final(token, word, opened, following, words, sentence_start=sentence_start)


def _may_open(following: str, opened: str, word: str) -> bool:
    char = opened[0]
    if char.islower():  # only a brand with its capital inside ("iPhone") opens in lower case
        return len(word) > 2 and any(map(str.isupper, word[1:3]))
    return char.isalnum() or following[0] in _OPENERS or char in "$€£¥#@*•-–—…"


def _goes_on_speaking(opened: str, words: _Words) -> bool:
    return any(word in words.speech for word in _WORD.findall(opened)[:4])


def _stop_is_final(before: str, word: str, opened: str, following: str, words: _Words, *, sentence_start: bool) -> bool:
    token = before.lstrip(".'’-&")
    if not token:
        return True
    if sentence_start and len(token) <= 2 and token.isdigit():  # "2. The minister …" within a paragraph
        return False
    if token in words.titles or token in words.inner:
        return False
    if token in words.before_numbers:
        return not opened[0].isdigit()
    if token in words.hours:
        return word not in words.after_hours and not (word.isupper() and 1 < len(word) <= 4)
    if token in words.open:
        return word in words.starters or following[0] in '"“'
    if _INITIALS.fullmatch(token) and (token[0].isupper() or "." in token):
        # "Jay Y. Lee", "U.S. President"; but "the U.S. The president"
        return word in words.starters and not (len(token) == 1 and word in ("A", "May"))
    return True
