"""The words that an annotation may use, each with its meaning."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["LANGUAGES", "MODALITIES", "STATEMENT_KINDS"]

LANGUAGES: Final = ("en", "ko", "ja")
"""Languages in which texts are annotated."""

STATEMENT_KINDS: Final = MappingProxyType(
    {
        "request": "wants another party to act",
        "offer": "would act if the other wants it",
        "promise": "binds itself to act",
        "announcement": "tells what it does, has done or has decided, or a fact about itself",
        "view": "thinks, judges or explains",
        "concern": "warns, worries or finds fault",
        "forecast": "says what will happen without binding itself to it",
        "denial": "says that it is not so, or declines",
        "praise": "thanks or compliments",
    }
)
"""What a statement does."""

MODALITIES: Final = MappingProxyType(
    {
        "direct_quote": "in quotation marks, or a part of it is",
        "reported": "in the reporter's words",
        "hedged": "reported with a doubt: reportedly, hinted, is expected",
    }
)
"""How closely the text reports it."""
