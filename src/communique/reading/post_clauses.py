"""Posts told in a clause of their own: "while serving as Naver's investment officer", "when Lee was chairman"."""

from __future__ import annotations

from collections import defaultdict

from communique.languages.en.post import Post
from communique.languages.en.post_phrase import post_phrase
from communique.languages.en.posts_after import second_post, share_body
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention
from communique.reading.post_facts import add_post
from communique.reading.turns import leads_to

__all__ = ["read_posts_in_clauses"]


def read_posts_in_clauses(draft: Draft) -> None:
    """Give a post after "as" to the first person of the sentence, and one after "was" to the person named before it."""
    words = draft.words
    people: dict[int, list[Mention]] = defaultdict(list)
    for mention in draft.bound(PartyKind.PERSON):
        people[draft.sentence_number(draft.first_word(mention))].append(mention)
    for number, inside in people.items():
        start, end = draft.sentences[number]
        covered = {k for m in inside for k in range(*words.range(m.whole))}
        for at in range(start + 1, end - 1):
            holder = _holder(draft, at, inside)
            if holder is None or at in covered or draft.first_word(holder) > at:
                continue
            post = post_phrase(draft.posts, at + 1, end)
            if post is None or post.plural or not _stands_alone(draft, post, end):
                continue
            told_of_another = any(at < words.at(m.whole.start) <= post.whole[1] + 2 for m in inside)
            # Turns of careers ("resigned as chairman") have their own reader.
            if not told_of_another and leads_to(draft, words.span(*post.whole), number) is None:
                second = second_post(draft.posts, post, end)
                add_post(draft, holder, share_body(post, second))
                if second is not None:
                    add_post(draft, holder, second)


def _holder(draft: Draft, at: int, inside: list[Mention]) -> Mention | None:
    """Of whom the clause that the word opens speaks; None where it opens none."""
    words = draft.words
    if words.lower[at] == "as" and words.lower[at - 1] in draft.posts.small.positions:
        return next((m for m in reversed(inside) if words.at(m.span.end) <= at), None)
    if words.lower[at] == "as" and words.lower[at - 1].isalpha():
        return _of_relative_clause(draft, at, inside) or inside[0]
    if words.lower[at] in draft.posts.small.joining:
        return next((m for m in inside if words.at(m.span.end) == at), None)
    if words.lower[at] == "been" and words.lower[at - 1] in draft.posts.small.perfect:
        return next((m for m in inside if words.at(m.span.end) == at - 1), None)
    return None


def _of_relative_clause(draft: Draft, at: int, inside: list[Mention]) -> Mention | None:
    """Of whom a clause with who speaks that is still open here: "B, who speaks for the trade as head of Voltmark"."""
    words = draft.words
    for mention in reversed(inside):
        after = words.at(mention.span.end)
        if after < at:
            opened = words.texts[after] == "," and words.lower[after + 1] == "who"
            return mention if opened and "," not in words.texts[after + 1 : at] else None
    return None


def _stands_alone(draft: Draft, post: Post, limit: int) -> bool:
    words, after = draft.words, post.whole[1] + 1
    return after >= limit or not words.texts[after][0].isalnum() or words.lower[after] in draft.posts.small.after_clause
