"""Who and what a text is about: its people and organisations, each once, with every mention bound to them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from communique.model.span import Span
from communique.model.vocabulary import PartyKind

__all__ = ["BY_NAME", "Entity", "Mention", "Registry", "RoleFact", "is_name"]

BY_NAME: Final = ("names.", "alias.part_of_name.", "alias.acronym.")
"""How the rules begin that bind words which name a party, and do not merely describe one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFact:
    """The text gives a person a post here.

    Attributes:
        role: the post as the text writes it; empty where the text only says to which body somebody belongs.
        organisation: the body as the text writes it; a country's short name for heads of state and government.
        country: ISO 3166-1 alpha-2, where the body is a country.
        span: the words of the post and the body.
        role_span: the words of the post alone.
        state: the class of office: state, government or corporate; empty where there is no post.
        past: True where the text says that the post is held no more.
        inferred: why the body is this one, where the words beside the post do not say so.
        organisation_span: where the text names the body.
        role_inferred: why the post is this one, where the words beside the name do not say so.
        owned: True where the post is that of a body which the words only allude to: "its president".
    """

    role: str
    organisation: str | None
    country: str | None
    span: Span
    role_span: Span
    state: str
    past: bool = False
    inferred: str | None = None
    organisation_span: Span | None = None
    role_inferred: str | None = None
    owned: bool = False


@dataclass(slots=True)
class Entity:
    """A person or an organisation of one document. Filled while the document is read, not changed afterwards."""

    number: int
    kind: PartyKind
    name: str
    names: list[str] = field(default_factory=list)
    roles: list[RoleFact] = field(default_factory=list)
    acronym: str | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words of the fullest name."""
        return tuple(self.name.split())

    @property
    def has_post(self) -> bool:
        """True where the text has given a post already, not merely a body."""
        return any(fact.role for fact in self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a party, bound to an entity (None for unnamed people).

    Attributes:
        span: the name itself, or the describing words.
        whole: the name together with post, body and apposition; what masking replaces by one word.
        entity: the number of the entity in the registry; None where nobody is named.
        kind: person, organisation or group.
        rule: the rule that bound the words to the entity.
        because: the reason in plain words, where it is more than the name itself.
        organisation: for unnamed people, the body they belong to.
        country: for unnamed people, the country of that body.
        plural: True for words that stand for several people.
    """

    span: Span
    whole: Span
    entity: int | None
    kind: PartyKind
    rule: str
    because: str | None = None
    organisation: str | None = None
    country: str | None = None
    role: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All entities of a document, and all mentions in the order of the text; no two mentions overlap."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]

    @property
    def people(self) -> list[Mention]:
        """The mentions of people who are known, in the order of the text."""
        return [m for m in self.mentions if m.kind is PartyKind.PERSON and m.entity is not None]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that start within a stretch of the text."""
        first = bisect_left(self.mentions, span.start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, span.end, lo=first, key=_start)]


def is_name(mention: Mention) -> bool:
    """True for words that name somebody, and do not merely describe."""
    return mention.entity is not None and not mention.plural and mention.rule.startswith(BY_NAME)


def _start(mention: Mention) -> int:
    return mention.span.start
