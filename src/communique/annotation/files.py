"""Opening a text for annotation, and annotation files: reading them with care, writing them whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from communique.annotation.checking import find_faults
from communique.annotation.form import document_name
from communique.errors import DocumentError, InputError
from communique.ledger.extracting import extract_found, find_reader, piece_reader, refuse
from communique.model import Document, Extraction
from communique.sources.files import printable
from communique.sources.pieces import Piece
from communique.store.careful import extract_safely
from communique.store.records import Failure
from communique.text.safe_json import record_page

__all__ = ["LARGEST_ANNOTATION", "check_annotation", "find_in", "load_annotation", "read_text", "save_annotation"]

LARGEST_ANNOTATION: Final = 20_000_000
"""Bytes that an annotation may have: ten times those of the whole corpus."""


def read_text(path: Path) -> Document:
    """The document of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    return piece_reader()(Piece(source=printable(os.fspath(path)), path=path, name=path.name))


def find_in(document: Document) -> Extraction:
    """What is found in a document; nothing where its language cannot be read.

    Raises:
        DocumentError: looking failed.
    """
    if refuse(document) is not None:
        return Extraction(document=document)
    (found,) = extract_safely([document], partial(extract_found, trained=find_reader()))
    if isinstance(found, Failure):
        raise DocumentError(f"{found.source}: {found.error}")
    return found


def check_annotation(annotation: object, document: Document) -> list[str]:
    """Everything that is wrong with an annotation of one document, one line a fault."""
    return find_faults(annotation, {document_name(document.source): document.text})


def load_annotation(path: Path) -> Any:
    """What an annotation file holds, whatever it is.

    Raises:
        InputError: the file cannot be read, is too large or is no JSON.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_ANNOTATION + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST_ANNOTATION:
        raise InputError(f"{path}: too large for an annotation: more than {LARGEST_ANNOTATION:,} bytes")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: no JSON: {error}") from error


def save_annotation(annotation: Mapping[str, Any], path: Path) -> None:
    """Write an annotation; a file that was there is replaced in one step, so that no crash leaves half of it.

    Raises:
        OSError: it cannot be written; what was there is untouched.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(record_page(annotation))
        # mkstemp makes files for the owner alone; this one is as open as any other that the user writes.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
