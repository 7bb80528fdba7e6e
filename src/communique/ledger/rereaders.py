"""Who reads kept texts anew: this process a few of them, several processes beside it many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from communique.batch import Pool
from communique.ledger.extracting import choose_jobs, choose_limits, extract_found, find_reader, load_language
from communique.model import Document, Extraction
from communique.settings import ReaderChoice
from communique.store.careful import Extract, extract_safely, one_by_one
from communique.store.records import Failure
from communique.store.windows import WINDOW, done

if TYPE_CHECKING:
    from communique.extraction.learned import TrainedReader

__all__ = ["KeptText", "Reread", "hire_rereaders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text of the ledger, which means by "Monday" what it meant when it was captured.

    Attributes:
        document: the text.
        day: when it was captured.
    """

    document: Document
    day: date


Reread = Callable[[Sequence[KeptText]], Future[list[Extraction | Failure]]]
"""Has a handful of texts read anew; what comes of them is in their order."""


@contextmanager
def hire_rereaders(
    extract: Callable[[Document], Extraction] | None,
    *,
    reader: ReaderChoice | str | None,
    jobs: int | None,
    count: int,
) -> Iterator[tuple[Reread, int]]:
    """Those who read kept texts, and how many texts they may have under way.

    Args:
        extract: what finds the claims of a document; None takes the readers of the languages that are supported.
        reader: which readers.
        jobs: how many processes; None takes what the settings say.
        count: how many texts there are; for a few no process is started.
    """
    if extract is not None:
        yield partial(_read_here, by=lambda day: one_by_one(extract)), WINDOW
        return
    trained = find_reader(reader)
    by = partial(_reader_of, trained=trained)
    if count <= WINDOW:
        yield partial(_read_here, by=by), WINDOW
        return
    many = choose_jobs(jobs)
    with Pool[KeptText, Extraction | Failure](
        partial(_read_all, by=by), lose=_lose, jobs=many, limits=choose_limits(), warm=load_language, begin=trained
    ) as pool:
        yield pool.submit, WINDOW * (3 * many + 1)


def _read_here(some: Sequence[KeptText], *, by: Callable[[date], Extract]) -> Future[list[Extraction | Failure]]:
    return done(_read_all(some, by=by))


def _read_all(some: Sequence[KeptText], *, by: Callable[[date], Extract]) -> list[Extraction | Failure]:
    return [
        found
        for day, together in groupby(some, key=lambda one: one.day)
        for found in extract_safely([one.document for one in together], by(day))
    ]


def _reader_of(day: date, *, trained: Callable[[], TrainedReader | None]) -> Extract:
    return partial(extract_found, trained=trained, captured=day)


def _lose(one: KeptText, why: str) -> Failure:
    return Failure(source=one.document.source, error=why)
