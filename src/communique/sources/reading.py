"""From a piece to a document: its bytes, its text, and what is known of it from within and without."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Final

from communique.errors import DocumentError
from communique.languages.detection import detect_language
from communique.model import Document
from communique.sources.extract_forms import LANGUAGE, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TITLE, MOST_AUTHORS
from communique.sources.files import LARGEST_FILE, read_bytes, too_large
from communique.sources.limits import DEFAULT_LIMITS, Limits
from communique.sources.opening import HEAD
from communique.sources.pieces import Piece, Told
from communique.sources.telling import load_form, load_holder, tell_form, tell_holder
from communique.text.documents import frame

__all__ = ["read_piece"]

_TAG: Final = re.compile(LANGUAGE)
_LONGEST_TAG: Final = 50


def read_piece(piece: Piece, *, largest: int = LARGEST_FILE, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one piece into a document, its language found and its frame read.

    What the text says of itself comes before what stands beside it (a page's metadata, a mail's header), and that
    before what the piece came with (a feed's entry, a row's cells): each is nearer to the words than the next.

    Args:
        piece: what to read.
        largest: bytes that it may have; no more are ever read.
        limits: what else is taken on.

    Raises:
        DocumentError: it cannot be read, is too large, is empty, or is no text; the message names its source.
    """
    try:
        if piece.failure is not None:
            raise DocumentError(piece.failure)
        data = _bytes(piece, largest)
        form = load_form(_form(data, piece))
        extracted = form.read(data, piece, replace(limits, largest=largest))
        if not extracted.text.strip():
            raise DocumentError("empty: no words in it")
    except DocumentError as error:
        raise DocumentError(f"{piece.source}: {error}") from error
    told = _together(_short(extracted.told), _short(piece.told))
    document = frame(
        extracted.text,
        source=piece.source,
        encoding=extracted.encoding,
        language=detect_language(extracted.text) or _tag(told.language),
        published=told.published,
        made=told.made,
    )
    return replace(
        document,
        title=document.title or told.title,
        publisher=document.publisher or told.publisher,
        authors=told.authors,
        updated=told.updated,
        address=told.address,
    )


def _form(data: bytes, piece: Piece) -> str:
    """The form of what is one text.

    Raises:
        DocumentError: it holds many.
    """
    head = data[:HEAD]
    form, holder = tell_form(head, piece), tell_holder(head, piece)
    if holder is not None and holder != form:
        raise DocumentError(f"{load_holder(holder).MEANS}, which holds many texts; a single one is read here")
    return form


def _bytes(piece: Piece, largest: int) -> bytes:
    if piece.data is None:
        if piece.path is None:
            raise DocumentError("nothing there to be read")
        return read_bytes(piece.path, largest=largest)
    if len(piece.data) > largest:
        raise DocumentError(too_large(len(piece.data), largest))
    return piece.data


def _tag(told: str | None) -> str | None:
    """The BCP 47 code of a language as pages and mails write it (`en_GB`, `de, en`); None where it is none."""
    first = re.split(r"[,;\s]", (told or "").strip()[:_LONGEST_TAG], maxsplit=1)[0].replace("_", "-")
    return first if _TAG.fullmatch(first) else None


def _short(told: Told) -> Told:
    """What is told without what is too long to be what it is called: pages that forget a quotation mark have such."""

    def short(text: str | None, longest: int) -> str | None:
        return text if text is not None and len(text) <= longest else None

    return replace(
        told,
        title=short(told.title, LONGEST_TITLE),
        authors=tuple(name for name in told.authors if len(name) <= LONGEST_NAME)[:MOST_AUTHORS],
        publisher=short(told.publisher, LONGEST_NAME),
        address=short(told.address, LONGEST_ADDRESS),
    )


def _together(near: Told, far: Told) -> Told:
    """What is told nearer to the text, and what else is told."""
    return Told(**{one.name: getattr(near, one.name) or getattr(far, one.name) for one in fields(Told)})
