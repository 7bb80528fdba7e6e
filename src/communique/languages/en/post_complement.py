"""What hangs on the head of a post by prepositions: its field, its body, what it is of.

vice president OF POLICY FOR ASIA AT META
speaker OF PARLIAMENT
president OF THE US CHIPMAKER NVIDIA
"""

from __future__ import annotations

from communique.languages.en.capitals import body_described, is_capital, run_on
from communique.languages.en.described_bodies import described_body, ends_described
from communique.languages.en.phrase import Phrase
from communique.languages.en.post import Range

__all__ = ["read_complements"]

_COMPLEMENTS = 3  # "director of policy for Asia at Meta"
_TAIL = 3  # words in small letters with which the name of a body may end, at most
_MATTER = 3  # words that say of what a post is, at most
_SHORTEST_AGENT = 4  # letters of a noun in -er or -or that is one for who does something
_COMPASS = frozenset(
    f"{way}{end}"
    for way in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for end in ("", "ern")
) | {"central"}
_LEVELS = frozenset({"global", "international", "national", "special"})


def read_complements(phrase: Phrase, state: str) -> None:
    """Take in what hangs on the head by prepositions: its field and its body."""
    words, small = phrase.context.words, phrase.context.small
    for _ in range(_COMPLEMENTS):
        if phrase.at + 1 >= phrase.limit or words.lower[phrase.at] not in small.prepositions:
            return
        start = phrase.at + 1
        while start < phrase.limit and (
            words.lower[start] in {"the", "its", "their", "a"} or _is_compass(phrase, start)
        ):
            start += 1
        if start >= phrase.limit:
            return
        if _read_described(phrase, words.lower[phrase.at], start) or _read_firm(phrase, words.lower[phrase.at], start):
            return
        if is_capital(words.texts[start]) and not _is_capital_field(phrase, start, state):
            if not _read_named(phrase, words.lower[phrase.at], start):
                return
        elif _is_plain_field(phrase, start):
            _read_field(phrase, start)
        elif not _read_matter(phrase, start):
            return


def _is_compass(phrase: Phrase, at: int) -> bool:
    """True for the "east" of "vice governor of east China's Jiangsu"."""
    words = phrase.context.words
    return words.texts[at] in _COMPASS and at + 1 < phrase.limit and is_capital(words.texts[at + 1])


def _read_described(phrase: Phrase, preposition: str, start: int) -> bool:
    """A body that is told of by what it is: "of the telecommunications agency". False where none stands here."""
    body = described_body(phrase.context, start, phrase.limit) if preposition in {"of", "at"} else None
    if body is None or phrase.organisation is not None:
        return False
    after, words = body[1] + 1, phrase.context.words
    if after < phrase.limit and is_capital(words.texts[after]) and phrase.context.gap(after) == 1:
        body = after, min(run_on(phrase.context, after), phrase.limit - 1)  # "of the Norwegian ferry firm Nordal"
    phrase.organisation = body
    phrase.whole_last, phrase.at = body[1], body[1] + 1
    return True


def _is_capital_field(phrase: Phrase, start: int, state: str) -> bool:
    """True for the "Trade" of "Minister of Trade", which a capital does not make a body."""
    return (
        phrase.context.is_field_behind(start)
        and (phrase.organisation is not None or state == "government")
        and not phrase.context.is_place(start, start)
        and not phrase.context.names_body_over_of(start)
    )


def _is_plain_field(phrase: Phrase, start: int) -> bool:
    """True for "of trade", "of global policy", "of the company"."""
    low = phrase.context.words.lower
    return (
        phrase.context.is_field_behind(start)
        or (low[start] in _LEVELS and start + 1 < len(low) and phrase.context.is_field_behind(start + 1))
        or low[start] in phrase.context.small.bodies_meant
    )


def _read_firm(phrase: Phrase, preposition: str, start: int) -> bool:
    """A name behind what kind of firm it is: "of battery maker Helvoran". False where none stands here."""
    context, words = phrase.context, phrase.context.words
    if preposition not in {"of", "at"} or phrase.organisation is not None or is_capital(words.texts[start]):
        return False
    body = body_described(context, start, phrase.limit)
    if body is None or not _is_firm(phrase, body[0] - 1):
        return False
    phrase.organisation = body
    phrase.whole_last, phrase.at = body[1], body[1] + 1
    return True


