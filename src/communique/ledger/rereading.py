"""Reading kept texts anew: by which version of the readers, document by document, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from communique.errors import ForgottenError
from communique.ledger.extracting import refuse
from communique.ledger.ingesting import version_of
from communique.ledger.rereaders import KeptText, hire_rereaders
from communique.model import Document, Extraction
from communique.settings import ReaderChoice
from communique.store.backups import scratch_copy
from communique.store.listing import bring_lists_up_to_date
from communique.store.looking import find_meetings
from communique.store.opening import Store
from communique.store.reading import pick_document
from communique.store.records import Failure, Outcome, Progress
from communique.store.rereading import Change, ClaimChange, Due, find_due, keep_rereading, load_texts
from communique.store.windows import WINDOW, in_order
from communique.views.meeting import Meeting

__all__ = ["MeetingChange", "RereadReport", "reread"]

_TOLD = ("status", "kind", "date", "place", "city", "country", "topics", "initiative", "duration_minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChange:
    """What newer readings make of a meeting of the list.

    Attributes:
        id: the meeting's id; of one that is gone, the one it had.
        was: the id under which the same reports were listed before, where that is another.
        change: what has become of it.
        label: who met, and when.
        fields: by field, its value before and after; only of what is changed.
    """

    id: str
    was: str | None
    change: Change
    label: str
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadReport:
    """What reading texts anew came to.

    Attributes:
        read: how many documents were read.
        settled: how many were left, since this version has read them already.
        unread: how many cannot be read yet, for their language.
        failed: those that could not be read, with the reason; each is as it was.
        claims: what became of claims.
        meetings: what became of meetings of the list by that.
        reader: the version that read.
    """

    read: int
    settled: int
    unread: int
    failed: tuple[Failure, ...]
    claims: tuple[ClaimChange, ...]
    meetings: tuple[MeetingChange, ...]
    reader: str


def reread(
    store: Store,
    names: Sequence[str] | None,
    *,
    extract: Callable[[Document], Extraction] | None,
    reader: ReaderChoice | str | None,
    jobs: int | None,
    again: bool,
    dry_run: bool,
    on_progress: Callable[[Progress], None] | None,
) -> RereadReport:
    """Read kept texts anew. `Ledger.reread` describes the arguments."""
    if dry_run:
        with scratch_copy(store) as copy:
            return reread(
                copy,
                names,
                extract=extract,
                reader=reader,
                jobs=jobs,
                again=again,
                dry_run=False,
                on_progress=on_progress,
            )
    bring_lists_up_to_date(store)
    version, settled = _versions(extract, reader)
    settled = None if again else settled
    with store.reading() as connection:
        chosen = None if not names else [pick_document(connection, name).id for name in names]
        due = find_due(connection, reader=settled, chosen=chosen)
        left = 0 if chosen is not None else len(find_due(connection, reader=None)) - len(due)
        before = {one.id: one for one in find_meetings(connection, {})}
    failed: list[Failure] = []
    changed: list[ClaimChange] = []
    done = unread = 0
    with hire_rereaders(extract, reader=reader, jobs=jobs, count=len(due)) as (read, ahead):
        for kept, result in in_order(_load(store, due), read, ahead=ahead, chosen=_is_readable, weigh=_length):
            outcome, changes = _settle(store, result, version)
            changed += changes
            error = None
            if isinstance(result, Failure):
                failed.append(result)
                error = result.error
            done += 1
            unread += outcome is Outcome.UNSUPPORTED
            if on_progress is not None:
                source = kept.document.source
                on_progress(Progress(done=done, total=len(due), source=source, outcome=outcome, error=error))
    bring_lists_up_to_date(store)
    with store.reading() as connection:
        after = {one.id: one for one in find_meetings(connection, {})}
    return RereadReport(
        read=done - unread - len(failed),
        settled=left,
        unread=unread,
        failed=tuple(failed),
        claims=tuple(changed),
        meetings=tuple(_compare(before, after)),
        reader=version,
    )


def _versions(
    extract: Callable[[Document], Extraction] | None, reader: ReaderChoice | str | None
) -> tuple[str, str | None]:
    """What reads, and the same where it tells which documents need not be read again.

    An extractor of one's own tells that where it has a `version`.
    """
    told = version_of(extract, reader)()
    name: str = getattr(extract, "__qualname__", type(extract).__qualname__)
    return told or name, told


def _settle(store: Store, result: Extraction | Failure | None, version: str) -> tuple[Outcome, tuple[ClaimChange, ...]]:
    """Put down what reading a text anew came to; nothing where it cannot be read yet."""
    if result is None:
        return Outcome.UNSUPPORTED, ()
    if isinstance(result, Failure):
        return Outcome.FAILED, ()
    try:
        changes = keep_rereading(store, result, reader=version)
    except ForgottenError:  # while it was read
        return Outcome.FORGOTTEN, ()
    return (Outcome.READ if changes else Outcome.KNOWN), changes


def _load(store: Store, due: Sequence[Due]) -> Iterator[KeptText]:
    """The texts in their order, some at a time."""
    for day, some in groupby(due, key=_day_of):
        together = list(some)
        for start in range(0, len(together), WINDOW):
            for document in load_texts(store, together[start : start + WINDOW]):
                yield KeptText(document=document, day=day)


def _is_readable(one: KeptText) -> bool:
    return refuse(one.document) is None


def _length(one: KeptText) -> int:
    return len(one.document.text)


def _day_of(one: Due) -> date:
    return datetime.fromisoformat(one.captured).astimezone().date()


def _compare(before: dict[str, Meeting], after: dict[str, Meeting]) -> Iterator[MeetingChange]:
    """What became of the meetings: by id, and where that is another, by the claims that they have in common."""
    gone = {one: meeting for one, meeting in before.items() if one not in after}
    of_claim = {claim: one for one, meeting in gone.items() for claim in meeting.claims}
    for one, meeting in after.items():
        was = before.get(one)
        old_id = None
        if was is None:
            old_id = next((of_claim[claim] for claim in meeting.claims if of_claim.get(claim) in gone), None)
            was = gone.pop(old_id) if old_id is not None else None
        if was is None:
            yield MeetingChange(id=one, was=None, change=Change.NEW, label=_label(meeting), fields={})
        elif fields := _differences(was, meeting):
            label = _label(meeting)
            yield MeetingChange(id=one, was=old_id, change=Change.CHANGED, label=label, fields=fields)
    for one, meeting in gone.items():
        yield MeetingChange(id=one, was=None, change=Change.GONE, label=_label(meeting), fields={})


def _differences(was: Meeting, now: Meeting) -> dict[str, tuple[Any, Any]]:
    pairs: Iterable[tuple[str, Any, Any]] = ((name, _plain(was, name), _plain(now, name)) for name in _TOLD)
    fields = {name: (old, new) for name, old, new in pairs if old != new}
    for name, told in (("participants", _names), ("reports", _reports)):
        if told(was) != told(now):
            fields[name] = (told(was), told(now))
    return fields


def _plain(meeting: Meeting, name: str) -> Any:
    value = getattr(meeting, name)
    return list(value) if isinstance(value, tuple) else value


def _names(meeting: Meeting) -> list[str]:
    return [party.name or party.mention for party in meeting.participants]


def _reports(meeting: Meeting) -> list[str]:
    return sorted({report.document for report in meeting.reports})


def _label(meeting: Meeting) -> str:
    return f"{', '.join(_names(meeting))}: {meeting.date or 'no date'}"
