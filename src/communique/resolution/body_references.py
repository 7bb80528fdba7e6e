"""Which organisation of a reference list a name in a document means, where it can mean one alone.

A name is one of a list's body where their words are equal, legal form and article aside; the bodies of states also need
the same country. An acronym, and a name that the body had given up by then, need a fact beside them: the country, a
person of the list in it, or another of its names in the same text. Nothing is linked where country or kind contradict,
where the body was founded later, or where another body of the list fits as well; an acronym that two bodies of the list
share means neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from communique.model import MeetingClaim, PartyKind, RoleClaim
from communique.model.edtf import bounds, compatible
from communique.model.reference import BodyReference, Reference
from communique.resolution.bodies import STATE_PARTS, body_name, fold_organisation
from communique.resolution.facts import DocumentFacts
from communique.resolution.organisations import OrganisationForm, collect_forms, full_name, organisation_form_id
from communique.resolution.references import Link
from communique.resolution.words import class_words

__all__ = ["body_keys", "body_keys_in", "link_bodies"]

FULL, LATE, SHORT = 2, 1, 0
_LONGEST_ACRONYM = 8


@dataclass(slots=True, kw_only=True)
class _Shown:
    """A name in a document, with the days that it is shown at and the other names that the document gives the body."""

    form: OrganisationForm
    days: set[str] = field(default_factory=set)
    others: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    reference: BodyReference
    closeness: int
    because: str


@lru_cache(maxsize=65536)
def body_keys(name: str) -> frozenset[str]:
    """The keys under which the name of an organisation is found: its words, and those of the body it names."""
    found = {fold_organisation(name), body_name(name).key}
    return frozenset(f"body {' '.join(key)}" for key in found if key)


def body_keys_in(claims: Iterable[object]) -> set[str]:
    """The keys under which lists may have the organisations of these claims; claims of other kinds have none."""
    names: set[str] = set()
    for claim in claims:
        if isinstance(claim, RoleClaim):
            names |= {claim.organisation} if claim.organisation is not None else set()
        elif isinstance(claim, MeetingClaim):
            for party in claim.participants:
                itself = party.name if party.kind is PartyKind.ORGANISATION else None
                names |= {name for name in (party.organisation, itself) if name is not None}
    return {key for name in names for key in body_keys(name)}


def link_bodies(
    documents: Iterable[DocumentFacts],
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    bodies: Sequence[BodyReference],
    people: Iterable[Reference] = (),
) -> dict[str, tuple[Link, ...]]:
    """The organisation of each list that each name means, by the names' ids; names that mean none are left out.

    Args:
        documents: what is known of the documents.
        claims: all meeting claims.
        roles: all role claims.
        bodies: organisations of the lists in force, at least all that share a key with a name of the claims.
        people: people of these lists: whoever has a post in a body speaks for it.
    """
    if not bodies:
        return {}
    by_key: dict[str, dict[tuple[str, str], BodyReference]] = defaultdict(dict)
    for one in bodies:
        for name in one.body.names:
            for key in body_keys(name):
                by_key[key][one.key] = one
    serving = _serving(people)
    links: dict[str, tuple[Link, ...]] = {}
    for form, shown in sorted(_collect(documents, claims, roles).items()):
        near = {key: one for word in body_keys(shown.form.name) for key, one in by_key.get(word, {}).items()}
        fits: dict[str, list[_Fit]] = defaultdict(list)
        sharing: dict[str, int] = defaultdict(int)
        for _, reference in sorted(near.items()):
            level = _named(shown.form.name, reference)
            sharing[reference.list] += level == SHORT
            fit = None if level is None else _fit(shown, reference, level, serving)
            if fit is not None:
                fits[reference.list].append(fit)
        found = [best for name, several in sorted(fits.items()) if (best := _pick_one(several, sharing[name]))]
        if found:
            links[form] = tuple(
                Link(
                    list=fit.reference.list, id=fit.reference.body.id, name=fit.reference.body.name, because=fit.because
                )
                for fit in found
            )
    return links


def _collect(
    documents: Iterable[DocumentFacts], claims: Sequence[MeetingClaim], roles: Sequence[RoleClaim]
) -> dict[str, _Shown]:
    published = {one.id: one.published for one in documents}
    found = {one: _Shown(form=form) for one, form in collect_forms(claims, roles).items()}

    def note(document: str, name: str | None, day: str | None) -> None:
        shown = found.get(organisation_form_id(document, name)) if name is not None else None
        if shown is not None and day is not None:
            shown.days.add(day)

    for claim in claims:
        day = claim.date or (None if claim.background else published.get(claim.document))
        for party in claim.participants:
            for name in {party.organisation, party.name if party.kind is PartyKind.ORGANISATION else None}:
                note(claim.document, name, day)
    for role in roles:
        note(role.document, role.organisation, published.get(role.document))
    for one in chain[MeetingClaim | RoleClaim](claims, roles):
        for other in one.other_names:
            shown = found.get(organisation_form_id(one.document, other.organisation))
            if shown is not None:
                shown.others.add(fold_organisation(other.name))
    return found


def _serving(people: Iterable[Reference]) -> dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]]:
    """The full names of those who have a post in a body, by the list and the body's name."""
    found: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
    for one in people:
        names = {full for name in one.person.names if (full := full_name(name)) is not None}
        for post in one.person.posts:
            for body in (post.organisation, *post.organisation_names):
                if body is not None:
                    found[one.list, fold_organisation(body)] |= names
    return found


