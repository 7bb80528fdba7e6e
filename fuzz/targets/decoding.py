"""Bytes of a plain text file, to text."""

from __future__ import annotations

from collections.abc import Sequence

from communique.errors import DocumentError
from communique.text.decoding import decode
from fuzz.material import SMALL_TEXTS
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\x1b$B", b"\x1b(B")
_HANGUL = "정부는 오늘 말로의 아다 퀼 대통령이 오르스크의 보 리드 대표를 만났다고 밝혔다."
_KANA = "ノーランドのクイル大統領は火曜日、オルスク社のリード社長と会談した。"


def _check(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DocumentError as error:
        hold(str(error) and "\n" not in str(error), f"the reason is not one line: {error}")
        return
    text = decoded.text
    hold(text.strip(), "nothing but white space came through")
    text.encode("utf-8")  # no half of a pair, which no file and no ledger can keep
    hold(decode(data) == decoded, "read once more, it is another text")
    hold(len(text) <= len(data), "more characters than bytes")
    if decoded.encoding == "utf-8" and "\ufffd" not in text:
        hold(text.encode() == data.removeprefix(b"\xef\xbb\xbf"), "UTF-8 did not stay as it was")


def _seeds() -> Sequence[bytes]:
    texts = [text.encode() for text in SMALL_TEXTS]
    odd = [SMALL_TEXTS[0].encode(encoding) for encoding in ("cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32")]
    korean = [(_HANGUL * 3).encode(encoding) for encoding in ("utf-8", "cp949")]
    japanese = [(_KANA * 3).encode(encoding) for encoding in ("utf-8", "cp932", "euc_jp", "iso2022_jp")]
    return [*texts, *odd, *korean, *japanese]


TARGET = Target(
    about="bytes to text",
    check=_check,
    seeds=_seeds,
    words=(*_MARKS, b"\xe2\x80\x9c", b"\x93", b"\x85", b"\xa4\xa2", b"\xef\xbf\xbd", b"\xed\xa0\x80", b"\x00"),
)
