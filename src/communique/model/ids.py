"""Ids by content: what says the same has the same id, on every machine and in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

__all__ = ["content_id"]


def content_id(prefix: str, *parts: str | Iterable[str]) -> str:
    """An id such as `doc_3f0c…`: the prefix and 20 hex digits of a BLAKE2b hash over the parts.

    Each part is hashed with its length before it, so that `("ab", "c")` and `("a", "bc")` differ.
    """
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        for piece in (part,) if isinstance(part, str) else tuple(part):
            data = piece.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return f"{prefix}_{digest.hexdigest()}"
