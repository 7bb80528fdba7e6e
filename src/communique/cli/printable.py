"""Text from outside, made safe to show: a document must not be able to drive the reader's terminal."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["folded", "one_line", "printable"]


def _stand_ins() -> dict[int, str]:
    # One character for one, so that places in the text stay where they are. The first block has pictures of its own
    # (␛ for ESC); the rest become the replacement character: the second control block, the marks that turn the
    # direction of writing (they can hide what a line says), and lone surrogates (they have no UTF-8).
    stand_ins = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    stand_ins[0x7F] = "\N{SYMBOL FOR DELETE}"
    unsafe = [
        *range(0x80, 0xA0),
        0x2028,
        0x2029,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ]
    return stand_ins | dict.fromkeys(unsafe, "\N{REPLACEMENT CHARACTER}")


_STAND_INS: Final = _stand_ins()
_SPACES: Final = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text with every character that a terminal would obey replaced by one that it shows.

    Line feeds and tabs stay; a carriage return before a line feed becomes a space.
    """
    # Most text has nothing to replace, and finding that out is much quicker than replacing.
    return text if text.isprintable() else text.replace("\r\n", " \n").translate(_STAND_INS)


def one_line(text: str) -> str:
    """The text printable and on one line, white space folded."""
    return folded(text).strip()


def folded(text: str) -> str:
    """The text printable, each stretch of white space one space."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", printable(_SPACES.sub(" ", text)))
