"""Records as JSON that is safe to print."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["record_line", "record_page"]

# JSON escapes only U+0000 to U+001F by itself. Some readers take U+0085, U+2028 or U+2029 for the end of a line; a
# terminal obeys DEL, the second control block and the marks that turn the direction of writing; a lone surrogate has
# no UTF-8. As escapes they mean the same to a parser and nothing to the others.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def record_line(record: Mapping[str, Any]) -> str:
    """The record as JSON in one line, without its end.

    Raises:
        ValueError: a number is not finite.
    """
    return _escaped(json.dumps(record, ensure_ascii=False, allow_nan=False))


def record_page(record: Mapping[str, Any]) -> str:
    """The record as JSON with a line a value, for people who read it and review its changes; the last line ends too.

    Raises:
        ValueError: a number is not finite.
    """
    return _escaped(json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
