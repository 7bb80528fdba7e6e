"""Reading one document such that whatever goes wrong in it ends there, as a failure that says what it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from communique.errors import DocumentError, InputError
from communique.extraction.gate import check
from communique.model import Document, Extraction
from communique.store.records import Failure, claims_of

__all__ = ["Extract", "Read", "extract_safely", "read_safely", "writable_source"]

Read = Callable[[Path], Document]
Extract = Callable[[Document], Extraction]


def read_safely(path: Path, read: Read) -> Document | Failure:
    """The document of a source, or the failure that reading it was."""
    source = writable_source(path)
    try:
        document = read(path)
    except (InputError, OSError) as error:
        return Failure(source=source, error=_in_one_line(error))
    except Exception as error:  # whatever a text makes a reader do, the batch goes on and the failure says what it was
        return Failure(source=source, error=_in_one_line(error, unexpected=True))
    return _with_source(document, source)


def extract_safely(document: Document, extract: Extract) -> Extraction | Failure:
    """What is found in a document and passes the gate, or the failure that looking was."""
    try:
        extraction = extract(document)
        _check_all(extraction)
    except DocumentError as error:
        return Failure(source=document.source, error=_in_one_line(error))
    except Exception as error:  # as above
        return Failure(source=document.source, error=_in_one_line(error, unexpected=True))
    return extraction


def writable_source(path: Path) -> str:
    r"""A path as text that every database takes: bytes that are no UTF-8 are spelt `\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _with_source(document: Document, source: str) -> Document:
    if document.source == source:
        return document
    return replace(document, source=source)


def _check_all(extraction: Extraction) -> None:
    """The gate once more, at the door of the store: an extractor may have forgotten it."""
    readings = {reading.claim: reading for reading in extraction.readings}
    for claim in claims_of(extraction):
        if claim.document != extraction.document.id:
            raise DocumentError(f"{claim.id} speaks of {claim.document}, not of this document")
        check(claim, readings.get(claim.id), extraction.document.text)


def _in_one_line(error: BaseException, *, unexpected: bool = False) -> str:
    said = " ".join(str(error).split()) or "no reason given"
    return f"{type(error).__name__}: {said}" if unexpected else said
