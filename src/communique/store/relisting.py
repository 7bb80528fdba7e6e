"""The entries of the lists that new documents touch, made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.model import MeetingClaim, PartyKind, content_id
from communique.resolution import Resolution
from communique.resolution.clusters import Clusters
from communique.resolution.named import named_in
from communique.store.changing import TableChanges
from communique.store.copying import load_copies_near
from communique.store.forms import encode
from communique.store.indexing import date_columns, term_rows
from communique.store.keeping import company_keys
from communique.store.kept import Kept, load_claims_by, rows_where
from communique.store.looking import load_meetings, load_organisations, load_people
from communique.store.positions import event_positions, meeting_position
from communique.store.relisting_parties import relist_organisations, relist_people, write_grounds, write_parties
from communique.store.sketches import load_facts
from communique.store.tables import (
    claims,
    kept_company,
    listed_claims,
    listed_events,
    listed_meetings,
    listed_organisations,
    listed_people,
    listed_terms,
)
from communique.store.updating import Relabelled
from communique.views.follow_ups import before_of
from communique.views.meeting import Meeting
from communique.views.meetings import build_meetings
from communique.views.same_day import same_day_of
from communique.views.timeline import build_timeline

__all__ = ["people_of_meeting", "relist"]


def relist(kept: Kept, anew: Relabelled, changes: TableChanges) -> None:
    """Note what changes of the lists."""
    from communique.store.relisting_statements import relist_statements

    connection = kept.connection
    meetings = _Meetings(kept, anew)
    meetings.run()
    touched = anew.claims | meetings.moved
    said = load_claims_by(connection, claims.c.id, touched)
    named = {form for claim in said.values() for form, _ in named_in(claim)}
    people = relist_people(kept, anew, named, meetings.of)
    organisations = relist_organisations(kept, anew, named, meetings.of)
    statements = relist_statements(
        connection, anew, meetings.now, meetings.gone, meetings.of, people, organisations, changes
    )
    people.now = {one: replace(person, statements=statements.of(one)) for one, person in people.now.items()}
    organisations.now = {one: replace(body, statements=statements.of(one)) for one, body in organisations.now.items()}
    for person in load_people(connection, statements.speakers - people.now.keys() - people.gone):
        people.now[person.id] = replace(person, statements=statements.of(person.id))
    for body in load_organisations(connection, statements.speakers - organisations.now.keys() - organisations.gone):
        organisations.now[body.id] = replace(body, statements=statements.of(body.id))
    _write_meetings(meetings, changes)
    write_parties(people, listed_people, changes)
    write_parties(organisations, listed_organisations, changes)
    write_grounds(kept, anew, said, meetings.of, changes)
    for entries in (people.gone, organisations.gone, meetings.gone, people.now, organisations.now, meetings.now):
        changes.take_out(listed_events.c.entry, entries)
    events = build_timeline(meetings.now.values(), (), people.now.values(), as_of=None)
    changes.put_in(listed_events, ({"position": at, "entry": one} for at, one in event_positions(events)))


class _Meetings:
    """The meetings that changed.

    Attributes:
        now: those that are new or changed, by their ids.
        gone: the ids of those that are no more.
        of: the meeting of each claim looked at.
        moved: the claims that tell of another meeting than before.
    """

    def __init__(self, kept: Kept, anew: Relabelled) -> None:
        self.kept = kept
        self.anew = anew
        self.now: dict[str, Meeting] = {}
        self.gone: set[str] = set()
        self.of: dict[str, str] = {}
        self.moved: set[str] = set()

    def run(self) -> None:
        connection, found = self.kept.connection, self.anew.meetings
        told = {one: account.claim for one, account in found.accounts.items()}
        before: dict[str, set[str]] = defaultdict(set)
        was: dict[str, str] = {}
        for row in rows_where(connection, listed_claims.c.claim, told):
            if row["entry"].startswith("mtg_"):
                before[row["entry"]].add(row["claim"])
                was[row["claim"]] = row["entry"]
        groups = {content_id("mtg", label): members for label, members in found.clusters.members.items()}
        changed = {
            entry: members
            for entry, members in groups.items()
            if before.get(entry) != set(members) or not self.anew.claims.isdisjoint(members)
        }
        self.of = {one: entry for entry, members in groups.items() for one in members}
        self.moved = {one for one, entry in self.of.items() if was.get(one) != entry}
        self.gone = set(before) - groups.keys()
        inside = {one for members in changed.values() for one in members}
        built = self._build({one: told[one] for one in inside}, changed.values())
        self._follow({one.id: one for one in built})

    def _build(self, told: Mapping[str, MeetingClaim], groups: Iterable[Sequence[str]]) -> Iterable[Meeting]:
        connection = self.kept.connection
        homes = {claim.document for claim in told.values()}
        facts = load_facts(connection, homes)
        forms = {form for claim in told.values() for form, _ in named_in(claim)}
        resolution = Resolution(
            people=Clusters(of=self.kept.people_of(one for one in forms if one.startswith("frm_"))),
            organisations=Clusters(of=self.kept.organisations_of(one for one in forms if one.startswith("ofm_"))),
            meetings=Clusters(members={min(members): tuple(members) for members in groups}),
            judgements=(),
        )
        return build_meetings(
            facts,
            told.values(),
            resolution,
            copies=load_copies_near(connection, homes),
            judgements=self.anew.decided,
        )

    def _follow(self, built: dict[str, Meeting]) -> None:
        """Which meeting each one follows, and which are of its day; those of the same people may have others now."""
        kept = self.kept
        keys = kept.company_of({*built, *self.gone})
        keys |= {key for one in built.values() for key in company_keys(people_of_meeting(one))}
        near = kept.meetings_sharing(keys) - self.gone - built.keys()
        later = {one.id: one for one in load_meetings(kept.connection, near)} | built
        keys |= {key for one in later.values() for key in company_keys(people_of_meeting(one))}
        around = kept.meetings_sharing(keys) - self.gone - later.keys()
        known = {one.id: one for one in load_meetings(kept.connection, around)} | later
        before, beside = before_of(tuple(known.values())), same_day_of(tuple(known.values()))
        for one, meeting in later.items():
            followed = replace(meeting, follows=before.get(one), same_day=beside.get(one, ()))
            if one in built or followed != meeting:
                self.now[one] = followed


def people_of_meeting(meeting: Meeting) -> list[str]:
    """The people who were at a meeting, by their labels; none for one of very many, which is none of pairs."""
    people = {party.id for party in meeting.participants if party.kind is PartyKind.PERSON and party.id is not None}
    return sorted(people) if 1 < len(people) <= MOST_IN_COMPANY else []


MOST_IN_COMPANY = 12  # as ties between meetings have it


def _write_meetings(meetings: _Meetings, changes: TableChanges) -> None:
    ids = {*meetings.now, *meetings.gone}
    for column in (listed_meetings.c.id, listed_terms.c.meeting, listed_claims.c.entry, kept_company.c.meeting):
        changes.take_out(column, ids)
    for one in meetings.now.values():
        row = {"id": one.id, "position": meeting_position(one), **date_columns(one), "body": encode(one)}
        changes.put_in(listed_meetings, [row])
        changes.put_in(listed_terms, term_rows(one))
        changes.put_in(listed_claims, ({"claim": claim, "entry": one.id} for claim in one.claims))
        keys = company_keys(people_of_meeting(one))
        changes.put_in(kept_company, ({"key": key, "meeting": one.id} for key in keys))
