"""Which country a president or a minister serves, where the text leaves it to the reader.

"President Yoon" in a text about Korea is Korea's president. The country is inferred from what the text says, and
marked as inferred; where two countries are as near, it stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.languages.en.offices import load_offices
from communique.languages.en.titles import Titles
from communique.languages.places import country_name
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Registry, RoleFact
from communique.reading.nearness import Nearness

__all__ = ["infer_countries"]

_OFFICES = frozenset({"state", "government"})
_MARGIN = 2.0  # the best country must be this much nearer than the second
_ONE_HOLDER = ("prime minister", "president", "king", "chancellor", "pope", "foreign minister")
_LEADERS = frozenset({"prime minister", "president", "chancellor"})
_DESCRIBED = frozenset({"leader", "head of state", "head of government"})  # of whatever office
_CHURCH = frozenset({"cardinal", "archbishop", "bishop", "monsignor"})
_FLOOR = 0.2  # below, a country is only named somewhere
_FLOOR_OF_SECOND = 0.8  # the same, where a nearer country cannot be meant
_FEW = 2  # countries named in all, of which one alone can be meant
_TOLD = 1.5  # what a description of an unnamed leader of the country adds: "Norway's leader"


def infer_countries(text: str, sentences: Sequence[Span], registry: Registry, titles: Titles, home: str | None) -> None:
    """Give the offices of state without a country the one that the text fixes.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose roles are completed.
        titles: the lexicon of posts.
        home: the country of the dateline.
    """
    people = [entity for entity in registry.entities if entity.kind is PartyKind.PERSON]
    open_people = [entity for entity in people if _lacks_country(entity)]
    if not open_people:
        return
    nearness = Nearness(text, sentences, registry, home)
    taken: dict[str, set[str]] = defaultdict(set)  # by office, the countries that have somebody in it
    for entity in people:
        for fact in entity.roles:
            if fact.country and fact.role and fact.state in _OFFICES and not fact.past:
                taken[_rank(fact.role, titles)].add(fact.country)
    described = [(m.role or "", m.country) for m in registry.mentions if m.entity is None and m.country]
    for entity in open_people * 2:  # what the first round has found narrows down the second
        post = next((fact for fact in entity.roles if _is_open(fact)), None)
        if post is None:
            continue
        others = set() if post.past else taken[_rank(post.role, titles)]
        led = (
            set().union(*(taken[rank] for rank in _LEADERS))
            if _rank(post.role, titles) in _LEADERS and not post.past
            else set()
        )
        found = _choose(entity, post, titles, nearness, others, led, _told(post, described, titles))
        if found is None:
            continue
        country, because = found
        if _rank(post.role, titles) != "minister":  # of mere ministers there are many
            others.add(country)
        for number, fact in enumerate(entity.roles):
            if _is_open(fact):
                entity.roles[number] = replace(
                    fact,
                    organisation=nearness.spelled.get(country) or country_name(country),
                    country=country,
                    inferred=because,
                    organisation_span=nearness.first_named.get(country),
                )


def _lacks_country(entity: Entity) -> bool:
    """True for somebody with an office of state and no body for it."""
    offices = [fact for fact in entity.roles if fact.role and fact.state in _OFFICES]
    return bool(offices) and all(fact.organisation is None for fact in offices)


def _is_open(fact: RoleFact) -> bool:
    """True for an office of which nothing says whose it is."""
    return bool(fact.role) and fact.state in _OFFICES and fact.organisation is None and not fact.owned


def _choose(
    entity: Entity, post: RoleFact, titles: Titles, nearness: Nearness, others: set[str], led: set[str], told: set[str]
) -> tuple[str, str] | None:
    """The country and the reason; None where nothing fixes it.

    Args:
        entity: the person.
        post: the office without a country.
        titles: the lexicon of posts.
        nearness: how near each country is to each person.
        others: the countries in which somebody else holds the office.
        led: those that have another leader; some have two, so they are only never guessed.
        told: those of whose leader the text speaks without a name.
    """
    stated = next((fact.country for fact in entity.roles if fact.country), None)
    if stated is not None:
        return stated, f"the text names {country_name(stated)} with {entity.name}"
    owner = next((owner for fact in entity.roles if _is_open(fact) and (owner := _owner(fact.role, titles))), None)
    if owner is not None and any(fact.role.lower() in _CHURCH for fact in entity.roles):
        return "VA", "a churchman in such a post serves the Holy See"
    if owner is not None:
        return owner, f"only {country_name(owner)} has a post of this name"
    if _is_countryless(post.role, titles):
        return None
    offices = load_offices()
    scores = nearness.scores(entity)
    for country in told:
        scores[country] = scores.get(country, 0.0) + _TOLD
    ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
    possible = [row for row in ranked if offices.can_have(row[0], post.role) and row[0] not in others | led]
    if not possible or (len(possible) > 1 and possible[0][1] < _MARGIN * possible[1][1]):
        return None
    country, score = possible[0]
    if post.past and nearness.is_scene_only(entity, country):
        return None  # whoever held an office once may be anywhere
    rivals = {other for other in led - others if offices.can_have(other, post.role)}
    floor = _FLOOR if possible[0] == ranked[0] and not rivals else _FLOOR_OF_SECOND
    last_left = len(possible) == 1 and len(ranked) == _FEW and not rivals  # the other country has its holder
    if score < floor and not (last_left and score > 0):
        return None
    if any(scores.get(other, 0.0) > score for other in rivals):
        return None  # a country with two leaders is nearer: perhaps this one is its second
    return country, f"{country_name(country)} is the country that the text speaks of with {entity.name}"


def _told(post: RoleFact, described: Sequence[tuple[str, str]], titles: Titles) -> set[str]:
    """The countries of whose leader the text speaks without a name: "Norway's leader"."""
    rank = _rank(post.role, titles)
    return {c for role, c in described if rank in _LEADERS and (role in _DESCRIBED or _rank(role, titles) == rank)}


def _owner(role: str, titles: Titles) -> str | None:
    """The only country that has a post of this name."""
    low = role.lower()
    return next((country for post, country in titles.owners.items() if low == post or low.endswith(f" {post}")), None)


def _is_countryless(role: str, titles: Titles) -> bool:
    low = role.lower().replace("-", " ")
    if low.endswith(("crown prince", "crown princess")):
        return False
    return any(low == head or low.endswith(f" {head}") for head in (h.replace("-", " ") for h in titles.countryless))


def _rank(role: str, titles: Titles) -> str:
    """Offices of which a country has one at a time, whatever stands before them; other posts are themselves."""
    low = role.lower()
    if "vice" in low or "deputy" in low:
        return low
    alike = next((office for post, office in titles.one_office.items() if low.endswith(post)), low)
    return next((office for office in _ONE_HOLDER if alike.endswith(office)), alike)
