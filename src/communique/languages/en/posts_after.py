"""Posts that follow a name.

LEE SANG-IN, a standing commissioner of the KCC  NAME, TITLE of ORGANISATION
JOEL KAPLAN, Meta's vice president of policy     NAME, ORGANISATION's TITLE
MARK LIU (chairman of TSMC)                      NAME (TITLE of ORGANISATION)
HAN SANG-HYUK, who chairs the KCC                NAME, who VERB ORGANISATION
"""

from __future__ import annotations

from dataclasses import replace

from communique.languages.en.capitals import body_described, is_capital, run_on
from communique.languages.en.described_bodies import described_body
from communique.languages.en.post import Post, PostContext, Range
from communique.languages.en.post_phrase import post_phrase

__all__ = ["post_after", "second_post", "share_body"]

_PART = 4  # words of a part of a body ("Africa desk at"), at most
_BRACKET = 8  # words within brackets, at most
_TAIL = 6  # words of what a verb of office governs after a possessive ("heads Meta's policy team"), at most


def post_after(context: PostContext, last: int, limit: int) -> Post | None:
    """The post that follows a name: in apposition, in brackets, or in a clause with who; None where none does.

    Args:
        context: the text.
        last: index of the name's last word.
        limit: index past the last word of the sentence.
    """
    words = context.words
    at = last + 1
    if at < limit and words.texts[at] == "(":
        close = next((k for k in range(at + 1, min(at + _BRACKET, limit)) if words.texts[k] == ")"), None)
        if close is None:
            return None
        inner = post_phrase(context, at + 1, close)
        if inner is not None:
            return inner
        at = close + 1
    if at < limit and words.lower[at] == "who":
        return _post_clause(context, at + 1, limit)
    if at >= limit or words.texts[at] != ",":
        return None
    at += 1
    if at < limit and words.lower[at] in {"who", "which"}:
        return _post_clause(context, at + 1, limit)
    if at + 2 < limit and words.lower[at] in {"the", "a", "an"} and words.lower[at + 2] == "who":
        clause = _post_clause(context, at + 3, limit)  # "A, the Norwegian who runs Voltmark"
        if clause is not None:
            return clause
    post = post_phrase(context, at, limit)
    return post if post is not None and _is_closed(context, post.whole[1] + 1, limit) else None


def second_post(context: PostContext, first: Post, limit: int) -> Post | None:
    """A second post in the same breath: "chairman of Voltmark and a director of Nordal"; None where none follows.

    "…, the head of Voltmark and the president of Malta" may be two people, and so is a post with a name behind it.

    Args:
        context: the text.
        first: the post before it.
        limit: index past the last word of the sentence.
    """
    words, at = context.words, first.whole[1] + 1
    if at + 1 >= limit or words.lower[at] not in {"and", "&"} or words.lower[at + 1] == "the":
        return None
    post = post_phrase(context, at + 1, limit)
    if post is None or post.plural or post.organisation is None:
        return None
    after = post.whole[1] + 1
    if after < limit and (is_capital(words.texts[after]) or words.lower[after] == "'s"):
        return None
    return post if _is_closed(context, after, limit) else None


def share_body(first: Post, second: Post | None) -> Post:
    """The first of two posts with the body behind both: "prime minister and foreign minister of Qatar"."""
    if second is None or second.organisation is None or first.organisation is not None or first.owner is not None:
        return first
    behind = second.organisation[0] > second.role[1]
    return replace(first, organisation=second.organisation) if behind else first


def _is_closed(context: PostContext, at: int, limit: int) -> bool:
    """True where a post in apposition ends as one does; "According to Mr A, the B chief was …" tells of two people."""
    words = context.words
    return at >= limit or not words.texts[at].isalpha() or words.lower[at] in context.small.after_apposition


def _post_clause(context: PostContext, at: int, limit: int) -> Post | None:
    """The post in a clause with who: "who serves as chairman of", "who heads Meta"."""
    words, small = context.words, context.small
    while at < limit and words.lower[at] in small.adverbs:
        at += 1
    if at >= limit:
        return None
    verb = words.lower[at]
    if words.lower[at - 1] == "been" and verb != "as":
        return post_phrase(context, at, limit)
    if verb in small.holding:
        return _post_in_verb(context, at, limit)
    if verb not in small.being:
        return None
    at += 1
    if at < limit and words.lower[at] == "as":
        at += 1
    return post_phrase(context, at, limit)


def _post_in_verb(context: PostContext, at: int, limit: int) -> Post | None:
    """The post that a verb is: "who heads Meta" is its head."""
    words = context.words
    start = at + 1 + (words.lower[at + 1 : at + 2] == ["for"])  # "who negotiates for the Faroe Islands"
    while start < limit and words.lower[start] in {"the", "both", "a", "an"}:
        start += 1
    if start >= limit:
        return None
    body = described_body(context, start, limit)
    if body is None and is_capital(words.texts[start]):
        body = start, min(run_on(context, start), limit - 1)
        body = _body_of_part(context, body, limit) or body
        last = _what_is_owned(context, body[1], limit)
    else:
        body = body or body_described(context, start, limit)  # "who heads the competitor Nordal"
        if body is None:
            return None
        last = body[1]
    return Post(
        role=(at, at),
        whole=(at, last),
        state="corporate",
        organisation=body,
        verb=context.small.holding[words.lower[at]],
    )


def _body_of_part(context: PostContext, place: Range, limit: int) -> Range | None:
    """As in "who heads the Africa desk at Nordal": the body behind a part of it that is named after a place."""
    words, small = context.words, context.small
    if not (context.is_region(*place) or context.is_place(*place)):
        return None
    for at in range(place[1] + 1, min(place[1] + 1 + _PART, limit - 1)):
        if at > place[1] + 1 and words.lower[at] in {"at", "of", "for"}:
            first = at + 2 if words.lower[at + 1] in small.articles else at + 1
            named = first < limit and is_capital(words.texts[first])
            return (first, min(run_on(context, first), limit - 1)) if named else None
        if not words.texts[at].islower() or words.lower[at] in small.no_adjective:
            return None
    return None


def _what_is_owned(context: PostContext, last: int, limit: int) -> int:
    """The last word of what a body has ("Meta's policy team"); the body's own last word where it has nothing here."""
    words = context.words
    if last + 1 >= limit or words.lower[last + 1] != "'s":
        return last
    tail = last + 1
    while (
        tail + 1 < limit
        and words.texts[tail + 1].isalpha()
        and words.lower[tail + 1] not in {"and", "who", "that", "in"}
        and tail < last + _TAIL
    ):
        tail += 1
    return tail
