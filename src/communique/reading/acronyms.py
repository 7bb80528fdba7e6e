"""Letters that stand for a name: "Korea Communications Commission (KCC)"."""

from __future__ import annotations

from dataclasses import replace

from communique.languages.en.capitals import is_capital
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft

__all__ = ["bind_acronyms"]


def bind_acronyms(draft: Draft) -> None:
    """Bind the letters in brackets behind a body's name, and every place where they stand alone, to that body."""
    words = draft.words
    for mention in draft.bound(PartyKind.ORGANISATION):
        at = words.at(mention.span.end)
        if at + 2 >= len(words) or words.texts[at] != "(" or words.texts[at + 2] != ")":
            continue
        letters, entity = words.texts[at + 1], draft.entity(mention)
        initials = "".join(token[0] for token in entity.tokens if is_capital(token))
        # only the first letter must agree: other languages' letters stand for English names too
        if letters.isupper() and letters[0] == initials[:1]:
            entity.acronym = letters
            entity.names.append(letters)
    by_letters = {entity.acronym: entity for entity in draft.entities if entity.acronym}
    for index, mention in enumerate(draft.mentions):
        if mention.entity is None:
            continue
        known = by_letters.get(draft.entity(mention).name)
        if known is not None and known.number != mention.entity:
            draft.mentions[index] = replace(
                mention,
                entity=known.number,
                rule="alias.acronym.v1",
                because=f"{known.acronym} stands for {known.name} in this text",
            )
