"""A body by its class noun: "the Commission" after the European Commission, "the ministry" after a ministry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from communique.languages.en.capitals import is_capital
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention

__all__ = ["bind_class_nouns"]

_RULE = "alias.class_noun.v1"


def bind_class_nouns(draft: Draft) -> None:
    """Bind class nouns to the only body of the class named before; where two were named, neither is meant for sure."""
    words, nouns = draft.words, draft.lexicon.bodies.nouns
    named: dict[str, set[int]] = defaultdict(set)  # by class noun, the bodies named so far
    noted = 0
    by_start = {mention.span.start: index for index, mention in enumerate(draft.mentions)}
    added: list[Mention] = []
    for at in range(1, len(words)):
        while noted < len(draft.mentions) and draft.mentions[noted].span.end <= words.starts[at]:
            _note(draft, draft.mentions[noted], named)
            noted += 1
        noun = words.lower[at]
        if noun not in nouns or words.lower[at - 1] != "the" or _goes_on(draft, at):
            continue
        index = by_start.get(words.starts[at])
        if index is not None and words.at(draft.mentions[index].span.end) - 1 != at:
            continue  # the noun begins a longer name
        if len(named[noun]) != 1 or (index is not None and draft.mentions[index].entity in named[noun]):
            continue
        body = draft.entities[next(iter(named[noun]))]
        because = f'"the {words.texts[at]}" is the only {noun} told of before, {body.name}'
        if index is not None:
            old = draft.mentions[index]
            if old.kind is PartyKind.ORGANISATION:
                draft.mentions[index] = replace(old, entity=body.number, rule=_RULE, because=because)
            continue
        span = words.span(at, at)
        if not draft.touching(span):
            added.append(
                Mention(
                    span=span,
                    whole=words.span(at - 1, at),
                    entity=body.number,
                    kind=PartyKind.ORGANISATION,
                    rule=_RULE,
                    because=because,
                )
            )
    draft.mentions = sorted([*draft.mentions, *added], key=lambda mention: mention.span)


def _goes_on(draft: Draft, at: int) -> bool:
    """True where the noun is part of something longer: "the bank holiday", "the Ministry of Trade"."""
    words = draft.words
    if at + 1 >= len(words) or draft.posts.gap(at + 1) != 1:
        return False
    after = words.texts[at + 1]
    if is_capital(words.texts[at]):  # a capital shows that the noun is meant as a name
        return after in {"of", "for"} or is_capital(after)
    small = draft.lexicon.descriptions.no_noun
    return after in {"of", "for"} or (after.isalpha() and after not in small and not after.endswith(("ed", "ing", "s")))


def _note(draft: Draft, mention: Mention, named: dict[str, set[int]]) -> None:
    """Note a full name under the class nouns that begin or end it."""
    if mention.kind is not PartyKind.ORGANISATION or mention.entity is None:
        return
    tokens = draft.entity(mention).tokens
    if len(tokens) > 1:
        named[tokens[0].lower()].add(mention.entity)
        named[tokens[-1].lower()].add(mention.entity)
