"""Words that speak of somebody without the name: "the Meta founder", "Samsung chief", "the president"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.languages.en.described_bodies import ends_described
from communique.languages.en.post import Post
from communique.languages.en.posts_before import post_alone
from communique.languages.places import country_name
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import RoleFact
from communique.text.words import join_name

__all__ = ["Description", "find_descriptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A post that stands for whoever holds it.

    Attributes:
        span: the describing words, with the article.
        post: the post as it stands in the text.
        role: the post in lower case: "executive vice president".
        head: its head noun alone: "vice president".
        organisation: the body that the words name; a country's short name.
        country: the country that they name.
        definite: True where they speak of somebody known ("the", "his").
        first: index of the first word.
    """

    span: Span
    post: Post
    role: str
    head: str
    organisation: str | None
    country: str | None
    definite: bool
    first: int

    def fact(self, draft: Draft) -> RoleFact:
        """The fact that somebody holds this post."""
        post, words = self.post, draft.words
        return RoleFact(
            role=" ".join(words.texts[post.role[0] : post.role[1] + 1]),
            organisation=self.organisation,
            country=self.country,
            span=self.span,
            role_span=words.span(*post.role),
            state=post.state,
            past=post.past,
            organisation_span=words.span(*post.organisation) if post.organisation is not None else None,
        )


def find_descriptions(draft: Draft) -> Iterator[Description]:
    """The descriptions of people outside the mentions by name, in order."""
    titles, words = draft.lexicon.titles, draft.words
    named = bytearray(len(words))
    for mention in draft.mentions:
        if mention.kind is PartyKind.PERSON:
            begin, end = words.range(mention.whole)
            named[begin:end] = b"\1" * (end - begin)
    at = 0
    while at < len(words):
        head = None if named[at] else titles.head_starting(words, at)
        if head is not None and not _is_modifier(draft, at, head.last):
            last = head.last
        elif not named[at] and words.lower[at] in titles.descriptions:
            last = at
        else:
            at += 1
            continue
        if any(named[at : last + 1]):
            at += 1
            continue
        found = _describe(draft, at, last)
        if found is not None:
            yield found
        at = last + 1


def _is_modifier(draft: Draft, first: int, last: int) -> bool:
    """True where a two-faced head stands before another noun: "his first official visit"."""
    words, small = draft.words, draft.lexicon.descriptions
    if " ".join(words.lower[first : last + 1]) not in small.two_faced or last + 1 >= len(words):
        return False
    after = words.lower[last + 1]
    return after.isalpha() and after not in small.no_noun and not after.endswith(("ed", "ing", "s"))


def _describe(draft: Draft, first: int, last: int) -> Description | None:
    """The description around a head; None where the words speak of nobody in particular."""
    words, small = draft.words, draft.lexicon.descriptions
    start, end = draft.sentence_of(first)
    post = post_alone(draft.posts, (first, last), end)
    if post is None or post.whole[0] < start:
        return None
    begin = post.whole[0]
    before = words.lower[begin - 1] if begin > start else ""
    # "the first time that a serving U.S. president", too, speaks of nobody
    opens = words.lower[begin - 2] if before.endswith("ing") and begin - 1 > start else before
    if opens in small.indefinite and not post.plural:
        return None
    organisation, country = _body(draft, post)
    definite = before in small.definite
    if definite and before in {"the", "this", "that"}:
        begin -= 1
    elif post.owner is not None:
        definite = True
    if not definite and organisation is None:
        found = _body_without_capital(draft, begin, start)
        if found is None:
            return None
        organisation, begin = found
    head = draft.lexicon.titles.head_ending(words, post.role[1])
    return Description(
        span=words.span(begin, max(post.whole[1], post.role[1])),
        post=post,
        role=" ".join(words.lower[post.role[0] : post.role[1] + 1]),
        head=" ".join(words.lower[(head.first if head is not None else post.role[1]) : post.role[1] + 1]),
        organisation=organisation,
        country=country,
        definite=definite,
        first=begin,
    )


def _body(draft: Draft, post: Post) -> tuple[str | None, str | None]:
    """Body and country of a described post: "the US president", "the South Korean chipmaker's chief"."""
    if post.organisation is None:
        return None, None
    first, last = post.organisation
    if last > first and ends_described(draft.posts, last):
        return join_name(draft.words.texts[first : last + 1]), None  # "Norway's grid operator"
    for cut in range(last, first - 1, -1):
        country = draft.country_of(first, cut)
        if country is not None:
            rest = join_name(draft.words.texts[cut + 1 : last + 1])
            return (rest if rest and post.state == "corporate" else country_name(country)), country
    return join_name(draft.words.texts[first : last + 1]), None


def _body_without_capital(draft: Draft, first: int, start: int) -> tuple[str, int] | None:
    """A body written without its capital, "the meta CEO": its name, and where the words begin."""
    at = first - 1
    if at < start:
        return None
    word = draft.words.lower[at]
    for entity in draft.entities:
        if entity.kind is PartyKind.ORGANISATION and entity.name.lower() == word:
            return entity.name, at - 1 if at > start and draft.words.lower[at - 1] == "the" else at
    return None
