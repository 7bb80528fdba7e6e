"""Counterparts: "his Pakistani counterpart Imran Khan" holds the post of the one whose counterpart he is."""

from __future__ import annotations

from dataclasses import replace

from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention, RoleFact
from communique.reading.role_places import RolePlaces

__all__ = ["infer_counterparts"]

_WORDS = ("counterpart", "opposite number")


def infer_counterparts(draft: Draft) -> None:
    """Give counterparts the post of the person told of before them, and no post where none is told of."""
    people = draft.bound(PartyKind.PERSON)
    places = RolePlaces(draft.entities)
    for index, mention in enumerate(people):
        entity = draft.entity(mention)
        roles = entity.roles
        for number in places.beginning_in(entity, mention.whole):
            fact = roles[number]
            if fact.span not in mention.whole or not fact.role.lower().endswith(_WORDS):
                continue
            other = _other(draft, people, index)
            if other is None:
                roles[number] = replace(fact, role="", state="")  # the body stays: he belongs to it
                continue
            name, post = other
            roles[number] = replace(
                fact,
                role=post.role,
                state=post.state,
                role_inferred=f"counterpart of {name}, {post.role}",
            )


def _other(draft: Draft, people: list[Mention], index: int) -> tuple[str, RoleFact] | None:
    """Whose counterpart a person is: the last one with a post, in this sentence or the one before."""
    mention = people[index]
    sentence = draft.sentence_number(draft.first_word(mention))
    for other in (people[at] for at in range(index - 1, -1, -1)):
        if draft.sentence_number(draft.first_word(other)) < sentence - 1:
            return None
        if other.entity == mention.entity:
            continue
        entity = draft.entity(other)
        post = next((f for f in entity.roles if f.role and not f.past and not f.role.lower().endswith(_WORDS)), None)
        if post is not None:
            return entity.name, post
    return None
