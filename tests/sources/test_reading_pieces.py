"""What is promised of every document, whatever its form: words in it, and a language that is one."""

from __future__ import annotations

import json
import time

import pytest

from communique.errors import DocumentError
from communique.sources.pieces import Piece, Told
from communique.sources.reading import read_piece
from communique.sources.telling import tell_form, tell_holder

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


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- -->" + b" " * 150, b"<!--", b" ", b"[ ", b"a:\n", b"From "])
def test_what_a_file_is_takes_no_time_to_tell_however_it_begins(piece: bytes) -> None:
    head = (piece * (16_384 // len(piece)))[:16_383] + b"x"
    unknown = Piece(source="x", data=head)
    started = time.process_time()
    tell_form(head, unknown)
    tell_holder(head, unknown)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("front", ["", "<!-- a --> <!-- b -->\n", '<?xml version="1.0"?>\n<!-- by hand -->\n', "\n  "])
def test_comments_before_a_page_do_not_hide_that_it_is_one(front: str) -> None:
    page = f"{front}<!DOCTYPE html><html><body><p>Ada Quill met Bo Reed in Marlow.</p></body></html>".encode()
    assert tell_form(page, Piece(source="x", data=page)) == "html"


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable", "x-uuencode"])
@pytest.mark.parametrize("charset", ["=utf-8\0", "*=utf-8''x", "=undefined", "=idna", "=hex", "*0*=utf-8''%00"])
def test_a_mail_with_a_charset_that_is_none_is_read_or_refused(charset: str, encoding: str) -> None:
    header = f"From: a@b.example\nMessage-ID: <1@b.example>\nContent-Type: text/plain; charset{charset}\n"
    mail = (
        f"{header}Content-Transfer-Encoding: {encoding}\n\nAda Quill’s talks — with Reed — were called off.\n".encode()
    )
    try:
        text = read_piece(Piece(source="a.eml", data=mail, media_type="message/rfc822")).text
    except DocumentError:
        text = None
    assert text == "Ada Quill’s talks — with Reed — were called off." or encoding != "8bit"


def test_what_is_too_long_to_be_a_name_is_none() -> None:
    near = {"text": SHORT, "title": "t" * 2_001}
    authors = ("Cy Tan", "a" * 301, *map(str, range(200)))
    far = Told(title="Talks", authors=authors, publisher="p" * 301, address="https://loaf.example/" + "a" * 4_096)
    data = json.dumps(near).encode()
    document = read_piece(Piece(source="a.json", data=data, name="a.json", told=far))
    assert (document.title, document.publisher, document.address) == ("Talks", None, None)
    assert document.authors[:2] == ("Cy Tan", "0")
    assert len(document.authors) == 100


@pytest.mark.parametrize("where", ["link", "meta", "told"])
def test_a_page_whose_address_is_none_is_read(where: str) -> None:
    broken = "http://["
    said = {"link": f'<link rel="canonical" href="{broken}">', "meta": f'<meta property="og:url" content="{broken}">'}
    page = f"<html><head>{said.get(where, '')}</head><body><p>Ada Quill met Bo Reed in Marlow today.</p></body></html>"
    told = Told(address=broken) if where == "told" else Told()
    assert (
        "Ada Quill met Bo Reed" in read_piece(Piece(source="a.html", data=page.encode(), name="a.html", told=told)).text
    )
