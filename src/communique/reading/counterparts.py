"""Counterparts: "his Pakistani counterpart Imran Khan" holds the post of the one whose counterpart he is."""

from __future__ import annotations

from dataclasses import replace

from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention, RoleFact
from communique.reading.role_places import RolePlaces

__all__ = ["infer_counterparts"]

_COLLEAGUE = "colleague"  # with a country it is a counterpart: "her French colleague"; without, anybody
_WORDS = ("counterpart", "opposite number", _COLLEAGUE)


def infer_counterparts(draft: Draft) -> None:
    """Give counterparts the post of the person told of before them, and no post where none is told of."""
    people = draft.bound(PartyKind.PERSON)
    places = RolePlaces(draft.entities)
    for index, mention in enumerate(people):
        entity = draft.entity(mention)
        roles = entity.roles
        begins, _ = draft.sentence_of(draft.first_word(mention))  # the second of a row has it before the first
        so_far = Span(draft.words.starts[begins], mention.whole.end)
        for number in places.beginning_in(entity, so_far):
            fact = roles[number]
            if fact.span not in so_far or not fact.role.lower().endswith(_WORDS):
                continue
            is_counterpart = fact.country is not None or not fact.role.lower().endswith(_COLLEAGUE)
            other = _other(draft, people, index) if is_counterpart else None
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
    """Whose counterpart a person is: the last one with a post in this sentence, or who opens the one before."""
    mention = people[index]
    sentence = draft.sentence_number(draft.first_word(mention))
    found: tuple[str, RoleFact] | None = None
    for other in (people[at] for at in range(index - 1, -1, -1)):
        told_in = draft.sentence_number(draft.first_word(other))
        if told_in < sentence - 1:
            break
        if other.entity == mention.entity:
            continue
        entity = draft.entity(other)
        post = next((f for f in entity.roles if f.role and not f.past and not f.role.lower().endswith(_WORDS)), None)
        if post is not None:
            found = entity.name, post
            if told_in == sentence:
                break
    return found
