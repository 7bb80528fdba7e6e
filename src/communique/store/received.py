"""Everything that was ever given to a ledger, with what became of it: read, kept unread, failed, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from communique.errors import InputError
from communique.store.copying import with_copies
from communique.store.forgotten import Tombstone, list_tombstones
from communique.store.reading import list_documents, list_failures
from communique.store.records import DocumentRecord, Failure
from communique.views.filters import read_bound, read_choice, stands_in

__all__ = ["DocumentFilter", "Result", "find_received", "result_of"]


class Result(StrEnum):
    """What has become of something that was given to the ledger."""

    READ = "read"  # claims were looked for in it
    UNREAD = "unread"  # kept, and no claims were looked for; the document says why
    FAILED = "failed"  # could not be read when it was last tried
    FORGOTTEN = "forgotten"  # removed at somebody's wish; nothing but a tombstone is left


Received = DocumentRecord | Failure | Tombstone


def result_of(one: Received) -> Result:
    """What has become of it."""
    if isinstance(one, Failure):
        return Result.FAILED
    if isinstance(one, Tombstone):
        return Result.FORGOTTEN
    return Result.READ if one.unread is None else Result.UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which of all that was received is wanted; what is None lets everything pass.

    Attributes:
        results: what may have become of it; empty for anything.
        source: letters that stand in one of its sources, upper and lower case the same.
        language: the language found, as a BCP 47 code; `none` for texts in which none was recognised.
        first, last: the first and the last day, in UTC, on which it was first read, last tried or forgotten.
        words: words that all stand in its title, its publisher or one of its sources, or in the reason of a failure.
    """

    results: frozenset[Result] = frozenset()
    source: str | None = None
    language: str | None = None
    first: date | None = None
    last: date | None = None
    words: str | None = None

    @classmethod
    def read(
        cls,
        *,
        result: str | None = None,
        source: str | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        words: str | None = None,
    ) -> DocumentFilter:
        """A filter as somebody gives it; several results are parted by commas.

        Raises:
            InputError: a result is none, or a date is none.
        """
        wanted = (one.strip() for one in (result or "").split(","))
        if words is not None and not words.strip():
            raise InputError("words is empty; expected at least one word")
        return cls(
            results=frozenset(read_choice(one, Result, "result") for one in wanted if one),
            source=None if source is None else source.casefold(),
            language=None if language is None else language.casefold(),
            first=None if since is None else read_bound(since, "since")[0],
            last=None if until is None else read_bound(until, "until")[1],
            words=words,
        )

    def matches(self, one: Received) -> bool:
        """True where it passes."""
        if self.results and result_of(one) not in self.results:
            return False
        if isinstance(one, Tombstone):  # of what it stood for nothing is known but the day
            return self.source is None and self.language is None and self.words is None and self._day(one.forgotten)
        if isinstance(one, Failure):
            return self.language is None and self._told((one.source,), (one.error,)) and self._day(one.when)
        if self.language is not None and (one.language or "none").casefold() != self.language:
            return False
        named = tuple(name for name in (one.title, one.publisher) if name is not None)
        return self._told(one.sources, named) and self._day(one.captured)

    def _told(self, sources: tuple[str, ...], others: tuple[str, ...]) -> bool:
        if self.source is not None and not any(self.source in one.casefold() for one in sources):
            return False
        return self.words is None or stands_in(self.words, (*sources, *others))

    def _day(self, when: str | None) -> bool:
        if self.first is None and self.last is None:
            return True
        if when is None:
            return False
        day = date.fromisoformat(when[:10])
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def find_received(connection: Connection, wanted: DocumentFilter) -> Iterator[Received]:
    """What passes: documents in the order of arrival, then failures by source, then tombstones by time."""
    yield from (one for one in with_copies(connection, list_documents(connection)) if wanted.matches(one))
    yield from (one for one in list_failures(connection) if wanted.matches(one))
    yield from (one for one in list_tombstones(connection) if wanted.matches(one))
