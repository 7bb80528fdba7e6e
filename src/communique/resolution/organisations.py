"""Which organisation names mean one organisation.

A name is compared without accents, case, legal form and article, a country and its government under any of their
names. Beyond that, two names are one organisation only where a text gives the acronym or the former name, or where one
is the other with a word for the whole firm behind it and both have the same person. A part of a firm (`Naver Cloud`) is
not the firm, which is said where one text or one person has both; and a ministry is one only within its country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from communique.model import Judgement, MeetingClaim, NameKind, OtherName, PartyKind, Relation, RoleClaim, content_id
from communique.resolution.bodies import (
    BRACKETS,
    LONGEST,
    body_name,
    country_key,
    fold_organisation,
    is_public_body,
    renaming,
)
from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.deciding import apply_judgements, judge
from communique.resolution.meanings import Meanings
from communique.resolution.names import name_parts
from communique.resolution.words import class_words

if TYPE_CHECKING:
    from communique.resolution.references import Link

__all__ = ["OrganisationForm", "fold_organisation", "is_public_body", "organisation_form_id", "resolve_organisations"]

SUBJECT = "organisation"
Groups = Mapping[tuple[str, ...], Sequence[str]]
Variant = tuple[str, str, str, str, float]  # a form of each of two groups, rule, reason, score
MOST_UNIT_WORDS = 2  # of the name of a part behind the name of the whole ("Velmar Cloud Services")


@dataclass(slots=True, kw_only=True)
class OrganisationForm:
    """An organisation as one document names it, with the countries and the people it is shown with."""

    id: str
    document: str
    name: str
    key: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    people: frozenset[tuple[str, ...]] = frozenset()

    def show(self, country: str | None, person: tuple[str, ...] | None) -> None:
        """Note what a passage shows the organisation with."""
        if country is not None and country not in self.countries:
            self.countries |= {country}
        if person is not None and person not in self.people:
            self.people = self.people | {person} if self.people else one_person(person)


@lru_cache(maxsize=1 << 16)
def one_person(person: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """A set of one, the same each time."""
    return frozenset({person})


@lru_cache(maxsize=1 << 16)
def organisation_form_id(document: str, name: str) -> str:
    """The id of an organisation's name in one document, under which judgements on it are kept."""
    return content_id("ofm", document, name)


def bracketed_acronym(name: str) -> tuple[str, ...] | None:
    """The acronym that the name itself carries: `Korea Communications Commission (KCC)`."""
    found = BRACKETS.search(name[:LONGEST])
    inner = found.group(1).strip() if found else ""
    return fold_organisation(inner) if inner and " " not in inner and inner[:1].isupper() else None


@lru_cache(maxsize=65536)
def acronyms_of(key: tuple[str, ...]) -> frozenset[str]:
    """The first letters of a name of several words, with and without its small words."""
    if len(key) < 2:
        return frozenset()
    large = [word for word in key if word not in {"of", "and", "for", "on"}]
    return frozenset({"".join(word[0] for word in key), "".join(word[0] for word in large)})


def is_whole_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True where the long name is the short one with a word for the whole firm behind it."""
    tail = long[len(short) :]
    return bool(tail) and long[: len(short)] == short and all(word in class_words().wholes for word in tail)


def collect_forms(claims: Iterable[MeetingClaim], roles: Iterable[RoleClaim]) -> dict[str, OrganisationForm]:
    """Every organisation that a participant belongs to, or that takes part itself, once a document."""
    forms: dict[str, OrganisationForm] = {}

    def form_of(document: str, name: str | None) -> OrganisationForm | None:
        if name is None or not (key := fold_organisation(name)):
            return None
        one = organisation_form_id(document, name)
        known = forms.get(one)
        if known is None:
            known = forms[one] = OrganisationForm(id=one, document=document, name=name, key=key)
        return known

    for role in roles:
        form = form_of(role.document, role.organisation)
        if form is not None:
            form.show(None, full_name(role.person))
    for claim in claims:
        for party in claim.participants:
            itself = party.name if party.kind is PartyKind.ORGANISATION else None
            person = full_name(party.name) if party.kind is PartyKind.PERSON else None
            for name in (party.organisation, itself):
                form = form_of(claim.document, name)
                if form is not None:
                    form.show(party.country, person)
    return forms


def full_name(name: str | None) -> tuple[str, ...] | None:
    """The words of a name that has a family name and a given name."""
    parts = None if name is None else name_parts(name)
    return parts.joined if parts is not None and parts.full else None


def given_acronyms(claims: Iterable[MeetingClaim], roles: Iterable[RoleClaim] = ()) -> dict[str, set[tuple[str, ...]]]:
    """The acronyms that texts give, with every name they are given for."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    claims, roles = list(claims), list(roles)
    for one in names_given(claims, roles):
        both = {NameKind.ACRONYM: (one.name, one.organisation), NameKind.FULL: (one.organisation, one.name)}
        if one.kind in both:
            letters, full = map(fold_organisation, both[one.kind])
            if len(letters) == 1 and full and full != letters:
                found[letters[0]].add(full)
    for claim in claims:
        for party in claim.participants:
            for name in (party.organisation, party.name if party.kind is PartyKind.ORGANISATION else None):
                if name is not None and (short := bracketed_acronym(name)) is not None and len(short) == 1:
                    found[short[0]].add(fold_organisation(name))
            if party.kind is not PartyKind.ORGANISATION:
                continue
            keys = {fold_organisation(name) for name in (party.name, *party.names) if name}
            for long in keys:
                for key in keys:
                    if len(key) == 1 and key[0] in acronyms_of(long):
                        found[key[0]].add(long)
    return found


