"""Reading whole texts about invented people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.extraction import extract_document
from communique.model import MeetingClaim
from communique.text.documents import frame

Tell = Callable[[str], tuple[MeetingClaim, ...]]


@pytest.fixture(scope="session")
def tell() -> Tell:
    """The meetings that a text tells of; the text may begin with a date header."""

    def read(text: str) -> tuple[MeetingClaim, ...]:
        document = frame(text, source="told.txt", encoding="utf-8", language="en")
        return extract_document(document, captured=date(2026, 1, 1)).meetings

    return read
