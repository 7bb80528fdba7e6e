"""How what resolution knew is written into rows, and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import pack, unpack
from typing import Any

import msgspec

from communique.errors import StoreError
from communique.model import MeetingClaim, RoleClaim
from communique.resolution.changes.kept import (
    STEPS,
    KeptBody,
    KeptForm,
    KeptGroup,
    block_of,
    copy_side,
    number_of,
    stored_keys,
)
from communique.resolution.changes.meetings import account_keys, account_number
from communique.resolution.changes.organisations import Given
from communique.resolution.clusters import Clusters
from communique.resolution.named import named_in
from communique.resolution.occasions import Account
from communique.resolution.organisations import (
    OrganisationForm,
    acronyms_of,
    given_acronyms,
    identity,
    names_given,
    told_renamings,
)
from communique.resolution.organisations import collect_forms as collect_bodies
from communique.resolution.sides import Side, collect_forms

__all__ = [
    "Naming",
    "account_rows",
    "acronym_rows",
    "body_row",
    "company_keys",
    "form_row",
    "given_in",
    "given_row",
    "group_row",
    "join_key",
    "kept_bodies_of",
    "kept_forms_of",
    "kept_groups_of",
    "key_rows",
    "load_body",
    "load_facts",
    "load_form",
    "load_given",
    "load_group",
    "load_naming_body",
    "load_naming_person",
    "people_rows",
]

Row = dict[str, Any]


class _Side(msgspec.Struct, array_like=True):
    names: list[str]
    organisations: dict[str, str]
    posts: list[str]
    countries: list[str]
    partners: list[str]
    families: list[str]
    references: list[tuple[str, str]]


class _Form(msgspec.Struct, array_like=True):
    side: _Side
    claims: list[str]


# The same, read no further than names and claims.
class _Names(msgspec.Struct, array_like=True):
    names: list[str]


class _NamingForm(msgspec.Struct, array_like=True):
    side: _Names
    claims: list[str]


class _NamingBody(msgspec.Struct, array_like=True):
    name: str
    countries: msgspec.Raw
    people: msgspec.Raw
    claims: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A name in a document.

    Attributes:
        document, name: the document, and how it writes the name.
        meant: the person or organisation, by the smallest form.
        claims: the claims that name them.
    """

    document: str
    name: str
    meant: str
    claims: Sequence[str]


class _Group(msgspec.Struct, array_like=True):
    steps: list[str]  # empty where a step changed nothing
    side: _Side


class _Body(msgspec.Struct, array_like=True):
    name: str
    countries: list[str]
    people: list[list[str]]
    claims: list[str]


_forms = msgspec.json.Decoder(_Form)
_naming_forms = msgspec.json.Decoder(_NamingForm)
_naming_bodies = msgspec.json.Decoder(_NamingBody)
_groups = msgspec.json.Decoder(_Group)
_bodies = msgspec.json.Decoder(_Body)
_write = msgspec.json.Encoder().encode


def kept_forms_of(
    meetings: Iterable[MeetingClaim], roles: Iterable[RoleClaim], organisations: Clusters
) -> Iterator[KeptForm]:
    """The names of people in some documents, all of whose claims are given; their groups are not known yet."""
    told, posts = list(meetings), list(roles)
    resting: dict[str, list[str]] = defaultdict(list)
    home: dict[str, str] = {}
    for one, claim in _identified(told, posts):
        for form in dict.fromkeys(form for form, _ in named_in(claim) if form.startswith("frm_")):
            resting[form].append(one)
            home[form] = claim.document
    forms, _, _ = collect_forms(told, posts, organisations)
    for form, side in forms.items():
        yield KeptForm(
            form=form,
            document=home[form],
            block=block_of(side.names[0]),
            group="",
            side=side,
            claims=tuple(sorted(resting[form])),
        )


def _identified(
    meetings: Iterable[MeetingClaim], roles: Iterable[RoleClaim]
) -> Iterator[tuple[str, MeetingClaim | RoleClaim]]:
    yield from ((claim.id, claim) for claim in meetings)
    yield from ((claim.id, claim) for claim in roles)


