"""Comparing texts word by word, each pair once: what came of it is kept, for it is the same whenever it is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, bindparam, select

from communique.model import CopyGrade
from communique.resolution.copies.likeness import Likeness, compare
from communique.resolution.copies.wording import Wording, story_of
from communique.store.forms import load_document_row
from communique.store.neighbours import VALUES, portions
from communique.store.tables import compared_pairs, documents
from communique.store.writing import insert_new

__all__ = ["Comparisons", "Pair", "pair_of"]

KEPT = 300_000  # words of texts kept at hand while pairs are compared: some hundred megabytes

Pair = tuple[int, int]


def pair_of(a: int, b: int) -> Pair:
    """Two documents by their places, the one that arrived first on the left."""
    return (a, b) if a < b else (b, a)


class Comparisons:
    """What came of comparing pairs of documents.

    Args:
        connection: to the ledger.
        pairs: the pairs that may be asked for; those not compared before are compared when they are.
        close: tells of a pair whether the two texts appeared close to each other, or credit one agency.
    """

    def __init__(self, connection: Connection, pairs: Iterable[Pair], close: Callable[[Pair], bool]) -> None:
        self._known = dict(_load(connection, sorted(set(pairs))))
        self._close = close
        self._texts = _Texts(connection)
        self.new: dict[Pair, Likeness | None] = {}

    def __getitem__(self, pair: Pair) -> Likeness | None:
        if pair in self._known:
            return self._known[pair]
        if pair not in self.new:
            self.new[pair] = compare(self._texts[pair[0]], self._texts[pair[1]], close=self._close(pair))
        return self.new[pair]

    def keep(self, connection: Connection) -> None:
        """Write down what was compared for the first time."""
        rows = [
            {
                "left_seq": left,
                "right_seq": right,
                "grade": likeness.grade.value if likeness is not None else None,
                "score": likeness.score if likeness is not None else None,
                "because": likeness.because if likeness is not None else None,
            }
            for (left, right), likeness in self.new.items()
        ]
        for some in portions(rows, VALUES):
            insert_new(connection, compared_pairs, some)


class _Texts:
    """The wordings of documents by their places, the last ones used kept at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Wording] = OrderedDict()
        self._words = 0

    def __getitem__(self, seq: int) -> Wording:
        found = self._kept.pop(seq, None)
        if found is None:
            row = self._connection.execute(_FRAMED, {"seq": seq}).one()
            found = Wording(story_of(load_document_row(row._mapping, row.id)))
            self._words += len(found.tokens)
        self._kept[seq] = found
        while self._words > KEPT and len(self._kept) > 2:
            _, gone = self._kept.popitem(last=False)
            self._words -= len(gone.tokens)
        return found


# Built once: putting it together takes longer than running it, and it runs for every text.
_FRAMED = select(documents).where(documents.c.seq == bindparam("seq"))


def _load(connection: Connection, pairs: list[Pair]) -> Iterable[tuple[Pair, Likeness | None]]:
    wanted = set(pairs)
    for some in portions(sorted({left for left, _ in pairs}), VALUES):
        for row in connection.execute(select(compared_pairs).where(compared_pairs.c.left_seq.in_(some))):
            if (row.left_seq, row.right_seq) in wanted:
                yield (
                    (row.left_seq, row.right_seq),
                    None
                    if row.grade is None
                    else Likeness(grade=CopyGrade(row.grade), score=row.score, because=row.because),
                )
