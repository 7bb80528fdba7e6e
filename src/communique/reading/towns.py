"""The town of a mayor, where the text leaves it to the reader: behind the name, told of last, or in the dateline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.languages.en.lexicon import load_lexicon
from communique.languages.places import PlaceKind, find_places
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Registry, RoleFact
from communique.text.sentences import start_before

__all__ = ["infer_towns"]

_OF = " of "  # "Mayor A of Graz"


def infer_towns(text: str, sentences: Sequence[Span], registry: Registry, dateline: tuple[str, Span] | None) -> None:
    """Give mayors without a town the one that the text fixes: in the sentence, in the one before, in the dateline.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose posts are completed.
        dateline: the town of the dateline, and where it stands.
    """
    posts = load_lexicon().descriptions.in_towns
    open_posts = [
        (entity, number)
        for entity in registry.entities
        if entity.kind is PartyKind.PERSON and not any(fact.organisation for fact in entity.roles)
        for number, fact in enumerate(entity.roles)
        if _is_open(fact, posts)
    ]
    if not open_posts:
        return
    towns = [m.span for m in find_places(text) if m.place.kind is PlaceKind.CITY and not m.joined]
    behind = {(m.entity, m.span.end + len(_OF)) for m in registry.mentions if text.startswith(_OF, m.span.end)}
    for entity, number in open_posts:
        fact = entity.roles[number]
        first = start_before(sentences, fact.span.start)
        near = [town for town in towns if first <= town.start and town.end <= fact.span.start]
        own = next((town for town in towns if (entity.number, town.start) in behind), None)
        near = [own] if own is not None else near
        told = (near[-1].of(text), near[-1]) if near else dateline
        if told is None:
            continue
        name, town = told
        entity.roles[number] = replace(
            fact,
            organisation=name.title() if name.isupper() else name,
            organisation_span=town,
            inferred=f"{name} is the town told of last before",
            owned=False,
        )


def _is_open(fact: RoleFact, posts: frozenset[str]) -> bool:
    return fact.role.lower().removeprefix("former ").removeprefix("then ") in posts and fact.organisation is None
