"""Reading one document such that whatever goes wrong in it ends there, as a failure that says what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from communique.errors import DocumentError, InputError
from communique.extraction.gate import check
from communique.model import Document, Extraction
from communique.store.records import Failure, claims_of

__all__ = ["Extract", "Read", "S", "Source", "extract_safely", "one_by_one", "read_safely"]

Documents = Sequence[Document]
Extract = Callable[[Documents], Iterable[Extraction]]
"""Gives what is found in a handful of documents, in their order."""


class Source(Protocol):
    """A place to read from, as whoever looks for sources hands it out."""

    @property
    def source(self) -> str:
        """Its name in the ledger."""

    @property
    def failure(self) -> str | None:
        """Why it cannot be read, where that is known already."""


S = TypeVar("S", bound=Source)
Read = Callable[[S], Document]
"""Gives the document of a source; what it raises is that source's failure."""


def one_by_one(extract: Callable[[Document], Extraction]) -> Extract:
    """An extractor for single documents, as one for several."""
    return lambda documents: map(extract, documents)


def read_safely(source: S, read: Read[S]) -> Document | Failure:
    """The document of a source, or the failure that reading it was."""
    if source.failure is not None:
        return Failure(source=source.source, error=_in_one_line(source.failure, source.source))
    try:
        document = read(source)
    except (InputError, OSError) as error:
        return Failure(source=source.source, error=_in_one_line(str(error), source.source))
    except Exception as error:  # whatever a text makes a reader do, the batch goes on and the failure says what it was
        return Failure(source=source.source, error=_unexpected(error))
    return document if document.source == source.source else replace(document, source=source.source)


def extract_safely(documents: Documents, extract: Extract) -> list[Extraction | Failure]:
    """What is found in each document and passes the gate, or the failure that looking was.

    The extractor is given all of them, which is faster than one by one; where that fails, each by itself, so that one
    bad document costs no other.
    """
    try:
        found = list(extract(documents))
        for extraction in found:
            _check_all(extraction)
    except Exception:  # which of them it was, the second try tells
        if len(documents) > 1:
            return [one for document in documents for one in extract_safely([document], extract)]
        return [_failure(documents[0], extract)]
    return list(found)


def _failure(document: Document, extract: Extract) -> Extraction | Failure:
    try:
        (extraction,) = extract([document])
        _check_all(extraction)
    except DocumentError as error:
        return Failure(source=document.source, error=_in_one_line(str(error), document.source))
    except Exception as error:  # whatever a text makes a reader do, the failure says what it was
        return Failure(source=document.source, error=_unexpected(error))
    return extraction


def _check_all(extraction: Extraction) -> None:
    """The gate once more, at the door of the store: an extractor may have forgotten it."""
    readings = {reading.claim: reading for reading in extraction.readings}
    for claim in claims_of(extraction):
        if claim.document != extraction.document.id:
            raise DocumentError(f"{claim.id} speaks of {claim.document}, not of this document")
        check(claim, readings.get(claim.id), extraction.document.text)


def _in_one_line(said: str, source: str) -> str:
    """The reason in one line, without the source, which a failure names anyway."""
    return " ".join(said.removeprefix(f"{source}: ").split()) or "no reason given"


def _unexpected(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "needed more memory than reading one document may take"
    return f"{type(error).__name__}: {_in_one_line(str(error), '')}"
