"""Looking up what resolution knew when the lists were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, and_, select

from communique.model import MeetingClaim
from communique.resolution import DocumentFacts
from communique.resolution.changes.kept import KeptBody, KeptForm, KeptGroup
from communique.resolution.changes.meetings import account_number
from communique.resolution.changes.organisations import Given
from communique.resolution.clusters import Clusters
from communique.resolution.named import named_in
from communique.resolution.occasions import Account, build_account, mark_next
from communique.store.forms import load_claim
from communique.store.in_force import claims_in_force
from communique.store.keeping import (
    Naming,
    join_key,
    load_body,
    load_facts,
    load_form,
    load_given,
    load_group,
    load_naming_body,
    load_naming_person,
)
from communique.store.records import Claim
from communique.store.tables import (
    claims,
    documents,
    kept_accounts,
    kept_acronyms,
    kept_bodies,
    kept_company,
    kept_forms,
    kept_given,
    kept_groups,
    kept_keys,
    kept_names,
)

__all__ = ["Kept", "load_claims_by", "rows_where"]

_AT_ONCE = 500  # values given to the database at once

One = TypeVar("One")


def rows_where(
    connection: Connection, column: Column[Any], values: Iterable[Any], *, only: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """The rows of a column's table in which it has one of some values; where columns are named, of these alone."""
    table: Table = column.table
    names = list(only) or [one.name for one in table.columns]
    wanted = sorted(set(values))
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        # Put together by hand: for queries as small and as many as these, the library would take most of the time.
        marks = ", ".join("?" * len(some))
        query = f"SELECT {', '.join(names)} FROM {table.name} WHERE {column.name} IN ({marks})"
        for row in connection.exec_driver_sql(query, tuple(some)).fetchall():
            yield dict(zip(names, row, strict=True))


def load_claims_by(connection: Connection, column: Column[Any], values: Iterable[str]) -> dict[str, Claim]:
    """Claims in force by their ids: those of some ids, or of some documents."""
    wanted = sorted(set(values))
    found: dict[str, Claim] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        query = claims_in_force().add_columns(claims.c.id).where(column.in_(wanted[begin : begin + _AT_ONCE]))
        for kind, body, one in connection.execute(query).all():
            found[one] = load_claim(kind, body, one)
    return found


