"""The statements of new documents, and those that name somebody who goes by something else now, built anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from communique.model import StatementClaim
from communique.store.kept import load_claims_by, rows_where
from communique.store.looking import load_organisations, load_people, load_statements
from communique.store.sketches import load_facts
from communique.store.tables import claims, listed_claims, listed_forms, listed_statement_terms
from communique.views.person import Organisation, Person
from communique.views.statement import Statement
from communique.views.statements import build_statements, forms_behind, forms_in, sides_of

if TYPE_CHECKING:
    from communique.store.relisting_parties import Parties
    from communique.store.updating import Relabelled

__all__ = ["TouchedStatements", "statements_with", "without_ties"]

_AT_ONCE = 500  # values given to the database at once


def statements_with(connection: Connection, fields: Collection[str], terms: Collection[str]) -> dict[str, set[str]]:
    """The statements that have one of some terms in one of some fields → these terms."""
    found: dict[str, set[str]] = defaultdict(set)
    table, wanted = listed_statement_terms, sorted(terms)
    for begin in range(0, len(wanted), _AT_ONCE):
        some = table.c.term.in_(wanted[begin : begin + _AT_ONCE])
        query = select(table.c.term, table.c.statement).where(table.c.field.in_(fields), some)
        for term, one in connection.execute(query):
            found[one].add(term)
    return found


def without_ties(one: Statement) -> Statement:
    """The statement, and nothing of what became of it."""
    return replace(one, changes=(), does=(), standing=None)


class TouchedStatements:
    """The statements of some documents, and those that may be others than before.

    Attributes:
        before: those that are listed of all that were looked at, as they are.
        built: those that are new, or may be others than before, as they are now but for their ties.
        other: the ids of those of them that are others than before, or of which people hold something.
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
        self.now: dict[str, Person | Organisation] = {**people.now, **organisations.now}
        self.moved_forms = {form: party.id for party in self.now.values() for form in party.forms}

    def find(self, moved: Collection[str]) -> None:
        """Build what is new, and what may be another than before, by whom it names and where it was said.

        Args:
            moved: the meetings that are no more, or are told of by other claims now.
        """
        connection = self.connection
        claims_there = load_claims_by(connection, claims.c.document, self.anew.documents).values()
        said = {one.id: one for one in claims_there if isinstance(one, StatementClaim)}
        retold, lost = self._retold()
        touched = statements_with(connection, ("by", "to"), retold)
        touched |= statements_with(connection, ("by_side", "to_side"), lost)
        touched |= statements_with(connection, ("meeting",), moved)
        touched |= {one: set() for one in self._judged()}
        self.know(touched.keys() | said.keys())
        said |= {one: self.before[one].claim for one in touched if one in self.before and one not in said}
        for one in self._build(said.values()):
            self.built[one.id] = one
            if self.before.get(one.id) is None or without_ties(self.before[one.id]) != one:
                self.other.add(one.id)
        self.other |= self._judged() & self.built.keys()

    def _judged(self) -> set[str]:
        """Those of which people hold that they answer each other, or do not."""
        return {end for one in self.anew.decided if one.subject == "answer" for end in (one.left, one.right)}

    def _retold(self) -> tuple[set[str], set[str]]:
        """The people and bodies of whom a statement tells something else now; those among them who lost a name.

        It tells their names, their countries and the bodies in which they have posts.
        """
        was = self._stored({*self.now, *self.people.gone, *self.organisations.gone})
        now = self.now
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

    def know(self, ids: Iterable[str]) -> None:
        """Look at some as they are listed."""
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
            load_facts(self.connection, {one.document for one in told}),
            told,
            entry_of=meant,
            people=[one for one in listed.values() if isinstance(one, Person)],
            organisations=[one for one in listed.values() if isinstance(one, Organisation)],
        )

    def _listed(self, ids: set[str]) -> dict[str, Person | Organisation]:
        return {one: self.now[one] for one in ids & self.now.keys()} | self._stored(ids - self.now.keys())

    def _stored(self, ids: set[str]) -> dict[str, Person | Organisation]:
        """People and bodies as they are listed."""
        found: dict[str, Person | Organisation] = {one.id: one for one in load_people(self.connection, ids)}
        return found | {one.id: one for one in load_organisations(self.connection, ids)}


def _shown(parties: Iterable[Person | Organisation], entry_of: Mapping[str, str]) -> dict[str, tuple[object, ...]]:
    """What a statement shows of each of some people and bodies."""
    found: dict[str, tuple[object, ...]] = {}
    for one in parties:
        countries, posts = (one.countries, one.roles) if isinstance(one, Person) else ((), ())
        bodies = tuple(role.organisation for role in posts)
        found[one.id] = (one.names, countries, bodies, sides_of(one, entry_of))
    return found
