"""Bringing the lists up to date where a few documents came in: only what these touch is resolved and listed again.

What comes of it is, row for row, what making everything anew would give. Where it cannot be said what a change touches
(a decision, a reference list, a document that is gone), everything is made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, delete, func, select, update

from communique.model import Judgement, MeetingClaim, RoleClaim
from communique.resolution.changes.kept import KeptBody, KeptForm, NotLocalError
from communique.resolution.changes.meetings import MeetingsChange, change_meetings
from communique.resolution.changes.organisations import Given, change_organisations
from communique.resolution.changes.people import change_people
from communique.resolution.clusters import Clusters
from communique.resolution.named import named_in
from communique.store.changing import TableChanges
from communique.store.decisions import load_located
from communique.store.forms import encode, judgement_row
from communique.store.keeping import (
    account_rows,
    acronym_rows,
    body_row,
    form_row,
    given_in,
    given_row,
    group_row,
    kept_bodies_of,
    kept_forms_of,
    key_rows,
    people_rows,
)
from communique.store.kept import Kept, load_claims_by, rows_where
from communique.store.opening import Store
from communique.store.records import Claim
from communique.store.reference_lists import find_in_force
from communique.store.tables import (
    claims,
    documents,
    kept_accounts,
    kept_acronyms,
    kept_bodies,
    kept_forms,
    kept_given,
    kept_groups,
    kept_keys,
    kept_names,
    kept_people,
    listed_judgements,
    state,
    touched,
)

__all__ = ["Relabelled", "digest_of", "in_force", "note_kept", "update_lists"]

FEW = 20  # documents that are always taken in by themselves …
SHARE = 0.05  # … and the share of a ledger's documents up to which it is done
MOST_TOUCHED = 2000  # documents in which somebody goes by another id now, from which on everything is made anew


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What has to be followed: the counters as they were read, and the documents written since."""

    facts: int
    lists: int
    documents: frozenset[str]
    decided: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabelled:
    """What was resolved anew, for the lists.

    Attributes:
        documents: the documents that are new, or whose claims are looked at for another reason.
        claims: the claims of which a party or the meeting is another now, or that are new.
        forms: the names in documents that are new, or mean somebody or something else now.
        people, organisations: the labels, old and new, of whoever is made of other forms now.
        meetings: what was resolved of meetings.
        decided: what people hold.
    """

    documents: frozenset[str]
    claims: frozenset[str]
    forms: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    meetings: MeetingsChange
    decided: tuple[Judgement, ...]


def update_lists(store: Store) -> bool:
    """Follow the documents written since the lists were made; False where everything has to be made anew.

    The facts are read and worked on without keeping anybody waiting. Where another program was faster, nothing is done.
    """
    # Deferred: they are needed by no command that finds the lists up to date.
    from communique.store.relisting import relist

    with store.reading() as connection:
        plan = _plan(connection)
        if plan is None:
            return False
        try:
            kept = Kept(connection)
            changes = TableChanges()
            relabelled = _resolve(kept, plan, changes)
            relist(kept, relabelled, changes)
        except NotLocalError:
            return False
    with store.writing() as connection:
        if _counter(connection, "lists") == plan.lists:
            changes.carry_out(connection)
            note_kept(connection, plan.facts, plan.decided)
    return True


def note_kept(connection: Connection, facts: int, decided: Iterable[Judgement] | None) -> None:
    """Put down that lists, and what is kept of resolution, have followed the facts so far; None where none is kept."""
    connection.execute(update(state).where(state.c.name == "lists").values(value=facts))
    connection.execute(delete(touched).where(touched.c.at <= facts))
    connection.execute(delete(state).where(state.c.name.in_(("kept", "decided"))))
    if decided is not None:
        rows = [{"name": "kept", "value": facts}, {"name": "decided", "value": digest_of(decided)}]
        connection.execute(state.insert(), rows)


def digest_of(decided: Iterable[Judgement]) -> int:
    """A number that tells whether people hold the same."""
    return int.from_bytes(blake2b(encode(tuple(decided)).encode(), digest_size=7).digest(), "big")


def in_force(connection: Connection) -> tuple[Judgement, ...]:
    """What people hold, by what the claims of today have of it."""
    located = load_located(connection)
    return tuple(one.judgement for one in located if one.stands and one.withdraws is None and one.unmet is None)


def _counter(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(state.c.value).where(state.c.name == name))