def kept_groups_of(forms: Iterable[KeptForm], steps: Sequence[Mapping[str, str]]) -> Iterator[KeptGroup]:
    """The groups of equal names, from what was noted when all was resolved (`resolve_people`)."""
    sides: dict[str, list[Side]] = defaultdict(list)
    for form in forms:
        sides[form.group].append(form.side)
    for label, several in sides.items():
        came = [label]
        for step in steps[1:STEPS]:
            came.append(step.get(label, came[-1]))
        yield KeptGroup(label=label, steps=tuple(came), side=copy_side(several))


def kept_bodies_of(
    meetings: Iterable[MeetingClaim], roles: Iterable[RoleClaim], organisations: Clusters
) -> Iterator[KeptBody]:
    """The names of organisations in some documents, all of whose claims are given."""
    told, posts = list(meetings), list(roles)
    resting: dict[str, list[str]] = defaultdict(list)
    for one, claim in _identified(told, posts):
        for form in dict.fromkeys(form for form, _ in named_in(claim) if form.startswith("ofm_")):
            resting[form].append(one)
    for one, body in collect_bodies(told, posts).items():
        yield KeptBody(
            form=one,
            document=body.document,
            name=body.name,
            key=identity(body),
            countries=body.countries,
            people=body.people,
            label=organisations.of.get(one, ""),
            claims=tuple(sorted(resting[one])),
        )


def given_in(
    meetings: Iterable[MeetingClaim], roles: Iterable[RoleClaim], bodies: Iterable[KeptBody]
) -> Iterator[Given]:
    """What some texts say outright of their organisations; all claims of these texts are given."""
    told: dict[str, list[MeetingClaim]] = defaultdict(list)
    posts: dict[str, list[RoleClaim]] = defaultdict(list)
    for claim in meetings:
        told[claim.document].append(claim)
    for role in roles:
        if role.other_names:
            posts[role.document].append(role)
    for document in dict.fromkeys((*told, *posts)):
        for short, longs in given_acronyms(told[document], posts[document]).items():
            for long in longs:
                yield Given(kind="acronym", one=(short,), other=long, name="", document=document)
        for old, present in told_renamings((), names_given(told[document], posts[document])).items():
            for new, name in present.items():
                yield Given(kind="renamed", one=old, other=new, name=name, document=document)
    for body in bodies:
        form = OrganisationForm(id=body.form, document=body.document, name=body.name, key=body.key)
        for old, present in told_renamings([form]).items():
            for new, name in present.items():
                yield Given(kind="renamed", one=old, other=new, name=name, document=body.document)


def join_key(key: Sequence[str]) -> str:
    """The words of a name as one text."""
    return " ".join(key)


def company_keys(people: Iterable[str]) -> list[int]:
    """The keys of the pairs of some people."""
    several = sorted(people)
    return [number_of(f"{a}\t{b}") for at, a in enumerate(several) for b in several[at + 1 :]]


def form_row(form: KeptForm) -> Row:
    """A form as a row."""
    body = _write(_Form(_pack(form.side), list(form.claims))).decode()
    return {"form": form.form, "document": form.document, "block": form.block, "grp": form.group, "body": body}


def load_form(row: Mapping[str, Any]) -> KeptForm:
    """A form from its row."""
    body = _decode(_forms, row["body"])
    return KeptForm(
        form=row["form"],
        document=row["document"],
        block=row["block"],
        group=row["grp"],
        side=_unpack(body.side),
        claims=tuple(body.claims),
    )


def load_naming_person(row: Mapping[str, Any], person: str) -> Naming:
    """A name of a person from the row of its form."""
    body = _decode(_naming_forms, row["body"])
    return Naming(document=row["document"], name=body.side.names[0], meant=person, claims=body.claims)


def load_naming_body(row: Mapping[str, Any]) -> Naming:
    """A name of an organisation from the row of its form."""
    body = _decode(_naming_bodies, row["body"])
    return Naming(document=row["document"], name=body.name, meant=row["label"], claims=body.claims)


