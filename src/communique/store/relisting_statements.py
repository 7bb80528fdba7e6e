"""The statements that new documents touch, made anew.

What was said in other documents is listed as it is, unless those who said it, or to whom, or the meeting at which it
was said go by something else now. Ties are found again where a statement is new or another than before: among the
statements of its document, which may answer each other, and among those of its speakers, which may keep, break, repeat
or withdraw each other. All other ties stand as they are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from communique.model import StatementClaim, Tie, TieKind
from communique.resolution import DocumentFacts
from communique.resolution.ties.answers import find_answers
from communique.resolution.ties.deeds import find_deeds
from communique.resolution.ties.voice import Voice
from communique.store.captures import chosen_source
from communique.store.changing import TableChanges
from communique.store.forms import encode
from communique.store.kept import load_claims_by, rows_where
from communique.store.looking import load_meetings, load_organisations, load_people, load_statements
from communique.store.positions import event_positions, statement_position
from communique.store.statement_index import UNLISTED, publication_columns, statement_term_rows
from communique.store.tables import (
    claims,
    documents,
    listed_claims,
    listed_events,
    listed_forms,
    listed_statement_terms,
    listed_statements,
)
from communique.views.exchanges import judge_ties, tie_statements, voices_of
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement, speaker_keys
from communique.views.statements import build_statements, forms_behind, forms_in, sides_of
from communique.views.timeline import build_timeline

if TYPE_CHECKING:
    from communique.store.relisting_parties import Parties
    from communique.store.updating import Relabelled

__all__ = ["Spoken", "relist_statements"]

_AT_ONCE = 500  # values given to the database at once


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
    work = _Relisting(connection, anew, meeting_of, people, organisations)
    work.find_touched(moved)
    work.gather()
    found = work.tie()
    before, now = work.before, {one.id: one for one in found}
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
    listed = _with_term(connection, ("by",), entries)
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


def _with_term(connection: Connection, fields: Collection[str], terms: Collection[str]) -> dict[str, set[str]]:
    """The statements that have one of some terms in one of some fields → these terms."""
    found: dict[str, set[str]] = defaultdict(set)
    table, wanted = listed_statement_terms, sorted(terms)
    for begin in range(0, len(wanted), _AT_ONCE):
        some = table.c.term.in_(wanted[begin : begin + _AT_ONCE])
        query = select(table.c.term, table.c.statement).where(table.c.field.in_(fields), some)
        for term, one in connection.execute(query):
            found[one].add(term)
    return found


class _Relisting:
    """The statements that have to be looked at.

    Attributes:
        before: those of them that are listed, as they are.
        built: those that are new, or may be others than before, as they are now but for their ties.
        other: the ids of those of them that are others than before.
        near: those that are looked at for their ties, among them all that were built.
    """

    def __init__(
        self,
        connection: Connection,
        anew: Relabelled,
        meeting_of: Mapping[str, str],
        people: Parties[Person],
        organisations: Parties[Organisation],
    ) -> None:
        self.connection = connection
        self.anew = anew
        self.meeting_of = meeting_of
        self.people = people
        self.organisations = organisations
        self.before: dict[str, Statement] = {}
        self.built: dict[str, Statement] = {}
        self.other: set[str] = set()
        self.near: dict[str, Statement] = {}
        self.documents: set[str] = set()
        self.sides: set[str] = set()
        parties: list[Person | Organisation] = [*people.now.values(), *organisations.now.values()]
        self.moved_forms = {form: party.id for party in parties for form in party.forms}

    # Which statements are new, or others than before.

    def find_touched(self, moved: Collection[str]) -> None:
        """Build what is new, and what may be another than before, by whom it names and where it was said."""
        connection = self.connection
        claims_there = load_claims_by(connection, claims.c.document, self.anew.documents).values()
        said = {one.id: one for one in claims_there if isinstance(one, StatementClaim)}
        retold, lost = self._retold()
        touched = _with_term(connection, ("by", "to"), retold)
        touched |= _with_term(connection, ("by_side", "to_side"), lost)
        touched |= _with_term(connection, ("meeting",), moved)
        touched |= {one: set() for one in self._judged()}
        self._know(touched.keys() | said.keys())
        said |= {one: self.before[one].claim for one in touched if one in self.before and one not in said}
        for one in self._build(said.values()):
            self.built[one.id] = one
            if self.before.get(one.id) is None or _untied(self.before[one.id]) != one:
                self.other.add(one.id)
        self.other |= self._judged() & self.built.keys()

    def _judged(self) -> set[str]:
        """Those of which people hold that they answer each other, or do not."""
        return {end for one in self.anew.decided if one.subject == "answer" for end in (one.left, one.right)}

    def _retold(self) -> tuple[set[str], set[str]]:
        """The people and bodies of whom a statement tells something else now; those among them who lost a name.

        It tells their names, their countries and the bodies in which they have posts.
        """
        was: dict[str, Person | Organisation] = {
            **{one.id: one for one in load_people(self.connection, {*self.people.now, *self.people.gone})},
            **{
                one.id: one
                for one in load_organisations(self.connection, {*self.organisations.now, *self.organisations.gone})
            },
        }
        now: dict[str, Person | Organisation] = {**self.people.now, **self.organisations.now}
        old = _shown(was.values(), self._entries({}, forms_behind(was.values())))
        new = _shown(now.values(), self._entries(self.moved_forms, forms_behind(now.values())))
        lost = {
            one.id
            for one in was.values()
            if one.id not in now or any(self.moved_forms.get(form, one.id) != one.id for form in one.forms)
        }
        return lost | {one for one in was.keys() | now.keys() if old.get(one) != new.get(one)}, lost

    def _entries(self, moved: Mapping[str, str], forms: Iterable[str]) -> dict[str, str]:
        wanted = set(forms)
        found = {form: moved[form] for form in wanted & moved.keys()}
        rows = rows_where(self.connection, listed_forms.c.form, wanted - found.keys())
        return found | {row["form"]: row["entry"] for row in rows}

    def _know(self, ids: Iterable[str]) -> None:
        wanted = set(ids) - self.before.keys()
        self.before |= {one.id: one for one in load_statements(self.connection, wanted)}

    def _build(self, said: Iterable[StatementClaim]) -> Iterable[Statement]:
        told = list(said)
        meant = self._entries(self.moved_forms, {form for one in told for form in forms_in(one)})
        listed = self._listed(set(meant.values()))
        meant |= self._entries(self.moved_forms, forms_behind(listed.values()))
        at = {one.meeting for one in told if one.meeting is not None}
        rows = rows_where(self.connection, listed_claims.c.claim, at - self.meeting_of.keys())
        meant |= {row["claim"]: row["entry"] for row in rows if row["entry"].startswith("mtg_")}
        meant |= {one: self.meeting_of[one] for one in at & self.meeting_of.keys()}
        return build_statements(
            self._facts({one.document for one in told}),
            told,
            entry_of=meant,
            people=[one for one in listed.values() if isinstance(one, Person)],
            organisations=[one for one in listed.values() if isinstance(one, Organisation)],
        )

    def _listed(self, ids: set[str]) -> dict[str, Person | Organisation]:
        now: dict[str, Person | Organisation] = {**self.people.now, **self.organisations.now}
        rest = ids - now.keys()
        found = {one: now[one] for one in ids & now.keys()}
        for several in (load_people(self.connection, rest), load_organisations(self.connection, rest)):
            found |= {one.id: one for one in several}
        return found

    def _facts(self, wanted: Iterable[str]) -> list[DocumentFacts]:
        some, found = sorted(wanted), []
        query = select(documents.c.id, documents.c.published, chosen_source().label("source"))
        for begin in range(0, len(some), _AT_ONCE):
            for row in self.connection.execute(query.where(documents.c.id.in_(some[begin : begin + _AT_ONCE]))):
                found.append(DocumentFacts(id=row.id, source=row.source, published=row.published))
        return found

    # Which others they may be tied to.

    def gather(self) -> None:
        """Load the statements of the same documents and speakers, and those to which these are tied."""
        self.near = dict(self.built)
        pairs = [one for other in self.other for one in (self.built[other], self.before.get(other)) if one is not None]
        self.documents = {one.claim.document for one in pairs}
        self._add(self._in_documents(self.documents))
        self.sides = {key for one in pairs for key in speaker_keys(one)}
        # Whoever spoke together with one of them may have kept or broken what was said without.
        for _ in range(2):
            self._add(self._spoken_by({key for one in pairs for key in speaker_keys(one)}))
            pairs = [one for one in self.near.values() if not self.sides.isdisjoint(speaker_keys(one))]
        self.inside = set(self.near)
        self._add({change.statement for one in self.before.values() for change in (*one.changes, *one.does)})

    def _add(self, ids: Iterable[str]) -> None:
        wanted = set(ids) - self.near.keys()
        self._know(wanted)
        self.near |= {one: self.before[one] for one in wanted if one in self.before}

    def _in_documents(self, wanted: Collection[str]) -> set[str]:
        rows = rows_where(self.connection, claims.c.document, wanted, only=("id",))
        return {row["id"] for row in rows if row["id"].startswith("stm_")}

    def _spoken_by(self, keys: Collection[str]) -> set[str]:
        return {*_with_term(self.connection, ("by", UNLISTED), keys)}

    # The ties.

    def tie(self) -> tuple[Statement, ...]:
        """All that were looked at, with what became of them."""
        ordered = sorted(self.near.values(), key=statement_position)
        voices = {voice.id: voice for voice in voices_of(one for one in ordered if one.id in self.inside)}
        found = judge_ties(ordered, [*self._found(voices), *self._standing(voices)], self.anew.decided)
        tied = tie_statements([_untied(one) for one in ordered], found)
        return tuple(one for one in tied if one.id in self.inside)

    def _is_answer_found(self, voice: Voice) -> bool:
        return voice.document in self.documents

    def _is_deed_found(self, voice: Voice) -> bool:
        return not self.sides.isdisjoint(voice.speakers)

    def _found(self, voices: Mapping[str, Voice]) -> Iterator[Tie]:
        yield from find_answers(one for one in voices.values() if self._is_answer_found(one))
        yield from (one for one in find_deeds(voices.values()) if self._is_deed_found(voices[one.later]))

    def _standing(self, voices: Mapping[str, Voice]) -> Iterator[Tie]:
        """The ties of all others, as they are listed."""
        for one in self.near.values():
            known = self.before.get(one.id)
            for change in known.does if known is not None else ():
                voice = voices.get(one.id)
                again = voice is not None and (
                    self._is_answer_found(voice) if change.kind is TieKind.ANSWERS else self._is_deed_found(voice)
                )
                if not again and change.statement in self.near:
                    yield Tie(
                        later=one.id,
                        earlier=change.statement,
                        kind=change.kind,
                        by=change.by,
                        because=change.because,
                        score=change.score,
                    )


def _untied(one: Statement) -> Statement:
    return replace(one, changes=(), does=(), standing=None)


def _shown(parties: Iterable[Person | Organisation], entry_of: Mapping[str, str]) -> dict[str, tuple[object, ...]]:
    """What a statement shows of each of some people and bodies."""
    found: dict[str, tuple[object, ...]] = {}
    for one in parties:
        countries, posts = (one.countries, one.roles) if isinstance(one, Person) else ((), ())
        bodies = tuple(role.organisation for role in posts)
        found[one.id] = (one.names, countries, bodies, sides_of(one, entry_of))
    return found
