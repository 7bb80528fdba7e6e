"""Turns of careers: who takes up a post or leaves it, in a clause of its own: "Lind stepped down as chairman"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from communique.languages.en.post import Post
from communique.languages.en.post_phrase import post_phrase
from communique.languages.en.tenure import load_tenure_words
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention
from communique.reading.post_facts import add_post

__all__ = ["Turn", "find_turns", "is_ahead", "is_denied", "is_leaving", "leads_to", "read_posts_in_turns"]

# What may stand between a name and what is told of it: ", 55, ", ", who has led Meta since June, ".
_BESIDE = re.compile(r"[\s,)]*(?:\d\d?,\s*)?(?:who\b[^,.;]{1,80},\s*)?$")
_ACTIVE = re.compile(r"\s*,?\s*(?:as|to\s+be|to)?\s*(?:the|its|his|her|their)?\s*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s*['’]s?\s+(?:\w+\s+)?$")

_JOINED = re.compile(r"(?:\b(?:and|but|then|before|after)|,)\s*$", re.IGNORECASE)  # what a second verb follows
_SUBJECT = 160  # characters before a turn in which its subject stands
_LEAD = 60  # characters before a turn in which its auxiliaries and its subject stand
Pronouns = Callable[[Span, int], Mention | None]
"""Gives the person that a pronoun of a sentence stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody takes up a post or leaves it here.

    Attributes:
        holder: whose post it is.
        post: the words of the post.
        leaving: True where it ends.
        ahead: True where that is still to come.
        span: the words from the turn to the post.
    """

    holder: Mention
    post: Post
    leaving: bool
    ahead: bool
    span: Span


def read_posts_in_turns(draft: Draft) -> None:
    """Give people the posts that they have taken up; one that somebody has left is past."""
    for turn in list(find_turns(draft)):
        if not turn.ahead and not _is_told(draft, turn):
            add_post(draft, turn.holder, replace(turn.post, past=turn.post.past or turn.leaving))


def is_leaving(match: re.Match[str]) -> bool:
    """True where a turn ends a post."""
    return bool(match["leaves"] or match["leaving"])


def is_ahead(draft: Draft, match: re.Match[str]) -> bool:
    """True where a turn is still to come: "will step down", "is to be named"."""
    return load_tenure_words().ahead.search(_lead(draft, match)) is not None


def is_denied(draft: Draft, match: re.Match[str]) -> bool:
    """True where a turn did not come: "refused to resign as chairman"."""
    return load_tenure_words().denied.search(_lead(draft, match)) is not None


def _lead(draft: Draft, match: re.Match[str]) -> str:
    return draft.text[max(match.start() - _LEAD, 0) : match.start()]


def leads_to(draft: Draft, post: Span, sentence: int) -> re.Match[str] | None:
    """The turn of a career whose words end where those of a post begin; None where the post stands for itself."""
    first, stop = draft.sentences[sentence]
    if load_tenure_words().openers.isdisjoint(draft.words.lower[first:stop]):
        return None
    span = draft.words.span(first, stop - 1)
    turns = load_tenure_words().turn.finditer(draft.text, span.start, min(post.end, span.end))
    for match in turns:
        if post.start <= match.end() < post.end:
            return match
        named = _named_behind(draft, match.end("put")) if match["put"] and not match["being"] else None
        begin = None if named is None else _ACTIVE.match(draft.text, named.span.end)
        if begin is not None and post.start <= begin.end() < post.end:
            return match  # "the board named Lind chairman"
    return None


def _is_told(draft: Draft, turn: Turn) -> bool:
    span = draft.words.span(*turn.post.whole)
    return any(fact.role and fact.span.touches(span) for entity in draft.entities for fact in entity.roles)


def find_turns(draft: Draft, pronouns: Pronouns | None = None) -> Iterator[Turn]:
    """The turns of a text, in order.

    Args:
        draft: the text with its people.
        pronouns: tells who "he" and "she" are; without it only people who are named beside the turn are found.
    """
    words = load_tenure_words()
    for number, (first, stop) in enumerate(draft.sentences):
        if words.openers.isdisjoint(draft.words.lower[first:stop]):
            continue
        span = draft.words.span(first, stop - 1)
        for match in words.turn.finditer(draft.text, span.start, span.end):
            found = _post_and_holder(draft, match, number, span, pronouns)
            if found is not None and not is_denied(draft, match):
                post, holder = found
                yield Turn(
                    holder=holder,
                    post=post,
                    leaving=is_leaving(match),
                    ahead=is_ahead(draft, match),
                    span=Span(match.start(), draft.words.ends[post.whole[1]]),
                )


def _post_and_holder(
    draft: Draft, match: re.Match[str], number: int, sentence: Span, pronouns: Pronouns | None
) -> tuple[Post, Mention] | None:
    stop = draft.sentences[number][1]
    if match["put"] and not match["being"]:
        named = _named_behind(draft, match.end("put"))
        if named is not None:  # "the board named Lind chairman"
            begin = _ACTIVE.match(draft.text, named.span.end)
            post = None if begin is None else _post(draft, begin.end(), stop)
            return None if post is None else (post, named)
    post = _post(draft, match.end(), stop)
    if post is None:
        return None
    holder = _holder(draft, match, number, sentence, pronouns)
    return None if holder is None else (post, holder)


def _post(draft: Draft, position: int, stop: int) -> Post | None:
    at = draft.words.at(position)
    post = post_phrase(draft.posts, at, stop) if at < stop else None
    return None if post is None or post.plural else post


def _named_behind(draft: Draft, position: int) -> Mention | None:
    gap = draft.words.at(position)
    if gap >= len(draft.words):
        return None
    start = draft.words.starts[gap]
    return next((m for m in draft.touching(Span(start, start + 1)) if _is_person(m) and m.span.start == start), None)


def _holder(
    draft: Draft, match: re.Match[str], number: int, sentence: Span, pronouns: Pronouns | None
) -> Mention | None:
    """Whose career turns: who is named directly before the turn, or whom the pronoun before it stands for."""
    begin = max(sentence.start, match.start() - _SUBJECT)
    before = draft.text[begin : match.start()]
    people = [m for m in draft.touching(sentence) if _is_person(m) and sentence.start <= m.span.start < match.start()]
    if match["taking"] or match["leaving"]:
        owner = next((m for m in people if _POSSESSIVE.fullmatch(draft.text, m.span.end, match.start())), None)
        if owner is not None:
            return owner
    lead = load_tenure_words().lead.search(before)
    if lead is None:
        return None
    subject = (lead["subject"] or "").lower()
    end = begin + (lead.start("subject") if subject else lead.start())
    if subject in {"", "who"}:
        beside = (m for m in reversed(people) for last in (m.span.end, m.whole.end) if _is_beside(draft, last, end))
        return next(beside, None) or (_goes_on(draft, people, end) if not subject else None)
    if pronouns is None or (subject in {"his", "her"}) != bool(match["taking"] or match["leaving"]):
        return None
    start = begin + lead.start("subject")
    return pronouns(Span(start, start + len(subject)), number)


def _is_beside(draft: Draft, last: int, end: int) -> bool:
    return last <= end and _BESIDE.fullmatch(draft.text, last, end) is not None


def _goes_on(draft: Draft, people: list[Mention], end: int) -> Mention | None:
    """As in "Lind became president in 2019 and stepped down as president in 2022": the only one named so far."""
    if len({mention.entity for mention in people}) != 1 or not _JOINED.search(draft.text, people[0].span.end, end):
        return None
    return people[0]


def _is_person(mention: Mention) -> bool:
    return mention.kind is PartyKind.PERSON and mention.entity is not None and not mention.plural
