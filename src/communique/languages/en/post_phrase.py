"""The phrase of a post, read from left to right: "the Swiss president", "Meta's vice president of policy at …".

Three steps: what stands before the head (body, owner, modifiers), the head with a second one ("founder and chief
executive"), and what hangs on it by prepositions (field, body).
"""

from __future__ import annotations

from communique.languages.en.capitals import is_capital
from communique.languages.en.described_bodies import described_body, is_led
from communique.languages.en.phrase import Phrase
from communique.languages.en.post import Post, PostContext
from communique.languages.en.post_complement import read_complements
from communique.languages.en.titles import Head

__all__ = ["post_phrase"]

_REACH = 9  # words before the head, at most
_AGED = ["-", "year-old"]  # behind the years: "its 78-year-old founder"
_OPENER = 3  # words of an opener, at most
_UNKNOWN = 2  # describing words of no list ("grand chief", "outspoken chairman"), at most


def post_phrase(context: PostContext, at: int, limit: int) -> Post | None:
    """The post whose phrase starts at word `at`; None where the words are no post.

    Args:
        context: the text.
        at: index of the phrase's first word.
        limit: index past the last word of the sentence, or of the brackets.
    """
    phrase = Phrase(context=context, at=at, limit=limit)
    head = _read_before_head(phrase)
    if head is None:
        return None
    _read_head(phrase, head)
    read_complements(phrase, head.state)
    assert phrase.role_first is not None
    return Post(
        role=(phrase.role_first, phrase.role_last),
        whole=(at, phrase.whole_last),
        state=head.state,
        organisation=phrase.organisation,
        owner=phrase.owner,
        past=phrase.past,
        plural=head.plural,
    )


def _read_before_head(phrase: Phrase) -> Head | None:
    """Take in what stands before the head: body, owner, modifiers; then give the head."""
    context, words, small = phrase.context, phrase.context.words, phrase.context.small
    while (opened := _opener(phrase)) > phrase.at:
        phrase.past = phrase.past or " ".join(words.lower[phrase.at : opened]) in small.then
        phrase.at = opened
    stop = min(phrase.at + _REACH, phrase.limit)
    unknown = 0
    while phrase.at < stop:
        word = words.lower[phrase.at]
        head = context.titles.head_starting(words, phrase.at)
        if head is not None and not _is_modifier_of_next(phrase, head, stop):
            return head
        if word in {"and", "&"} and phrase.role_first is None:
            return None
        if list(words.lower[phrase.at + 1 : phrase.at + 3]) == _AGED and phrase.role_first is None:
            phrase.at += 1 + len(_AGED)
            continue
        if phrase.organisation is None and phrase.owner is None and _read_described(phrase, stop):
            continue
        if phrase.organisation is None and _begins_body(phrase, stop):
            _read_body(phrase, stop)
        elif _belongs_to_post(phrase, word) or _is_region(phrase):
            phrase.past = phrase.past or word in context.titles.past
            _begin_role(phrase)
        elif _is_owner(phrase, stop):
            phrase.owner = phrase.at
            phrase.at += 1 if word in small.possessives else 2
            phrase.role_first = None
        elif is_capital(words.texts[phrase.at]) and phrase.organisation is None:
            _read_body(phrase, stop)
        elif word.isalpha() and word not in small.no_adjective and not word.endswith(("ed", "ing")):
            unknown += 1
            if unknown > _UNKNOWN:
                return None
            _begin_role(phrase)
        else:
            return None
    return None


def _opener(phrase: Phrase) -> int:
    """The word behind one that may open the phrase ("now", "the"), or behind a row of words: "at the time"."""
    words, small, at = phrase.context.words, phrase.context.small, phrase.at
    for end in range(min(at + _OPENER, phrase.limit), at, -1):
        if " ".join(words.lower[at:end]) in small.then:
            return end
    return at + 1 if at < phrase.limit and words.lower[at] in small.openers else at


