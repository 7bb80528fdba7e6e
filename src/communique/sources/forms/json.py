"""A JSON object that is one article: of a known format, by a mapping, or with our own names for its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from communique.errors import DocumentError
from communique.sources.articles import OWN_NAMES, mapped_article
from communique.sources.blocks import Extracted, one_line
from communique.sources.limits import Limits
from communique.sources.news_json import FORMATS, read_known
from communique.sources.pieces import Piece
from communique.text.decoding import decode

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".json"})
MEDIA_TYPES: Final = frozenset({"application/json", "application/ld+json", "application/ninjs+json"})
MEANS: Final = "JSON"

_OPENING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,500}(?:\[\s{0,500})?\{\s{0,500}\"")
_NAMED: Final = 12  # keys that an error names


def is_certain(head: bytes) -> bool:
    """Never: a text may begin with a brace."""
    return False


def is_likely(head: bytes) -> bool:
    """True for the beginning of an object, or of a list of them."""
    return _OPENING.match(head) is not None


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The article of an object.

    Raises:
        DocumentError: it is no JSON object, or nothing says where its text stands.
    """
    decoded = decode(data)
    try:
        record = msgspec.json.decode(decoded.text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"no JSON: {error}") from error
    except RecursionError as error:
        raise DocumentError("no JSON that can be read: too many lists and objects within each other") from error
    if not isinstance(record, dict):
        raise DocumentError(f"no article: a JSON {type(record).__name__}, where an object is expected")
    if piece.mapping is not None:
        article = mapped_article(piece.mapping, lambda name: _pick(record, name))
    else:
        found = read_known(record)
        if found is None and not isinstance(record.get("text"), str):
            there = ", ".join(repr(key[:40]) for key in list(record)[:_NAMED])
            raise DocumentError(
                f"no article in a known format ({', '.join(FORMATS)}); there are {there or 'no fields'}; "
                "a mapping says where its fields stand"
            )
        article = found or mapped_article(OWN_NAMES, record.get)
    if not one_line(article.text):
        raise DocumentError("no text in this record")
    return Extracted(text=_writable(article.text), encoding=decoded.encoding, told=article.told)


def _pick(record: Mapping[str, Any], name: str) -> Any:
    """What stands under a key, or under a way of keys with dots between them; None where nothing does."""
    if name in record:
        return record[name]
    found: Any = record
    for key in name.split("."):
        if isinstance(found, list):  # the first of several: the main body, the first source
            found = found[0] if found else None
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return found


def _writable(text: str) -> str:
    """The text without halves of characters, which JSON can escape and no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text
