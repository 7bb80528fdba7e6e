"""Bodies of those who serve somebody: "her deputy, B" and "A's chief of staff, B" serve where A does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.languages.en.lexicon import load_lexicon
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Mention, Registry, RoleFact
from communique.text.sentences import start_before

__all__ = ["infer_superiors"]

_OWN: Final = re.compile(r"(?:his|her|their)\s", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(?:his|her|their)\s+(?:(?!as\b|of\b|to\b|in\b)[\w-]+\s+){0,2}$", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s?\s+(?:(?!as\b|of\b|to\b|in\b)[\w-]+\s+){0,2}$")
_SPAN = 40  # characters before a post in which the word for its owner stands


def infer_superiors(text: str, sentences: Sequence[Span], registry: Registry) -> None:
    """Give those who serve somebody the body of whom they serve, where the text gives them none.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose posts are completed.
    """
    serving = load_lexicon().descriptions.serving
    people = registry.people
    starts = [mention.span.start for mention in people]
    for entity in registry.entities:
        if entity.kind is not PartyKind.PERSON or any(fact.organisation for fact in entity.roles):
            continue
        for number, fact in enumerate(entity.roles):
            if not fact.role or fact.role_inferred or fact.role.lower().split()[-1] not in serving:
                continue
            before = people[: bisect_right(starts, fact.role_span.start)]
            first = start_before(sentences, fact.span.start)
            superior = _superior(text, registry, entity, fact, [m for m in before if m.span.start >= first])
            body = _body(superior) if superior is not None else None
            if superior is None or body is None:
                continue
            entity.roles[number] = replace(
                fact,
                organisation=body.organisation,
                country=body.country,
                organisation_span=body.organisation_span or body.span,
                inferred=f"serves {superior.name} of {body.organisation}",
                owned=False,
            )


def _superior(
    text: str, registry: Registry, entity: Entity, fact: RoleFact, before: Sequence[Mention]
) -> Entity | None:
    """Whom somebody serves: the one named last before "his", or with 's right before the post."""
    lead = text[max(fact.role_span.start - _SPAN, 0) : fact.role_span.start]
    others = [m for m in before if m.entity != entity.number]
    if _OWN.match(text, fact.span.start) or _BEFORE.search(lead):
        number = others[-1].entity if others else None
    elif others and _OWNER.fullmatch(text[others[-1].span.end : fact.role_span.start]):
        number = others[-1].entity
    else:
        return None
    return registry.entities[number] if number is not None else None


def _body(superior: Entity) -> RoleFact | None:
    """The post of the superior that has a body, one held now before any other."""
    told = [fact for fact in superior.roles if fact.organisation]
    return next((fact for fact in told if not fact.past), told[0] if told else None)
