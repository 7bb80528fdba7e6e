"""Taking pieces into a ledger: by processes beside this one, or by a reader of the caller's own in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from communique.ledger.extracting import hire, piece_reader, refuse
from communique.model import Document, Extraction
from communique.settings import ReaderChoice
from communique.sources.pieces import Piece
from communique.store import ingesting
from communique.store.careful import one_by_one
from communique.store.crews import Alone, Crew
from communique.store.opening import Store
from communique.store.records import IngestReport, Progress

__all__ = ["crew_for", "ingest"]


def ingest(
    store: Store,
    pieces: Iterable[Piece],
    *,
    extract: Callable[[Document], Extraction] | None,
    reader: ReaderChoice | str | None = None,
    jobs: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Take pieces in. `Ledger.ingest` describes the other arguments.

    Args:
        store: the ledger.
        pieces: what to read, in a steady order.
        extract: what finds the claims of a document; None takes the readers of the languages that are supported.
        reader: which readers.
        jobs: how many processes.
        on_progress: is told after each piece.
    """
    with crew_for(extract, reader=reader, jobs=jobs) as crew:
        return ingesting.ingest(store, pieces, crew=crew, refuse=refuse, on_progress=on_progress, light=_is_light)


@contextmanager
def crew_for(
    extract: Callable[[Document], Extraction] | None,
    *,
    reader: ReaderChoice | str | None = None,
    jobs: int | None = None,
) -> Iterator[Crew[Piece]]:
    """Those who read for a ledger, for as long as there is something to read.

    Args:
        extract: what finds the claims of a document; None takes the readers of the languages that are supported.
        reader: which readers.
        jobs: how many processes.
    """
    if extract is not None:
        yield Alone(read=piece_reader(), extract=one_by_one(extract))
        return
    with hire(reader, jobs) as crew:
        yield crew


def _is_light(piece: Piece) -> bool:
    return piece.data is None
