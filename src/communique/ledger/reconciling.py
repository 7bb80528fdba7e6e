"""A register of meetings beside a ledger: reading the one, looking up the other, putting them side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from communique.errors import InputError
from communique.model import PartyKind, RegisterRow
from communique.sources.mapped_rows import BrokenRow
from communique.sources.registers import find_layout, iter_register, load_register_mapping
from communique.store.reconciling import gather_known
from communique.store.records import Outcome, Progress
from communique.views.filters import is_within, organisations_of, read_bound, stands_in
from communique.views.reconciliation import Comparison, Finding, Reconciliation
from communique.views.reconciling import reconcile as put_side_by_side
from communique.views.register_scope import find_coverage

__all__ = ["reconcile"]

_TOLD = 100  # rows between two words on how far reading has come


def reconcile(
    listed: Callable[[], AbstractContextManager[Connection]],
    register: Path,
    *,
    mapping: str | Path | None,
    finding: Finding | str | None,
    person: str | None,
    organisation: str | None,
    since: str | None,
    until: str | None,
    on_progress: Callable[[Progress], None] | None = None,
    on_broken: Callable[[BrokenRow], None] | None = None,
) -> Reconciliation:
    """Compare a register with a ledger. `Ledger.reconcile` describes the arguments.

    Raises:
        InputError: the register or the mapping cannot be used, or a filter's value is none of its kind.
    """
    wanted = None if finding is None else _read_finding(finding)
    first = None if since is None else read_bound(since, "since")[0]
    last = None if until is None else read_bound(until, "until")[1]
    how = find_layout(register) if mapping is None else load_register_mapping(mapping)
    rows: list[RegisterRow] = []
    broken = 0
    for done, found in enumerate(iter_register(register, how), start=1):
        if isinstance(found, BrokenRow):
            broken += 1
            if on_broken is not None:
                on_broken(found)
        else:
            rows.append(found)
        if on_progress is not None and done % _TOLD == 0:
            on_progress(Progress(done=done, total=None, source=str(register), outcome=Outcome.READ))
    officials = {name for row in rows for name in row.officials}
    bodies = {row.body for row in rows if row.body is not None} if how.bodies else set()
    with listed() as connection:
        known = gather_known(connection, sorted(officials), sorted(bodies))
    coverage = find_coverage(rows, known.officials, bodies=how.bodies, since=how.since, until=how.until)
    compared = put_side_by_side(rows, known.meetings, known.officials, known.names, coverage)
    kept = (
        one
        for one in compared
        if (wanted is None or one.finding is wanted)
        and (person is None or stands_in(person, _people(one)))
        and (organisation is None or stands_in(organisation, _organisations(one)))
        and ((since is None and until is None) or any(is_within(day, first, last) for day in _days(one)))
    )
    return Reconciliation(comparisons=tuple(kept), scope=coverage.scope(), rows=len(rows) + broken, broken=broken)


def _read_finding(value: Finding | str) -> Finding:
    try:
        return Finding(value)
    except ValueError:
        raise InputError(f"finding is {value!r}; expected one of {', '.join(Finding)}") from None


def _people(one: Comparison) -> Iterable[str]:
    if one.row is not None:
        yield from (*one.row.officials, *one.row.counterparties)
    if one.meeting is not None:
        for party in one.meeting.participants:
            yield from party.names if party.kind is PartyKind.PERSON else ()


def _organisations(one: Comparison) -> Iterable[str]:
    if one.row is not None:
        yield from one.row.counterparties
        yield from (one.row.body,) if one.row.body is not None else ()
    if one.meeting is not None:
        yield from organisations_of(one.meeting)


def _days(one: Comparison) -> Iterable[str | None]:
    yield one.row.date if one.row is not None else None
    yield one.meeting.date if one.meeting is not None else None
