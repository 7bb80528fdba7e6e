"""Posts that stand before a name, or without one.

Samsung Electronics Chair LEE JAE-YONG     ORGANISATION TITLE NAME
President of the Senate DAVIDE SASSOLI     TITLE of ORGANISATION NAME
the Meta founder                           a post alone, which stands for somebody
"""

from __future__ import annotations

from dataclasses import replace

from communique.languages.en.body_names import (
    closes_name,
    ends_body,
    ends_name_over_of,
    ends_place,
    over_of,
)
from communique.languages.en.capitals import is_capital, owns_within, run_back
from communique.languages.en.described_bodies import described_body_before
from communique.languages.en.post import Post, PostContext, Range
from communique.languages.en.post_phrase import post_phrase
from communique.languages.en.titles import Head

__all__ = ["post_alone", "post_before"]

_REACH = 9  # words between a name and the head of its post, at most
_UNKNOWN = 2  # words of no list between an article and the head, at most
_LINKS = frozenset({"the", "and", "of", "for"})
_BREAKS = frozenset({",", ".", ";", ":", '"'})


def post_before(context: PostContext, first: int) -> Post | None:
    """The post that stands directly before the name whose first word is `first`; None where none does."""
    words = context.words
    at = _skip_address(context, first - 1)
    if at >= 2 and words.texts[at] == ")" and words.texts[at - 2] == "(":  # "chairman (retd) A"
        at -= 3
    comma = at >= 0 and words.texts[at] == ","
    if comma:
        at -= 1
    if at < 0:
        return None
    head = context.titles.head_ending(words, at)
    if head is None:
        post = _post_of_body(context, at, comma=comma)
    else:
        post = _widen(context, head, role_last=at, organisation=None, comma=comma)
    return post if post is None or comma else _held_under(context, post) or post


def _held_under(context: PostContext, post: Post) -> Post | None:
    """As in "Aide to the President A", of whom the first noun speaks: the whole of it; None where no noun stands so.

    Only with an article and capitals, as a protocol has it: "an aide to President A" serves A.
    """
    words, at = context.words, post.whole[0] - 1
    if at < 2 or words.lower[at] != "the" or words.lower[at - 1] not in {"to", "of"} or post.plural:
        return None
    head = context.titles.head_ending(words, at - 2)
    if head is None or head.state == "state":
        return None
    first, state, past = _role_start(context, head, head.last)
    if not is_capital(words.texts[first]) or (first > 0 and words.texts[first - 1] in {",", "("}):
        return None
    return replace(post, role=(first, post.role[1]), whole=(first, post.whole[1]), state=state, past=past)


def post_alone(context: PostContext, head: Range, limit: int) -> Post | None:
    """The post with its body around a head that stands without a name: "the Meta founder", "the president of France".

    Args:
        context: the text.
        head: first and last word of the head noun.
        limit: index past the last word of the sentence.
    """
    first, last = head
    found = context.titles.head_starting(context.words, first)
    if found is None:  # a describing noun ("mogul") is no post, but stands like one
        found = Head(first=first, last=last, state="corporate", plural=False)
    post = _widen(context, found, role_last=last, organisation=None, comma=False)
    if post is None or post.organisation is not None or last + 2 >= limit:
        return post
    if context.words.lower[last + 1] not in {"of", "at", "from"}:
        return post
    right = post_phrase(context, first, limit)
    if right is None or right.organisation is None:
        return post
    role_last = max(right.role[1], last) if right.role[1] < right.organisation[0] else last
    return replace(
        post, organisation=right.organisation, role=(post.role[0], role_last), whole=(post.whole[0], right.whole[1])
    )


def _skip_address(context: PostContext, at: int) -> int:
    """The last word before any forms of address: "Chancellor Dr. A"."""
    words, honorifics = context.words, context.titles.honorifics
    while at >= 0 and (words.lower[at] in honorifics or (words.texts[at] == "." and words.lower[at - 1] in honorifics)):
        # some are posts as well ("Professor A"); "M." is no post that anybody writes so
        if context.titles.head_ending(words, at) is not None and words.lower[at] != "m":
            break
        at -= 1
    if at > 0 and words.lower[at] == "the" and words.texts[at - 1] == ",":  # "the Minister, the Hon. A"
        at -= 1
    return _skip_rank(context, at)


def _skip_rank(context: PostContext, at: int) -> int:
    """The last word before a rank that a post precedes: "Foreign Minister Prince A", "Defence Minister General A"."""
    words, titles = context.words, context.titles
    if at < 1 or words.lower[at] not in context.small.ranks or not is_capital(words.texts[at]) or context.gap(at) != 1:
        return at
    before = titles.head_ending(words, at - 1)
    whole = titles.head_ending(words, at)
    return at - 1 if before is not None and whole is not None and whole.first == at else at


