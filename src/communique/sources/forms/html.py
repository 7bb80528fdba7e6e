"""Web pages: the article, without what stands around it."""

from __future__ import annotations

import re
from typing import Final

from communique.sources.blocks import Extracted
from communique.sources.limits import Limits
from communique.sources.pages.article import read_article
from communique.sources.pages.charset import decode_page
from communique.sources.pieces import Piece

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht.html"})
MEDIA_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
MEANS: Final = "a web page"

# No way back into a comment or a row of blanks: with one, comments in a row take time by the fourth power of their
# number.
_OPENING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,500}+(?:<\?xml[^>]{0,300}+>\s{0,200}+)?(?:(?><!--.{0,2000}?-->)\s{0,200}+){0,4}+"
    rb"<(?:!doctype\s{1,20}html|html[\s>]|head[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_LIKELY: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,500}<(?:body|div|p|article|section|main|table|h1)[\s>]", re.IGNORECASE
)


def is_certain(head: bytes) -> bool:
    """True for what declares itself a page."""
    return _OPENING.match(_narrowed(head)) is not None


def is_likely(head: bytes) -> bool:
    """True for what begins with an element of a page."""
    return _LIKELY.match(_narrowed(head)) is not None


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The article of a page, and what the page says of it.

    Raises:
        DocumentError: there is no text on it, it is no text at all, or it has too many elements.
    """
    decoded = decode_page(data, piece.charset)
    text, told = read_article(decoded.text, address=piece.told.address, limits=limits)
    return Extracted(text=text, encoding=decoded.encoding, told=told)


def _narrowed(head: bytes) -> bytes:
    """UTF-16 as ASCII, as far as the front of a page goes."""
    return head[2:].replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
