"""The statements that new documents touch, made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select

from communique.model import StatementClaim
from communique.resolution import DocumentFacts
from communique.store.captures import chosen_source
from communique.store.changing import TableChanges
from communique.store.forms import encode
from communique.store.kept import load_claims_by
from communique.store.looking import iter_organisations, iter_people, load_meetings
from communique.store.positions import event_positions, statement_position
from communique.store.statement_index import publication_columns, statement_term_rows
from communique.store.tables import (
    claims,
    documents,
    listed_claims,
    listed_events,
    listed_forms,
    listed_statement_terms,
    listed_statements,
)
from communique.views.exchanges import find_statement_ties, judge_ties, tie_statements
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement
from communique.views.statements import build_statements, statements_of
from communique.views.timeline import build_timeline

if TYPE_CHECKING:
    from communique.store.relisting_parties import Parties
    from communique.store.updating import Relabelled

__all__ = ["Spoken", "relist_statements"]

_statements = msgspec.json.Decoder(Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What people and organisations said.

    Attributes:
        by: the statements of each, in their order.
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
    listed = connection.execute(select(listed_statements.c.id, listed_statements.c.body))
    before: dict[str, str] = {row.id: row.body for row in listed}
    known = {one: _statements.decode(body) for one, body in before.items()}
    fresh = load_claims_by(connection, claims.c.document, anew.documents).values()
    # What was said in other documents is listed as it is.
    said = [one.claim for one in known.values() if one.claim.document not in anew.documents]
    said += (claim for claim in fresh if isinstance(claim, StatementClaim))
    if not said and not before:
        return Spoken()
    everybody = {one.id: one for one in iter_people(connection) if one.id not in people.gone} | people.now
    bodies = {one.id: one for one in iter_organisations(connection) if one.id not in organisations.gone}
    bodies |= organisations.now
    built = build_statements(
        _facts(connection, {claim.document for claim in said}),
        said,
        entry_of=_entries(connection, meeting_of, people, organisations),
        people=tuple(everybody.values()),
        organisations=tuple(bodies.values()),
    )
    found = tie_statements(built, judge_ties(built, find_statement_ties(built), anew.decided))
    written = {one.id: encode(one) for one in found}
    changed = [one for one in found if before.get(one.id) != written[one.id]]
    old = [known[one.id] for one in changed if one.id in known]
    ids = {one.id for one in changed}
    for column in (listed_statements.c.id, listed_statement_terms.c.statement, listed_claims.c.entry):
        changes.take_out(column, ids)
    for one in changed:
        row = {"id": one.id, "position": statement_position(one), **publication_columns(one)}
        changes.put_in(listed_statements, [{**row, "body": written[one.id]}])
        changes.put_in(listed_statement_terms, statement_term_rows(one))
        changes.put_in(listed_claims, [{"claim": one.id, "entry": one.id}])
    moved = {*meetings, *gone}
    telling = [one for one in found if one.id in ids or one.meeting in moved]
    held = {one.meeting for one in telling if one.meeting is not None}
    holding = {one.id: one for one in load_meetings(connection, held - moved)} | dict(meetings)
    mine = {one.id for one in telling}
    changes.take_out(listed_events.c.entry, mine)
    events = build_timeline(holding.values(), telling, (), as_of=None)
    own = (event for event in events if event.id in mine)
    changes.put_in(listed_events, ({"position": at, "entry": one} for at, one in event_positions(own)))
    return Spoken(
        by=statements_of(found), speakers=frozenset(speaker for one in (*old, *changed) for speaker in one.speakers)
    )


def _facts(connection: Connection, wanted: set[str]) -> list[DocumentFacts]:
    query = select(documents.c.id, documents.c.published, chosen_source().label("source"))
    return [
        DocumentFacts(id=one, source=source, published=published)
        for one, published, source in connection.execute(query)
        if one in wanted
    ]


def _entries(
    connection: Connection,
    meeting_of: Mapping[str, str],
    people: Parties[Person],
    organisations: Parties[Organisation],
) -> dict[str, str]:
    rows = connection.execute(select(listed_forms.c.form, listed_forms.c.entry))
    found: dict[str, str] = {row.form: row.entry for row in rows}
    parties: list[Person | Organisation] = [*people.now.values(), *organisations.now.values()]
    for party in parties:
        found |= dict.fromkeys(party.forms, party.id)
    told = select(listed_claims.c.claim, listed_claims.c.entry).where(
        listed_claims.c.claim.startswith("mtg_"), listed_claims.c.entry.startswith("mtg_")
    )
    found |= {row.claim: row.entry for row in connection.execute(told)}
    return found | dict(meeting_of)