def _post_of_body(context: PostContext, at: int, *, comma: bool) -> Post | None:
    """What follows the head: "Minister of Foreign Affairs A", "President of the Senate A", "the envoy to Greece, A"."""
    words, titles = context.words, context.titles
    if words.lower[at] in _LINKS:
        return None  # "vice president for policy of Voltmark": what follows is the body
    for last in range(at - 1, max(at - _REACH, -1), -1):
        if words.texts[last] in _BREAKS:
            return None
        seated = comma and words.lower[last + 1] == "in" and is_capital(words.texts[last + 2])
        if not (seated or words.lower[last + 1] in {"of", "for", "to"}) or last + 1 == at:
            continue  # "spokesman for Mr A" is another
        head = titles.head_ending(words, last)
        if head is None or not all(
            is_capital(words.texts[k])
            or context.is_field_behind(k)
            or words.lower[k] in _LINKS
            or words.lower[k] in titles.modifiers
            or owns_within(context, k)
            for k in range(last + 2, at + 1)
        ):
            continue
        if seated:  # "the Indian consul in Medan, A"
            post = _widen(context, head, role_last=last, organisation=None, comma=comma)
            return None if post is None else replace(post, whole=(post.whole[0], at))
        body = next((k for k in range(last + 2, at + 1) if is_capital(words.texts[k])), None)
        if body is not None and words.lower[body + 1] in {"of", "at"} and context.is_region(body, body):
            body = next((k for k in range(body + 2, at + 1) if is_capital(words.texts[k])), None)  # "for Asia of Meta"
        # a field, or a part of the world, belongs to the post; a name is the body
        if body is None or _is_field_of(context, head, body, at) or context.is_region(body, at):
            country = _country_behind(context, body, at) if body is not None else None
            role_last = at if country is None else country[0] - 1 - (words.lower[country[0] - 1] == "the") - 1
            return _widen(context, head, role_last=role_last, organisation=country, comma=comma)
        return _widen(context, head, role_last=last, organisation=(body, at), comma=comma)
    return None


def _country_behind(context: PostContext, first: int, last: int) -> Range | None:
    """The country of "Minister of Trade of Indonesia", behind the field."""
    words = context.words
    for of in range(last - 1, first, -1):
        begin = of + 2 if words.lower[of + 1] == "the" else of + 1
        if words.lower[of] == "of" and begin <= last and context.is_place(begin, last):
            return begin, last
    return None


def _is_field_of(context: PostContext, head: Head, first: int, last: int) -> bool:
    """True for "Trade", and after a minister for "National Development" as well, where only the second is a field."""
    lower = context.words.lower
    if context.names_body_over_of(first):
        return False  # "Governor of the Bank of Korea A"
    return context.is_field_behind(first) or (
        lower[head.last] in {"minister", "secretary"}
        and lower[first] in context.titles.modifiers
        and any(context.is_field_behind(k) for k in range(first, last + 1))
    )


def _widen(context: PostContext, head: Head, *, role_last: int, organisation: Range | None, comma: bool) -> Post | None:
    """Widen a head to the left: over its modifiers and its field, a second post, and the body.

    None where a comma parts it from the name and nothing shows that it describes that name.
    """
    first, state, past = _role_start(context, head, role_last)
    whole_first, owner = first, None
    if organisation is None and first > 0 and context.gap(first) <= 1:
        whole_first, organisation, owner = _body_before(context, first)
    opened_by = context.words.lower[whole_first - 1] if whole_first > 0 else ""
    determined = owner is not None or organisation is not None or opened_by in context.small.determiners
    if comma and not determined:
        opened = _over_unknown(context, first)
        if opened is None:
            return None
        first, whole_first, organisation, owner = opened
    return Post(
        role=(first, role_last),
        whole=(whole_first, role_last),
        state=state,
        organisation=organisation,
        owner=owner,
        past=past,
        plural=head.plural,
    )


def _over_unknown(context: PostContext, first: int) -> tuple[int, int, Range | None, int | None] | None:
    """The start of a post over a word or two of no list: "the harbour minister", "Malta's data commissioner".

    Gives the first word of the post, the first of all, the body and the word that stands for it; None where the words
    before the head are no such thing.
    """
    words, small = context.words, context.small
    for at in range(first - 1, max(first - 1 - _UNKNOWN, 0), -1):
        word = words.texts[at]
        plain = word.replace("-", "").isalpha() and word.islower() and words.lower[at] not in small.no_adjective
        if not plain or words.lower[at] in small.not_in_body or words.lower[at].endswith(("ed", "ing")):
            return None
        whole_first, organisation, owner = _body_before(context, at)
        if organisation is not None or owner is not None or words.lower[at - 1] in {"the", "a", "an"}:
            return at, whole_first, organisation, owner
    return None


