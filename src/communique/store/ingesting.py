"""Taking documents into a ledger, each kept in its turn as soon as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic

from sqlalchemy import Connection

from communique.errors import ForgottenError
from communique.model import Document, Extraction
from communique.store.careful import S
from communique.store.crews import Crew
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.raws import Raw, add_raw, has_raw
from communique.store.reading import Standing, find_standing
from communique.store.recognising import Recognition, is_settled
from communique.store.records import Failure, IngestReport, Outcome, Progress
from communique.store.rereading import keep_account
from communique.store.windows import in_order
from communique.store.writing import add_capture, add_extraction, add_failure, add_statements, drop_failure

__all__ = ["Refuse", "ingest", "take_in"]


Refuse = Callable[[Document], str | None]

_COUNTED = 100_000
"""Sources that are counted before the first is read, so that it can be told how long it will still take."""


def ingest(
    store: Store,
    sources: Iterable[S],
    *,
    crew: Crew[S],
    refuse: Refuse,
    on_progress: Callable[[Progress], None] | None = None,
    weigh: Callable[[S], int] = lambda source: 0,
    recognise: Callable[[S], tuple[S, str | None]] = lambda source: (source, None),
    raw_of: Callable[[S], Raw | None] | None = None,
    reader: Callable[[], str | None] = lambda: None,
) -> IngestReport:
    """Take each source in, or record why it could not be; then bring the lists up to date.

    A run that is cut short at any point leaves whole documents behind, and another run goes on from there.

    Args:
        store: the ledger.
        sources: what to read; taken in only as there is room for it.
        crew: those who read.
        refuse: says why a document cannot be read at all (its language), or None where it can.
        on_progress: is told after each source.
        weigh: the bytes that a source holds. Those that hold none are counted beforehand.
        recognise: gives a source, its contents with it, and the key by which they are known again; None for no key.
        raw_of: gives the bytes of a source that are to be kept beside its text; None where none are. Where some are,
            nothing is known again by its contents alone: its bytes may not have been kept.
        reader: gives which version of the readers the crew are, to be put down with each document.

    Raises:
        StoreError: the ledger cannot be written; everything before is kept.
    """
    tally = dict.fromkeys(Outcome, 0)
    failed = []
    total, sources = _count(sources, weigh) if on_progress is not None else (None, sources)
    taken = take_in(
        store, sources, crew=crew, refuse=refuse, weigh=weigh, recognise=recognise, raw_of=raw_of, reader=reader
    )
    for done, (source, result) in enumerate(taken, start=1):
        outcome, error = result, None
        if isinstance(outcome, Failure):
            failed.append(outcome)
            error = outcome.error
            outcome = Outcome.FAILED
        tally[outcome] += 1
        if on_progress is not None:
            on_progress(Progress(done=done, total=total, source=source, outcome=outcome, error=error))
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        meetings = count_meetings(connection)
    return IngestReport(
        read=tally[Outcome.READ],
        known=tally[Outcome.KNOWN],
        unsupported=tally[Outcome.UNSUPPORTED],
        failed=tuple(failed),
        meetings=meetings,
        forgotten=tally[Outcome.FORGOTTEN],
    )


def _count(sources: Iterable[S], weigh: Callable[[S], int]) -> tuple[int | None, Iterable[S]]:
    """How many sources there are, None where only reading them would tell; and the sources, all of them."""
    waiting = iter(sources)
    seen = []
    for source in waiting:
        seen.append(source)
        if len(seen) == _COUNTED or weigh(source):
            return None, chain(seen, waiting)
    return len(seen), seen


@dataclass(slots=True, kw_only=True)
class _Read(Generic[S]):
    """A source on its way.

    Attributes:
        source: it.
        key: by which its contents are known again; None where they are not.
        settled: all that could come of it is kept, so that it need not be read.
        document: what was read there; None where it was not read.
        standing: what the ledger knew of it then; None where that was not asked.
    """

    source: S
    key: str | None
    settled: bool
    document: Document | Failure | None = None
    standing: Standing | None = None


def take_in(
    store: Store,
    sources: Iterable[S],
    *,
    crew: Crew[S],
    refuse: Refuse,
    weigh: Callable[[S], int] = lambda source: 0,
    recognise: Callable[[S], tuple[S, str | None]] = lambda source: (source, None),
    raw_of: Callable[[S], Raw | None] | None = None,
    reader: Callable[[], str | None] = lambda: None,
) -> Iterator[tuple[str, Outcome | Failure]]:
    """Read, extract and keep; each source is kept before its outcome is told. The lists stay as they are.

    Args:
        store: the ledger.
        sources: what to read; taken in only as there is room for it.
        crew: those who read.
        refuse: says why a document cannot be read at all.
        weigh: the bytes that a source holds.
        recognise: gives a source, its contents with it, and the key by which they are known again; None for no key.
        raw_of: gives the bytes of a source that are to be kept beside its text; None where none are.
        reader: gives which version of the readers the crew are.
    """
    under_way: set[str] = set()  # texts that are being extracted, so that the same from another source is not

    def look() -> Iterator[_Read[S]]:
        for source in sources:
            found, key = recognise(source)
            settled = key is not None and raw_of is None and is_settled(store, key, found.source)
            yield _Read(source=source if settled else found, key=key, settled=settled)

    def read(some: Iterable[_Read[S]]) -> Future[list[Document | Failure]]:
        return crew.read([one.source for one in some])

    def is_to_be_extracted(one: _Read[S]) -> bool:
        """True where claims are still to be found: an unknown text, or one kept before all could be looked for."""
        document = one.document
        if document is None or isinstance(document, Failure) or document.id in under_way:
            return False
        one.standing = _standing(store, document)
        known = one.standing.known and not (one.standing.to_be_read or one.standing.to_be_reread)
        if known or one.standing.forgotten or refuse(document) is not None:
            return False
        under_way.add(document.id)
        return True

    def extract(some: Iterable[_Read[S]]) -> Future[list[Extraction | Failure]]:
        return crew.extract([one.document for one in some if isinstance(one.document, Document)])

    def documents() -> Iterator[_Read[S]]:
        for one, document in in_order(
            look(),
            read,
            ahead=crew.ahead,
            chosen=lambda one: not one.settled,
            weigh=lambda one: 0 if one.settled else weigh(one.source),
        ):
            one.document = document
            yield one

    with Recognition(store) as recognition:
        for one, found in in_order(documents(), extract, ahead=crew.ahead, chosen=is_to_be_extracted, weigh=_length):
            document, source = one.document, one.source.source
            if document is None:
                yield source, Outcome.KNOWN
                continue
            if isinstance(document, Failure):
                yield source, _fail(store, document)
                continue
            raw = raw_of(one.source) if raw_of is not None else None
            try:
                outcome = _keep(store, document, found, one.standing, crew=crew, refuse=refuse, reader=reader, raw=raw)
            except ForgottenError:  # now or at any time before
                drop_failure(store, document.source)
                outcome = Outcome.FORGOTTEN
            if one.key is not None and outcome in (Outcome.READ, Outcome.KNOWN, Outcome.UNSUPPORTED):
                recognition.add(one.key, document.id)
            yield source, outcome
            if found is not None:
                under_way.discard(document.id)


def _length(one: _Read[S]) -> int:
    return len(one.document.text) if isinstance(one.document, Document) else 0


def _standing(store: Store, document: Document) -> Standing:
    with store.reading() as connection:
        return find_standing(connection, document)


def _keep(
    store: Store,
    document: Document,
    found: Extraction | Failure | None,
    standing: Standing | None,
    *,
    crew: Crew[S],
    refuse: Refuse,
    reader: Callable[[], str | None],
    raw: Raw | None,
) -> Outcome | Failure:
    if standing is not None and standing.settled and not standing.to_be_read and raw is None:
        return Outcome.KNOWN

    def also(connection: Connection) -> None:
        if raw is not None:
            add_raw(connection, document.id, document.source, raw)

    standing = _standing(store, document)  # again: this run or another may have kept it meanwhile
    if standing.forgotten:
        raise ForgottenError(f"{document.source}: its text was forgotten")
    unread = refuse(document)
    # A text kept earlier without claims is read once its language can be; one without statements, for those alone; one
    # of which this source knows better when it was published, anew.
    if standing.known and not ((standing.to_be_read or standing.to_be_reread) and unread is None):
        if not standing.settled or (raw is not None and not _is_kept(store, document)):
            add_capture(store, document, read=standing.unread is not None, also=also)
        return Outcome.KNOWN
    if unread is not None:
        add_extraction(store, Extraction(document=document), unread=unread, also=also)
        return Outcome.UNSUPPORTED
    if isinstance(found, Failure):
        return _fail(store, replace(found, source=document.source))
    if found is None:  # the same text failed just before from another source
        (found,) = crew.extract([document]).result()
        if isinstance(found, Failure):
            return _fail(store, found)
    found = found if found.document is document else replace(found, document=document)
    if standing.to_be_reread:
        keep_account(store, found, reader=reader(), also=also)
        return Outcome.KNOWN
    if standing.known and standing.unread is None:
        add_statements(store, found, also=also)
    else:
        add_extraction(store, found, reader=reader(), also=also)
    return Outcome.READ


def _is_kept(store: Store, document: Document) -> bool:
    with store.reading() as connection:
        return has_raw(connection, document.id, document.source)


def _fail(store: Store, failure: Failure) -> Failure:
    stamped = Failure(source=failure.source, error=failure.error, when=now())
    add_failure(store, stamped)
    return stamped