def _plan(connection: Connection) -> _Plan | None:
    facts, lists = _counter(connection, "facts"), _counter(connection, "lists")
    if facts is None or not lists or _counter(connection, "kept") != lists:
        return None
    written = connection.execute(select(touched).where(touched.c.at > lists)).all()
    if {row.at for row in written} != set(range(lists + 1, facts + 1)):
        return None  # something was written that nobody noted
    found = {row.document for row in written}
    count = connection.scalar(select(func.count()).select_from(documents)) or 0
    if None in found or len(found) > max(FEW, SHARE * count) or find_in_force(connection):
        return None
    decided = in_force(connection)
    if _counter(connection, "decided") != digest_of(decided):
        return None
    return _Plan(facts=facts, lists=lists, documents=frozenset(found), decided=decided)


def _resolve(kept: Kept, plan: _Plan, changes: TableChanges) -> Relabelled:
    """Resolve what the documents touch, and note what changes of what is kept.

    Raises:
        NotLocalError: it cannot be said what they touch.
    """
    said = load_claims_by(kept.connection, claims.c.document, plan.documents)
    bodies, was = _resolve_organisations(kept, plan, said, changes)
    moved = {one for one in bodies if one in was and was[one].label != bodies[one].label}
    documents_too = plan.documents | {bodies[one].document for one in moved}
    if len(documents_too) > MOST_TOUCHED:
        raise NotLocalError("an organisation with very many documents goes by another id")
    said |= load_claims_by(kept.connection, claims.c.document, documents_too - plan.documents)
    relabelled = {one for one, claim in said.items() if claim.document in plan.documents}
    relabelled |= {one for form in moved for one in bodies[form].claims}
    people, forms = _resolve_people(kept, plan, said, documents_too, changes, relabelled)
    fresh = {one for one in relabelled if one.startswith("mtg_")}
    meetings = change_meetings(fresh, kept, plan.decided)
    changes.take_out(kept_accounts.c.claim, fresh)
    told = [account for one, account in sorted(meetings.accounts.items()) if one in fresh]
    changes.put_in(kept_accounts, (row for account in told for row in account_rows(account)))
    inside = meetings.accounts.keys()
    about = rows_where(kept.connection, listed_judgements.c.left_id, inside)
    _exchange(changes, (row for row in about if row["subject"] == "meeting"), meetings.said)
    return Relabelled(
        documents=plan.documents,
        claims=frozenset(relabelled),
        forms=frozenset(forms | bodies.keys()),
        people=frozenset(people),
        organisations=frozenset({was[one].label for one in moved} | {body.label for body in bodies.values()}),
        meetings=meetings,
        decided=plan.decided,
    )


def _resolve_organisations(
    kept: Kept, plan: _Plan, said: dict[str, Claim], changes: TableChanges
) -> tuple[dict[str, KeptBody], dict[str, KeptBody]]:
    told, posts = _of_kind(said.values())
    found = {body.form: body for body in kept_bodies_of(told, posts, Clusters())}
    stored = kept.bodies_in_documents(plan.documents)
    if not stored.keys() <= found.keys():
        raise NotLocalError("a claim is gone")
    fresh = {
        one: body
        for one, body in found.items()
        if one not in stored or (body.key, body.countries, body.people, body.claims)
        != (stored[one].key, stored[one].countries, stored[one].people, stored[one].claims)
    }  # fmt: skip
    given = list(given_in(told, posts, found.values()))
    known = {
        _identify(one)
        for kind in {one.kind for one in given}
        for one in kept.given(kind, one={other.one for other in given if other.kind == kind})
    }
    given = [one for one in given if _identify(one) not in known]
    change = change_organisations(fresh, given, kept, plan.decided)
    kept.new_bodies = change.bodies
    was = {**kept.bodies_named(change.bodies)}
    changes.take_out(kept_bodies.c.form, change.bodies)
    changes.put_in(kept_bodies, map(body_row, change.bodies.values()))
    changes.put_in(kept_acronyms, (row for key in {b.key for b in fresh.values()} for row in acronym_rows(key)))
    changes.put_in(kept_given, map(given_row, given))
    ends = [one for one, body in change.before.items() if body.key in change.inside]
    old = {
        row["id"]: row
        for column in (listed_judgements.c.left_id, listed_judgements.c.right_id)
        for row in rows_where(kept.connection, column, ends)
        if row["subject"] == "organisation" and change.is_stale(row["left_id"], row["right_id"])
    }
    _exchange(changes, old.values(), change.said)
    return change.bodies, was


