"""Lines of marked-up words, printed with colours on a terminal and with plain marks elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TextIO

from communique.cli.printable import printable

__all__ = [
    "STYLES",
    "Line",
    "Piece",
    "evidence",
    "faint",
    "heading",
    "is_terminal",
    "plain",
    "print_lines",
    "strong",
    "styled",
]


class Piece(NamedTuple):
    """Words and how they are marked."""

    text: str
    mark: str = ""


Line = Sequence[Piece]

STYLES: Final = {
    "": "",
    "heading": "bold",
    "strong": "bold",
    "faint": "dim",
    "evidence": "bold reverse",
    "held": "green",
    "planned": "cyan",
    "possible": "yellow",
    "denied": "red",
    "cancelled": "magenta",
    "postponed": "magenta",
    "wrong": "red",
    "open": "yellow",
    "answered": "cyan",
    "kept": "green",
    "broken": "red",
    "overdue": "red",
    "withdrawn": "magenta",
}


def plain(text: str) -> Piece:
    """Words as they are."""
    return Piece(text)


def strong(text: str) -> Piece:
    """Words that matter."""
    return Piece(text, "strong")


def faint(text: str) -> Piece:
    """Words in the background."""
    return Piece(text, "faint")


def heading(text: str) -> Piece:
    """Words over a part of the page."""
    return Piece(text, "heading")


def evidence(text: str) -> Piece:
    """Words of a source that bear a fact out: reversed on a terminal, between «…» elsewhere."""
    return Piece(text, "evidence")


def styled(text: str, mark: str) -> Piece:
    """Words marked by a word of a vocabulary, such as a status; an unknown word marks nothing."""
    return Piece(text, mark if mark in STYLES else "")


def is_terminal(stream: TextIO) -> bool:
    """True where somebody is looking who can see bold and reversed words."""
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"


def print_lines(lines: Iterable[Line], out: TextIO) -> None:
    """Print a page: wrapped and coloured on a terminal, else one line a line with nothing cut."""
    if is_terminal(out):
        _print_styled(lines, out)
    else:
        for line in lines:
            out.write("".join(_plain(piece) for piece in line).rstrip() + "\n")


def _one_line(text: str) -> str:
    # A value that its text breaks over two lines stays on one; spaces stay as they are, since they align.
    return printable(text).replace("\n", " ")


def _plain(piece: Piece) -> str:
    text = _one_line(piece.text)
    return f"«{text}»" if piece.mark == "evidence" else text


def _print_styled(lines: Iterable[Line], out: TextIO) -> None:
    # Deferred: rich takes longer to import than most commands take to run, and only a terminal needs it.
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=False)
    for line in lines:
        text = Text.assemble(*((_one_line(piece.text), STYLES[piece.mark]) for piece in line))
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        # What wraps stays under its beginning.
        console.print(
            Padding(text[indent:], (0, 0, 0, indent), expand=False) if indent and text.plain.strip() else text
        )
