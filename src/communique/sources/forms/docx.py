"""Word files: paragraphs and tables in their order, and the properties that the file states."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from communique.errors import DocumentError
from communique.sources.blocks import Extracted, join_blocks, one_line
from communique.sources.limits import Limits
from communique.sources.pieces import Piece, Told

__all__ = ["MEANS", "MEDIA_TYPES", "SUFFIXES", "is_certain", "is_likely", "read"]

SUFFIXES: Final = frozenset({".docx", ".docm", ".dotx"})
MEDIA_TYPES: Final = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
MEANS: Final = "a Word file"

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_PART: Final = 50_000_000  # bytes of XML; a book has two million
_LARGEST: Final = 400_000_000  # bytes of everything in it, pictures included, which are packed once more
_RATIO: Final = 400
_CELL: Final = 80  # letters; longer cells are paragraphs that stand in a table

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES: Final = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
# Taken out by its writer, hidden by its writer, or there a second time for older programs.
_UNSHOWN: Final = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})


def is_certain(head: bytes) -> bool:
    """True for a zip archive with the parts of a Word file in front, and for the old Word format, which is refused."""
    if head.startswith(_OLD):
        return True
    parts = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
    return head.startswith(b"PK\x03\x04") and b"word/" in head and any(part in head for part in parts)


def is_likely(head: bytes) -> bool:
    """No more than what is certain."""
    return is_certain(head)


def read(data: bytes, piece: Piece, limits: Limits) -> Extracted:
    """The text of a Word file: a paragraph a line, a row of a table a line.

    Raises:
        DocumentError: it is damaged, encrypted, of the old format, too large, or has no text.
    """
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError("encrypted: the file has a password")
        raise DocumentError("an old Word, Excel or Outlook file; save it as .docx to have it read")
    _check(data)
    # Deferred: only Word files need it.
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        blocks = list(_blocks(document.element.body))
        told = _told(document.core_properties)
    except Exception as error:  # python-docx and lxml raise what they come across, of a dozen kinds
        raise DocumentError(
            f"damaged: no sound Word file: {type(error).__name__}: {one_line(str(error))[:200]}"
        ) from error
    if not any(blocks):
        raise DocumentError("no text in this Word file")
    return Extracted(text=join_blocks(blocks), told=told)


def _check(data: bytes) -> None:
    """A Word file is an archive, and may be one made to fill a memory.

    Raises:
        DocumentError: it is damaged, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, OverflowError) as error:
        raise DocumentError(f"damaged: no sound Word file: {error}") from error
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if total > min(_LARGEST, _RATIO * len(data) + 10_000_000) or largest > _LARGEST_PART or len(entries) > 20_000:
        raise DocumentError(f"unpacks to {total:,} bytes out of {len(data):,}, as files made to fill a memory do")


def _told(properties: Any) -> Told:
    """What the file states; its day of making is no day of publication."""
    made = _property(properties, "created")
    author = _property(properties, "author")
    return Told(
        title=one_line(_property(properties, "title") or "") or None,
        authors=() if not author or author == "python-docx" else tuple(filter(None, map(one_line, author.split(";")))),
        made=None if made is None else made.date().isoformat(),
        language=one_line(_property(properties, "language") or "") or None,
    )


def _property(properties: Any, name: str) -> Any:
    try:
        return getattr(properties, name)
    except (ValueError, TypeError, AttributeError):  # a date that is none
        return None


def _blocks(body: Any) -> Iterator[str]:
    """The paragraphs and rows below an element, in their order."""
    for child in body.iterchildren("*"):
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = [
            " ".join(line for paragraph in cell.iter(f"{_W}p") for line in _paragraph(paragraph))
            for cell in row.iterchildren(f"{_W}tc")
        ]
        if any(len(cell) > _CELL for cell in cells):
            for cell in row.iterchildren(f"{_W}tc"):
                yield from _blocks(cell)
        elif line := " | ".join(cell for cell in cells if cell):
            yield line


def _paragraph(paragraph: Any) -> Iterator[str]:
    """The lines of a paragraph, as they are shown; an item of a list has its mark."""
    words = "".join(_words(paragraph))
    style = paragraph.find(f"{_W}pPr/{_W}numPr")
    for number, line in enumerate(filter(None, map(one_line, words.split("\n")))):
        yield f"- {line}" if style is not None and number == 0 else line


def _words(paragraph: Any) -> Iterator[str]:
    from lxml.etree import iterwalk  # deferred, as above

    walker = iterwalk(paragraph, events=("start",))
    for _, element in walker:
        if (
            element.tag in _UNSHOWN
            or (element.tag == f"{_W}p" and element is not paragraph)
            or (element.tag == f"{_W}r" and _is_hidden(element))
        ):
            walker.skip_subtree()
        elif element.tag == f"{_W}t":
            yield element.text or ""
        else:
            yield _SPACES.get(element.tag, "")


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
