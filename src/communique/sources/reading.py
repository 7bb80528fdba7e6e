"""From a piece to a document: its bytes, its text, and what is known of it from within and without."""

from __future__ import annotations

from communique.errors import DocumentError
from communique.languages.detection import detect_language
from communique.model import Document
from communique.sources.files import LARGEST_FILE, read_bytes
from communique.sources.pieces import Piece
from communique.text.decoding import decode
from communique.text.documents import frame

__all__ = ["read_piece"]


def read_piece(piece: Piece, *, largest: int = LARGEST_FILE) -> Document:
    """Read one piece into a document, its language found and its frame read.

    Args:
        piece: what to read.
        largest: bytes that it may have; no more are ever read.

    Raises:
        DocumentError: it cannot be read, is too large, is empty, or is no text; the message names its source.
    """
    try:
        if piece.failure is not None:
            raise DocumentError(piece.failure)
        decoded = decode(_bytes(piece, largest))
    except DocumentError as error:
        raise DocumentError(f"{piece.source}: {error}") from error
    return frame(decoded.text, source=piece.source, encoding=decoded.encoding, language=detect_language(decoded.text))


def _bytes(piece: Piece, largest: int) -> bytes:
    if piece.data is None:
        if piece.path is None:
            raise DocumentError("nothing there to be read")
        return read_bytes(piece.path, largest=largest)
    if len(piece.data) > largest:
        raise DocumentError(f"too large: {len(piece.data):,} bytes, and {largest:,} are allowed")
    return piece.data
