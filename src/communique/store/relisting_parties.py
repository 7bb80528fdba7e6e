"""The people and organisations that new documents touch, listed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from sqlalchemy import Table

from communique.model import MeetingClaim, PartyKind, RoleClaim, StatementClaim, content_id
from communique.resolution.named import named_in
from communique.resolution.organisations import organisation_form_id
from communique.resolution.sides import person_form_id
from communique.store.changing import TableChanges
from communique.store.forms import encode
from communique.store.keeping import Naming
from communique.store.kept import Kept, load_claims_by
from communique.store.positions import party_position
from communique.store.records import Claim
from communique.store.tables import claims, listed_claims, listed_forms
from communique.store.updating import Relabelled
from communique.views.people import gather_organisations, gather_people
from communique.views.person import Organisation, Person

__all__ = ["Parties", "relist_organisations", "relist_people", "write_grounds", "write_parties"]

Party = TypeVar("Party", Person, Organisation)


class Parties(Generic[Party]):
    """People, or organisations, as they are now; and the ids of those that are no more."""

    def __init__(self, now: dict[str, Party], gone: set[str]) -> None:
        self.now: dict[str, Party] = now
        self.gone = gone


Meant = Callable[[str, str], str | None]


def relist_people(kept: Kept, anew: Relabelled, named: Iterable[str], meeting_of: Mapping[str, str]) -> Parties[Person]:
    """The people whom some names in documents mean, and those who are made of other names now."""
    labels = set(kept.people_of(form for form in named if form.startswith("frm_")).values()) | anew.people
    names = kept.names_of_people(labels)
    told, posts = _resting_on(kept, names)
    mine = _meant(names)
    # Only the organisations of these people are asked for, which are few of all that the claims name.
    at = {
        (claim.document, party.organisation)
        for claim in told
        for party in claim.participants
        if party.organisation is not None and party.name is not None and mine(claim.document, party.name) is not None
    }
    at |= {
        (role.document, role.organisation)
        for role in posts
        if role.organisation is not None and mine(role.document, role.person) is not None
    }
    forms = {organisation_form_id(*one): one for one in at}
    bodies = {forms[form]: label for form, label in kept.organisations_of(forms).items()}
    built = gather_people(
        told,
        posts,
        _members(names),
        _meetings_of(kept, told, meeting_of),
        person_of=mine,
        body_of=lambda document, name: bodies.get((document, name)),
    )
    return _parties("per", built, labels)


def relist_organisations(
    kept: Kept, anew: Relabelled, named: Iterable[str], meeting_of: Mapping[str, str]
) -> Parties[Organisation]:
    """The organisations that some names in documents mean, and those that are made of other names now."""
    labels = set(kept.organisations_of(form for form in named if form.startswith("ofm_")).values())
    labels |= anew.organisations
    names = kept.names_of_bodies(labels)
    told, posts = _resting_on(kept, names)
    mine = _meant(names)
    theirs = {
        (claim.document, party.name)
        for claim in told
        for party in claim.participants
        if party.kind is PartyKind.PERSON
        and party.name is not None
        and party.organisation is not None
        and mine(claim.document, party.organisation) is not None
    }
    theirs |= {
        (role.document, role.person)
        for role in posts
        if role.organisation is not None and mine(role.document, role.organisation) is not None
    }
    forms = {person_form_id(*one): one for one in theirs}
    of = kept.people_of(forms)
    entries = {label: content_id("per", label) for label in set(of.values())}
    people = {forms[form]: entries[label] for form, label in of.items()}
    built = gather_organisations(
        told,
        posts,
        _members(names),
        _meetings_of(kept, told, meeting_of),
        person_of=lambda document, name: people.get((document, name)),
        body_of=mine,
    )
    return _parties("org", built, labels)


def _parties(prefix: str, built: Iterable[Party], labels: Iterable[str]) -> Parties[Party]:
    now = {one.id: one for one in built}
    return Parties(now, {content_id(prefix, label) for label in labels} - now.keys())


def _resting_on(kept: Kept, names: Mapping[str, Naming]) -> tuple[list[MeetingClaim], list[RoleClaim]]:
    """The claims that have some names."""
    wanted = {claim for one in names.values() for claim in one.claims}
    ordered = [claim for _, claim in sorted(load_claims_by(kept.connection, claims.c.id, wanted).items())]
    told = [claim for claim in ordered if isinstance(claim, MeetingClaim)]
    return told, [claim for claim in ordered if isinstance(claim, RoleClaim)]


def _meant(names: Mapping[str, Naming]) -> Meant:
    of = {(one.document, one.name): one.meant for one in names.values()}
    return lambda document, name: of.get((document, name))


def _members(names: Mapping[str, Naming]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in sorted(names):
        found[names[form].meant].append(form)
    return {label: tuple(forms) for label, forms in found.items()}


def _meetings_of(kept: Kept, told: Iterable[MeetingClaim], meeting_of: Mapping[str, str]) -> dict[str, str]:
    """The meeting of each of some claims, as they are now."""
    ids = {claim.id for claim in told}
    found = {one: meeting_of[one] for one in ids & meeting_of.keys()}
    return kept.meetings_of(ids - found.keys()) | found


def write_parties(parties: Parties[Person] | Parties[Organisation], table: Table, changes: TableChanges) -> None:
    """Note what changes of the list of people, or of organisations."""
    changes.take_out(table.c.id, {*parties.now, *parties.gone})
    rows = ({"id": one.id, "position": party_position(one), "body": encode(one)} for one in parties.now.values())
    changes.put_in(table, rows)


def write_grounds(
    kept: Kept, anew: Relabelled, said: Mapping[str, Claim], meeting_of: Mapping[str, str], changes: TableChanges
) -> None:
    """Note which names mean another entry now, and which entries rest on the claims that have them, which are given.

    Of whoever else an entry is made of nothing changes, however many they are.
    """
    told = {one: claim for one, claim in said.items() if not isinstance(claim, StatementClaim)}
    forms = {one: [form for form, _ in named_in(claim)] for one, claim in told.items()}
    wanted = {form for some in forms.values() for form in some} | anew.forms
    entries = {
        form: content_id("per", label)
        for form, label in kept.people_of(form for form in wanted if form.startswith("frm_")).items()
    } | {
        form: content_id("org", label)
        for form, label in kept.organisations_of(form for form in wanted if form.startswith("ofm_")).items()
    }
    changes.take_out(listed_forms.c.form, anew.forms)
    changes.put_in(listed_forms, ({"form": one, "entry": entries[one]} for one in anew.forms if one in entries))
    held = kept.meetings_of(told.keys() - meeting_of.keys()) | dict(meeting_of)
    changes.take_out(listed_claims.c.claim, told)
    for one, some in forms.items():
        on = {entries[form] for form in some if form in entries} | ({held[one]} if one in held else set())
        changes.put_in(listed_claims, ({"claim": one, "entry": entry} for entry in on))
