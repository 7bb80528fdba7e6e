"""The text of bytes whose encoding is declared, in a header or in the page itself, where the declaration holds."""

from __future__ import annotations

import codecs
import re
from typing import Final

from communique.errors import DocumentError
from communique.text.decoding import Decoded, decode

__all__ = ["decode_as", "decode_page"]

_FRONT: Final = 4_096  # bytes in which a page declares its encoding, four times what browsers look at
_DECLARED: Final = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What browsers read under these names, by the WHATWG's encoding standard: the wider sets that people really write.
_AS_BROWSERS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# They can hide what a text says, and no newspaper writes them.
_NEVER: Final = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape"})
_MOST_LOST: Final = 0.01  # of the characters; more, and the declaration is wrong


def decode_page(data: bytes, charset: str | None) -> Decoded:
    """The text of a page: by its byte-order mark, as declared from outside, as it declares itself, as found out.

    Raises:
        DocumentError: it is empty, or no text in any encoding that can be told.
    """
    front = data[:_FRONT]
    if not data.startswith(_MARKS):
        within = _XML.search(front) or _DECLARED.search(front)
        for declared in (charset, within[1].decode("ascii") if within is not None else None):
            decoded = decode_as(data, declared)
            if decoded is not None:
                return decoded
    return decode(data)


def decode_as(data: bytes, charset: str | None) -> Decoded | None:
    """The text in a declared encoding; None where none was declared, it is not known, or it does not fit the bytes."""
    if charset is None or not data.strip():
        return None
    try:
        codec = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding or codec.name in _NEVER:
        return None
    name = _AS_BROWSERS.get(codec.name, codec.name)
    if name.startswith("utf-16") and data[:200].count(b"\0") < 10 and data[:200].isascii():
        return None  # a page that could be read far enough to see the declaration is not what it declares
    try:
        text = data.decode(name, "replace")
    except (UnicodeDecodeError, DocumentError, ValueError):
        return None
    lost = text.count("\ufffd")
    # A declaration of UTF-8 that loses a little is right about a damaged page; one of another encoding may be a habit.
    if lost > max(1, _MOST_LOST * len(text)) or "\0" in text:
        return None
    if name == "cp1252" and _is_utf8(data):
        return None
    return Decoded(text=text.removeprefix("\ufeff"), encoding=name)


def _is_utf8(data: bytes) -> bool:
    """True for bytes that are UTF-8 and more than ASCII: that does not happen by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
