"""Writes JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]

SUFFIX = ".jsonl"
MEDIA_TYPE = "application/x-ndjson"
NOUNS: frozenset[str] | None = None

# JSON escapes only U+0000 to U+001F by itself. Some readers take U+0085, U+2028 or U+2029 for the end of a line; a
# terminal obeys DEL, the second control block and the marks that turn the direction of writing; a lone surrogate has
# no UTF-8. As escapes they mean the same to a parser and nothing to the others.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(records: Iterable[Mapping[str, Any]], out: TextIO, *, noun: str) -> None:
    """Write one object a line, each line as soon as its record is there."""
    for record in records:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        out.write(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")
        out.flush()
