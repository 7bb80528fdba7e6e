"""Which person of a reference list a name in a document means, where it can mean one alone.

A list is evidence on who somebody is, never a source of what happened. A form (a name in one document, with what the
document shows it with) is linked to a person of a list where the names can be one, as many facts beside the name agree
as the kind of agreement between the names calls for, and nobody else of the list fits as well. A full name needs one
such fact, a variant of one two, and a single word the post that the list says the person held on that day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from communique.languages.places import PlaceKind, find_place
from communique.model import MeetingClaim, PartyKind, RoleClaim
from communique.model.edtf import bounds, compatible
from communique.model.reference import Reference, ReferencePerson, ReferencePost
from communique.resolution.facts import DocumentFacts
from communique.resolution.name_matching import NameMatch, compatible_names
from communique.resolution.names import block_keys, fold, is_ideographic, is_initial, knowledge, name_parts
from communique.resolution.organisations import fold_organisation
from communique.resolution.posts import posts_agree, posts_of
from communique.resolution.sides import person_form_id
from communique.resolution.words import class_words

__all__ = [
    "KEYS_VERSION",
    "Link",
    "ReferenceIndex",
    "Shown",
    "collect_shown",
    "held_on",
    "keys_in",
    "link_forms",
    "link_people",
    "listed_keys",
    "name_keys",
    "name_match",
    "post_key",
]

KEYS_VERSION = 2
"""Rises when names come by other keys than before: ledgers keep the keys of their lists, and make them again then."""

_POST_WORD = re.compile(r"\w+(?:-\w+)*")
# How closely names agree: as one full name, as variants of one, or as one word of it.
FULL, VARIANT, WORD = 2, 1, 0
_CLOSENESS: Mapping[str, int] = {"equal": FULL, "spacing": FULL, "middle": FULL, "order": FULL, "single": WORD}
# Facts beside the name that a link needs, by how closely the names agree; a word alone has a rule of its own.
_FACTS_NEEDED: Mapping[int, int] = {FULL: 1, VARIANT: 2, WORD: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A form means this person of a list.

    Attributes:
        list: the name of the list.
        id: the list's own id of the person.
        name: the person's name there.
        because: what agrees, in plain words.
    """

    list: str
    id: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A document shows somebody in these posts, at this time or, where `past`, at some time before it."""

    posts: frozenset[str]
    day: str | None
    past: bool = False


@dataclass(slots=True, kw_only=True)
class Shown:
    """A name in a document, with what the document shows it with.

    Attributes:
        name: as written.
        holdings: the posts.
        organisations: as written.
        countries: ISO 3166-1 alpha-2.
    """

    name: str
    holdings: set[Holding] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A person of a list who fits a form, how closely by name, and the facts beside the name that agree."""

    reference: Reference
    closeness: int
    facts: tuple[str, ...]
    in_office: bool


def collect_shown(
    documents: Iterable[DocumentFacts], claims: Iterable[MeetingClaim], roles: Iterable[RoleClaim]
) -> dict[str, Shown]:
    """Every name of a person in every document, by its form's id."""
    published = {one.id: one.published for one in documents}
    found: dict[str, Shown] = {}
    for claim in claims:
        # A recollection without a date tells nothing of when the post was held.
        day = claim.date or (None if claim.background else published.get(claim.document))
        for party in claim.participants:
            if party.kind is not PartyKind.PERSON or party.name is None:
                continue
            shown = found.setdefault(person_form_id(claim.document, party.name), Shown(name=party.name))
            _take(shown, party.role, party.organisation, day)
            if party.country is not None:
                shown.countries.add(party.country)
    for role in roles:
        shown = found.setdefault(person_form_id(role.document, role.person), Shown(name=role.person))
        _take(shown, role.role, role.organisation, role.interval or published.get(role.document))
    return found


def _take(shown: Shown, role: str | None, organisation: str | None, day: str | None) -> None:
    if posts := posts_of(role):
        past = fold(role or "").split()[0] in class_words().past
        shown.holdings.add(Holding(posts, day, past))
    if organisation is not None:
        shown.organisations.add(organisation)


def name_keys(name: str) -> frozenset[str]:
    """The keys under which a written name is looked up: those of the full name, or the one word that it is."""
    parts = name_parts(name)
    if not parts.words:
        return frozenset(_word_keys(_title_words(name)))
    if parts.full:
        # The words at its ends too, for lists that have family names alone.
        return block_keys(name) | {f"alone {word}" for word in {parts.joined[0], parts.joined[-1]}}
    return frozenset(_word_keys(parts.joined))