def _resolve_people(
    kept: Kept,
    plan: _Plan,
    said: dict[str, Claim],
    wanted: Collection[str],
    changes: TableChanges,
    relabelled: set[str],
) -> tuple[set[str], set[str]]:
    """Resolve the people of some documents; gives the labels of all made of other forms now, and these forms."""
    told, posts = _of_kind(said.values())
    forms_of = {form for claim in said.values() for form, _ in named_in(claim) if form.startswith("ofm_")}
    organisations = Clusters(of=kept.organisations_of(forms_of))
    found = {form.form: form for form in kept_forms_of(told, posts, organisations)}
    stored = kept.forms_in_documents(wanted)
    if not stored.keys() <= found.keys():
        raise NotLocalError("a claim is gone")
    fresh = {one: form for one, form in found.items() if one not in stored or _differs(form, stored[one])}
    change = change_people(fresh, kept, plan.decided)
    kept.new_forms, kept.new_groups = change.forms, change.groups
    before = kept.forms_named(change.forms)
    changes.take_out(kept_forms.c.form, change.forms)
    changes.put_in(kept_forms, map(form_row, change.forms.values()))
    replaced = {label: change.before[label] for label in change.groups if label in change.before} | change.gone
    changes.take_out(kept_groups.c.label, replaced)
    changes.put_in(kept_groups, map(group_row, change.groups.values()))
    changes.take_out(kept_people.c.person, change.facts)
    changes.put_in(kept_people, people_rows(change.facts))
    changes.take_out_rows(
        kept_names,
        (
            {"name": name, "label": label}
            for label, group in replaced.items()
            for name in group.side.names
            if label not in change.groups or name not in change.groups[label].side.names
        ),
    )
    changes.put_in(kept_names, ({"name": n, "label": g.label} for g in change.groups.values() for n in g.side.names))
    names = {name for form in fresh.values() for name in form.side.names}
    changes.put_in(kept_keys, (row for name in sorted(names - _known(kept, names)) for row in key_rows(name)))
    labels: set[str] = set()
    moved = [label for label, group in change.groups.items() if _person(change.before.get(label)) != group.person]
    for group in (*replaced.values(), *change.groups.values()):
        labels.add(group.person)
    forms = {**kept.forms_of_groups(moved), **change.forms}
    for form in (*forms.values(), *before.values()):
        relabelled.update(form.claims)
    stale: dict[str, set[str]] = defaultdict(set)  # label → rules, each of one step
    for ends, rules in change.stale:
        for label in ends:
            stale[label] |= rules
    old = (
        row
        for row in rows_where(kept.connection, listed_judgements.c.left_id, stale)
        if row["subject"] == "person" and row["decided_by"] in stale[row["left_id"]]
    )
    _exchange(changes, old, change.said)
    return labels, set(forms)


def _known(kept: Kept, names: Collection[str]) -> set[str]:
    return {name for name, groups in kept.groups_of(names).items() if groups}


def _person(group: object) -> str | None:
    return getattr(group, "person", None)


def _identify(one: Given) -> tuple[object, ...]:
    return (one.kind, one.one, one.other, one.name, one.document)


def _differs(a: KeptForm, b: KeptForm) -> bool:
    from communique.resolution.changes.kept import same_side

    return a.claims != b.claims or not same_side(a.side, b.side)


def _of_kind(said: Iterable[Claim]) -> tuple[list[MeetingClaim], list[RoleClaim]]:
    told: list[MeetingClaim] = []
    posts: list[RoleClaim] = []
    for claim in said:
        if isinstance(claim, MeetingClaim):
            told.append(claim)
        elif isinstance(claim, RoleClaim):
            posts.append(claim)
    return sorted(told, key=lambda one: one.id), sorted(posts, key=lambda one: one.id)


def _exchange(changes: TableChanges, old: Iterable[Mapping[str, object]], said: Iterable[Judgement]) -> None:
    """Put judgements by rules in the place of others; those that stay the same stay."""
    # Compared by what the ids are made of: most stay as they are, and need not be hashed.
    before = {_said(row): row for row in old}
    fresh: list[dict[str, object]] = []
    kept: set[tuple[object, ...]] = set()
    for one in said:
        about = (one.left, one.right, one.relation.value, one.subject, one.by)
        row = before.get(about)
        if row is not None and row["because"] == one.because and row["score"] == one.score:
            kept.add(about)
        else:
            fresh.append(judgement_row(one))
            kept.discard(about)
    changes.take_out(listed_judgements.c.id, (row["id"] for about, row in before.items() if about not in kept))
    changes.put_in(listed_judgements, {row["id"]: row for row in fresh}.values())


def _said(row: Mapping[str, object]) -> tuple[object, ...]:
    return (row["left_id"], row["right_id"], row["relation"], row["subject"], row["decided_by"])
