"""Those who come along serve the same country: "Prime Minister A, accompanied by Foreign Minister B and Minister C"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from communique.languages.en.lexicon import load_lexicon
from communique.reading.entities import Entity, Registry, RoleFact

__all__ = ["infer_delegations"]

_OFFICES: Final = frozenset({"state", "government"})
_ROW: Final = re.compile(
    r"\s*(?:,|and|&|as well as|along with|together with)?\s*(?:and\s+|&\s+)?(?:the\s+)?", re.IGNORECASE
)
_COMPANY: Final = re.compile(
    r"[^.;:]{0,60}\b(?:accompanied|flanked|joined) by\s+(?:the\s+|his\s+|her\s+)?", re.IGNORECASE
)


def infer_delegations(text: str, registry: Registry) -> None:
    """Give ministers without a country the one of whom they stand beside in a row, or come along with.

    Args:
        text: the cleaned text.
        registry: the people, whose posts are completed.
    """
    people = registry.people
    for before, mention in pairwise(people):
        if before.entity is None or mention.entity is None or before.entity == mention.entity:
            continue
        giver, entity = registry.entities[before.entity], registry.entities[mention.entity]
        if any(fact.organisation for fact in entity.roles):
            continue
        number = next((k for k, fact in enumerate(entity.roles) if _is_open(fact) and fact.span in mention.whole), None)
        given = _country(giver)
        if number is None or given is None:
            continue
        between = text[before.whole.end : mention.whole.start]
        in_row = _ROW.fullmatch(between) is not None and _rank(given) != _rank(entity.roles[number])
        if not (in_row or _COMPANY.fullmatch(between)):
            continue
        entity.roles[number] = replace(
            entity.roles[number],
            organisation=given.organisation,
            country=given.country,
            organisation_span=given.organisation_span or given.span,
            inferred=f"named in one row with {giver.name} of {given.organisation}",
        )


def _is_open(fact: RoleFact) -> bool:
    """True for an office of which nothing says whose it is, and that no leader or envoy holds."""
    low, words = _rank(fact), load_lexicon().descriptions
    if not low or fact.state not in _OFFICES or fact.organisation or fact.owned or _is_sent(fact):
        return False
    return not low.endswith(tuple(words.heading)) or bool(words.second & set(low.replace("-", " ").split()))


def _country(entity: Entity) -> RoleFact | None:
    """The office of state or government that the text gives somebody, with its country."""
    return next(
        (f for f in entity.roles if f.role and f.country and f.state in _OFFICES and not f.past and not _is_sent(f)),
        None,
    )


def _is_sent(fact: RoleFact) -> bool:
    return _rank(fact).endswith(tuple(load_lexicon().descriptions.sent))


def _rank(fact: RoleFact) -> str:
    return fact.role.lower()
