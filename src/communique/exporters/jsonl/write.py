"""Writes JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from communique.text.safe_json import record_line

__all__ = ["MEDIA_TYPE", "NOUNS", "SUFFIX", "write"]

SUFFIX = ".jsonl"
MEDIA_TYPE = "application/x-ndjson"
NOUNS: frozenset[str] | None = None


def write(records: Iterable[Mapping[str, Any]], out: TextIO, *, noun: str) -> None:
    """Write one object a line, each line as soon as its record is there."""
    for record in records:
        out.write(record_line(record) + "\n")
        out.flush()
