"""Reading who said what in texts about invented people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.extraction import extract_document
from communique.model import Extraction, StatementClaim
from communique.text.documents import frame

Said = Callable[[str], tuple[StatementClaim, ...]]


@pytest.fixture(scope="session")
def extracted() -> Callable[[str], Extraction]:
    """All that is found in a text."""

    def read(text: str) -> Extraction:
        document = frame(text, source="said.txt", encoding="utf-8", language="en")
        return extract_document(document, captured=date(2026, 1, 1))

    return read


@pytest.fixture(scope="session")
def said(extracted: Callable[[str], Extraction]) -> Said:
    """The statements of a text."""
    return lambda text: extracted(text).statements