def _named(name: str, reference: BodyReference) -> int | None:
    """How closely a written name is one of a body's; None where it is none of them."""
    body = reference.body
    equal = [one for one in body.names if _same(name, one)]
    if not equal:
        return None
    short = {fold_organisation(one) for one in body.short}
    if any(fold_organisation(one) not in short and (one == body.name or not _is_acronym(one)) for one in equal):
        return FULL
    return SHORT


def _same(name: str, listed: str) -> bool:
    one, other = body_name(name), body_name(listed)
    if one.country is not None and other.country is not None and one.country != other.country:
        return False
    return fold_organisation(name) == fold_organisation(listed) or (one.key == other.key and one.public == other.public)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "").replace("&", "")
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


def _fit(
    shown: _Shown,
    reference: BodyReference,
    level: int,
    serving: Mapping[tuple[str, tuple[str, ...]], set[tuple[str, ...]]],
) -> _Fit | None:
    """Weigh what agrees between a name and a body; None where it is not enough or something contradicts."""
    body, form = reference.body, shown.form
    named = body_name(form.name)
    states = {named.country} if named.country is not None else set(form.countries)
    theirs = {*body.countries, *(code for name in body.names if (code := body_name(name).country) is not None)}
    if states and theirs and states.isdisjoint(theirs):
        return None
    if body.kind is not None and _kind(form.name) not in (None, body.kind):
        return None
    first, last = bounds(body.interval) if body.interval is not None else (None, None)
    days = [bounds(day) for day in shown.days]
    if first is not None and any(end is not None and end < first for _, end in days):
        return None  # it was not there yet
    facts = [f"the same country ({', '.join(sorted(states & theirs))})"] if states & theirs else []
    keys = {fold_organisation(name) for name in body.names}
    if shared := shown.others & keys - {form.key}:
        facts.append(f"the text has another of its names ({' '.join(min(shared))})")
    theirs_in_it = {one for key in keys for one in serving.get((reference.list, key), ())}
    if met := form.people & theirs_in_it:
        facts.append(f"the list has {' '.join(min(met)).title()} in it")
    if named.public and not states & theirs:
        return None  # every country has one
    over = last is not None and any(begin is not None and begin > last for begin, _ in days)
    if level == FULL and (over or _is_late(shown, reference)):
        level = LATE
    if level != FULL and not facts:
        return None
    how = {
        FULL: "the list has this name",
        LATE: "the list has this name, for an earlier time",
        SHORT: "an acronym of it",
    }
    return _Fit(reference=reference, closeness=level, because="; ".join((how[level], *facts)))


def _is_late(shown: _Shown, reference: BodyReference) -> bool:
    """True where the name is one that the body had given up, or had not taken, on a day at which the text shows it."""
    for former in reference.body.former:
        if fold_organisation(former.name) == shown.form.key and former.interval is not None:
            return any(not compatible(former.interval, day) for day in shown.days)
    return False


def _kind(name: str) -> str | None:
    """What the name alone says that the body is: a firm by its legal form, a part of a state by its class noun."""
    words = name.casefold().replace(",", " ").replace(".", "").split()
    if body_name(name).public or not STATE_PARTS.isdisjoint(words):
        return "public"
    return "firm" if len(words) > 1 and words[-1] in class_words().legal else None


def _pick_one(fits: Sequence[_Fit], sharing: int) -> _Fit | None:
    """The one body of a list; None where two fit as closely, or share the acronym."""
    closest = max(fit.closeness for fit in fits)
    best = [fit for fit in fits if fit.closeness == closest]
    return best[0] if len(best) == 1 and (closest != SHORT or sharing == 1) else None