class Kept:
    """What is kept of people and organisations, and what claims tell of meetings by what is now known of these.

    What a change puts in place of something kept is noted here, for what is decided after it.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.new_forms: dict[str, KeptForm] = {}
        self.new_groups: dict[str, KeptGroup] = {}
        self.new_bodies: dict[str, KeptBody] = {}
        self._names: dict[int, list[str]] = {}
        self._known: dict[str, tuple[str, tuple[int, ...]]] = {}
        self._groups_of: dict[str, list[str]] = {}
        self._bodies: dict[str, dict[str, KeptBody]] = {}
        self._told: dict[str, dict[str, Account]] = {}

    # People.

    def forms_in(self, blocks: Iterable[str]) -> dict[str, KeptForm]:
        """The forms of some blocks."""
        return self._load(kept_forms.c.block, blocks, load_form, "form")

    def forms_of_groups(self, groups: Iterable[str]) -> dict[str, KeptForm]:
        """The forms of some groups."""
        return self._load(kept_forms.c.grp, groups, load_form, "form")

    def forms_named(self, forms: Iterable[str]) -> dict[str, KeptForm]:
        """Some forms by their ids."""
        return self._load(kept_forms.c.form, forms, load_form, "form")

    def forms_in_documents(self, wanted: Iterable[str]) -> dict[str, KeptForm]:
        """The forms of some documents."""
        return self._load(kept_forms.c.document, wanted, load_form, "form")

    def groups_with(self, labels: Iterable[str]) -> dict[str, KeptGroup]:
        """Some groups, with all others of the same people."""
        rows = rows_where(self.connection, kept_groups.c.label, labels, only=("person",))
        people = {row["person"] for row in rows}
        return self.groups_of_people(people)

    def groups_sharing(self, facts: Mapping[str, Set[int]]) -> dict[str, KeptGroup]:
        """The groups of these labels of whose people one of the facts is known, with all others of the same people."""
        self._know(facts.keys() - self._known.keys())
        known = ((label, *self._known[label]) for label in facts)
        return self.groups_of_people({person for label, person, those in known if not facts[label].isdisjoint(those)})

    def _know(self, labels: Iterable[str]) -> None:
        """Look up the people of some groups, with what is known of them."""
        wanted = sorted(labels)
        for begin in range(0, len(wanted), _AT_ONCE):
            some = tuple(wanted[begin : begin + _AT_ONCE])
            query = (
                "SELECT label, kept_people.person, facts FROM kept_groups JOIN kept_people"
                f" ON kept_people.person = kept_groups.person WHERE label IN ({', '.join('?' * len(some))})"
            )
            for label, person, facts in self.connection.exec_driver_sql(query, some).fetchall():
                self._known[label] = person, load_facts(facts)

    def groups_of_people(self, people: Iterable[str]) -> dict[str, KeptGroup]:
        """The groups of some people."""
        return self._load(kept_groups.c.person, people, load_group, "label")

    def groups_labelled(self, labels: Iterable[str]) -> dict[str, KeptGroup]:
        """Some groups."""
        return self._load(kept_groups.c.label, labels, load_group, "label")

    def names_with(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The names that are found by some keys."""
        wanted = set(keys)
        missing = wanted - self._names.keys()
        self._names |= {key: [] for key in missing}
        for row in rows_where(self.connection, kept_keys.c.key, missing):
            self._names[row["key"]].append(row["name"])
        return {key: self._names[key] for key in wanted}

    def iter_names_with(self, key: int) -> Iterator[str]:
        """The same for one key, read no further than they are asked for."""
        if key in self._names:
            yield from self._names[key]
            return
        result = self.connection.exec_driver_sql("SELECT name FROM kept_keys WHERE key = ?", (key,))
        try:
            while (row := result.fetchone()) is not None:
                yield row[0]
        finally:
            result.close()

    def groups_of(self, names: Iterable[str]) -> dict[str, list[str]]:
        """The groups of each of some names."""
        wanted = set(names)
        missing = wanted - self._groups_of.keys()
        self._groups_of |= {name: [] for name in missing}
        for row in rows_where(self.connection, kept_names.c.name, missing):
            self._groups_of[row["name"]].append(row["label"])
        return {name: self._groups_of[name] for name in wanted}

    # Organisations.

    def bodies_named(self, forms: Iterable[str]) -> dict[str, KeptBody]:
        """Some forms by their ids."""
        return self._load(kept_bodies.c.form, forms, load_body, "form")

    def bodies_in_documents(self, wanted: Iterable[str]) -> dict[str, KeptBody]:
        """The forms of some documents."""
        return self._load(kept_bodies.c.document, wanted, load_body, "form")

    def bodies_labelled(self, labels: Iterable[str]) -> dict[str, KeptBody]:
        """The forms of some organisations."""
        return self._load(kept_bodies.c.label, labels, load_body, "form")

    def bodies_with(self, keys: Iterable[tuple[str, ...]]) -> dict[str, KeptBody]:
        """The forms of some names."""
        wanted = set(map(join_key, keys))
        missing = wanted - self._bodies.keys()
        self._bodies |= {key: {} for key in missing}
        for row in rows_where(self.connection, kept_bodies.c.key, missing):
            self._bodies[row["key"]][row["form"]] = load_body(row)
        return {form: body for key in sorted(wanted) for form, body in self._bodies[key].items()}

    def keys_labelled(self, labels: Iterable[str]) -> set[tuple[str, ...]]:
        """The names of some organisations."""
        rows = rows_where(self.connection, kept_bodies.c.label, labels, only=("key",))
        return {tuple(row["key"].split(" ")) for row in rows}

    def keys_beginning(self, keys: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """The longer names that begin with some names."""
        found: set[tuple[str, ...]] = set()
        for key in map(join_key, keys):
            longer = and_(kept_bodies.c.key > f"{key} ", kept_bodies.c.key < f"{key}!")
            query = select(kept_bodies.c.key).where(longer).distinct()
            found.update(tuple(other.split(" ")) for other in self.connection.scalars(query))
        return found

    def keys_shortened(self, acronyms: Iterable[str]) -> set[tuple[str, ...]]:
        """The names of several words with some first letters."""
        return {tuple(row["key"].split(" ")) for row in rows_where(self.connection, kept_acronyms.c.acronym, acronyms)}

    def given(
        self, kind: str, *, one: Iterable[tuple[str, ...]] = (), other: Iterable[tuple[str, ...]] = ()
    ) -> list[Given]:
        """What texts say of some acronyms or former names, and of what these stand for."""
        found: list[Given] = []
        for column, keys in ((kept_given.c.one, one), (kept_given.c.other, other)):
            wanted = sorted({join_key(key) for key in keys})
            for begin in range(0, len(wanted), _AT_ONCE):
                some = column.in_(wanted[begin : begin + _AT_ONCE])
                query = select(kept_given).where(kept_given.c.kind == kind, some)
                found += [load_given(dict(row)) for row in self.connection.execute(query).mappings()]
        return found

    # Both, as they are by what was decided so far.

    def people_of(self, forms: Iterable[str]) -> dict[str, str]:
        """The person of each of some forms, by the smallest form; forms of nobody are left out."""
        wanted = set(forms)
        groups = {one: form.group for one in wanted if (form := self.new_forms.get(one)) is not None}
        for row in rows_where(self.connection, kept_forms.c.form, wanted - groups.keys(), only=("form", "grp")):
            groups[row["form"]] = row["grp"]
        people = {label: self.new_groups[label].person for label in set(groups.values()) & self.new_groups.keys()}
        missing = set(groups.values()) - people.keys()
        for row in rows_where(self.connection, kept_groups.c.label, missing, only=("label", "person")):
            people[row["label"]] = row["person"]
        return {form: people[group] for form, group in groups.items()}

    def organisations_of(self, forms: Iterable[str]) -> dict[str, str]:
        """The organisation of each of some forms, by the smallest form."""
        wanted = set(forms)
        found = {one: body.label for one in wanted if (body := self.new_bodies.get(one)) is not None}
        for row in rows_where(self.connection, kept_bodies.c.form, wanted - found.keys(), only=("form", "label")):
            found[row["form"]] = row["label"]
        return found

    def names_of_people(self, people: Iterable[str]) -> dict[str, Naming]:
        """The names in documents that mean some people, each with the person."""
        wanted = set(people)
        groups: dict[str, str] = {}
        for row in rows_where(self.connection, kept_groups.c.person, wanted, only=("label", "person")):
            if row["label"] not in self.new_groups:
                groups[row["label"]] = row["person"]
        groups |= {label: group.person for label, group in self.new_groups.items() if group.person in wanted}
        found: dict[str, Naming] = {}
        for row in rows_where(self.connection, kept_forms.c.grp, groups):
            if row["form"] not in self.new_forms:
                found[row["form"]] = load_naming_person(row, groups[row["grp"]])
        for one, form in self.new_forms.items():
            if form.group in groups:
                person = groups[form.group]
                found[one] = Naming(document=form.document, name=form.side.names[0], meant=person, claims=form.claims)
        return found

    def names_of_bodies(self, labels: Iterable[str]) -> dict[str, Naming]:
        """The names in documents that mean some organisations, each with the organisation."""
        wanted = set(labels)
        found: dict[str, Naming] = {}
        for row in rows_where(self.connection, kept_bodies.c.label, wanted):
            if row["form"] not in self.new_bodies:
                found[row["form"]] = load_naming_body(row)
        for one, body in self.new_bodies.items():
            if body.label in wanted:
                found[one] = Naming(document=body.document, name=body.name, meant=body.label, claims=body.claims)
        return found

    # Meetings.

    def meetings_of(self, told: Iterable[str]) -> dict[str, str]:
        """The meetings that are listed for some claims."""
        wanted = sorted(set(told))
        found: dict[str, str] = {}
        for begin in range(0, len(wanted), _AT_ONCE):
            some = tuple(wanted[begin : begin + _AT_ONCE])
            marks = ", ".join("?" * len(some))
            query = (
                f"SELECT claim, entry FROM listed_claims WHERE claim IN ({marks}) AND entry > 'mtg_' AND entry < 'mtg`'"
            )
            found.update(tuple(row) for row in self.connection.exec_driver_sql(query, some).fetchall())
        return found

    def claims_sharing(self, keys: Iterable[str]) -> set[str]:
        """The claims that have some keys."""
        return self.claims_numbered(map(account_number, keys))

    def claims_numbered(self, keys: Iterable[int]) -> set[str]:
        """The same by the numbers of the keys."""
        return {row["claim"] for row in rows_where(self.connection, kept_accounts.c.key, keys)}

    def keys_of(self, wanted: Iterable[str]) -> set[int]:
        """The keys of pairs of parties under which some claims are kept."""
        return {row["key"] for row in rows_where(self.connection, kept_accounts.c.claim, wanted) if not row["key"] & 1}

    def accounts(self, wanted: Iterable[str]) -> dict[str, Account]:
        """What some claims tell, by what is now known of their parties."""
        ids = set(wanted)
        homes = {
            row["id"]: row["document"] for row in rows_where(self.connection, claims.c.id, ids, only=("id", "document"))
        }
        self._tell(set(homes.values()) - self._told.keys())
        return {one: self._told[home][one] for one, home in homes.items() if one in self._told[home]}

    def _tell(self, wanted: set[str]) -> None:
        """Prepare all claims of some documents: what one text tells of two meetings bears on both."""
        found = [
            claim
            for claim in load_claims_by(self.connection, claims.c.document, wanted).values()
            if isinstance(claim, MeetingClaim)
        ]
        forms = {form for claim in found for form, _ in named_in(claim)}
        people = Clusters(of=self.people_of(form for form in forms if form.startswith("frm_")))
        organisations = Clusters(of=self.organisations_of(form for form in forms if form.startswith("ofm_")))
        facts: dict[str, DocumentFacts] = {}
        ordered = sorted(wanted)
        for begin in range(0, len(ordered), _AT_ONCE):
            some = documents.c.id.in_(ordered[begin : begin + _AT_ONCE])
            for row in self.connection.execute(select(documents.c.id, documents.c.published).where(some)):
                facts[row.id] = DocumentFacts(id=row.id, source=row.id, published=row.published)
        told = (build_account(claim, facts.get(claim.document), people, organisations) for claim in found)
        by_document: dict[str, dict[str, Account]] = defaultdict(dict)
        for account in mark_next(told):
            by_document[account.claim.document][account.id] = account
        for document in wanted:
            self._told[document] = by_document[document]

    def meetings_sharing(self, keys: Iterable[int]) -> set[str]:
        """The meetings at which pairs of people were."""
        return {row["meeting"] for row in rows_where(self.connection, kept_company.c.key, keys)}

    def company_of(self, meetings: Iterable[str]) -> set[int]:
        """The pairs of people of some meetings."""
        return {row["key"] for row in rows_where(self.connection, kept_company.c.meeting, meetings)}

    def _load(
        self, column: Column[Any], values: Iterable[str], load: Callable[[Mapping[str, Any]], One], name: str
    ) -> dict[str, One]:
        return {row[name]: load(row) for row in rows_where(self.connection, column, values)}
