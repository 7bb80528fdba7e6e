"""Several processes reading for a ledger: pages and files of any form in some, their texts in others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self

from communique.batch.limits import Limits
from communique.batch.pool import Pool
from communique.model import Document, Extraction
from communique.store.careful import Extract, Read, S, Source, extract_safely, read_safely
from communique.store.crews import Alone
from communique.store.records import Failure
from communique.store.windows import WINDOW

__all__ = ["ProcessCrew"]

_WINDOWS_AHEAD = 3  # for each process, so that none waits for the next handful


class ProcessCrew(Generic[S]):
    """Processes that read and extract, each document within its limits; none is started before there is need of it.

    Plain texts are read in this process, which takes less than sending them to another; so are the claims of a few of
    them found, unless more follow.

    Args:
        read: gives the document of a source; picklable.
        extract: gives what is found in a handful of documents; picklable.
        warm: loads what of `extract`'s needs copies of a process can share; picklable.
        begin: loads what each process needs for itself; picklable.
        jobs: how many processes.
        limits: what a document may take.
        is_hostile: True of a source that only a child may read: what is no plain text can do anything to its reader.
    """

    def __init__(
        self,
        *,
        read: Read[S],
        extract: Extract,
        warm: Callable[[], object],
        begin: Callable[[], object],
        jobs: int,
        limits: Limits,
        is_hostile: Callable[[S], bool],
    ) -> None:
        self._alone = Alone(read=read, extract=extract)
        self._is_hostile = is_hostile
        self._few = WINDOW
        self._readers: Pool[S, Document | Failure] = Pool(
            partial(_read_all, read=read), lose=_lose, jobs=jobs, limits=limits
        )
        self._extractors: Pool[Document, Extraction | Failure] = Pool(
            partial(extract_safely, extract=extract), lose=_lose, jobs=jobs, limits=limits, warm=warm, begin=begin
        )
        self.ahead = WINDOW * (jobs * _WINDOWS_AHEAD + 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; what is under way is given up."""
        self._readers.close()
        self._extractors.close()

    def read(self, sources: Sequence[S]) -> Future[list[Document | Failure]]:
        """The documents of a handful of sources."""
        if not any(source.failure is None and self._is_hostile(source) for source in sources):
            return self._alone.read(sources)
        self._few = 0
        return self._readers.submit(sources)

    def extract(self, documents: Sequence[Document]) -> Future[list[Extraction | Failure]]:
        """What is found in a handful of documents."""
        if len(documents) < self._few:
            self._few -= len(documents)
            return self._alone.extract(documents)
        self._few = 0
        return self._extractors.submit(documents)


def _read_all(sources: Sequence[S], *, read: Read[S]) -> list[Document | Failure]:
    return [read_safely(source, read) for source in sources]


def _lose(thing: Source | Document, why: str) -> Any:
    return Failure(source=thing.source, error=why)
