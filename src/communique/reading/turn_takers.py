"""Who held a post before or after somebody: "her predecessor, B" held the post that she holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.languages.en.lexicon import load_lexicon
from communique.model.span import Span
from communique.reading.entities import Mention, Registry, RoleFact
from communique.text.data import alternatives
from communique.text.sentences import start_before

__all__ = ["infer_turn_takers"]

_SPAN = 60  # characters before a name in which it is called somebody's predecessor


@cache
def _turns() -> re.Pattern[str]:
    """As in "his predecessor, Mr ", "A's rival and predecessor, "."""
    lexicon = load_lexicon()
    nouns = alternatives(lexicon.descriptions.turn_before | lexicon.descriptions.turn_after)
    address = alternatives(lexicon.titles.honorifics)
    return re.compile(
        rf"(?P<whose>\b(?:his|her)|['’]s?)\s+(?:[a-z]+\s+and\s+)?(?:[a-z]+\s+)?(?P<noun>{nouns}),?\s+"
        rf"(?:(?:the\s+late\s+)?(?:{address})\.?\s+){{0,2}}$",
        re.IGNORECASE,
    )


def infer_turn_takers(text: str, sentences: Sequence[Span], registry: Registry) -> None:
    """Give those who are called somebody's predecessor or successor that one's post, where the text gives them none.

    Args:
        text: the cleaned text.
        sentences: its sentences.
        registry: the people, whose posts are completed.
    """
    before_others = load_lexicon().descriptions.turn_before
    people = registry.people
    for index, mention in enumerate(people):
        if mention.entity is None or registry.entities[mention.entity].has_post:
            continue
        lead = max(mention.span.start - _SPAN, 0)
        found = _turns().search(text[lead : mention.span.start])
        if found is None:
            continue
        first = start_before(sentences, mention.span.start)
        others = [m for m in people[:index] if m.span.start >= first and m.entity != mention.entity]
        if found["whose"].lower() not in {"his", "her"}:
            others = [m for m in others if m.span.end == lead + found.start()]
        told = _post(registry, others)
        if told is None:
            continue
        name, post = told
        span = Span(lead + found.start("noun"), lead + found.end("noun"))
        noun = found["noun"].lower()
        registry.entities[mention.entity].roles.append(
            replace(
                post,
                span=span,
                role_span=span,
                past=noun in before_others,
                inferred=f"{noun} of {name}" if post.organisation else None,
                organisation_span=post.organisation_span or (post.span if post.organisation else None),
                role_inferred=f"{noun} of {name}, {post.role}",
            )
        )


def _post(registry: Registry, people: Sequence[Mention]) -> tuple[str, RoleFact] | None:
    """The post of the one named last who has one that is held now, with the name."""
    for mention in reversed(people):
        if mention.entity is not None:
            entity = registry.entities[mention.entity]
            post = next((fact for fact in entity.roles if fact.role and not fact.past), None)
            if post is not None:
                return entity.name, post
    return None
