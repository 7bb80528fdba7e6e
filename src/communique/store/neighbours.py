"""Which documents are near each other by their sketches: looked up through the bands, no text being read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, select

from communique.resolution.copies.finding import Neighbour, estimate
from communique.store.tables import document_bands, document_sketches

__all__ = ["find_neighbours", "portions"]

AT_ONCE = 50  # documents looked up at once
VALUES = 500  # values given to one statement

Thing = TypeVar("Thing")


def find_neighbours(connection: Connection, seqs: Iterable[int]) -> Iterator[tuple[int, tuple[Neighbour, ...]]]:
    """Each of these documents with those whose sketches are near its own, by their places in the ledger."""
    for some in portions(seqs, AT_ONCE):
        met = _meet(connection, some)
        bins = _load_bins(connection, sorted({*some, *(one for found in met.values() for one in found)}))
        for seq in some:
            others = {one: bins[one] for one in met[seq] if one in bins}
            yield seq, tuple(estimate(bins[seq], others)) if seq in bins else ()


def _meet(connection: Connection, seqs: Sequence[int]) -> dict[int, list[int]]:
    """The documents that have a band in common with each of these."""
    mine, other = document_bands.alias(), document_bands.alias()
    query = (
        select(mine.c.document, other.c.document)
        .join(other, mine.c.band == other.c.band)
        .where(mine.c.document.in_(seqs), mine.c.document != other.c.document)
        .distinct()
    )
    met: dict[int, list[int]] = {seq: [] for seq in seqs}
    for seq, found in connection.execute(query):
        met[seq].append(found)
    return met


def _load_bins(connection: Connection, seqs: Sequence[int]) -> dict[int, bytes]:
    bins: dict[int, bytes] = {}
    query = select(document_sketches.c.document, document_sketches.c.bins)
    for some in portions(seqs, VALUES):
        chosen = query.where(document_sketches.c.document.in_(some), document_sketches.c.bins.is_not(None))
        bins.update((row.document, row.bins) for row in connection.execute(chosen))
    return bins


def portions(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Some at a time: a statement takes only so many values."""
    remaining = iter(things)
    while some := list(islice(remaining, size)):
        yield some
