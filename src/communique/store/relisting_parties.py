"""The people and organisations that new documents touch, listed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from communique.model import MeetingClaim, PartyKind, RoleClaim, content_id
from communique.resolution.organisations import organisation_form_id
from communique.resolution.sides import person_form_id
from communique.store.changing import TableChanges
from communique.store.forms import encode
from communique.store.keeping import Naming
from communique.store.kept import Kept, load_claims_by
from communique.store.positions import party_position
from communique.store.tables import claims, listed_claims, listed_forms, listed_organisations, listed_people
from communique.store.updating import Relabelled
from communique.views.people import gather_organisations, gather_people
from communique.views.person import Organisation, Person

__all__ = ["Parties", "relist_organisations", "relist_people", "write_parties"]

Party = TypeVar("Party", Person, Organisation)


class Parties(Generic[Party]):
    """People, or organisations, as they are now; and the ids of those that are no more."""

    def __init__(self, now: dict[str, Party], gone: set[str], rests: dict[str, tuple[str, ...]]) -> None:
        self.now: dict[str, Party] = now
        self.gone = gone
        self.rests = rests  # the claims on which each rests


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
    return _parties("per", built, labels, names)


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
    return _parties("org", built, labels, names)


def _parties(prefix: str, built: Iterable[Party], labels: Iterable[str], names: Mapping[str, Naming]) -> Parties[Party]:
    now = {one.id: one for one in built}
    rests = {
        one.id: tuple(sorted({claim for form in one.forms for claim in names[form].claims})) for one in now.values()
    }
    return Parties(now, {content_id(prefix, label) for label in labels} - now.keys(), rests)


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


def write_parties(
    parties: Parties[Person] | Parties[Organisation],
    table: object,
    changes: TableChanges,
) -> None:
    """Note what changes of the list of people, or of organisations."""
    listed = listed_people if table is listed_people else listed_organisations
    ids = {*parties.now, *parties.gone}
    changes.take_out(listed.c.id, ids)
    rewritten = {*parties.rests, *parties.gone}
    changes.take_out(listed_claims.c.entry, rewritten)
    changes.take_out(listed_forms.c.entry, rewritten)
    for one in parties.now.values():
        changes.put_in(listed, [{"id": one.id, "position": party_position(one), "body": encode(one)}])
        if one.id in parties.rests:
            changes.put_in(listed_claims, ({"claim": claim, "entry": one.id} for claim in parties.rests[one.id]))
            changes.put_in(listed_forms, ({"form": form, "entry": one.id} for form in one.forms))
