"""What is known of a name in one document, or of a group of names, and the reasons for calling two one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from communique.model import MeetingClaim, Participant, PartyKind, RoleClaim, content_id
from communique.resolution.bodies import body_name
from communique.resolution.clusters import Clusters
from communique.resolution.deciding import Feature
from communique.resolution.name_matching import NameMatch
from communique.resolution.names import knowledge, name_parts
from communique.resolution.organisations import organisation_form_id
from communique.resolution.posts import posts_agree, posts_of

__all__ = ["FEATURES", "Side", "collect_forms", "equal_post", "person_form_id", "same_country", "same_organisation"]


@lru_cache(maxsize=1 << 16)
def person_form_id(document: str, name: str) -> str:
    """The id of a name in one document, under which judgements on it are kept."""
    return content_id("frm", document, name)


NOTHING: frozenset[str] = frozenset()
NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True, kw_only=True)
class Side:
    """What is known of a form, or of a group of forms: one side of a comparison.

    Attributes:
        names: the names as written, in order.
        organisations: organisation → how it is called, for organisations already resolved.
        posts: comparable posts.
        countries: ISO 3166-1 alpha-2.
        partners: words of the names of those met, to tell whether two sides met the same people.
        references: people of reference lists whom the names mean, each as the list's name and the id there.
        families: frequent family names among those met under a full name, which a partner may go by elsewhere.
        match: how the names agree, set for the time of one comparison.
    """

    names: tuple[str, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    posts: frozenset[str] = NOTHING
    countries: frozenset[str] = NOTHING
    partners: frozenset[str] = NOTHING
    references: frozenset[tuple[str, str]] = frozenset()
    families: frozenset[str] = NOTHING
    match: NameMatch | None = None

    def add_organisation(self, document: str, name: str | None, organisations: Clusters) -> None:
        """Note an organisation by its group."""
        known = None if name is None else organisations.of.get(organisation_form_id(document, name))
        if known is not None and name is not None:
            self.organisations = both_maps(self.organisations, one_organisation(known, name))
            country = body_name(name).country
            if country is not None:
                self.countries = both(self.countries, single(country))

    def take(self, other: Side) -> None:
        """Add what another side knows."""
        if self.names != other.names:
            self.names = tuple(sorted({*self.names, *other.names}))
        self.organisations = both_maps(self.organisations, other.organisations)
        self.posts = both(self.posts, other.posts)
        self.countries = both(self.countries, other.countries)
        self.partners = both(self.partners, other.partners)
        self.references |= other.references
        self.families = both(self.families, other.families)

    @property
    def known(self) -> tuple[int, ...]:
        """How much is known; it grows with whatever joins."""
        return (len(self.names), len(self.organisations), len(self.posts), len(self.countries), len(self.partners))


def both(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """The union; one of the two where it holds the other, since a ledger has a great many of them."""
    return a if b <= a else b if a <= b else a | b


def both_maps(a: Mapping[str, str], b: Mapping[str, str]) -> Mapping[str, str]:
    """The same for names by organisation; of two names the first in the alphabet."""
    if not b or a is b:
        return a
    if not a:
        return b
    new = {one: min(name, a.get(one, name)) for one, name in b.items()}
    return a if all(a.get(one) == name for one, name in new.items()) else {**a, **new}


@lru_cache(maxsize=65536)
def single(text: str) -> frozenset[str]:
    """A set of one, the same each time."""
    return frozenset({text})


@lru_cache(maxsize=65536)
def one_organisation(known: str, name: str) -> Mapping[str, str]:
    """One organisation with its name, the same each time."""
    return MappingProxyType({known: name})


def names_agree(a: Side, _b: Side) -> float:
    """The names can mean one person."""
    return a.match.score if a.match is not None else 0.0


def frequent_name(a: Side, b: Side) -> float:
    """Many people bear this full name."""
    if a.match is not None and a.match.rule == "single":
        return 0.0  # one word says little already, and a rival forbids
    return float(all(name_parts(name).weak for name in (*a.names, *b.names)))


def same_organisation(a: Side, b: Side) -> float:
    """The same organisation."""
    return float(not a.organisations.keys().isdisjoint(b.organisations))


def same_country(a: Side, b: Side) -> float:
    """The same country."""
    return float(not a.countries.isdisjoint(b.countries) and not same_organisation(a, b))


def equal_post(a: Side, b: Side) -> float:
    """An equal post."""
    return float(posts_agree(a.posts, b.posts))


def equal_post_there(a: Side, b: Side) -> float:
    """An equal post."""
    firms = [[name for name in side.organisations.values() if is_firm(name)] for side in (a, b)]
    if all(firms) and not same_organisation(a, b):
        return 0.0  # every firm has its chief executive
    return equal_post(a, b)


def is_firm(name: str) -> bool:
    """True for what is neither a country nor a body of which each country has one."""
    said = body_name(name)
    return not said.public and said.country is None


def shared_partner(a: Side, b: Side) -> float:
    """They met the same people."""
    by_family = not (a.partners.isdisjoint(b.families) and b.partners.isdisjoint(a.families))
    return float(by_family or not a.partners.isdisjoint(b.partners))


def other_organisation(a: Side, b: Side) -> float:
    """No organisation in common."""
    if not a.organisations or not b.organisations or same_organisation(a, b):
        return 0.0
    if any(body_name(name).public for x in (a, b) for name in x.organisations.values()):
        return 0.0  # a minister is shown with the ministry in one text, with the country in another
    return float(a.countries.isdisjoint(b.countries))


def other_country(a: Side, b: Side) -> float:
    """Different countries."""
    return float(bool(a.countries) and bool(b.countries) and a.countries.isdisjoint(b.countries))


def same_reference(a: Side, b: Side) -> float:
    """Both can only be one and the same person of a reference list."""
    return float(not a.references.isdisjoint(b.references))


def other_reference(a: Side, b: Side) -> float:
    """They are two people of a reference list."""
    if same_reference(a, b):
        return 0.0
    return float(not {name for name, _ in a.references}.isdisjoint(name for name, _ in b.references))


FEATURES: tuple[Feature[Side], ...] = (
    Feature(names_agree, 1.0),
    Feature(frequent_name, -0.15),
    Feature(same_organisation, 0.25),
    Feature(same_country, 0.2),
    Feature(equal_post_there, 0.2),
    Feature(shared_partner, 0.2),
    Feature(other_organisation, -0.1),
    Feature(other_country, -0.3),
    # More than ENOUGH by itself, for names in two scripts have nothing else in common; less, where countries differ.
    Feature(same_reference, 0.75),
    Feature(other_reference, -0.8),
)


@lru_cache(maxsize=65536)
def partner_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words by which a partner in talks is recognised, and the frequent family name of a full Eastern name.

    A given name before the family name is left out: too many share it.
    """
    parts = name_parts(name)
    words = frozenset(word for word in parts.joined[bool(parts.full and not parts.eastern) :] if len(word) > 1)
    if not (parts.full and parts.eastern):
        return words, frozenset()
    common: frozenset[str] = knowledge()["common"]
    return words - common, words & common


