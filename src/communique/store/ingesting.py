"""Taking documents into a ledger, each kept in its turn as soon as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import chain

from communique.errors import ForgottenError
from communique.model import Document, Extraction
from communique.store.careful import S
from communique.store.crews import Crew
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.reading import Standing, find_standing
from communique.store.records import Failure, IngestReport, Outcome, Progress
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
    light: Callable[[S], bool] = lambda source: True,
) -> IngestReport:
    """Take each source in, or record why it could not be; then bring the lists up to date.

    A run that is cut short at any point leaves whole documents behind, and another run goes on from there.

    Args:
        store: the ledger.
        sources: what to read; taken in only as there is room for it.
        crew: those who read.
        refuse: says why a document cannot be read at all (its language), or None where it can.
        on_progress: is told after each source.
        light: True of a source that takes next to nothing to hold, so that such can be counted beforehand.

    Raises:
        StoreError: the ledger cannot be written; everything before is kept.
    """
    tally = dict.fromkeys(Outcome, 0)
    failed = []
    total, sources = _count(sources, light) if on_progress is not None else (None, sources)
    for done, (source, result) in enumerate(take_in(store, sources, crew=crew, refuse=refuse), start=1):
        outcome = result
        if isinstance(outcome, Failure):
            failed.append(outcome)
            outcome = Outcome.FAILED
        tally[outcome] += 1
        if on_progress is not None:
            on_progress(Progress(done=done, total=total, source=source, outcome=outcome))
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


def _count(sources: Iterable[S], light: Callable[[S], bool]) -> tuple[int | None, Iterable[S]]:
    """How many sources there are, None where only reading them would tell; and the sources, all of them."""
    waiting = iter(sources)
    seen = []
    for source in waiting:
        seen.append(source)
        if len(seen) == _COUNTED or not light(source):
            return None, chain(seen, waiting)
    return len(seen), seen


@dataclass(slots=True, kw_only=True)
class _Read:
    """A source that was read.

    Attributes:
        source: its name.
        document: what was read there.
        standing: what the ledger knew of it then; None where that was not asked.
    """

    source: str
    document: Document | Failure
    standing: Standing | None = None


def take_in(
    store: Store, sources: Iterable[S], *, crew: Crew[S], refuse: Refuse
) -> Iterator[tuple[str, Outcome | Failure]]:
    """Read, extract and keep; each source is kept before its outcome is told. The lists stay as they are.

    Args:
        store: the ledger.
        sources: what to read; taken in only as there is room for it.
        crew: those who read.
        refuse: says why a document cannot be read at all.
    """
    under_way: set[str] = set()  # texts that are being extracted, so that the same from another source is not

    def read() -> Iterator[_Read]:
        for source, document in in_order(sources, crew.read, ahead=crew.ahead):
            assert document is not None
            yield _Read(source=source.source, document=document)

    def is_to_be_extracted(one: _Read) -> bool:
        """True where claims are still to be found: an unknown text, or one kept before all could be looked for."""
        document = one.document
        if isinstance(document, Failure) or document.id in under_way:
            return False
        one.standing = _standing(store, document)
        known = one.standing.known and not one.standing.to_be_read
        if known or one.standing.forgotten or refuse(document) is not None:
            return False
        under_way.add(document.id)
        return True

    def extract(some: Iterable[_Read]) -> Future[list[Extraction | Failure]]:
        return crew.extract([one.document for one in some if isinstance(one.document, Document)])

    for one, found in in_order(read(), extract, ahead=crew.ahead, chosen=is_to_be_extracted, weigh=_weigh):
        document = one.document
        if isinstance(document, Failure):
            yield one.source, _fail(store, document)
            continue
        try:
            outcome = _keep(store, document, found, one.standing, crew=crew, refuse=refuse)
        except ForgottenError:  # now or at any time before
            drop_failure(store, document.source)
            outcome = Outcome.FORGOTTEN
        yield one.source, outcome
        if found is not None:
            under_way.discard(document.id)


def _weigh(one: _Read) -> int:
    return 0 if isinstance(one.document, Failure) else len(one.document.text)


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
) -> Outcome | Failure:
    if standing is not None and standing.settled and not standing.to_be_read:
        return Outcome.KNOWN
    standing = _standing(store, document)  # again: this run or another may have kept it meanwhile
    if standing.forgotten:
        raise ForgottenError(f"{document.source}: its text was forgotten")
    unread = refuse(document)
    # A text kept earlier without claims is read once its language can be; one without statements, for those alone.
    if standing.known and not (standing.to_be_read and unread is None):
        if not standing.settled:
            add_capture(store, document)
        return Outcome.KNOWN
    if unread is not None:
        add_extraction(store, Extraction(document=document), unread=unread)
        return Outcome.UNSUPPORTED
    if isinstance(found, Failure):
        return _fail(store, replace(found, source=document.source))
    if found is None:  # the same text failed just before from another source
        (found,) = crew.extract([document]).result()
        if isinstance(found, Failure):
            return _fail(store, found)
    found = found if found.document is document else replace(found, document=document)
    if standing.known and standing.unread is None:
        add_statements(store, found)
    else:
        add_extraction(store, found)
    return Outcome.READ


def _fail(store: Store, failure: Failure) -> Failure:
    stamped = Failure(source=failure.source, error=failure.error, when=now())
    add_failure(store, stamped)
    return stamped
