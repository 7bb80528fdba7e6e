"""Bind describing words to the people they stand for: "the Meta founder", "Samsung chief", "the president".

A description is bound by post and body where it gives a body, by post alone where one person of the text holds such a
post, and stays unbound where several do and nothing tells them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.languages.en.titles import Post, Titles, post_at
from communique.languages.places import country_name, find_place
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Mention, Registry, RoleFact
from communique.reading.names import join
from communique.text.words import Words

__all__ = ["bind_descriptions"]

_DEFINITE = frozenset({"the", "this", "that", "both", "his", "her", "its", "their", "our"})
_PAIR = re.compile(
    r"\b(?:[Tt]he|[Bb]oth)\s+(?:two\s+)?(?:countries'\s+|nations'\s+)?"
    r"(?:two|pair|leaders|men|women|sides|presidents|ministers|chiefs|executives|premiers|heads|officials|parties|principals"
    r"|delegations|diplomats|counterparts|prime ministers|foreign ministers)\b(?!\s+(?:countries|nations|companies|firms|sides of))"
)
# Heads that are as often an adjective or another noun: they count only where no noun follows.
_TWO_FACED = frozenset(
    {"official", "executive", "general", "chief", "head", "representative", "deputy", "whip", "judge", "host", "guest",
     "justice", "conservative", "republican", "democrat", "lead", "leader", "state", "president", "veteran", "investor",
     "party leader", "opposition leader", "minister", "coach", "partner", "director", "prince", "marshal"}
)  # fmt: skip
_FUNCTION = frozenset(
    {
        "of",
        "at",
        "in",
        "on",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "but",
        "who",
        "which",
        "that",
        "as",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "has",
        "had",
        "have",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "should",
        "also",
        "then",
        "later",
        "said",
        "says",
        "told",
        "met",
        "held",
        "saw",
        "spoke",
        "took",
        "made",
        "went",
        "came",
        "gave",
        "put",
        "sat",
        "led",
        "left",
        "flew",
        "during",
        "after",
        "before",
        "about",
        "over",
        "when",
        "while",
        "where",
        "into",
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "not",
        "did",
        "does",
        "do",
        "there",
        "himself",
        "herself",
        "this",
        "here",
        "than",
    }
)
# Posts of people whom the news quotes without naming them; they take up nobody.
_NOBODY = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "official", "aide", "adviser", "lawyer", "diplomat", "executive", "lawmaker",
     "partner", "manager", "economist", "professor", "editor", "deputy", "candidate", "counterpart", "judge", "director",
     "host", "guest", "visitor", "prosecutor", "researcher", "scientist", "engineer", "activist", "coach", "rector"}
)  # fmt: skip
_BUSINESS = frozenset(
    {
        "mogul",
        "tycoon",
        "billionaire",
        "magnate",
        "entrepreneur",
        "businessman",
        "businesswoman",
        "executive",
        "investor",
        "industrialist",
        "financier",
        "multibillionaire",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    span: Span
    post: Post
    country: str | None
    organisation: str | None
    definite: bool


def bind_descriptions(
    text: str,
    words: Words,
    sentences: Sequence[tuple[int, int]],
    registry: Registry,
    titles: Titles,
) -> Registry:
    """The registry with the mentions by description, and those of unnamed people, added."""
    builder = _Binder(text, words, sentences, registry, titles)
    builder.run()
    return Registry(entities=registry.entities, mentions=tuple(sorted(builder.mentions, key=lambda m: m.span)))


class _Binder:
    def __init__(
        self, text: str, words: Words, sentences: Sequence[tuple[int, int]], registry: Registry, titles: Titles
    ) -> None:
        self.text = text
        self.words = words
        self.sentences = sentences
        self.starts = [start for start, _ in sentences]
        self.entities = registry.entities
        self.mentions = list(registry.mentions)
        self.titles = titles
        self.unbound: dict[Span, _Described] = {}
        self.named = [m for m in registry.mentions if m.kind is PartyKind.PERSON]

    def run(self) -> None:
        covered = bytearray(len(self.words))
        for mention in self.mentions:
            begin, end = self.words.range(mention.whole)
            if mention.kind is PartyKind.PERSON:
                covered[begin:end] = b"\1" * (end - begin)
        at = 0
        while at < len(self.words):
            if covered[at]:
                at += 1
                continue
            head = self.titles.head_starting(self.words, at)
            if head is not None and self._is_modifier(at, head[0]):
                head = None
            last = head[0] if head is not None else at if self.words.lower[at] in self.titles.descriptions else None
            if last is None or any(covered[at : last + 1]):
                at += 1
                continue
            self._bind(at, last)
            at = last + 1
        self._bind_ahead()
        self._bind_pairs()

    def _sentence(self, word: int) -> tuple[int, int]:
        return self.sentences[max(bisect_right(self.starts, word) - 1, 0)]

    def _country(self, first: int, last: int) -> str | None:
        place = find_place(join(self.words.texts[first : last + 1]))
        return place.country if place is not None and place.kind in {"country", "demonym"} else None

    def _is_modifier(self, first: int, last: int) -> bool:
        """True where a two-faced head stands before another noun: "his first official visit"."""
        if " ".join(self.words.lower[first : last + 1]) not in _TWO_FACED or last + 1 >= len(self.words):
            return False
        after = self.words.lower[last + 1]
        return (
            after.isalpha()
            and after not in _FUNCTION
            and not after.endswith(("ed", "ing", "s"))
            and not after[0].isdigit()
        )

    def _bind(self, first: int, last: int) -> None:
        words = self.words
        start, end = self._sentence(first)
        post = post_at(words, (first, last), self.titles, lambda a, b: self._country(a, b) is not None, end)
        if post is None or post.whole[0] < start:
            return
        described = self._describe(post, start)
        if described is None:
            return
        if post.plural:
            self._add_group(described)
            return
        entity, because = self._resolve(described)
        rule = "alias.post.v1"
        if entity is None and (late := self._resolve_late(described)) is not None:
            entity, because = late
            rule = "alias.later_post.v1"
            self._give_post(entity, described)
        if entity is not None:
            self._add(
                Mention(
                    span=described.span,
                    whole=described.span,
                    entity=entity.number,
                    kind=PartyKind.PERSON,
                    rule=rule,
                    because=because,
                )  # fmt: skip
            )
        elif described.organisation is not None:
            self._add_group(described)
            self.unbound[self.mentions[-1].span] = described

    def _describe(self, post: Post, start: int) -> _Described | None:
        words = self.words
        first = post.whole[0]
        country, organisation = None, None
        if post.organisation is not None:
            body_first, body_last = post.organisation
            for cut in range(body_last, body_first - 1, -1):
                country = self._country(body_first, cut)
                if country is not None:
                    rest = join(words.texts[cut + 1 : body_last + 1])
                    organisation = rest if rest and post.state == "corporate" else country_name(country)
                    break
            if organisation is None:
                organisation = join(words.texts[body_first : body_last + 1])
        if first > start and words.lower[first - 1] in {"a", "an", "any", "another", "every", "no"} and not post.plural:
            return None
        definite = first > start and words.lower[first - 1] in _DEFINITE
        if definite and words.lower[first - 1] in {"the", "this", "that"}:
            first -= 1
        elif post.owner is not None:
            definite = True
        if not definite and organisation is None:
            lower_org = self._lower_body(first, start)
            if lower_org is None:
                return None
            organisation, first = lower_org
        return _Described(
            span=words.span(first, max(post.whole[1], post.role[1])), post=post, country=country,
            organisation=organisation, definite=definite,
        )  # fmt: skip

    def _lower_body(self, first: int, start: int) -> tuple[str, int] | None:
        """A body written without its capital: "the meta CEO"."""
        if first - 1 < start:
            return None
        word = self.words.lower[first - 1]
        for entity in self.entities:
            if entity.kind is PartyKind.ORGANISATION and entity.name.lower() == word:
                at = first - 1
                if at - 1 >= start and self.words.lower[at - 1] == "the":
                    at -= 1
                return entity.name, at
        return None

    def _role(self, post: Post) -> str:
        return " ".join(self.words.lower[post.role[0] : post.role[1] + 1])

    def _head(self, post: Post) -> str:
        """The head noun alone: "executive vice-president" is "vice-president"."""
        found = self.titles.head_ending(self.words, post.role[1])
        first = found[0] if found is not None else post.role[1]
        return " ".join(self.words.lower[first : post.role[1] + 1])

    def _resolve(self, described: _Described) -> tuple[Entity | None, str | None]:
        role, head = self._role(described.post), self._head(described.post)
        position = described.span.start
        people = [e for e in self.entities if e.kind is PartyKind.PERSON]
        fitting: list[tuple[int, int, Entity]] = []
        for entity in people:
            fit = max((self._fit(role, head, described, fact) for fact in entity.roles), default=0)
            if fit:
                seen = max(
                    (m.span.start for m in self.named if m.entity == entity.number and m.span.start < position),
                    default=-1,
                )
                fitting.append((fit, seen, entity))
        if not fitting:
            return None, None
        best = max(fit for fit, _, _ in fitting)
        top = [row for row in fitting if row[0] == best]
        before = [row for row in top if row[1] >= 0]
        if head in {"host", "guest", "visitor", "counterpart"} and described.country is None:
            return None, None
        if len(top) > 1 and described.organisation is None and not before:
            return None, None
        if not before and (described.organisation is None or self._near_without_post(described)):
            return None, None
        chosen = max(before, key=lambda row: row[1]) if before else top[0] if len(top) == 1 else None
        if chosen is None:
            return None, None
        words = described.span.of(self.text)
        return chosen[2], f'"{words}" describes {chosen[2].name} by post'

    def _resolve_late(self, described: _Described) -> tuple[Entity, str] | None:
        """ "Karl Nehammer wanted it so. The Austrian chancellor was driven …": the post is told after the name.

        Only one person told of just before may be without a post; with two the words stay unbound, unless they open
        their sentence: then they take up the subject of the one before.
        """
        head = self._head(described.post)
        if head in {"host", "guest", "visitor", "counterpart"}:
            return None
        if not described.definite or head in self.titles.descriptions - {"chief", "boss"} or head in _NOBODY:
            return None
        first = self.words.at(described.span.start)
        index = max(bisect_right(self.starts, first) - 1, 0)
        near, lead = self._without_post(described, first, index)
        opens = first - self.sentences[index][0] <= 2
        if not opens and self.words.lower[first - 1] not in {"and", "but", ",", '"', "that"}:
            # the object of a sentence is more often somebody else, unless a country or a body says who
            here = {m.entity for m in self.named if self.sentences[index][0] <= self.words.at(m.span.start) < first}
            if described.organisation is None or here & {e.number for e in near}:
                return None
        chosen = near[0] if len(near) == 1 else lead if opens else None
        if chosen is None:
            return None
        words = described.span.of(self.text)
        return chosen, f'"{words}" takes up {chosen.name}, the only one told of just before without a post'

    def _near_without_post(self, described: _Described) -> bool:
        first = self.words.at(described.span.start)
        return bool(self._without_post(described, first, max(bisect_right(self.starts, first) - 1, 0))[0])

    def _without_post(self, described: _Described, first: int, index: int) -> tuple[list[Entity], Entity | None]:
        """The people of the last sentences that no post is known of, and the first one of the sentence before."""
        earliest = self.sentences[max(index - 2, 0)][0]
        near: list[Entity] = []
        lead: Entity | None = None
        for mention in self.named:
            at = self.words.at(mention.span.start)
            if mention.entity is None or not earliest <= at < first:
                continue
            entity = self.entities[mention.entity]
            if any(fact.role for fact in entity.roles):
                continue
            body = next((fact.organisation for fact in entity.roles if fact.organisation), None)
            if body is not None and described.organisation is not None and not _same_body(body, described.organisation):
                continue
            if entity not in near:
                near.append(entity)
            if lead is None and index and at >= self.sentences[index - 1][0]:
                lead = entity
        return near, lead

    def _bind_ahead(self) -> None:
        """ "Apple boss at the Palace. Tim Cook …": a post told before the only name without one that follows."""
        for index, mention in enumerate(self.mentions):
            described = self.unbound.get(mention.span)
            if described is None or mention.entity is not None:
                continue
            first = self.words.at(mention.span.end)
            number = max(bisect_right(self.starts, first) - 1, 0)
            latest = self.sentences[min(number + 1, len(self.sentences) - 1)][1]
            ahead = {
                m.entity for m in self.named
                if m.entity is not None and first <= self.words.at(m.span.start) < latest
                and not any(fact.role for fact in self.entities[m.entity].roles)
            }  # fmt: skip
            if len(ahead) != 1 or self._head(described.post) in _NOBODY:
                continue
            entity = self.entities[ahead.pop()]
            self._give_post(entity, described)
            words = mention.span.of(self.text)
            self.mentions[index] = replace(
                mention, entity=entity.number, kind=PartyKind.PERSON, rule="alias.earlier_post.v1",
                because=f'"{words}" leads to {entity.name}, the only one told of next without a post',
            )  # fmt: skip

    def _give_post(self, entity: Entity, described: _Described) -> None:
        post = described.post
        entity.roles.append(
            RoleFact(
                role=" ".join(self.words.texts[post.role[0] : post.role[1] + 1]),
                organisation=described.organisation,
                country=described.country,
                span=described.span,
                role_span=self.words.span(*post.role),
                state=post.state,
                past=post.past,
                inferred=None,
                organisation_span=self.words.span(*post.organisation) if post.organisation is not None else None,
            )  # fmt: skip
        )

    def _fit(self, role: str, head: str, described: _Described, fact: RoleFact) -> int:
        """How well a known post fits a description: 0 not at all, more is better."""
        known, organisation, country, past = fact.role, fact.organisation, fact.country, fact.past
        if head in _BUSINESS and fact.state not in {"corporate", ""}:
            return 0
        body = described.organisation
        if body is not None:
            same_body = (country is not None and country == described.country) or (
                organisation is not None and _same_body(body, organisation)
            )
            if not same_body:
                return 0
        known_role = known.lower()
        if not known_role:
            return 1 if body is not None and head in {"chief", "boss", "head", "leader", "ceo", "executive"} else 0
        known_head = _last_words(known_role, head)
        score = 0
        if known_role == role or known_head == head:
            score = 4
        elif any(
            head in row and any(known_role.endswith(other) or f"{other} " in f"{known_role} " for other in row)
            for row in self.titles.same
        ):
            score = 2
        elif (head in self.titles.descriptions and head not in {"chief", "boss", "leader"}) or (
            body is not None and fact.state == "corporate" and described.post.state == "corporate"
        ):
            score = 1
        if score and past and described.post.past is False:
            score -= 1
        return score + (4 if body is not None and score else 0)

    def _add_group(self, described: _Described) -> None:
        """Unnamed people of a body: "other Nvidia officials"."""
        if described.organisation is None:
            return
        first = self.words.at(described.span.start)
        start, _ = self._sentence(first)
        if first > start and self.words.lower[first - 1] in {
            "other",
            "several",
            "top",
            "senior",
            "two",
            "three",
            "some",
        }:
            first -= 1
        span = Span(self.words.starts[first], described.span.end)
        self._add(
            Mention(
                span=span,
                whole=span,
                entity=None,
                kind=PartyKind.GROUP,
                rule="alias.unnamed.v1",
                organisation=described.organisation,
                country=described.country,
                role=self._role(described.post),
                plural=described.post.plural,
            )  # fmt: skip
        )

    def _add(self, mention: Mention) -> None:
        """Add a mention, in the place of any organisation that is part of its words."""
        self.mentions = [
            m for m in self.mentions if not (m.span.touches(mention.span) and m.kind is PartyKind.ORGANISATION)
        ]
        if not any(m.whole.touches(mention.span) for m in self.mentions):
            self.mentions.append(mention)

    def _bind_pairs(self) -> None:
        for match in _PAIR.finditer(self.text):
            span = Span(*match.span())
            if not any(m.whole.touches(span) for m in self.mentions if m.entity is not None):
                self.mentions = [m for m in self.mentions if not m.span.touches(span)]
                self.mentions.append(
                    Mention(span=span, whole=span, entity=None, kind=PartyKind.GROUP, rule="alias.pair.v1", plural=True)
                )


def _same_body(a: str, b: str) -> bool:
    """True where one name's words begin the other: `Meta`, `Meta Platforms`."""
    left, right = a.casefold().split(), b.casefold().split()
    short, long = sorted((left, right), key=len)
    return bool(short) and (long[: len(short)] == short or (len(short) == 1 and short[0] in long))


def _last_words(role: str, head: str) -> str:
    count = len(head.split())
    return " ".join(role.split()[-count:])
