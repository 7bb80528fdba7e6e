"""Plain text, and Markdown, whose marks are read as the furniture that they are."""

from __future__ import annotations

from typing import Final

from communique.sources.blocks import Extracted
from communique.sources.limits import Limits
from communique.sources.pages.charset import decode_as
from communique.sources.pieces import Piece
from communique.text.decoding import decode

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown"})
MEDIA_TYPES: Final = frozenset({"text/plain", "text/markdown"})
MEANS: Final = "plain text"


def is_certain(head: bytes) -> bool:
    """Never: any text may be one of another form."""
    return False


def is_likely(head: bytes) -> bool:
    """Never: it is what remains where nothing else fits."""
    return False


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The text, decoded and otherwise unchanged.

    Raises:
        DocumentError: it is empty, or no text in any encoding that can be told.
    """
    declared = decode_as(data, piece.charset)
    decoded = decode(data) if declared is None else declared
    return Extracted(text=decoded.text, encoding=decoded.encoding)