def _read_head(phrase: Phrase, head: Head) -> None:
    """Take in the head, and a second one joined by "and"."""
    context, words = phrase.context, phrase.context.words
    phrase.role_first = phrase.at if phrase.role_first is None else phrase.role_first
    phrase.role_last = head.last
    phrase.past = phrase.past or head.past
    if (
        phrase.organisation is not None
        and head.state == "government"
        and not context.is_place(*phrase.organisation)
        and context.is_field(phrase.organisation[0])
    ):  # "Trade Minister": a capital makes no body of a field
        phrase.role_first, phrase.organisation = phrase.organisation[0], None
    after = head.last + 1
    if after + 1 < phrase.limit and words.lower[after] in {"and", "&"}:
        more = after + 1
        while more < phrase.limit and (
            words.lower[more] in context.titles.modifiers or words.lower[more] in {"the", "a"}
        ):
            more += 1
        second = context.titles.head_starting(words, more)
        if second is not None:
            phrase.role_last = second.last
    phrase.whole_last = phrase.role_last
    phrase.at = phrase.role_last + 1


def _is_modifier_of_next(phrase: Phrase, head: Head, stop: int) -> bool:
    """True for the "general" of "general manager": a head of one word that another head follows, a field between."""
    titles, after = phrase.context.titles, phrase.at + 1
    if phrase.context.words.lower[phrase.at] not in titles.modifiers or head.last != phrase.at:
        return False
    while after < stop and phrase.context.is_field(after):
        after += 1  # "deputy economy minister"
    return after < stop and titles.head_starting(phrase.context.words, after) is not None


def _is_region(phrase: Phrase) -> bool:
    """True for the "European" of "the European head of Voltmark", not of "the European Commission president"."""
    at, words = phrase.at, phrase.context.words
    alone = at + 1 < phrase.limit and not is_capital(words.texts[at + 1])
    return alone and phrase.context.is_region(at, at)


def _belongs_to_post(phrase: Phrase, word: str) -> bool:
    titles = phrase.context.titles
    return word in titles.past or word in titles.modifiers or word in titles.portfolios or word in {"and", "&"}


def _begins_body(phrase: Phrase, stop: int) -> bool:
    """True for the "New" of "New Zealand's trade minister", the "Federal" of "the Federal Reserve chair"."""
    context, words, first = phrase.context, phrase.context.words, phrase.at
    if not is_capital(words.texts[first]):
        return False
    last = _last_capital(phrase, stop)
    if last + 1 < stop and words.lower[last + 1] == "'s":
        return True
    if any(context.is_place(first, k) for k in range(first, last + 1)):
        return True
    return first < last and words.lower[last] in context.small.named_of | context.small.closing


def _read_described(phrase: Phrase, stop: int) -> bool:
    """A body before the head that is told of by what it is: "the cocoa board chief executive"."""
    context, words = phrase.context, phrase.context.words
    if words.lower[phrase.at] in context.titles.past | context.titles.ranking:
        return False
    for end in range(phrase.at + 1, stop):
        owns = words.lower[end] == "'s"
        if not owns and context.titles.head_starting(words, end) is None:
            continue
        body = described_body(context, phrase.at, end)
        if body == (phrase.at, end - 1) and is_led(context, end - 1):
            phrase.organisation, phrase.role_first = body, None
            phrase.at = end + owns
            return True
        if not owns:
            return False
    return False


def _begin_role(phrase: Phrase) -> None:
    phrase.role_first = phrase.at if phrase.role_first is None else phrase.role_first
    phrase.at += 1


def _is_owner(phrase: Phrase, stop: int) -> bool:
    """True for "its" and for "the company's"."""
    words = phrase.context.words
    return words.lower[phrase.at] in phrase.context.small.possessives or (
        words.texts[phrase.at].islower() and phrase.at + 1 < stop and words.lower[phrase.at + 1] == "'s"
    )


def _read_body(phrase: Phrase, stop: int) -> None:
    """The body before the head: "Meta's …", "Qualcomm …", "South Korean …"."""
    words, end = phrase.context.words, _last_capital(phrase, stop)
    phrase.organisation = (phrase.at, end)
    phrase.at = end + 1
    if phrase.at < stop and words.lower[phrase.at] == "'s":
        phrase.at += 1
    phrase.role_first = None


def _last_capital(phrase: Phrase, stop: int) -> int:
    """The last word of the capitalised run that begins here, before any head."""
    context, words, end = phrase.context, phrase.context.words, phrase.at
    while (
        end + 1 < stop
        and is_capital(words.texts[end + 1])
        and context.titles.head_starting(words, end + 1) is None
        and context.gap(end + 1) <= 1
    ):
        end += 1
    return end
