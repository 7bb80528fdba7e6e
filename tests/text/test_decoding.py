from __future__ import annotations

import random

import pytest

from communique.errors import DocumentError
from communique.text.decoding import decode

ENGLISH = "“It’s a café deal,” said Mr Ångström – £5m for Zoë’s firm. " * 3
KOREAN = "박서준 산업부 장관은 14일 오후 세종청사에서 한빛전자 이도현 대표를 만나 반도체 투자 계획을 논의했다."
JAPANESE = "山田太郎経済相は１４日午後、東京都内のホテルで資源会社の社長と会談し、供給について話し合った。"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32-le"),
        (ENGLISH, "cp1252", "cp1252"),
        (KOREAN, "euc-kr", "cp949"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16", "utf-16-le"),
        (JAPANESE, "shift-jis", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso2022_jp"),
        (JAPANESE, "utf-16-be", "utf-16-be"),
    ],
)
def test_decode_reads_what_newsrooms_write(text: str, written: str, found: str) -> None:
    decoded = decode(text.encode(written))
    assert decoded.text == text
    assert decoded.encoding == found


def test_decode_changes_no_newline_and_drops_only_the_mark() -> None:
    assert decode("\ufeffone\r\ntwo\rthree\n\n four ".encode()).text == "one\r\ntwo\rthree\n\n four "


def test_decode_keeps_a_text_with_a_clipped_last_character() -> None:
    data = ("Gespräch über die Löhne für Bäcker und Müller. " * 10 + "ü").encode()[:-1]
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("Müller. \ufffd")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        "\ufeff \n".encode(),
        "\u3000\u00a0\n".encode(),
        b"\x1e",
        "\u2003\x85".encode(),
        "\n \n".encode("utf-16"),
    ],
)
def test_decode_refuses_a_file_without_text(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^empty: ") as refusal:
        decode(data)
    assert "\n" not in str(refusal.value)


def test_decode_refuses_noise() -> None:
    random.seed(7)
    for size in (64, 700, 30_000):
        with pytest.raises(DocumentError, match=r"^not text: "):
            decode(random.randbytes(size))


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 400,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4,
        b"PK\x03\x04" + b"\x00\x14\x08" * 200,
        b"abc\x00\x01\x02\x03\x04" * 50,
        "\ufeff".encode("utf-16-le") + b"\x00\xd8" * 300,  # lone surrogates behind a mark
    ],
)
def test_decode_refuses_other_kinds_of_files(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^not text: "):
        decode(data)
