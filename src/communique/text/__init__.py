"""Text before it is understood: decoding, cleaning, the frame around the story, paragraphs and sentences.

Imported one by one when first asked for: looking at a ledger needs none of them, and starts sooner without.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.text.cleaning import clean
    from communique.text.decoding import Decoded, decode
    from communique.text.documents import body, frame
    from communique.text.furniture import find_furniture
    from communique.text.sentences import split_paragraphs, split_sentences

__all__ = ["Decoded", "body", "clean", "decode", "find_furniture", "frame", "split_paragraphs", "split_sentences"]

_HOMES = {
    "Decoded": "communique.text.decoding",
    "body": "communique.text.documents",
    "clean": "communique.text.cleaning",
    "decode": "communique.text.decoding",
    "find_furniture": "communique.text.furniture",
    "frame": "communique.text.documents",
    "split_paragraphs": "communique.text.sentences",
    "split_sentences": "communique.text.sentences",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
