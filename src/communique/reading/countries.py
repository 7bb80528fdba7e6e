"""Which country a president or a minister serves, where the text leaves it to the reader.

"President Yoon" in a text about Korea is Korea's president. The country is inferred from what the text says, and
marked as inferred; where two countries are as near, it stays unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.languages.places import country_name, find_places
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Registry, RoleFact

__all__ = ["infer_countries"]

_OFFICES = frozenset({"state", "government"})
_SAME_SENTENCE = 1.0
_NEXT_SENTENCE = 0.35
_ANYWHERE = 0.12
_DATELINE = 0.8
_MARGIN = 1.5  # the best country must be this much nearer than the second


def infer_countries(text: str, sentences: Sequence[Span], registry: Registry, home: str | None) -> None:
    """Give the offices of state without a country the one that the text fixes.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose roles are completed.
        home: the country of the dateline.
    """
    people = [e for e in registry.entities if e.kind is PartyKind.PERSON]
    open_people = [e for e in people if _lacks_country(e)]
    if not open_people:
        return
    places: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    overall: Counter[str] = Counter()
    first_named: dict[str, Span] = {}
    index = 0
    for mention in find_places(text):
        country = mention.place.country
        if country is None or mention.place.ambiguous:
            continue
        while index + 1 < len(sentences) and mention.span.start >= sentences[index + 1].start:
            index += 1
        places[index].append((country, mention.span))
        overall[country] += 1
        first_named.setdefault(country, mention.span)
    if not overall and home is None:
        return
    taken: dict[str, set[str]] = defaultdict(set)
    for entity in people:
        for fact in entity.roles:
            if fact.country and fact.role and fact.state in _OFFICES:
                taken[_rank(fact.role)].add(fact.country)
    for entity in open_people:
        scores: Counter[str] = Counter()
        for country, count in overall.items():
            scores[country] += _ANYWHERE * count
        if home is not None:
            scores[home] += _DATELINE
        seen = {_sentence_of(sentences, m.span.start) for m in registry.mentions if m.entity == entity.number}
        for place in seen:
            for near, weight in ((place, _SAME_SENTENCE), (place - 1, _NEXT_SENTENCE), (place + 1, _NEXT_SENTENCE)):
                for country in {c for c, _ in places.get(near, ())}:
                    scores[country] += weight
        post = next(fact for fact in entity.roles if fact.role and fact.state in _OFFICES and fact.organisation is None)
        stated = next((fact.country for fact in entity.roles if fact.country), None)
        if stated is not None:
            chosen, why = stated, f"the text names {country_name(stated)} with {entity.name}"
        else:
            for other in taken[_rank(post.role)]:
                scores.pop(other, None)
            ranked = scores.most_common(2)
            if not ranked or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
                continue
            chosen = ranked[0][0]
            why = f"{country_name(chosen)} is the country that the text speaks of with {entity.name}"
        taken[_rank(post.role)].add(chosen)
        span = first_named.get(chosen)
        for number, fact in enumerate(entity.roles):
            if fact.organisation is None and fact.role and fact.state in _OFFICES:
                entity.roles[number] = _with_country(fact, chosen, why, span)


def _with_country(fact: RoleFact, country: str, why: str, span: Span | None) -> RoleFact:
    return replace(fact, organisation=country_name(country), country=country, inferred=why, organisation_span=span)


def _lacks_country(entity: Entity) -> bool:
    """True for somebody with an office of state and no body for it."""
    offices = [fact for fact in entity.roles if fact.role and fact.state in _OFFICES]
    return bool(offices) and all(fact.organisation is None for fact in offices)


def _rank(role: str) -> str:
    """Offices of which a country has one at a time."""
    low = role.lower()
    for rank in ("prime minister", "president", "king", "chancellor", "pope", "foreign minister"):
        if low.endswith(rank) and "vice" not in low and "deputy" not in low:
            return rank
    return low


def _sentence_of(sentences: Sequence[Span], position: int) -> int:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low
