"""From bytes to text: byte-order marks, Unicode, then the older encodings of the newsrooms."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from communique.errors import DocumentError

__all__ = ["Decoded", "decode"]

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The detector's names for families of which Python's decoder of the widest member reads all.
_WIDEST = {
    "uhc": "cp949",
    "euc-kr": "cp949",
    "cp949": "cp949",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "ascii": "cp1252",
}
_DOUBLE_BYTE = ("cp949", "cp932", "euc_jp", "gb18030", "big5")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ufdd0-\ufdef]")
_VISIBLE = re.compile(r"[^\s\u200b\ufeff\x1a]")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_COMMON = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf"
    "\u3000-\u30ff\u3131-\u318e\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]"
)
_CP1252_HOLES = b"\x81\x8d\x8f\x90\x9d"

# Strict EUC-KR spells rare syllables letter by letter behind this mark, which its superset cp949 leaves as it is.
_HANGUL_FILLER = "\u3164"

# Text may hold a stray control character (a form feed, a pasted field mark), noise is full of them:
# evenly spread bytes give 11 % controls, text hardly ever 0.1 %.
_MOST_CONTROLS = 0.01
# A clipped last character or a stray byte is no reason to lose a document; a page of them is another encoding.
_MOST_UNDECODABLE = 0.01
# The share of characters from the blocks that living languages here use: random pairs of bytes land in them in 55 % of
# cases, real text in nearly all.
_LEAST_LIKENESS = 0.95
# What the detector needs to see; its answer does not change with more.
_SAMPLE = 200_000
_UNREADABLE = "not text: the bytes are in no encoding that can be told (UTF-8, UTF-16, cp1252, EUC-KR, Shift-JIS …)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text, unchanged but for a byte-order mark dropped from its front, and how its bytes were read."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Read the bytes of a plain text file.

    Newlines and everything else stay as they are.

    Raises:
        DocumentError: the file is empty, holds white space only, or is no text in any encoding we can tell.
    """
    if not data:
        raise DocumentError("empty: the file has 0 bytes")
    decoded = _decode_marked(data) or _decode_unmarked(data)
    if _VISIBLE.search(decoded.text) is None:
        raise DocumentError(f"empty: nothing but white space in {len(data):,} bytes")
    controls = sum(1 for _ in _CONTROLS.finditer(decoded.text))
    if controls > max(2, _MOST_CONTROLS * len(decoded.text)):
        raise DocumentError(f"not text: {controls:,} control characters among {len(decoded.text):,}")
    return decoded


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _tolerantly(data[len(mark) :], encoding)
            if text is None:
                raise DocumentError(f"not text: marked as {encoding.upper()} at the front, but most of it is not")
            return Decoded(text=text, encoding=encoding)
    return None


def _decode_unmarked(data: bytes) -> Decoded:
    controls = len(data) - len(data.translate(None, bytes([*range(9), *range(14, 32)])))
    if controls > max(2, _MOST_CONTROLS * len(data)):
        # Only UTF-16, or ISO-2022 with its escapes, fills text with such bytes.
        decoded = _decode_japanese_mail(data) or _decode_utf16(data)
        if decoded is not None:
            return decoded
        raise DocumentError(f"not text: {controls:,} control bytes among {len(data):,}")
    try:
        decoded = Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    return _decode_japanese_mail(data) or decoded


def _decode_japanese_mail(data: bytes) -> Decoded | None:
    if b"\x1b$" not in data:
        return None
    try:
        return Decoded(text=data.decode("iso2022_jp"), encoding="iso2022_jp")
    except UnicodeDecodeError:
        return None


def _decode_utf16(data: bytes) -> Decoded | None:
    """UTF-16 that has lost its mark: the byte order that gives the commoner letters, if either does."""
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _tolerantly(data, encoding)
        if text is None:
            continue
        likeness = _likeness(text)
        if best is None or likeness > best[0]:
            best = (likeness, text, encoding)
    if best is None or best[0] < _LEAST_LIKENESS or not _has_pauses(best[1]):
        return None
    return Decoded(text=best[1], encoding=best[2])


def _decode_legacy(data: bytes) -> Decoded:
    damaged = data.decode("utf-8", "replace")
    losses = damaged.count("\ufffd")
    sound = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", damaged))
    if sound >= 20 * losses:  # UTF-8 with a clipped end or a stray byte: other encodings do not look like it
        return Decoded(text=damaged, encoding="utf-8")
    for encoding in _guess_encodings(data):
        text = _tolerantly(data, encoding)
        if text is not None and encoding == "cp949" and _HANGUL_FILLER in text and _decodes(data, "euc_kr"):
            text, encoding = data.decode("euc_kr"), "euc_kr"
        if text is not None and _likeness(text) >= _LEAST_LIKENESS:
            return Decoded(text=text, encoding=encoding)
    raise DocumentError(_UNREADABLE)


def _has_pauses(text: str) -> bool:
    """True where blanks, line ends or commas part the words; pairs of bytes from tables have none."""
    sample = text[:_SAMPLE]
    return sum(map(sample.count, " \n\u3000\u3001\u3002")) >= len(sample) // 100


def _likeness(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(1 for _ in _COMMON.finditer(sample)) / max(1, len(sample))


def _guess_encodings(data: bytes) -> list[str]:
    """Encodings to try, the likeliest first."""
    runs = _HIGH_BYTES.findall(data)
    high = sum(map(len, runs))
    holes = len(data) - len(data.translate(None, _CP1252_HOLES))
    # Quotes, dashes and accents stand alone among ASCII; the bytes of Hangul, kana and kanji come in long runs.
    alone = sum(1 for run in runs if len(run) == 1)
    if not holes and high < 0.12 * len(data) and alone >= 0.8 * len(runs):
        return ["cp1252"]
    import cchardet  # deferred: only files that are not Unicode need it

    detected = cchardet.detect(data[:_SAMPLE])
    named = str(detected.get("encoding") or "").lower()
    guesses = []
    if named and named not in ("utf-8", "utf-16", "utf-32", "ascii"):
        guesses.append(_WIDEST.get(named, named))
    if high >= 0.3 * len(data):
        guesses += [encoding for encoding in _DOUBLE_BYTE if encoding not in guesses and _decodes(data, encoding)]
    elif not holes and "cp1252" not in guesses:
        guesses.append("cp1252")
    return [encoding for encoding in guesses if _is_known(encoding)]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _tolerantly(data: bytes, encoding: str) -> str | None:
    """The text, with a few stray bytes replaced at most; None where more would be lost."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, _MOST_UNDECODABLE * len(text)) else None
