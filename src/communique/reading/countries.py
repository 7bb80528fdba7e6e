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
                taken[_rank(fact.role)].add(fact.country)
    for entity in open_people:
        post = next(fact for fact in entity.roles if _is_open(fact))
        others = set() if post.past else taken[_rank(post.role)]
        led = (
            set().union(*(taken[rank] for rank in _LEADERS))
            if _rank(post.role) in _LEADERS and not post.past
            else set()
        )
        found = _choose(entity, post, titles, nearness, others, led)
        if found is None:
            continue
        country, because = found
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
    return bool(fact.role) and fact.state in _OFFICES and fact.organisation is None


def _choose(
    entity: Entity, post: RoleFact, titles: Titles, nearness: Nearness, others: set[str], led: set[str]
) -> tuple[str, str] | None:
    """The country and the reason; None where nothing fixes it.

    Args:
        entity: the person.
        post: the office without a country.
        titles: the lexicon of posts.
        nearness: how near each country is to each person.
        others: the countries in which somebody else holds the office.
        led: those that have another leader; some have two, so they are only never guessed.
    """
    stated = next((fact.country for fact in entity.roles if fact.country), None)
    if stated is not None:
        return stated, f"the text names {country_name(stated)} with {entity.name}"
    owner = _owner(post.role, titles)
    if owner is not None:
        return owner, f"only {country_name(owner)} has a post of this name"
    if _is_countryless(post.role, titles):
        return None
    offices = load_offices()
    scores = {c: score for c, score in nearness.scores(entity).items() if offices.can_have(c, post.role)}
    ranked = sorted(
        ((country, score) for country, score in scores.items() if country not in others and country not in led),
        key=lambda row: (-row[1], row[0]),
    )
    if not ranked or ranked[0][1] <= 0 or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
        return None
    country, score = ranked[0]
    if any(scores.get(other, 0.0) > score for other in led):
        return None  # a country with two leaders is nearer: perhaps this one is its second
    return country, f"{country_name(country)} is the country that the text speaks of with {entity.name}"


def _owner(role: str, titles: Titles) -> str | None:
    """The only country that has a post of this name."""
    low = role.lower()
    return next((country for post, country in titles.owners.items() if low == post or low.endswith(f" {post}")), None)


def _is_countryless(role: str, titles: Titles) -> bool:
    low = role.lower().replace("-", " ")
    return any(low == head or low.endswith(f" {head}") for head in (h.replace("-", " ") for h in titles.countryless))


def _rank(role: str) -> str:
    """Offices of which a country has one at a time, whatever stands before them; other posts are themselves."""
    low = role.lower()
    if "vice" in low or "deputy" in low:
        return low
    return next((office for office in _ONE_HOLDER if low.endswith(office)), low)
