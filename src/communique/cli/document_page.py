"""One document as a page: where it comes from, of what text it is a copy, and what copies there are of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from communique.cli.page import Line, faint, heading, plain, styled
from communique.cli.wording import counted

__all__ = ["copy_text", "document_page"]

Record = Mapping[str, Any]

_LABEL: Final = 14  # wide enough for the longest label


def document_page(document: Record, *, original: str | None = None) -> Iterator[Line]:
    """The page of one document, line by line.

    Args:
        document: a row of `communique documents`.
        original: the path or address of the text of which it is a copy.
    """
    published = plain(f" — {document['published'] or 'no date'}")
    yield [heading(document["title"] or "(no title)"), published]
    yield [faint(document["id"])]
    yield []
    copies = document["copies"]
    rows = (
        ("published by", document["publisher"]),
        ("written by", "; ".join(document["authors"])),
        ("last changed", document["updated"]),
        ("address", document["address"]),
        ("read from", "; ".join(document["sources"])),
        ("language", document["language"]),
        ("copy of", copy_text(document, original)),
        ("copies", f"{counted(len(copies), 'document')}: {', '.join(copies)}" if copies else None),
    )
    for label, value in rows:
        if value:
            yield [faint(f"{label:<{_LABEL}}"), plain(str(value))]
    if document["unread"]:
        yield [faint(f"{'not read':<{_LABEL}}"), styled(str(document["unread"]), "wrong")]
    yield []
    yield [faint(f"`communique text {document['id']}` prints the text.")]


def copy_text(document: Record, original: str | None = None) -> str | None:
    """Of what a document is a copy, how near, how the original is known, and why it is held to be one."""
    if document.get("copy_of") is None:
        return None
    known = document.get("original_known_by") or "which of the two came first is not known"
    name = f"{original}, {document['copy_of']}" if original is not None else document["copy_of"]
    return f"{name}: {document['grade']}, {document['because']} ({known})"