def names_given(claims: Iterable[MeetingClaim], roles: Iterable[RoleClaim]) -> Iterator[OtherName]:
    """The further names that texts give bodies."""
    return (one for claim in chain[MeetingClaim | RoleClaim](claims, roles) for one in claim.other_names)


def identity(form: OrganisationForm) -> tuple[str, ...]:
    """What two forms must share to be one by name alone."""
    named = body_name(form.name)
    if not named.public:
        return named.key
    countries = {named.country} if named.country is not None else form.countries
    if len(countries) != 1:
        return (*named.key, "in", form.document)
    (country,) = countries
    return country_key(country) if named.key == ("government",) else (*named.key, country)


def resolve_organisations(
    claims: Sequence[MeetingClaim],
    human: Sequence[Judgement] = (),
    *,
    roles: Sequence[RoleClaim] = (),
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """Group the organisations of all claims; the judgements say why.

    Args:
        claims: all claims at once, in any order.
        human: judgements by people; they win.
        roles: who holds which post where, by any text.
        links: the bodies of reference lists that the names mean (`body_references.link_bodies`).
    """
    forms = collect_forms(claims, roles)
    renamed = told_renamings(forms.values(), names_given(claims, roles))
    return group_forms(forms, given_acronyms(claims, roles), renamed, human, links=links)


def group_forms(
    forms: Mapping[str, OrganisationForm],
    acronyms: Mapping[str, Collection[tuple[str, ...]]],
    renamed: Mapping[tuple[str, ...], Mapping[tuple[str, ...], str]],
    human: Sequence[Judgement] = (),
    only: Container[tuple[str, ...]] | None = None,
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """The same from the forms of the names.

    Args:
        forms: the forms by id.
        acronyms: the acronyms that texts give, with the names they are given for.
        renamed: former names, each with the present ones that texts give it and how the first of these texts puts it.
        human: judgements by people.
        only: the names by `identity` that it is about, where others are given only to compare them with.
        links: the bodies of reference lists that the forms mean; not together with `only`.
    """
    grouping = Grouping(forms)
    apply_judgements(grouping, human, SUBJECT)
    said: list[Judgement] = []
    named: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in sorted(forms):
        named[identity(forms[one])].append(one)
    meanings = Meanings(grouping, links)
    groups = dict(part for key, group in named.items() for part in meanings.part(key, group)) if links else named
    looked = {key: group for key, group in groups.items() if only is None or key in only}
    for group in looked.values():
        first = forms[group[0]]
        reasons: dict[str, str] = {}  # one text for all documents that use the name
        for other in group[1:]:
            if meanings.join(group[0], other):
                name = forms[other].name
                why = reasons.get(name) or reasons.setdefault(name, why_one(first, forms[other]))
                said.append(judge(group[0], other, SUBJECT, "organisations.same_name.v1", why, 0.95))
    said.extend(join_meanings(meanings, forms))
    people: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for key, group in groups.items():
        for one in group:
            people[key] |= forms[one].people
    found = [*variants(groups, looked, forms, people, acronyms), *renamings(groups, looked, forms, renamed)]
    for a, b, rule, because, score in sorted(found):
        if meanings.join(a, b):
            said.append(judge(a, b, SUBJECT, rule, because, score))
    said.extend(find_units(groups, looked, forms, people))
    return grouping.clusters(), tuple(said)


def join_meanings(meanings: Meanings, forms: Mapping[str, OrganisationForm]) -> Iterator[Judgement]:
    """Join the groups that mean one body of a list."""
    for several, link in meanings.same():
        for other in several[1:]:
            if meanings.join(several[0], other):
                a, b = forms[several[0]].name, forms[other].name
                its = next(one for one in meanings.links[other] if (one.list, one.id) == (link.list, link.id))
                because = (
                    f"{a} and {b}: list {link.list} has {link.name} ({link.id}), and no other body that {a} "
                    f"({link.because}) or {b} ({its.because}) can mean"
                )
                yield judge(several[0], other, SUBJECT, "organisations.same_reference.v1", because, 0.9)


def why_one(a: OrganisationForm, b: OrganisationForm) -> str:
    """Why two names are one by themselves."""
    if a.key == b.key:
        return f"both are called {a.name}, legal form aside"
    return f"{a.name} and {b.name} are two ways to name one body"


def variants(
    groups: Groups,
    looked: Groups,
    forms: Mapping[str, OrganisationForm],
    people: Mapping[tuple[str, ...], set[tuple[str, ...]]],
    acronyms: Mapping[str, Collection[tuple[str, ...]]],
) -> Iterator[Variant]:
    """Pairs of differently named groups that are one organisation, with rule, reason and score."""
    by_acronym: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in groups:
        for acronym in acronyms_of(key):
            by_acronym[acronym].append(key)
    for key, group in looked.items():
        if len(key) != 1:
            continue
        name = forms[group[0]].name
        given = sorted(long for long in acronyms.get(key[0], ()) if long in groups)
        if len(given) == 1:
            if in_other_countries(groups[given[0]], group, forms):
                continue
            other = groups[given[0]][0]
            because = f"a text gives {name} as the short form of {forms[other].name}"
            yield group[0], other, "organisations.acronym.v1", because, 0.95
        elif not given:
            shared = sorted(long for long in by_acronym.get(key[0], ()) if people[long] & people[key])
            if len(shared) == 1:
                other = groups[shared[0]][0]
                because = f"{name} has the first letters of {forms[other].name}, and both have the same person"
                yield group[0], other, "organisations.initials.v1", because, 0.85
    for key, group in looked.items():
        for short in prefixes(key):
            if short in groups and is_whole_of(short, key) and people[short] & people[key]:
                other = groups[short][0]
                because = f"{forms[group[0]].name} begins with {forms[other].name}, and both have the same person"
                yield other, group[0], "organisations.short_form.v1", because, 0.85


def in_other_countries(one: Sequence[str], other: Sequence[str], forms: Mapping[str, OrganisationForm]) -> bool:
    """True where texts show two groups in countries of which none is the same."""
    a, b = (frozenset[str]().union(*(forms[form].countries for form in group)) for group in (one, other))
    return bool(a) and bool(b) and a.isdisjoint(b)


def told_renamings(
    forms: Iterable[OrganisationForm], given: Iterable[OtherName] = ()
) -> dict[tuple[str, ...], dict[tuple[str, ...], str]]:
    """Former names, each with the present ones that texts give it and how the first of these texts puts it."""
    told: dict[tuple[str, ...], dict[tuple[str, ...], str]] = defaultdict(dict)
    for name in {form.name for form in forms}:
        both = renaming(name)
        if both is not None and (old := fold_organisation(both[1])):
            new = fold_organisation(both[0])
            told[old][new] = min(name, told[old].get(new, name))
    for one in given:
        pair = {NameKind.FORMER: (one.organisation, one.name), NameKind.PRESENT: (one.name, one.organisation)}
        if one.kind in pair:
            new, old = map(fold_organisation, pair[one.kind])
            if new and old and new != old:
                name = " … ".join(passage.quote for passage in one.evidence)
                told[old][new] = min(name, told[old].get(new, name))
    return told


def renamings(
    groups: Groups,
    looked: Groups,
    forms: Mapping[str, OrganisationForm],
    told: Mapping[tuple[str, ...], Mapping[tuple[str, ...], str]],
) -> Iterator[Variant]:
    """Pairs of groups of which a text says that one is the other's former name, where it says so of one alone."""
    for old, present in sorted(told.items()):
        if len(present) == 1 and old in looked:
            ((new, name),) = present.items()
            if new in groups and new != old and not in_other_countries(groups[old], groups[new], forms):
                because = f"a text names both: {name}"
                yield groups[old][0], groups[new][0], "organisations.renamed.v1", because, 0.95


def find_units(
    groups: Groups,
    looked: Groups,
    forms: Mapping[str, OrganisationForm],
    people: Mapping[tuple[str, ...], set[tuple[str, ...]]],
) -> Iterator[Judgement]:
    """What looks like a part of another organisation, where one text or one person has both: related, not the same."""
    documents = {key: {forms[one].document for one in group} for key, group in groups.items() if len(key) > 1}
    for key, group in looked.items():
        for short in prefixes(key):
            tail = key[len(short) :]
            if short not in groups or len(tail) > MOST_UNIT_WORDS or is_whole_of(short, key) or is_public_body(short):
                continue
            whole = documents[short] if short in documents else {forms[one].document for one in groups[short]}
            if people[short] & people[key] or whole & documents[key]:
                part, other = forms[group[0]].name, forms[groups[short][0]].name
                because = f"{part} begins with {other} and names a part of it: related, not the same"
                rule = "organisations.part_of.v1"
                yield judge(group[0], groups[short][0], SUBJECT, rule, because, 0.9, Relation.DIFFERENT)


def prefixes(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The shorter names that a name begins with."""
    return (key[:length] for length in range(1, len(key)))
