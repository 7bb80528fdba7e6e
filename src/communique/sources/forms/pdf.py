"""PDF files: their words in the order of reading, without what the printer put on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from communique.errors import DocumentError
from communique.sources.blocks import Extracted, join_blocks, one_line
from communique.sources.layout.furniture import without_running_heads
from communique.sources.layout.lines import HYPHEN, Line, Word, group_words, read_columns
from communique.sources.layout.paragraphs import set_paragraphs
from communique.sources.limits import Limits
from communique.sources.pages.dates import read_day
from communique.sources.pieces import Piece, Told

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".pdf"})
MEDIA_TYPES: Final = frozenset({"application/pdf", "application/x-pdf"})
MEANS: Final = "a PDF"

_FRONT: Final = 1_024  # bytes within which the mark of a PDF has to stand
_MOST_LETTERS: Final = 100_000  # of a page; more are no page, and are taken in the order of the file
_MOST_IN_ALL: Final = 20_000_000
_PROGRAM: Final = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint) - )|\.(?:docx?|pdf|indd|odt|rtf|pptx?)$", re.IGNORECASE
)
_WORD: Final = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")


def is_certain(head: bytes) -> bool:
    """True for the mark of a PDF, before which some mail programs leave a few lines."""
    return b"%PDF-" in head[:_FRONT]


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The paragraphs of a PDF.

    Raises:
        DocumentError: it is encrypted, damaged or too long, or has pictures of words and no words.
    """
    # Deferred: only PDFs need it.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError("encrypted: the PDF has a password") from error
        raise DocumentError("damaged: no sound PDF") from error
    try:
        count = len(document)
        if count > limits.pages:
            raise DocumentError(f"too long: {count:,} pages, and {limits.pages:,} are allowed")
        pages = list(_pages(document, count))
        told = _told(document)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"damaged: a page of the PDF cannot be read: {one_line(str(error))[:200]}") from error
    finally:
        document.close()
    kept = without_running_heads(pages)
    paragraphs = set_paragraphs([column for lines in kept for column in read_columns(lines)])
    if not any(map(one_line, paragraphs)):
        where = "its page" if count == 1 else f"its {count:,} pages"
        raise DocumentError(f"no words on {where}: pictures of words, as scanners make them, are not read")
    return Extracted(text=join_blocks(paragraphs), told=told)


def _pages(document: Any, count: int) -> Iterator[list[Line]]:
    left = _MOST_IN_ALL
    for number in range(count):
        page = document[number]
        words = page.get_textpage()
        try:
            letters = words.count_chars()
            left -= letters
            if left < 0:
                raise DocumentError(f"too long: more than {_MOST_IN_ALL:,} letters")
            text = words.get_text_range() if letters > 0 else ""
            if len(text) > _MOST_LETTERS:
                yield _as_written(text)
            else:
                yield group_words(_words(words, text))
        finally:
            words.close()
            page.close()


def _words(page: Any, text: str) -> Iterator[Word]:
    """The words of a page in the order of the file, with their places."""
    import pypdfium2.raw as pdfium  # deferred, as above

    for match in _WORD.finditer(text):
        first = pdfium.FPDFText_GetCharIndexFromTextIndex(page.raw, match.start())
        last = pdfium.FPDFText_GetCharIndexFromTextIndex(page.raw, match.end() - 1)
        if first < 0 or last < 0:
            continue
        left, bottom, right, top = page.get_charbox(first, loose=True)
        _, low, end, high = page.get_charbox(last, loose=True)
        yield Word(left=left, right=max(right, end), bottom=min(bottom, low), top=max(top, high), text=match[0])


def _as_written(text: str) -> list[Line]:
    """Lines without places, below each other, for a page that is too full to be looked at word by word."""
    lines = text.replace(HYPHEN, "-").splitlines()
    return [
        Line(left=0, right=500, bottom=-12.0 * number, top=10 - 12.0 * number, text=line, first=30)
        for number, line in enumerate(lines)
        if line.strip()
    ]


def _told(document: Any) -> Told:
    """What the file states; its day of making is no day of publication."""
    stated = document.get_metadata_dict()
    title = one_line(_PROGRAM.sub("", stated.get("Title") or ""))
    authors = (one_line(name) for name in (stated.get("Author") or "").split(";"))
    return Told(
        title=title if len(title.split()) > 1 else None,
        authors=tuple(dict.fromkeys(filter(None, authors))),
        made=read_day((stated.get("CreationDate") or "").removeprefix("D:")[:8]),
    )
