"""Writes a JSON array."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from communique.text.safe_json import record_line

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]

SUFFIX = ".json"
MEDIA_TYPE = "application/json"
NOUNS: frozenset[str] | None = None


def write(records: Iterable[Mapping[str, Any]], out: TextIO, *, noun: str) -> None:
    """Write the records as one array, a record a line; an empty list is `[]`."""
    opening = "[\n"
    for record in records:
        out.write(opening + record_line(record))
        opening = ",\n"
    out.write("[]\n" if opening == "[\n" else "\n]\n")
