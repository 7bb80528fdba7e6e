"""What is promised of every document, whatever its form: words in it, and a language that is one."""

from __future__ import annotations

import json

import pytest

from communique.errors import DocumentError
from communique.sources.pieces import Piece, Told
from communique.sources.reading import read_piece

SHORT = "Ada Quill"  # too short for its language to be found


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("en", "en"),
        ("en_GB", "en-GB"),
        ("de, en", "de"),
        (" fr; q=0.5", "fr"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("e", None),
        ("english please", None),
        ("en\nX", "en"),
        ("-", None),
        ("e" * 10_000, None),
        ("", None),
    ],
)
def test_a_language_that_is_told_is_a_code_or_nothing(told: str, code: str | None) -> None:
    text = Piece(source="a.txt", data=SHORT.encode(), told=Told(language=told))
    record = Piece(source="a.json", data=json.dumps({"text": SHORT, "language": told}).encode(), name="a.json")
    assert [read_piece(piece).language for piece in (text, record)] == [code, code]


@pytest.mark.parametrize("body", [b"\0", b"\x01\x02 \x7f", b"\xef\xbf\xbe"])
def test_a_mail_of_nothing_that_is_shown_is_refused(body: bytes) -> None:
    mail = b"From: a@b.example\nMessage-ID: <1@b.example>\nDate: Wed, 28 Feb 2024 23:30:00 -0800\n\n" + body
    with pytest.raises(DocumentError, match=r"^a\.eml: .*(no text|not text|empty)"):
        read_piece(Piece(source="a.eml", data=mail, media_type="message/rfc822"))
