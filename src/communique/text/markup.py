"""Marks that word processors, content systems and wires leave in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.model import Span
from communique.text.data import load_words

__all__ = ["find_markup"]

# Bounded everywhere: a lone "<" or "[" must not make the search walk the whole text.
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>|<!--[^<>]{0,2000}-->")
_ENTITY = re.compile(r"&(?:nbsp|quot|amp|lt|gt|apos|[lr][sd]quo|[nm]dash|hellip|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
_MARKDOWN = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+"  # the mark of a heading
    r"|!\[[^\]\n]{0,200}\]\([^()\s]{1,500}\)"  # a picture
    r"|(?<=\])\([a-z]{2,6}:[^()\s]{1,500}\)"  # the address behind a link's words
    r"|(?<!\*)\*\*(?=\S)|(?<=\S)\*\*(?!\*)|(?<!_)__(?=\w)|(?<=\w)__(?!_)",
    re.MULTILINE,
)
# The hints in a text that one of the above may be found.
_TRACES = ("[", "<", "&", "**", "__", "#", "{", "/.")


def find_markup(text: str) -> Iterator[Span]:
    """Where stray marks stand in a cleaned text, in no order."""
    if any(trace in text for trace in _TRACES):
        for pattern in (_fields(), _TAG, _ENTITY, _MARKDOWN):
            for match in pattern.finditer(text):
                yield Span(match.start(), match.end())
    yield from _find_ends(text)


@cache
def _fields() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_words("furniture")["markup"]["fields"]))
    inside = rf"/?(?:{names})\b(?:[ \t]*[:=|_#-][^\[\]{{}}\n]{{0,200}}|(?:[ \t]+[\w-]+=[^\[\]\n]{{0,200}})?)"
    return re.compile(rf"\[{inside}\]|\{{\{{?{inside}\}}?\}}", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    ends = sorted(load_words("furniture")["markup"]["ends"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ends))})\s*$", re.IGNORECASE)


def _find_ends(text: str) -> Iterator[Span]:
    """The mark behind the last word, on a line of its own or closing the last one."""
    stripped = len(text.rstrip())
    start = max(text.rfind("\n", 0, stripped) + 1, stripped - 12)
    for match in _ends().finditer(text, start, stripped):
        before = text[: match.start()].rstrip(" \t")[-1:] if match.start() else "\n"
        line = text.rfind("\n", 0, match.start()) + 1
        alone = not text[line : match.start()].strip()
        # A word at the end of a sentence is a word; a mark in brackets or slashes behind a stop is a mark.
        if alone or (before in (".", '"', "!", "?") and not match[0][0].isalnum()):
            yield Span(match.start(), match.start() + len(match[0].rstrip()))
            return