def collect_forms(
    claims: Iterable[MeetingClaim], roles: Iterable[RoleClaim], organisations: Clusters
) -> tuple[dict[str, Side], list[list[str]], list[list[str]]]:
    """Every named person once a document, the groups of forms that stand in one meeting, and those of one document."""
    forms: dict[str, Side] = {}
    documents: dict[str, list[str]] = defaultdict(list)
    for role in roles:
        if name_parts(role.person).words:
            one = person_form_id(role.document, role.person)
            side = forms.get(one)
            if side is None:
                side = forms[one] = Side()
                documents[role.document].append(one)
            side.names = (role.person,)
            side.posts = both(side.posts, posts_of(role.role))
            side.add_organisation(role.document, role.organisation, organisations)
    together: list[list[str]] = []
    for claim in claims:
        present: dict[str, Participant] = {}
        for party in claim.participants:
            if party.kind is PartyKind.PERSON and party.name is not None and name_parts(party.name).words:
                present[person_form_id(claim.document, party.name)] = party
        together.append(sorted(present))
        words = {one: partner_words(party.name or "") for one, party in present.items()}
        for one, party in present.items():
            side = forms.get(one)
            if side is None:
                side = forms[one] = Side()
                documents[claim.document].append(one)
            side.names = (party.name or "",)
            side.add_organisation(claim.document, party.organisation, organisations)
            side.posts = both(side.posts, posts_of(party.role))
            if party.country is not None:
                side.countries = both(side.countries, single(party.country))
            mine = words[one][0] | words[one][1]
            for other, (theirs, families) in words.items():
                if other != one:
                    side.partners = both(side.partners, theirs - mine)
                    side.families = both(side.families, families - mine)
    return forms, together, [sorted(told) for told in documents.values() if len(told) > 1]
