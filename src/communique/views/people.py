"""People and organisations as the ledger shows them: each once, with every name, roles over time and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from communique.model import MeetingClaim, OtherName, PartyKind, Passage, RoleClaim, content_id
from communique.resolution import Resolution
from communique.resolution.names import fold
from communique.resolution.words import class_words
from communique.views.parties import fullest_name, organisation_id, person_id, union
from communique.views.person import HeldRole, NameEvidence, Organisation, Person, RoleEvidence

__all__ = ["build_organisations", "build_people", "gather_organisations", "gather_people"]

Meant = Callable[[str, str], str | None]
"""Whom or what a document, by its id, calls by a name."""


@dataclass(slots=True)
class _Gathered:
    names: list[str]
    said: list[str]  # other forms within the texts
    roles: dict[tuple[str, str], list[tuple[str, str | None, RoleEvidence]]]
    countries: set[str]
    meetings: dict[str, None]


def build_people(
    claims: Iterable[MeetingClaim],
    roles: Iterable[RoleClaim],
    resolution: Resolution,
    meeting_of: Mapping[str, str],
) -> tuple[Person, ...]:
    """Each person once, by name.

    Args:
        claims: all meeting claims of the ledger.
        roles: all role claims.
        resolution: what is the same among them.
        meeting_of: the meeting that each claim tells of.
    """
    return gather_people(
        claims,
        roles,
        resolution.people.members,
        meeting_of,
        person_of=partial(person_id, resolution),
        body_of=partial(organisation_id, resolution),
    )


def gather_people(
    claims: Iterable[MeetingClaim],
    roles: Iterable[RoleClaim],
    members: Mapping[str, tuple[str, ...]],
    meeting_of: Mapping[str, str],
    *,
    person_of: Meant,
    body_of: Meant,
) -> tuple[Person, ...]:
    """The same of those people alone whom `person_of` knows.

    Args:
        claims: the meeting claims that name them.
        roles: the role claims that do.
        members: the names in documents that mean each of them.
        meeting_of: the meeting that each claim tells of.
        person_of: which of them a document calls by a name.
        body_of: which organisation a document calls by a name.
    """
    found: dict[str, _Gathered] = defaultdict(lambda: _Gathered([], [], defaultdict(list), set(), {}))
    for claim_id, claim in by_date(claims):
        for party in claim.participants:
            if party.kind is not PartyKind.PERSON or party.name is None:
                continue
            one = person_of(claim.document, party.name)
            if one is None:
                continue
            person = found[one]
            person.names.append(party.name)
            person.said.extend(party.names)
            if party.country is not None:
                person.countries.add(party.country)
            if claim_id in meeting_of:
                person.meetings[meeting_of[claim_id]] = None
            # "former" says nothing of the day of the meeting; when the post was held a claim of its own tells
            if party.role is not None and party.role.split()[0].lower() not in class_words().past:
                proof = RoleEvidence(
                    claim=claim_id, document=claim.document, interval=claim.date, evidence=claim.evidence
                )
                add_role(person, body_of, party.role, party.organisation, proof)
    for role in sorted(roles, key=lambda one: (one.interval or "9", one.id)):
        one = person_of(role.document, role.person)
        if one is not None:
            found[one].names.append(role.person)
            proof = RoleEvidence(
                claim=role.id,
                document=role.document,
                interval=role.interval,
                evidence=role.evidence,
                told="/" in (role.interval or "") and "interval" not in role.because,
            )
            add_role(found[one], body_of, role.role, role.organisation, proof)
    people = [
        Person(
            id=content_id("per", one),
            name=fullest_name(person.names),
            names=union(([fullest_name(person.names)], person.names, person.said)),
            roles=tuple(build_role(entries) for entries in person.roles.values()),
            countries=tuple(sorted(person.countries)),
            meetings=tuple(person.meetings),
            forms=members[one],
        )
        for one, person in found.items()
    ]
    return tuple(sorted(people, key=lambda person: (fold(person.name), person.id)))


def by_date(claims: Iterable[MeetingClaim]) -> list[tuple[str, MeetingClaim]]:
    """Claims with their ids, by date, undated ones last."""
    pairs = [(claim.id, claim) for claim in claims]
    return sorted(pairs, key=lambda pair: (pair[1].date or "9", pair[0]))


def add_role(person: _Gathered, body_of: Meant, role: str, organisation: str | None, proof: RoleEvidence) -> None:
    """Note that a text gives a person a role; the same role in the same organisation is kept together."""
    group = None if organisation is None else body_of(proof.document, organisation)
    post = fold(role)
    same = class_words().posts.get(post, post)
    person.roles[same, group or fold(organisation or "")].append((role, organisation, proof))


def build_role(entries: Sequence[tuple[str, str | None, RoleEvidence]]) -> HeldRole:
    """One role out of all texts that give it."""
    named = [organisation for _, organisation, _ in entries if organisation is not None]
    return HeldRole(
        role=shown_name([role for role, _, _ in entries]),
        organisation=max(named, key=lambda name: (len(name), name)) if named else None,
        intervals=tuple(sorted({proof.interval for _, _, proof in entries if proof.interval is not None})),
        evidence=tuple(proof for _, _, proof in entries),
    )


def build_organisations(
    claims: Iterable[MeetingClaim],
    roles: Iterable[RoleClaim],
    resolution: Resolution,
    meeting_of: Mapping[str, str],
    person_of: Mapping[str, str],
) -> tuple[Organisation, ...]:
    """Each organisation once, by name: those that took part, and those in which somebody has a post.

    Args:
        claims: all meeting claims of the ledger.
        roles: all role claims.
        resolution: what is the same among them.
        meeting_of: the meeting that each claim tells of.
        person_of: the listed person whom each name in a document means.
    """

    def listed_person(document: str, name: str) -> str | None:
        form = person_id(resolution, document, name)
        return None if form is None else person_of.get(form)

    return gather_organisations(
        claims,
        roles,
        resolution.organisations.members,
        meeting_of,
        person_of=listed_person,
        body_of=partial(organisation_id, resolution),
    )


def gather_organisations(
    claims: Iterable[MeetingClaim],
    roles: Iterable[RoleClaim],
    forms: Mapping[str, tuple[str, ...]],
    meeting_of: Mapping[str, str],
    *,
    person_of: Meant,
    body_of: Meant,
) -> tuple[Organisation, ...]:
    """The same of those organisations alone that `body_of` knows.

    Args:
        claims: the meeting claims that name them.
        roles: the role claims that do.
        forms: the names in documents that mean each of them.
        meeting_of: the meeting that each claim tells of.
        person_of: the listed person whom a document calls by a name.
        body_of: which of them a document calls by a name.
    """
    names: dict[str, list[str]] = defaultdict(list)
    members: dict[str, dict[str, None]] = defaultdict(dict)
    seen: dict[str, dict[str, None]] = defaultdict(dict)
    given: dict[str, dict[NameEvidence, None]] = defaultdict(dict)

    def note(claim: MeetingClaim | RoleClaim) -> None:
        for other in claim.other_names:
            one = body_of(claim.document, other.organisation)
            if one is not None:
                given[one][_name_evidence(claim.document, other)] = None

    for claim_id, claim in by_date(claims):
        note(claim)
        for party in claim.participants:
            itself = party.name if party.kind is PartyKind.ORGANISATION else None
            for name in {party.organisation, itself} - {None}:
                one = None if name is None else body_of(claim.document, name)
                if one is None or name is None:
                    continue
                names[one].extend([name, *(party.names if name == itself else ())])
                if claim_id in meeting_of:
                    seen[one][meeting_of[claim_id]] = None
                if party.kind is PartyKind.PERSON and party.name is not None:
                    person = person_of(claim.document, party.name)
                    if person is not None:
                        members[one][person] = None
    for role in sorted(roles, key=lambda one: (one.interval or "9", one.id)):
        note(role)
        name = role.organisation
        one = None if name is None else body_of(role.document, name)
        if one is not None and name is not None:
            names[one].append(name)
            person = person_of(role.document, role.person)
            if person is not None:
                members[one][person] = None
    found = [
        Organisation(
            id=content_id("org", one),
            name=shown_name(called),
            names=union(([shown_name(called)], sorted({*called, *(proof.name for proof in given[one])}))),
            people=tuple(members[one]),
            meetings=tuple(seen[one]),
            forms=forms[one],
            given=tuple(sorted(given[one], key=_by_name)),
        )
        for one, called in names.items()
    ]
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.id)))


def _by_name(proof: NameEvidence) -> tuple[str, str, str, str, str, tuple[Passage, ...]]:
    return fold(proof.name), proof.name, proof.of, proof.kind.value, proof.document, proof.evidence


def _name_evidence(document: str, other: OtherName) -> NameEvidence:
    return NameEvidence(
        name=other.name, of=other.organisation, kind=other.kind, document=document, evidence=other.evidence
    )


def shown_name(names: Sequence[str]) -> str:
    """The name that most texts use, the longer of two."""
    counted: Mapping[str, int] = {name: names.count(name) for name in set(names)}
    return min(counted, key=lambda name: (-counted[name], -len(name), name))
