"""Taking documents into a ledger, one after the other, each kept before the next is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.model import Document, Extraction
from communique.store.careful import Extract, Read, Source, extract_safely, read_safely
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.reading import find_standing
from communique.store.records import Failure, IngestReport, Outcome, Progress
from communique.store.writing import add_capture, add_extraction, add_failure

__all__ = ["Refuse", "ingest"]


Refuse = Callable[[Document], str | None]


def ingest(
    store: Store,
    sources: Sequence[Source],
    *,
    read: Read,
    extract: Extract,
    refuse: Refuse,
    on_progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Take each source in, or record why it could not be; then bring the lists up to date.

    A run that is cut short at any point leaves whole documents behind, and another run goes on from there.

    Args:
        store: the ledger.
        sources: what to read.
        read: gives the document of a source; what it raises is recorded as that source's failure.
        extract: gives what is found in a document; the same.
        refuse: says why a document cannot be read at all (its language), or None where it can.
        on_progress: is told after each source.

    Raises:
        StoreError: the ledger cannot be written; everything before is kept.
    """
    tally = dict.fromkeys(Outcome, 0)
    failed = []
    for done, source in enumerate(sources, start=1):
        outcome: Outcome | Failure = _take_in(store, source, read=read, extract=extract, refuse=refuse)
        if isinstance(outcome, Failure):
            failed.append(outcome)
            outcome = Outcome.FAILED
        tally[outcome] += 1
        if on_progress is not None:
            on_progress(Progress(done=done, total=len(sources), source=source.source, outcome=outcome))
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        meetings = count_meetings(connection)
    return IngestReport(
        read=tally[Outcome.READ],
        known=tally[Outcome.KNOWN],
        unsupported=tally[Outcome.UNSUPPORTED],
        failed=tuple(failed),
        meetings=meetings,
    )


def _take_in(store: Store, source: Source, *, read: Read, extract: Extract, refuse: Refuse) -> Outcome | Failure:
    document = read_safely(source, read)
    if isinstance(document, Failure):
        return _fail(store, document)
    with store.reading() as connection:
        standing = find_standing(connection, document)
    unread = refuse(document)
    # A text kept earlier without claims is read once its language can be.
    if standing.known and not (standing.unread is not None and unread is None):
        if not standing.settled:
            add_capture(store, document)
        return Outcome.KNOWN
    if unread is not None:
        add_extraction(store, Extraction(document=document), unread=unread)
        return Outcome.UNSUPPORTED
    extraction = extract_safely(document, extract)
    if isinstance(extraction, Failure):
        return _fail(store, extraction)
    add_extraction(store, extraction)
    return Outcome.READ


def _fail(store: Store, failure: Failure) -> Failure:
    stamped = Failure(source=failure.source, error=failure.error, when=now())
    add_failure(store, stamped)
    return stamped
