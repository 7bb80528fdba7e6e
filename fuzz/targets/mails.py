"""A mail, its header and the parts of its body."""

from __future__ import annotations

from collections.abc import Sequence

from communique.sources.pieces import Piece
from fuzz.documents import read_and_hold
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target

__all__ = ["TARGET"]

_HEADER = """Received: from mail.norland.example
From: =?utf-8?q?Hanna_Lindqvist?= <press@norland.example>, "Cy Tan" <cy@loaf.example>
Subject: Fwd: [press] =?iso-8859-1?Q?Gespr=E4che?= in Marlow
Date: Wed, 28 Feb 2024 23:30:00 -0800
Message-ID: <1@norland.example>
MIME-Version: 1.0
Content-Language: en-GB
"""
_PLAIN = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\nContent-Transfer-Encoding: 8bit\n\n"
_QUOTED = (
    "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nIt is so.=\n =E4=\n"
)
_PAGE = (
    "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGh0bWw+PHA+QWRhIFF1aWxsIG1ldCBCbyBSZWVkLjwvcD4=\n"
)
_FILE = "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename*=utf-8''a%2Fb\n\nJVBERi0="


def _check(data: bytes) -> None:
    read_and_hold(Piece(source="fuzzed", data=data, name="fuzzed.eml", media_type="message/rfc822"))


def _seeds() -> Sequence[bytes]:
    several = f"{_HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\n"
    parts = "\n--b\n".join((f"{_PLAIN}{SMALL_TEXTS[1]}", _PAGE, _FILE, f"Content-Type: message/rfc822\n\n{_HEADER}\nx"))
    texts = [f"{_HEADER}{_PLAIN}{text}\n-- \nPress office" for text in SMALL_TEXTS[:3]]
    return [
        text.encode() for text in (*texts, f"{_HEADER}{_QUOTED}", f"{_HEADER}{_PAGE}", f"{several}{parts}\n--b--\n")
    ]


TARGET = Target(
    about="mails to text",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            "From: ",
            "Subject: ",
            "Date: ",
            "Content-Type: ",
            "Content-Transfer-Encoding: ",
            "Content-Disposition: ",
            "\n\n",
        ),
        *(
            "text/plain",
            "text/html",
            "multipart/alternative",
            "multipart/digest",
            "message/rfc822",
            "message/external-body",
        ),
        *(
            "; charset=",
            "; boundary=",
            "; format=flowed",
            "; name*0*=utf-8''%",
            "base64",
            "quoted-printable",
            "x-uuencode",
        ),
        *(
            "=?utf-8?b?",
            "=?utf-7?q?",
            "=?=?=",
            "?=",
            "=\n",
            "=00",
            "--b",
            "--b--",
            "> ",
            "-- \n",
            "\r\n",
            "\r",
            b"\xff",
            "\0",
        ),
        *(
            "Thu, 31 Dec 0000 25:61:00 +9999",
            "begin 644 a",
            "idna",
            "undefined",
            "Content-Language: en, de",
            "<@>",
            '"\\',
        ),
    ),
    seconds=2.0,
    tries=200,
)
