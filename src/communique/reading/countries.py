"""Which country a president or a minister serves, where the text leaves it to the reader.

"President Yoon" in a text about Korea is Korea's president. The country is inferred from what the text says, and
marked as inferred; where two countries are as near, it stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.languages.en.titles import Titles
from communique.languages.places import country_name, find_places
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Registry, RoleFact

__all__ = ["infer_countries"]

_OFFICES = frozenset({"state", "government"})
_SAME_SENTENCE = 1.0
_NEXT_SENTENCE = 0.35
_ANYWHERE = 0.12
_DATELINE = 2.5
_ABROAD = 1.5
_AT_HOME = 1.0
_TRAVELS = re.compile(
    r"'?s?\s+(?:\w+\s+){0,4}?(?:arriv\w+|fl(?:y|ew|ies|ying|own)|travel\w*|visit\w*|trip|land(?:ed|s|ing)|tour(?:ed|s|ing)?|came|comes|went"
    r"|goes|going|heads?|headed|left|leaves|leaving|stopover|stops?|stopped|journey\w*|touched down|on his way|on her way)\b"
)
_RECEIVES = re.compile(r"\s+(?:\w+\s+){0,3}?(?:receiv\w+|host(?:ed|s|ing)?|welcom\w+|greet\w+)\b")
_MARGIN = 2.0  # the best country must be this much nearer than the second


def infer_countries(text: str, sentences: Sequence[Span], registry: Registry, titles: Titles, home: str | None) -> None:
    """Give the offices of state without a country the one that the text fixes.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose roles are completed.
        titles: the lexicon of posts.
        home: the country of the dateline.
    """
    people = [e for e in registry.entities if e.kind is PartyKind.PERSON]
    open_people = [e for e in people if _lacks_country(e)]
    if not open_people:
        return
    places, overall, first_named = _named_countries(text, sentences)
    spelled = _spelled(text)
    taken: dict[str, set[str]] = defaultdict(set)
    for entity in people:
        for fact in entity.roles:
            if fact.country and fact.role and fact.state in _OFFICES and not fact.past:
                taken[_rank(fact.role)].add(fact.country)
    for entity in open_people:
        post = next(fact for fact in entity.roles if fact.role and fact.state in _OFFICES and fact.organisation is None)
        stated = next((fact.country for fact in entity.roles if fact.country), None)
        owner = _owner(post.role, titles)
        if stated is not None:
            chosen, why = stated, f"the text names {country_name(stated)} with {entity.name}"
        elif owner is not None:
            chosen, why = owner, f"only {country_name(owner)} has a post of this name"
        elif _is_countryless(post.role, titles):
            continue
        else:
            scores = _scores(text, sentences, registry, entity, places, overall, home)
            for other in () if post.past else taken[_rank(post.role)]:
                scores.pop(other, None)
            ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))[:2]
            if not ranked or ranked[0][1] <= 0 or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
                continue
            chosen = ranked[0][0]
            why = f"{country_name(chosen)} is the country that the text speaks of with {entity.name}"
        if not post.past:
            taken[_rank(post.role)].add(chosen)
        for number, fact in enumerate(entity.roles):
            if fact.organisation is None and fact.role and fact.state in _OFFICES:
                entity.roles[number] = _with_country(fact, chosen, why, first_named.get(chosen), spelled.get(chosen))


def _named_countries(
    text: str, sentences: Sequence[Span]
) -> tuple[dict[int, list[tuple[str, Span]]], Counter[str], dict[str, Span]]:
    """The countries named in each sentence, how often each is named, and where first."""
    places: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    overall: Counter[str] = Counter()
    first_named: dict[str, Span] = {}
    for mention in find_places(text):
        country = mention.place.country
        if country is None or mention.place.ambiguous:
            continue
        places[_sentence_of(sentences, mention.span.start)].append((country, mention.span))
        overall[country] += 1
        first_named.setdefault(country, mention.span)
    return places, overall, first_named


def _spelled(text: str) -> dict[str, str]:
    """How this text itself writes each country: Turkey or Türkiye."""
    found: dict[str, str] = {}
    for mention in find_places(text):
        country = mention.place.country
        if mention.place.kind == "country" and country is not None and country not in found:
            name = mention.span.of(text)
            if country_name(country) in text or name in country_name(country):
                continue
            if len(name) > 4 and not name.isupper() and "'" not in name and "\n" not in name:
                found[country] = name
    return found


def _scores(
    text: str,
    sentences: Sequence[Span],
    registry: Registry,
    entity: Entity,
    places: dict[int, list[tuple[str, Span]]],
    overall: Counter[str],
    home: str | None,
) -> dict[str, float]:
    """How near each country is to a person. Where somebody travels to is abroad; where somebody receives is home."""
    scores: dict[str, float] = defaultdict(float)
    for country, count in overall.items():
        scores[country] += _ANYWHERE * count
    if home is not None:
        scores[home] += _DATELINE
    mentions = [m for m in registry.mentions if m.entity == entity.number]
    for place in {_sentence_of(sentences, m.span.start) for m in mentions}:
        for near, weight in ((place, _SAME_SENTENCE), (place - 1, _NEXT_SENTENCE), (place + 1, _NEXT_SENTENCE)):
            for country in {c for c, _ in places.get(near, ())}:
                scores[country] += weight
    for mention in mentions:
        after = text[mention.whole.end : mention.whole.end + 90]
        there = {
            c
            for c, span in places.get(_sentence_of(sentences, mention.span.start), ())
            if span.start >= mention.span.end
        }
        if _TRAVELS.match(after):
            for country in there:
                scores[country] -= _ABROAD
        elif _RECEIVES.match(after):
            for country in there | ({home} if home else set()):
                scores[country] += _AT_HOME
    return scores


def _owner(role: str, titles: Titles) -> str | None:
    low = role.lower()
    return next((country for post, country in titles.owners.items() if low == post or low.endswith(f" {post}")), None)


def _is_countryless(role: str, titles: Titles) -> bool:
    low = role.lower().replace("-", " ")
    return any(low == head or low.endswith(f" {head}") for head in (h.replace("-", " ") for h in titles.countryless))


def _with_country(fact: RoleFact, country: str, why: str, span: Span | None, name: str | None = None) -> RoleFact:
    return replace(
        fact, organisation=name or country_name(country), country=country, inferred=why, organisation_span=span
    )


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