def _is_firm(phrase: Phrase, at: int) -> bool:
    """True for "maker", "chipmaker", "retailer", "operator": a noun for who does something, or for a kind of firm."""
    word, small = phrase.context.words.lower[at], phrase.context.small
    agent = len(word) > _SHORTEST_AGENT and word.endswith(("er", "or"))
    return word in small.described or word in small.firms or (agent and not phrase.context.titles.is_head(word))


def _read_named(phrase: Phrase, preposition: str, start: int) -> bool:
    """A name after a preposition: the body, or where that is known, a part of the post. False where it is none."""
    context, words = phrase.context, phrase.context.words
    if preposition not in ({"of", "for", "at", "to"} if phrase.organisation is None else {"of", "for", "to"}):
        return False
    end = min(run_on(context, start), phrase.limit - 1)
    if phrase.organisation is None and preposition != "to" and not context.is_region(start, end):
        phrase.organisation = _body_of_place(phrase, start, end) or (start, _body_tail(phrase, end))
        end = phrase.organisation[1]
    else:  # "envoy to Libya" keeps where he is sent
        while phrase.organisation is not None and end + 1 < phrase.limit and context.is_field_behind(end + 1):
            end += 1
        phrase.role_last = end
    phrase.whole_last, phrase.at = end, end + 1
    if phrase.at >= phrase.limit or words.lower[phrase.at] != "'s":
        return True
    further = body_described(context, phrase.at + 1, phrase.limit)
    if further is not None and phrase.organisation == (start, end):  # "of South Korea's top portal Naver"
        phrase.organisation = further
        phrase.whole_last = further[1]
    return False


def _body_tail(phrase: Phrase, end: int) -> int:
    """The last word of a body whose name goes on in small letters: "the EastCoast cable consortium"."""
    words, small = phrase.context.words, phrase.context.small
    for at in range(end + 1, min(end + 1 + _TAIL, phrase.limit)):
        word = words.lower[at]
        plain = words.texts[at].replace("-", "").isalpha() and words.texts[at].islower()
        if not plain or word in small.no_adjective or word in small.after_apposition or word in small.not_in_body:
            break
        if ends_described(phrase.context, at):
            return at
    return end


def _body_of_place(phrase: Phrase, start: int, end: int) -> Range | None:
    """The body behind a people's name: "of the US chipmaker Nvidia"."""
    context, words = phrase.context, phrase.context.words
    after = end + 1
    if not context.is_place(start, end) or after >= phrase.limit:
        return None
    if not words.texts[after].replace("-", "").isalpha() or is_capital(words.texts[after]):
        return None
    return body_described(context, after, min(end + 5, phrase.limit))


def _read_field(phrase: Phrase, start: int) -> None:
    """The field of a post, or the word that stands for its body: "of trade, industry and energy"."""
    context, words, small = phrase.context, phrase.context.words, phrase.context.small
    end = start
    while end + 1 < phrase.limit and (
        context.is_field_behind(end + 1)
        or (words.lower[end + 1] == "and" and end + 2 < phrase.limit and context.is_field_behind(end + 2))
        or _is_row(phrase, end + 1)
    ):
        end += 1
    if words.lower[start] in small.bodies_meant:
        phrase.owner = start
        if end + 2 < phrase.limit and words.lower[end + 1] == "'s":
            end += 2
    else:
        phrase.role_last = end
    phrase.whole_last, phrase.at = end, end + 1


def _read_matter(phrase: Phrase, start: int) -> bool:
    """Words of no list that say of what: "speaker of parliament", "head of commercial jets". False where none do."""
    words, small = phrase.context.words, phrase.context.small
    end = start
    while (
        end < min(start + _MATTER, phrase.limit)
        and words.texts[end].isalpha()
        and words.texts[end].islower()
        and words.lower[end] not in small.no_adjective
        and words.lower[end] not in small.after_apposition
    ):
        end += 1
    closed = end >= phrase.limit or (not words.texts[end].isalnum() and words.lower[end] != "'s")
    if words.lower[phrase.at] != "of" or end == start or not closed:
        return False
    phrase.role_last = phrase.whole_last = end - 1
    phrase.at = end
    return True


def _is_row(phrase: Phrase, at: int) -> bool:
    """True at the comma of "trade, industry and energy"."""
    low = phrase.context.words.lower
    return (
        low[at] == ","
        and at + 2 < phrase.limit
        and phrase.context.is_field_behind(at + 1)
        and low[at + 2] in {"and", ",", "of"}
    )