def _role_start(context: PostContext, head: Head, role_last: int) -> tuple[int, str, bool]:
    """First word of the post with all that belongs to it on the left, its class, and whether it is past."""
    words, titles = context.words, context.titles
    first, state, past = head.first, head.state, head.past
    reach = max(first - _REACH, 0)
    while (at := first - 1) >= reach and context.gap(first) <= 1:
        word = words.lower[at]
        if described_body_before(context, at) is not None:
            break
        if word in titles.past:
            past = True
            first = at
        elif (
            word in titles.modifiers or context.is_field(at) or (state == "corporate" and context.is_region(at, at))
        ) and not ends_place(context, at):
            if closes_name(context, at, head) or ends_body(context, at, head) or ends_name_over_of(context, at):
                break
            first = at
        elif word in {"and", "&"} and (second := titles.head_ending(words, at - 1)) is not None:
            first = second.first  # "founder and chief executive"
            state = (
                "corporate" if "corporate" in {state, second.state} and second.state != "government" else second.state
            )
        elif word in {"and", "&"} and context.is_field(at - 1):
            first = at - 1  # "trade and industry minister"
        elif (
            (state == "government" and _is_ministry(context, at, role_last))
            or _is_unit(context, at)
            or (state == "corporate" and _is_market(context, at))
        ):
            first = at
        else:
            break
    return first, state, past


def _is_unit(context: PostContext, at: int) -> bool:
    """True for a part or a task of a body: "IMF mission chief", "its Country Director"."""
    words = context.words
    if at < 1 or words.lower[at] not in context.titles.units:
        return False
    owned = words.lower[at - 1] == "'s" or words.lower[at - 1] in context.small.possessives
    return words.texts[at].islower() or owned


def _is_market(context: PostContext, at: int) -> bool:
    """True for the country in which a firm's post is held: "Voltmark's India head"."""
    owner = context.words.texts[at - 1] if at > 1 else ""
    return owner in {"'s", "’s", "'", "’"} and is_capital(context.words.texts[at - 2]) and context.is_place(at, at)


def _is_ministry(context: PostContext, at: int, role_last: int) -> bool:
    """True for a capitalised word before "Minister" that is no country: the field of a minister, known or not."""
    words = context.words
    return (
        is_capital(words.texts[at])
        and words.lower[at] not in context.small.not_in_body
        and not ends_place(context, at)
        and (
            context.is_field(at)
            or (words.lower[role_last] in {"minister", "secretary"} and is_capital(words.texts[role_last]))
        )
    )


def _body_before(context: PostContext, first: int) -> tuple[int, Range | None, int | None]:
    """The body before a post: `(first word of all, the body's words, the word that stands for the body)`."""
    words, small = context.words, context.small
    at = first - 1
    if words.lower[at] == "own" and at > 0:  # "the lobby's own chief"
        at -= 1
    bare = words.texts[at] == "'" and at > 0 and words.lower[at - 1].endswith("s")  # "Meridian Motors' chairman"
    if (words.lower[at] == "'s" or bare) and at > 0:
        if is_capital(words.texts[at - 1]):
            start = over_of(context, run_back(context, at - 1, lambda k: words.lower[k] == "the"))
            return start, (start, at - 1), None
        described = described_body_before(context, at - 1)
        if described is not None:
            return described[0], described, None
        if words.texts[at - 1].islower():
            return at - 1, None, at - 1
    elif words.lower[at] == "whose":
        return (first, *_named_before_whose(context, at))
    elif words.lower[at] in small.possessives:
        return at, None, at
    elif (described := described_body_before(context, at)) is not None:
        return described[0], described, None
    elif words.lower[at] in context.titles.styles:  # "His Eminence Cardinal A"
        return first, None, None
    elif is_capital(words.texts[at]) or (
        words.texts[at] == "." and at > 0 and words.lower[at - 1] in small.abbreviated
    ):
        start = run_back(context, at, lambda k: context.titles.head_ending(words, k) is not None)
        while start <= at and words.lower[start] in small.not_in_body:
            start += 1
        if start == at and _opens_sentence(context, start) and words.lower[start] in small.general:
            start += 1  # "Another minister A", with a capital because it comes first
        start = over_of(context, start)
        if start == at and _opens_sentence(context, at) and words.lower[at] in small.bodies_meant:
            return at, None, at  # "Company chairman A"
        if start < at or (start == at and ("." not in words.texts[start] or context.is_place(start, at))):
            return start, (start, at), None
    return first, None, None


def _opens_sentence(context: PostContext, at: int) -> bool:
    return at == 0 or context.words.texts[at - 1] in _BREAKS


def _named_before_whose(context: PostContext, at: int) -> tuple[Range | None, int | None]:
    """The body of "Voltmark, whose president A": its words, or the word that stands for it: "the firm whose head A"."""
    words = context.words
    last = at - 1 if at == 0 or words.texts[at - 1] != "," else at - 2
    if last < 0:
        return None, None
    if is_capital(words.texts[last]):
        return (
            over_of(context, run_back(context, last, lambda k: words.lower[k] in context.small.not_in_body)),
            last,
        ), None
    described = described_body_before(context, last)
    return described, last if described is None and words.lower[last] in context.small.bodies_meant else None
