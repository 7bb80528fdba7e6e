"""Writes a JSON array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]

SUFFIX = ".json"
MEDIA_TYPE = "application/json"
NOUNS: frozenset[str] | None = None

# JSON escapes only U+0000 to U+001F by itself. A terminal also obeys DEL, the second control block and the marks that
# turn the direction of writing, and a lone surrogate has no UTF-8: written as escapes, they mean the same to a parser
# and nothing to a terminal.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(records: Iterable[Mapping[str, Any]], out: TextIO, *, noun: str) -> None:
    """Write the records as one array, a record a line; an empty list is `[]`."""
    opening = "[\n"
    for record in records:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        out.write(opening + _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line))
        opening = ",\n"
    out.write("[]\n" if opening == "[\n" else "\n]\n")