def keys_in(claims: Iterable[object]) -> set[str]:
    """The keys under which reference lists may have the people of these claims; claims of other kinds have none."""
    keys: set[str] = set()
    for claim in claims:
        if isinstance(claim, RoleClaim):
            keys |= name_keys(claim.person)
        elif isinstance(claim, MeetingClaim):
            for party in claim.participants:
                if party.kind is PartyKind.PERSON and party.name is not None:
                    keys |= name_keys(party.name)
    return keys


def listed_keys(person: ReferencePerson) -> frozenset[str]:
    """The keys under which a person of a list is found: those of each full name, and words that may stand alone."""
    keys: set[str] = set()
    for name in person.names:
        keys |= block_keys(name)
        parts = name_parts(name)
        keys |= set(_word_keys(parts.joined if parts.eastern or not parts.full else parts.joined[-1:]))
        if len(parts.joined) == 1:
            keys.add(f"alone {parts.joined[0]}")
    for name in person.short:
        keys |= set(_word_keys(name_parts(name).joined or _title_words(name)))
    keys |= {post_key(post.role) for post in person.posts}
    return frozenset(keys)


def _title_words(name: str) -> tuple[str, ...]:
    """The word of a family name that is a title too, where it stands alone: `King`, `Major`."""
    words = _POST_WORD.findall(fold(name))
    return (words[0],) if len(words) == 1 else ()


def post_key(role: str) -> str:
    """The key under which the holders of a post are found: its name, whatever else it is called."""
    words = " ".join(_POST_WORD.findall(fold(role)))
    plain = words.removeprefix("the ")
    return f"post {class_words().posts.get(plain, plain)}"


