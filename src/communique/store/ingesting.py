"""Taking documents into a ledger, one after the other, each kept before the next is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from communique.errors import ForgottenError, StoreError
from communique.model import Document, Extraction
from communique.store.careful import Extract, Read, S, extract_safely, read_safely
from communique.store.listing import bring_lists_up_to_date, count_meetings
from communique.store.migrating import now
from communique.store.opening import Store
from communique.store.reading import find_standing
from communique.store.records import Failure, IngestReport, Outcome, Progress
from communique.store.writing import add_capture, add_extraction, add_failure, add_statements, drop_failure

__all__ = ["Refuse", "ingest"]


Refuse = Callable[[Document], str | None]

WINDOW = 8
"""Sources read together: enough for the extractor's model, few enough to lose little where a run is cut short."""


def ingest(
    store: Store,
    sources: Sequence[S],
    *,
    read: Read[S],
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
        extract: gives what is found in a handful of documents; the same, for each of them.
        refuse: says why a document cannot be read at all (its language), or None where it can.
        on_progress: is told after each source.

    Raises:
        StoreError: the ledger cannot be written; everything before is kept.
    """
    tally = dict.fromkeys(Outcome, 0)
    failed = []
    done = 0
    for window in _windows(sources):
        for source, result in zip(
            window, _take_in(store, window, read=read, extract=extract, refuse=refuse), strict=True
        ):
            outcome = result
            if isinstance(outcome, Failure):
                failed.append(outcome)
                outcome = Outcome.FAILED
            tally[outcome] += 1
            done += 1
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
        forgotten=tally[Outcome.FORGOTTEN],
    )


def _windows(sources: Sequence[S]) -> Iterator[Sequence[S]]:
    return (sources[start : start + WINDOW] for start in range(0, len(sources), WINDOW))


def _take_in(
    store: Store, window: Sequence[S], *, read: Read[S], extract: Extract, refuse: Refuse
) -> Iterator[Outcome | Failure]:
    """Read a handful of sources together, then keep each by itself; each is kept before its outcome is told."""
    documents = [read_safely(source, read) for source in window]
    fresh: dict[str, Document] = {}
    for document in documents:
        if not isinstance(document, Failure) and refuse(document) is None and _is_new(store, document):
            fresh.setdefault(document.id, document)
    found = dict(zip(fresh, extract_safely(list(fresh.values()), extract) if fresh else (), strict=True))
    for document in documents:
        if isinstance(document, Failure):
            yield _fail(store, document)
        else:
            try:
                yield _keep(store, document, found.get(document.id), refuse=refuse)
            except ForgottenError:  # now or at any time before
                drop_failure(store, document.source)
                yield Outcome.FORGOTTEN


def _is_new(store: Store, document: Document) -> bool:
    """True where claims are still to be found: an unknown text, or one kept before all could be looked for."""
    with store.reading() as connection:
        standing = find_standing(connection, document)
    return not standing.forgotten and (not standing.known or standing.to_be_read)


def _keep(store: Store, document: Document, found: Extraction | Failure | None, *, refuse: Refuse) -> Outcome | Failure:
    with store.reading() as connection:
        standing = find_standing(connection, document)
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
    if found is None:
        raise StoreError(f"{document.source}: no claims were looked for, though its text is not known")
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
