"""Give people the posts that stand beside their names, and widen their mentions by them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from communique.languages.en.capitals import is_capital, run_on
from communique.languages.en.post import Post
from communique.languages.en.posts_after import post_after, second_post, share_body
from communique.languages.en.posts_before import post_before
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention
from communique.reading.post_clauses import read_posts_in_clauses
from communique.reading.post_facts import add_belonging, add_post
from communique.reading.rows_of_posts import part_posts_of_rows
from communique.reading.shared_posts import inherit_body, share_plural_posts

__all__ = ["read_posts"]

_ACRONYM = 4  # words within brackets behind a name that may be the body, at most
_COUNTRY = 4  # words of a country's name, at most
_NEAR = 3  # mentions before a person among which a body's words may be somebody's


def read_posts(draft: Draft) -> None:
    """Read the posts before and after each name, then those in clauses and those that several names share."""
    taken = -1  # the last word of the mention before
    previous: Mention | None = None
    for index, mention in enumerate(draft.mentions):
        if mention.kind is not PartyKind.PERSON:
            continue
        first, last = draft.first_word(mention), draft.words.at(mention.span.end) - 1
        start, end = draft.sentence_of(first)
        post = _post_before(draft, index, start, taken)
        if post is not None:
            add_post(draft, mention, post)
            inherit_body(draft, mention, post, previous, taken)
            whole_first = post.whole[0]
            if whole_first > start and draft.words.lower[whole_first - 1] in {"the", "a", "an"}:
                whole_first -= 1
        else:
            whole_first = _belongs_to(draft, mention, _address(draft, first, start), start)
        taken = _read_after(draft, index, last, end, has_post=post is not None)
        previous = replace(mention, whole=draft.words.span(whole_first, taken))
        draft.mentions[index] = previous
    read_posts_in_clauses(draft)
    part_posts_of_rows(draft)
    _drop_covered(draft)
    share_plural_posts(draft)


def _is_parted(draft: Draft, mention: Mention, first: int) -> bool:
    """As in "the Chinese president, Hipkins said": after a comma the name goes with what follows."""
    words = draft.words
    if first == 0 or words.texts[first - 1] != ",":
        return False
    after = words.at(mention.span.end)
    return after < len(words) and words.texts[after].isalpha() and words.lower[after] not in {"and", "or", "who"}


def _post_before(draft: Draft, index: int, start: int, taken: int) -> Post | None:
    """The post before a name, within its sentence and behind the mention before."""
    mention = draft.mentions[index]
    first = draft.first_word(mention)
    if _is_parted(draft, mention, first):
        return None
    post = post_before(draft.posts, first)
    if post is None:
        post = _post_before_country(draft, first, start)
    if post is None:
        return None
    if post.whole[0] < start <= post.role[0]:
        post = replace(post, organisation=None, owner=None, whole=(post.role[0], post.whole[1]))
    if start <= post.whole[0] <= taken < post.role[0]:
        return _post_of_named(draft, index, post)
    if post.whole[0] < start or post.whole[0] <= taken:
        return None
    before = post.whole[0] - 1
    if before >= start and before > taken and draft.words.lower[before] in draft.lexicon.titles.past:
        post = replace(post, past=True, whole=(before, post.whole[1]))  # "former Voltmark chairwoman"
    if post.organisation is not None:
        span = draft.words.span(*post.organisation)
        near = draft.mentions[max(index - _NEAR, 0) : index]
        if any(m.kind is PartyKind.PERSON and m.span.touches(span) for m in near):
            return replace(post, organisation=None, whole=(post.role[0], post.whole[1]))  # "Biden adviser A"
    return post


def _post_before_country(draft: Draft, first: int, start: int) -> Post | None:
    """As in "the president of the Football League, Spain's A": the post before the country from which somebody is."""
    if first - start <= 2 or draft.words.lower[first - 1] != "'s":
        return None
    for at in range(first - 2, max(first - 2 - _COUNTRY, start), -1):
        if draft.is_place(at, first - 2) and draft.words.texts[at - 1] == ",":
            post = post_before(draft.posts, at)
            return post if post is not None and post.organisation is not None else None
    return None


def _post_of_named(draft: Draft, index: int, post: Post) -> Post:
    """As in "Voltmark's chairman, A", where Voltmark was taken for a person: the post, and the body if any."""
    bare = replace(post, organisation=None, whole=(post.role[0], post.whole[1]))
    words = draft.words.lower[post.role[0] : post.role[1] + 1]
    of_a_firm = post.state == "corporate" or (words[-1] == "president" and not {"vice", "deputy"} & set(words))
    if post.organisation is None or not of_a_firm:
        return bare
    span = draft.words.span(*post.organisation)
    owner = next((m for m in reversed(draft.mentions[:index]) if m.span.touches(span)), None)
    one_word = owner is not None and owner.span == span and len(draft.entity(owner).tokens) == 1
    return replace(bare, organisation=post.organisation) if one_word else bare


def _address(draft: Draft, first: int, start: int) -> int:
    """Where a name begins together with the forms of address before it: "Mr. A"."""
    words, honorifics = draft.words, draft.lexicon.titles.honorifics
    while first > start and (
        (words.lower[first - 1] in honorifics and is_capital(words.texts[first - 1]))
        or (words.texts[first - 1] == "." and words.lower[first - 2] in honorifics)
    ):
        first -= 1
    return first


def _belongs_to(draft: Draft, mention: Mention, whole_first: int, start: int) -> int:
    """As in "Britain's David Cameron": the country or body before the name. Gives where it begins."""
    words = draft.words
    at = whole_first - 1
    if at <= start or words.lower[at] != "'s" or not is_capital(words.texts[at - 1]):
        return whole_first
    first = at - 1
    while first > start and is_capital(words.texts[first - 1]) and draft.posts.gap(first) == 1:
        first -= 1
    add_belonging(draft, mention, first, at - 1)
    return first


def _read_after(draft: Draft, index: int, last: int, end: int, *, has_post: bool) -> int:
    """Read the post or the body behind a name; gives the last word of all that belongs to the mention."""
    texts, mention = draft.words.texts, draft.mentions[index]
    post = post_after(draft.posts, last, end)
    if post is not None and has_post and _leads_to_next(draft, index, post.whole[1], end):
        post = None
    if post is not None and not post.plural and post.whole[1] < end:
        second = second_post(draft.posts, post, end)
        if second is not None and _leads_to_next(draft, index, second.whole[1], end):
            second = None
        add_post(draft, mention, share_body(post, second))
        if second is not None:
            add_post(draft, mention, second)
            post = second
        whole_last = post.whole[1]
        if whole_last + 1 < end and texts[whole_last + 1] in {",", ")"} and texts[last + 1] in {",", "("}:
            whole_last += 1  # the closing sign of the apposition
    else:
        whole_last = _of_body(draft, mention, last, end) if last + 2 < end else last
    return max(_formerly(draft, whole_last, end), last)


def _leads_to_next(draft: Draft, index: int, last: int, end: int) -> bool:
    """True in a row: "Chancellor A, the president of Malta, B, and ..." gives B the second post, as A has one."""
    if last + 2 >= end or draft.words.texts[last + 1] != ",":
        return False
    position = draft.words.starts[last + 2]
    return any(
        m.kind is PartyKind.PERSON and m.span.start == position for m in draft.mentions[index + 1 : index + _NEAR]
    )


def _of_body(draft: Draft, mention: Mention, last: int, end: int) -> int:
    """As in "Cristiano Amon of Qualcomm", "Mark Liu (TSMC)": the body after the name. Gives its last word."""
    words = draft.words
    opening = words.texts[last + 1] == "("
    first = last + 2
    if words.lower[first] == "the" and words.lower[last + 1] == "of" and first + 1 < end:
        first += 1  # "Voss of the Norwegian Armed Forces"
    if not is_capital(words.texts[first]) or not (opening or words.lower[last + 1] in {"of", "from"}):
        return last
    stop = min(run_on(draft.posts, first), end - 1) if not opening else first
    while opening and stop + 1 < end and is_capital(words.texts[stop + 1]) and draft.posts.gap(stop + 1) == 1:
        stop += 1
    closed = stop + 1 < end and words.texts[stop + 1] == ")"
    if opening and (not closed or stop - first >= _ACRONYM):
        return last
    add_belonging(draft, mention, first, stop)
    return stop + 1 if opening else stop


def _formerly(draft: Draft, last: int, end: int) -> int:
    """As in "CEO of Meta, formerly Facebook,": an older name of the body belongs to the apposition. Gives its end."""
    words = draft.words
    at = last if words.texts[last] == "," else last + 1
    if (
        at + 2 >= end
        or words.texts[at] != ","
        or words.lower[at + 1] not in {"formerly", "previously"}
        or not is_capital(words.texts[at + 2])
    ):
        return last
    stop = at + 2
    while stop + 1 < end and is_capital(words.texts[stop + 1]):
        stop += 1
    return stop + 1 if stop + 1 < end and words.texts[stop + 1] == "," else stop


def _drop_covered(draft: Draft) -> None:
    """An organisation within a person's widened mention is part of the person's description."""
    wholes = sorted(m.whole for m in draft.mentions if m.kind is PartyKind.PERSON)
    reach = list(accumulate((whole.end for whole in wholes), max))  # how far those that begin so far go

    def is_covered(span: Span) -> bool:
        begun = bisect_right(wholes, span.start, key=lambda whole: whole.start)
        return begun > 0 and span.end <= reach[begun - 1]

    draft.mentions = [m for m in draft.mentions if m.kind is not PartyKind.ORGANISATION or not is_covered(m.span)]