def _word_keys(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if not is_initial(word) and word not in knowledge()["particles"]:
            yield f"word {word}"
            if is_ideographic(word):
                yield f"word {word[:2]}"  # 岸田 of 岸田文雄


class ReferenceIndex:
    """People of lists by the keys of their names."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._by_key: dict[str, list[Reference]] = defaultdict(list)
        for one in references:
            for key in listed_keys(one.person):
                self._by_key[key].append(one)

    def candidates(self, name: str) -> list[Reference]:
        """Everybody whose names share a key with this one, each once."""
        found = {one.key: one for key in name_keys(name) for one in self._by_key.get(key, ())}
        return [found[key] for key in sorted(found)]


def link_forms(shown: Mapping[str, Shown], references: Iterable[Reference]) -> dict[str, tuple[Link, ...]]:
    """The person of each list whom each form means, where it means one alone; forms that mean nobody are left out.

    Args:
        shown: the forms by id, as `collect_shown` gives them.
        references: people of the lists in force: at least all those who share a key with one of the forms.
    """
    index = ReferenceIndex(references)
    links: dict[str, tuple[Link, ...]] = {}
    for form in sorted(shown):
        one = shown[form]
        fits: dict[str, list[_Fit]] = defaultdict(list)
        for reference in index.candidates(one.name):
            if (fit := _fit(one, reference)) is not None:
                fits[reference.list].append(fit)
        found = [best for _, several in sorted(fits.items()) if (best := _pick_one(several)) is not None]
        if found:
            links[form] = tuple(
                Link(list=fit.reference.list, id=fit.reference.person.id, name=fit.reference.person.name,
                     because="; ".join(fit.facts))
                for fit in found
            )  # fmt: skip
    return links


def link_people(
    documents: Iterable[DocumentFacts],
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    references: Sequence[Reference],
) -> dict[str, tuple[Link, ...]]:
    """The same, from the claims; empty at once where there are no lists."""
    return link_forms(collect_shown(documents, claims, roles), references) if references else {}


def _pick_one(fits: Sequence[_Fit]) -> _Fit | None:
    """The one person of a list; None where two fit as closely and office on the day does not tell them apart."""
    closest = max(fit.closeness for fit in fits)
    best = [fit for fit in fits if fit.closeness == closest]
    if len(best) > 1:
        best = [fit for fit in best if fit.in_office]
    return best[0] if len(best) == 1 else None


def name_match(name: str, person: ReferencePerson) -> NameMatch | None:
    """How a written name agrees best with one of a person's; a single word only with a family name or a short name."""
    families = set(_families(name))
    words = name_parts(name).joined or _title_words(name)
    found = [
        match
        for listed in person.names
        if (match := compatible_names(name, listed)) is not None
        # Of a list that has family names alone, the word must be the family name here too.
        and (match.rule != "single" or len(words) == 1 or name_parts(listed).joined[0] in families)
    ]
    if len(words) == 1:
        found = [match for match in found if match.rule != "single"]
        theirs = {family for listed in person.names for family in _families(listed)}
        if words[0] in theirs or any(
            words == (name_parts(short).joined or _title_words(short)) for short in person.short
        ):
            found.append(_SINGLE)
    return max(found, key=lambda match: (match.score, match.rule), default=None)


_SINGLE = NameMatch(rule="single", score=0.2, because="the one word given is the family name")


def _families(name: str) -> Iterable[str]:
    parts = name_parts(name)
    if parts.joined:
        first, last = parts.joined[0], parts.joined[-1]
        known: frozenset[str] = knowledge()["eastern"]
        if parts.eastern:
            yield first
        if not (parts.eastern and first in known and last not in known):
            yield last
        if is_ideographic(first) and len(first) > 2:
            yield first[:2]


def _fit(shown: Shown, reference: Reference) -> _Fit | None:
    """Weigh what agrees between a form and a person of a list; None where it is not enough or something contradicts."""
    person = reference.person
    match = name_match(shown.name, person)
    if match is None:
        return None
    states = {code for name in shown.organisations if (code := country_of(name)) is not None} | shown.countries
    theirs = {*person.countries, *(post.country for post in person.posts if post.country is not None)}
    if states and theirs and states.isdisjoint(theirs):
        return None
    facts: list[str] = []
    post, when = _agreeing_post(shown, reference)
    in_office = when is not None
    if post is not None:
        facts.append(" ".join(filter(None, (post.role, when))))
    if shared := sorted(states & theirs):
        facts.append(f"the same country ({', '.join(shared)})")
    bodies = {key for one in person.posts for name in _bodies(one) if (key := fold_organisation(name))}
    if shared_bodies := sorted(name for name in shown.organisations if fold_organisation(name) in bodies):
        facts.append(f"the same organisation ({', '.join(shared_bodies)})")
    if shown.holdings and not shared_bodies and not _is_kindred(shown, person):
        return None  # somebody of another calling, who may be a namesake
    closeness = _CLOSENESS.get(match.rule, VARIANT)
    needed = _FACTS_NEEDED[closeness] + (closeness == FULL and name_parts(shown.name).weak)
    if len(facts) < needed or (closeness == WORD and not in_office):
        return None
    return _Fit(reference=reference, closeness=closeness, facts=(match.because, *facts), in_office=in_office)


def _agreeing_post(shown: Shown, reference: Reference) -> tuple[ReferencePost | None, str | None]:
    """A post of the list that the document shows as well, and in words when, where both agree on that too."""
    undated = None
    for post in reference.person.posts:
        for holding in shown.holdings:
            if not posts_agree(holding.posts, posts_of(post.role)):
                continue
            if holding.day is None or post.interval is None:
                undated = post
            elif was_held_before(post, holding.day) if holding.past else held_on(post, holding.day, reference.as_of):
                return post, "before" if holding.past else "at the time"
    return undated, None


def _is_kindred(shown: Shown, person: ReferencePerson) -> bool:
    """True where some post that the document shows can be one that the list has, at whatever time."""
    return (
        any(posts_agree(holding.posts, posts_of(post.role)) for holding in shown.holdings for post in person.posts)
        or not person.posts
    )


def held_on(post: ReferencePost, day: str, as_of: str | None = None) -> bool:
    """True where the list says that the post was held on some day of this time.

    Args:
        post: the post.
        day: EDTF.
        as_of: the last day of which the list knows: of a post without an end it cannot tell whether it was held later.
    """
    if post.interval is None or not compatible(post.interval, day):
        return False
    if as_of is not None and post.interval.endswith("/.."):
        known, asked = bounds(as_of)[1], bounds(day)[0]
        return known is None or asked is None or asked <= known
    return True


def was_held_before(post: ReferencePost, day: str) -> bool:
    """True where the list says that the post was given up before the end of this time."""
    end, asked = bounds(post.interval or "")[1], bounds(day)[1]
    return end is not None and asked is not None and end <= asked


def _bodies(post: ReferencePost) -> Iterable[str]:
    return (*((post.organisation,) if post.organisation else ()), *post.organisation_names)


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country that an organisation's name is, where it is one: heads of state are shown with theirs."""
    place = find_place(name)
    return place.country if place is not None and place.kind is PlaceKind.COUNTRY else None
