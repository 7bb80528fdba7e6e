"""The statements that new documents touch, made anew.

What was said in other documents is listed as it is, unless those who said it, or to whom, or the meeting at which it
was said go by something else now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from communique.store.changing import TableChanges
from communique.store.forms import encode
from communique.store.kept import rows_where
from communique.store.looking import load_meetings
from communique.store.positions import event_positions, statement_position
from communique.store.statement_index import publication_columns, statement_term_rows
from communique.store.tables import (
    listed_claims,
    listed_events,
    listed_statement_terms,
    listed_statements,
)
from communique.store.touched_statements import TouchedStatements, statements_with
from communique.store.tying import tie_touched
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement
from communique.views.timeline import build_timeline

if TYPE_CHECKING:
    from communique.store.relisting_parties import Parties
    from communique.store.updating import Relabelled

__all__ = ["Spoken", "relist_statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What people and organisations said.

    Attributes:
        by: the statements, in their order, of each who is listed anew or of whom these are others than before.
        speakers: those of whom these are others than before.
    """

    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speakers: frozenset[str] = frozenset()

    def of(self, entry: str) -> tuple[str, ...]:
        """The statements of one."""
        return self.by.get(entry, ())


def relist_statements(
    connection: Connection,
    anew: Relabelled,
    meetings: Mapping[str, Meeting],
    gone: Iterable[str],
    meeting_of: Mapping[str, str],
    people: Parties[Person],
    organisations: Parties[Organisation],
    changes: TableChanges,
) -> Spoken:
    """Note what changes of the statements; what was said before can be kept, broken or answered by what is new."""
    moved = {*meetings, *gone}
    touched = TouchedStatements(connection, anew, meeting_of, people, organisations)
    touched.find(moved)
    found = tie_touched(touched)
    before, now = touched.before, {one.id: one for one in found}
    changed = [one for one in found if before.get(one.id) != one]
    ids = {one.id for one in changed}
    for column in (listed_statements.c.id, listed_statement_terms.c.statement, listed_claims.c.entry):
        changes.take_out(column, ids)
    for one in changed:
        row = {"id": one.id, "position": statement_position(one), **publication_columns(one)}
        changes.put_in(listed_statements, [{**row, "body": encode(one)}])
        changes.put_in(listed_statement_terms, statement_term_rows(one))
        changes.put_in(listed_claims, [{"claim": one.id, "entry": one.id}])
    telling = [one for one in found if one.id in ids or one.meeting in moved]
    held = {one.meeting for one in telling if one.meeting is not None}
    holding = {one.id: one for one in load_meetings(connection, held - moved)} | dict(meetings)
    mine = {one.id for one in telling}
    changes.take_out(listed_events.c.entry, mine)
    events = build_timeline(holding.values(), telling, (), as_of=None)
    own = (event for event in events if event.id in mine)
    changes.put_in(listed_events, ({"position": at, "entry": one} for at, one in event_positions(own)))
    pairs = ((before.get(one.id), one) for one in changed)
    speakers = frozenset(who for pair in pairs for one in pair if one is not None for who in one.speakers)
    return Spoken(by=_by(connection, {*speakers, *people.now, *organisations.now}, now), speakers=speakers)


def _by(connection: Connection, entries: Collection[str], now: Mapping[str, Statement]) -> dict[str, tuple[str, ...]]:
    """The statements of some people and bodies, in their order, where those given are as they are now."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    listed = statements_with(connection, ("by",), entries)
    rows = rows_where(connection, listed_statements.c.id, listed, only=("id", "position"))
    of = {row["id"]: row["position"] for row in rows}
    for one, speakers in listed.items():
        if one not in now:
            for who in speakers:
                places[who].append((of[one], one))
    for statement in now.values():
        for who in set(statement.speakers).intersection(entries):
            places[who].append((statement_position(statement), statement.id))
    return {who: tuple(one for _, one in sorted(some)) for who, some in places.items()}
