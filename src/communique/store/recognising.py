"""Knowing contents again: what gave a text that the ledger has need not be decoded, told and read once more.

A key is a hash of the bytes and of all else that reading them depends on, the version of the program among it, which
also says what languages are read. What is kept of it follows from the facts and may be lost: then a source is read
again and its text found to be known.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import bindparam, select

from communique.store.opening import Store
from communique.store.tables import captures, documents, failures, recognised
from communique.store.writing import insert_new

__all__ = ["Recognition", "is_settled"]

_AT_ONCE = 50  # keys that are kept in one transaction; as many are read again after a run that was killed

# Built once, as it runs for every source.
_SETTLED = (
    select(captures.c.seq)
    .select_from(recognised)
    .join(captures, (captures.c.document == recognised.c.document) & (captures.c.source == bindparam("source")))
    .outerjoin(failures, failures.c.source == bindparam("source"))
    .where(recognised.c.key == bindparam("key"), failures.c.source.is_(None))
)


def is_settled(store: Store, key: str, source: str) -> bool:
    """True where these contents were read from this source and nothing is left to be done about them."""
    with store.reading() as connection:
        return connection.scalar(_SETTLED, {"key": key, "source": source}) is not None


class Recognition:
    """Keys on their way into the ledger, many in one transaction. What is still on its way is kept at the end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self._keep()

    def add(self, key: str, document: str) -> None:
        """These contents gave this document."""
        self._waiting[key] = document
        if len(self._waiting) >= _AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        if not self._waiting:
            return
        with self._store.writing() as connection:
            # What was forgotten meanwhile is not remembered by this either.
            there = set(connection.scalars(select(documents.c.id).where(documents.c.id.in_(self._waiting.values()))))
            rows = [{"key": key, "document": one} for key, one in self._waiting.items() if one in there]
            insert_new(connection, recognised, rows)
        self._waiting.clear()
