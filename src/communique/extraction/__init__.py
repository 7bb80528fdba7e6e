"""Claims out of a text: proposers propose, one decision, one gate.

Imported one by one when first asked for: looking at a ledger needs few of them, and starts sooner without the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.extraction.document import WINDOW, extract_document, extract_documents

__all__ = [
    "WINDOW",
    "extract_document",
    "extract_documents",
]

_HOMES = {
    "WINDOW": "communique.extraction.document",
    "extract_document": "communique.extraction.document",
    "extract_documents": "communique.extraction.document",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
