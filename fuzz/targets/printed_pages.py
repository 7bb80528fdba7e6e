"""Words anywhere on printed pages, as a PDF may put them, to paragraphs. The PDF library is fuzzed by its makers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.sources.layout.furniture import without_running_heads
from communique.sources.layout.lines import HYPHEN, Line, Word, group_words, read_columns
from communique.sources.layout.paragraphs import set_paragraphs
from fuzz.target import Target, hold

__all__ = ["TARGET"]

_BYTES = 5  # of a word: what it is, where it begins, its width and how tall it is
_TEXTS = (
    *(
        "Ada",
        "Quill",
        "met",
        "Bo",
        "Reed.",
        "They",
        "agreed.",
        "inter",
        "national",
        "talks",
        "Page",
        "1",
        "2",
        "•",
        "1.",
    ),
    *(f"Mar{HYPHEN}", HYPHEN, f"-{HYPHEN}", "“So", "THE", "LOAF", "www.loaf.example/" + "a" * 60, "가", "\u0301", "—"),
)
_TURN = 255  # for a word that is none: the next page
_ODD = (0.0, -5_000.0, 1e30, float("inf"), float("nan"))


def _check(data: bytes) -> None:
    pages = _pages(data)
    lines = [group_words(page) for page in pages]
    paragraphs = _read(lines)
    hold(paragraphs == _read(lines), "read once more, other paragraphs")
    hold(all(HYPHEN not in paragraph for paragraph in paragraphs), "a sign that is none of the text's was left")
    put, found = _letters(word.text for page in pages for word in page), _letters(paragraphs)
    hold(not found - put, f"letters that stand on no page: {found - put}")
    kept = _letters(line.text for page in without_running_heads(lines) for line in page)
    hold(found == kept, f"letters lost on the way: {kept - found}")


def _read(lines: Sequence[Sequence[Line]]) -> list[str]:
    return set_paragraphs([column for page in without_running_heads(lines) for column in read_columns(page)])


def _letters(texts: object) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isalnum())  # type: ignore[attr-defined]


def _pages(data: bytes) -> list[list[Word]]:
    pages: list[list[Word]] = [[]]
    for at in range(0, len(data) - _BYTES + 1, _BYTES):
        what, across, up, wide, tall = data[at : at + _BYTES]
        if what == _TURN:
            pages.append([])
            continue
        left, bottom = across * 2.3, up * 3.3
        if tall > 250:  # boxes that lie nowhere, as broken files have them
            left = _ODD[tall - 251]
        right, top = left + wide, bottom + (tall % 40) / 2
        pages[-1].append(Word(left=left, right=right, bottom=bottom, top=top, text=_TEXTS[what % len(_TEXTS)]))
    return pages


def _seeds() -> Sequence[bytes]:
    def column(across: int, top: int, lines: int) -> bytes:
        return b"".join(
            bytes([(line * 5 + word) % len(_TEXTS), across + 14 * word, top - 4 * line, 25, 20])
            for line in range(lines)
            for word in range(5)
        )

    one, two = column(20, 230, 20), column(20, 230, 12) + column(120, 230, 12)
    head = bytes([19, 40, 250, 30, 20])
    return [one, two, head + one + bytes([_TURN]) * _BYTES + head + two, column(0, 250, 60)]


TARGET = Target(
    about="words on printed pages to paragraphs", check=_check, seeds=_seeds, words=(), longest=6_000, seconds=3.0
)
