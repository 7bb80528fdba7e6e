"""Taking pieces into a ledger: by processes beside this one, or by a reader of the caller's own in this one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from communique import __version__
from communique.errors import DocumentError
from communique.ledger.extracting import hire, piece_reader, refuse
from communique.ledger.reader_version import reader_version
from communique.model import Document, Extraction
from communique.settings import ReaderChoice, load_settings
from communique.sources.files import read_bytes
from communique.sources.pieces import Piece
from communique.sources.telling import suffix_of
from communique.store import ingesting
from communique.store.careful import one_by_one
from communique.store.crews import Alone, Crew
from communique.store.opening import Store
from communique.store.raws import Raw
from communique.store.records import IngestReport, Progress

__all__ = ["crew_for", "ingest", "recognise", "version_of"]


def ingest(
    store: Store,
    pieces: Iterable[Piece],
    *,
    extract: Callable[[Document], Extraction] | None,
    reader: ReaderChoice | str | None = None,
    jobs: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    keep_raw: bool = False,
) -> IngestReport:
    """Take pieces in. `Ledger.ingest` describes the other arguments.

    Args:
        store: the ledger.
        pieces: what to read, in a steady order.
        extract: what finds the claims of a document; None takes the readers of the languages that are supported.
        reader: which readers.
        jobs: how many processes.
        on_progress: is told after each piece.
        keep_raw: keep the bytes of each piece beside its text.
    """
    with crew_for(extract, reader=reader, jobs=jobs) as crew:
        return ingesting.ingest(
            store,
            pieces,
            crew=crew,
            refuse=refuse,
            on_progress=on_progress,
            weigh=_weigh,
            recognise=partial(recognise, largest=load_settings().max_bytes),
            raw_of=_raw_of if keep_raw else None,
            reader=version_of(extract, reader),
        )


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


def _weigh(piece: Piece) -> int:
    return 0 if piece.data is None else len(piece.data)


def recognise(piece: Piece, *, largest: int) -> tuple[Piece, str | None]:
    """A piece with its bytes, and the key by which they are known again.

    The key holds all that what is read of them depends on: the bytes, what was said of them, and this version of the
    program. Where it is the same, they need not be looked at.

    Args:
        piece: what is to be read.
        largest: bytes that it may have.

    Returns:
        The piece as it was, without a key, where it cannot be read: reading it says why.
    """
    data = piece.data
    if piece.failure is not None or (data is None and piece.path is None):
        return piece, None
    if data is None:
        try:
            data = read_bytes(cast(Path, piece.path), largest=largest)
        except DocumentError:
            return piece, None
    said = (__version__, suffix_of(piece.name), piece.media_type, piece.charset, piece.told, piece.mapping)
    key = hashlib.blake2b(repr(said).encode() + b"\0" + data, digest_size=20).hexdigest()
    return replace(piece, data=data), key


def version_of(
    extract: Callable[[Document], Extraction] | None, reader: ReaderChoice | str | None
) -> Callable[[], str | None]:
    """What gives the version of those who read; None of an extractor that does not tell its own."""
    if extract is not None:
        return lambda: getattr(extract, "version", None)
    return partial(reader_version, reader)


def _raw_of(piece: Piece) -> Raw | None:
    """The bytes of a piece: those in hand, from which its text comes, whatever becomes of the file meanwhile."""
    return None if piece.data is None else Raw(data=piece.data, media_type=piece.media_type)
