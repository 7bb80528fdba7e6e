"""Which documents are near each other by their sketches: looked up through the bands, no text being read.

Where very many documents share a band (a story that everybody printed, a form that a site fills in daily), each is held
against the first of them alone. So the work stays in proportion to the documents, and all hang together by the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, func, select

from communique.resolution.copies.finding import Neighbour, estimate
from communique.store.tables import document_bands, document_sketches

__all__ = ["VALUES", "Neighbourhood", "portions"]

AT_ONCE = 50  # documents looked up at once
VALUES = 500  # values given to one statement
# Of the documents with a band in common, so many count, the first. One bound for all: were it lower where there are
# very many, a new document that makes them very many would move all the others.
CROWD = 100

Thing = TypeVar("Thing")


class Neighbourhood:
    """Looks up neighbours in one state of a ledger.

    Args:
        connection: to the ledger.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._crowds: dict[int, tuple[int, ...]] = {}
        self.standings: dict[int, str] = {}
        """Where the documents stand among copies that were looked at so far."""

    def near(self, seqs: Iterable[int]) -> Iterator[tuple[int, tuple[Neighbour, ...]]]:
        """Each of these documents with those whose sketches are near its own, by their places in the ledger."""
        for some in portions(seqs, AT_ONCE):
            met = self._meet(some)
            bins = self._load_bins(sorted({*some, *(one for found in met.values() for one in found)}))
            for seq in some:
                others = {one: bins[one] for one in met[seq] if one in bins}
                yield seq, tuple(estimate(bins[seq], others, self.standings)) if seq in bins else ()

    def moved_by(self, fresh: Sequence[int]) -> set[int]:
        """Of every crowd of which new documents are now among the first, those that stand behind them.

        Each was held against one that no longer counts. Whoever comes last moves nobody.
        """
        moved: set[int] = set()
        new, seen = set(fresh), set[int]()
        for some in portions(fresh, AT_ONCE):
            bands = {band for found in self._bands_of(some).values() for band in found}
            self._find_crowds(bands)
            for band in (bands & self._crowds.keys()) - seen:
                seen.add(band)
                if among := new & set(self._crowds[band]):
                    first = min(self.standings[one] for one in among)
                    behind = (
                        select(document_bands.c.document)
                        .join(document_sketches, document_sketches.c.document == document_bands.c.document)
                        .where(document_bands.c.band == band, document_sketches.c.standing > first)
                    )
                    moved.update(self._connection.scalars(behind))
        return moved

    def _meet(self, seqs: Sequence[int]) -> dict[int, set[int]]:
        """The documents that have a band in common with each of these; of a crowd, the first."""
        bands_of = self._bands_of(seqs)
        wanted = {band for found in bands_of.values() for band in found}
        self._find_crowds(wanted)
        members: dict[int, Sequence[int]] = {band: self._crowds[band] for band in wanted & self._crowds.keys()}
        few: defaultdict[int, list[int]] = defaultdict(list)
        columns = select(document_bands.c.band, document_bands.c.document)
        for some in portions(sorted(wanted - members.keys()), VALUES):
            for band, document in self._connection.execute(columns.where(document_bands.c.band.in_(some))):
                few[band].append(document)
        members |= few
        return {seq: {one for band in bands for one in members[band]} - {seq} for seq, bands in bands_of.items()}

    def _bands_of(self, seqs: Sequence[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {seq: [] for seq in seqs}
        query = select(document_bands.c.document, document_bands.c.band).where(document_bands.c.document.in_(seqs))
        for seq, band in self._connection.execute(query):
            found[seq].append(band)
        return found

    def _find_crowds(self, bands: Iterable[int]) -> None:
        """Make the first of every crowd known that shares one of these bands."""
        unknown = sorted(set(bands) - self._crowds.keys())
        counted = select(document_bands.c.band).group_by(document_bands.c.band).having(func.count() > CROWD)
        for some in portions(unknown, VALUES):
            for band in self._connection.scalars(counted.where(document_bands.c.band.in_(some))).all():
                first = (
                    select(document_bands.c.document)
                    .join(document_sketches, document_sketches.c.document == document_bands.c.document)
                    .where(document_bands.c.band == band)
                    .order_by(document_sketches.c.standing)
                    .limit(CROWD)
                )
                self._crowds[band] = tuple(self._connection.scalars(first))

    def _load_bins(self, seqs: Sequence[int]) -> dict[int, bytes]:
        bins: dict[int, bytes] = {}
        query = select(document_sketches.c.document, document_sketches.c.bins, document_sketches.c.standing)
        for some in portions(seqs, VALUES):
            for row in self._connection.execute(query.where(document_sketches.c.document.in_(some))):
                self.standings[row.document] = row.standing
                if row.bins is not None:
                    bins[row.document] = row.bins
        return bins


def portions(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Some at a time: a statement takes only so many values."""
    remaining = iter(things)
    while some := list(islice(remaining, size)):
        yield some
