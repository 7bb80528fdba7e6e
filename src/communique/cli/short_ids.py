"""Ids as a table has room for them."""

from __future__ import annotations

from typing import Final

__all__ = ["short_id"]

_DIGITS: Final = 8  # one chance in four thousand million that two given things share them


def short_id(full: str) -> str:
    """The kind and the first digits, which the commands take for the whole: `mtg_3f0c9a1b`."""
    kind, _, digits = full.rpartition("_")
    return f"{kind}_{digits[:_DIGITS]}"
