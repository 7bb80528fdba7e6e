"""Who reads and extracts for a ledger: this process by itself, or several (`communique.batch`)."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Generic, Protocol, TypeVar

from communique.model import Document, Extraction
from communique.store.careful import Extract, Read, S, Source, extract_safely, read_safely
from communique.store.records import Failure
from communique.store.windows import WINDOW, done

__all__ = ["Alone", "Crew"]

S_in = TypeVar("S_in", bound=Source, contravariant=True)


class Crew(Protocol[S_in]):
    """Those who do the work. What goes wrong in a document comes back as its failure."""

    @property
    def ahead(self) -> int:
        """How many sources they may have under way."""

    def read(self, sources: Sequence[S_in]) -> Future[list[Document | Failure]]:
        """The documents of a handful of sources."""

    def extract(self, documents: Sequence[Document]) -> Future[list[Extraction | Failure]]:
        """What is found in a handful of documents."""


class Alone(Generic[S]):
    """This process, one handful after the other.

    Args:
        read: gives the document of a source; what it raises is recorded as that source's failure.
        extract: gives what is found in a handful of documents; the same, for each of them.
    """

    ahead = WINDOW

    def __init__(self, *, read: Read[S], extract: Extract) -> None:
        self._read = read
        self._extract = extract

    def read(self, sources: Sequence[S]) -> Future[list[Document | Failure]]:
        """The documents of a handful of sources."""
        return done([read_safely(source, self._read) for source in sources])

    def extract(self, documents: Sequence[Document]) -> Future[list[Extraction | Failure]]:
        """What is found in a handful of documents."""
        return done(extract_safely(documents, self._extract))
