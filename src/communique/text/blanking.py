"""Stretches of a text put out of sight, everything else left in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.model import Span

__all__ = ["blank_out", "trim"]

_INK = re.compile(r"\S")


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """The text with each character of these stretches replaced by a space; newlines stay."""
    pieces: list[str] = []
    position = 0
    for span in sorted(spans):
        if span.end <= position:
            continue
        start = max(span.start, position)
        pieces.append(text[position:start])
        pieces.append("\n".join(" " * len(line) for line in text[start : span.end].split("\n")))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


def trim(text: str, span: Span) -> Span | None:
    """The stretch without the white space at its ends; None where there is nothing else."""
    first = _INK.search(text, span.start, span.end)
    if first is None:
        return None
    return Span(first.start(), first.start() + len(text[first.start() : span.end].rstrip()))
