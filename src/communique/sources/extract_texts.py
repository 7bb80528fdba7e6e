"""Finding the text of a document that an extract speaks of, in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from communique.errors import DocumentError
from communique.model import Document
from communique.sources.files import printable
from communique.sources.pieces import Piece
from communique.sources.reading import read_piece

__all__ = ["find_text"]

_PARTS: Final = re.compile(r"[/\\]+")
_DEEPEST: Final = 20  # parts of a path that are looked for; it comes from outside and may have any number


def find_text(folder: Path, source: str, document: str, *, largest: int) -> Document:
    """The document with this id, read from a file in a folder.

    Looked for under the source's path, under what is left of it without its first folders, down to the name alone, and
    under the id with `.txt` behind it. Nothing outside the folder is looked at, whatever the source says.

    Args:
        folder: where to look.
        source: where the document came from, as it was told.
        document: its id.
        largest: bytes that the text may have.

    Raises:
        DocumentError: there is no such file, or none with this text.
    """
    problem = f"document.text: not given, and nothing in {folder} has the name of its source or id"
    for name in _names(source, document):
        path = folder / name
        if not os.path.isfile(path):
            continue
        try:
            found = read_piece(Piece(source=printable(os.fspath(path)), path=path, name=path.name), largest=largest)
        except DocumentError as error:
            problem = f"document.text: {error}"
            continue
        if found.id == document:
            return found
        problem = f"document.id is {document}, and the text of {path} has the hash {found.id}"
    raise DocumentError(problem)


def _names(source: str, document: str) -> Iterator[str]:
    parts = [part for part in _PARTS.split(source)[-_DEEPEST:] if part not in ("", ".", "..") and ":" not in part]
    for begin in range(len(parts)):
        yield os.path.join(*parts[begin:])
    yield f"{document}.txt"