def group_row(group: KeptGroup) -> Row:
    """A group as a row."""
    steps = [now if now != then else "" for then, now in zip((group.label, *group.steps), group.steps, strict=False)]
    body = _write(_Group(steps, _pack(group.side))).decode()
    return {"label": group.label, "person": group.person, "body": body}


def load_group(row: Mapping[str, Any]) -> KeptGroup:
    """A group from its row."""
    body = _decode(_groups, row["body"])
    steps: list[str] = []
    for step in body.steps:
        steps.append(step or (steps[-1] if steps else row["label"]))
    return KeptGroup(label=row["label"], steps=tuple(steps), side=_unpack(body.side))


def people_rows(facts: Mapping[str, Iterable[int] | None]) -> Iterator[Row]:
    """What is known of some people, as numbers, as rows; those who are no more are left out."""
    for person, numbers in facts.items():
        if numbers is None:
            continue
        ordered = sorted(numbers)
        yield {"person": person, "facts": pack(f"<{len(ordered)}I", *ordered)}


def load_facts(packed: bytes) -> tuple[int, ...]:
    """What is known of a person, as numbers, from the row."""
    return unpack(f"<{len(packed) // 4}I", packed)


def key_rows(name: str) -> Iterator[Row]:
    """The keys of a name as rows."""
    return ({"key": number, "name": name} for number in {number_of(key) for key in stored_keys(name)})


def body_row(body: KeptBody) -> Row:
    """A form of an organisation as a row."""
    packed = _Body(body.name, sorted(body.countries), sorted(map(list, body.people)), list(body.claims))
    return {
        "form": body.form,
        "document": body.document,
        "key": join_key(body.key),
        "label": body.label,
        "body": _write(packed).decode(),
    }


def load_body(row: Mapping[str, Any]) -> KeptBody:
    """A form of an organisation from its row."""
    body = _decode(_bodies, row["body"])
    return KeptBody(
        form=row["form"],
        document=row["document"],
        name=body.name,
        key=tuple(row["key"].split(" ")),
        countries=frozenset(body.countries),
        people=frozenset(map(tuple, body.people)),
        label=row["label"],
        claims=tuple(body.claims),
    )


def acronym_rows(key: Sequence[str]) -> Iterator[Row]:
    """The first letters of a name as rows."""
    return ({"acronym": acronym, "key": join_key(key)} for acronym in acronyms_of(tuple(key)))


def given_row(given: Given) -> Row:
    """What a text says outright as a row."""
    return {
        "kind": given.kind,
        "one": join_key(given.one),
        "other": join_key(given.other),
        "name": given.name,
        "document": given.document,
    }


def load_given(row: Mapping[str, Any]) -> Given:
    """What a text says outright from its row."""
    one, other = (tuple(row[name].split(" ")) for name in ("one", "other"))
    return Given(kind=row["kind"], one=one, other=other, name=row["name"], document=row["document"])


def account_rows(account: Account) -> Iterator[Row]:
    """The keys of an account as rows."""
    return ({"key": key, "claim": account.id} for key in {account_number(key) for key in account_keys(account)})


def _pack(side: Side) -> _Side:
    return _Side(
        list(side.names),
        dict(sorted(side.organisations.items())),
        sorted(side.posts),
        sorted(side.countries),
        sorted(side.partners),
        sorted(side.families),
        sorted(side.references),
    )


def _unpack(side: _Side) -> Side:
    return Side(
        names=tuple(side.names),
        organisations=side.organisations,
        posts=frozenset(side.posts),
        countries=frozenset(side.countries),
        partners=frozenset(side.partners),
        families=frozenset(side.families),
        references=frozenset(side.references),
    )


def _decode(decoder: Any, body: str) -> Any:
    try:
        return decoder.decode(body)
    except msgspec.DecodeError as error:
        raise StoreError(f"what is kept of a list is damaged ({error}); `Ledger.rebuild()` makes it again") from error
