"""Posts before and after a name, in the grammars of English news.

    Samsung Electronics Chair LEE JAE-YONG           ORGANISATION TITLE NAME
    LEE SANG-IN, a standing commissioner of the KCC  NAME, TITLE of ORGANISATION
    JOEL KAPLAN, Meta's vice president of policy     NAME, ORGANISATION's TITLE
    HAN SANG-HYUK, who chairs the KCC                NAME, who VERB ORGANISATION

The words are in `titles.toml`; this module knows how they are put together. It works on word indices, so that the
caller can give back any part as a passage of the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from communique.text.words import Words

__all__ = ["Post", "Titles", "is_capital", "load_titles", "post_after", "post_at", "post_before"]

_ABBREVIATED = frozenset({"corp", "inc", "co", "ltd", "st", "bros"})
_NO_ADJECTIVE = frozenset(
    {"said", "says", "told", "after", "before", "when", "while", "and", "but", "or", "in", "at", "on", "of", "to", "for", "with",
     "by", "from", "as", "that", "which", "who", "where", "if", "because", "met", "including", "according", "will",
     "was", "is", "were", "has", "had", "have", "would", "could", "may", "did", "does", "not", "also", "accompanied", "like"}
)  # fmt: skip
_REACH = 9  # words between a name and the head of its post, at most
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "now", "then", "currently", "also"})
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our"})
_OWNERS = frozenset(
    {"company", "firm", "group", "bank", "country", "ministry", "agency", "commission", "union", "body"}
)
_OF = frozenset({"of", "for", "at", "in", "to", "with", "on"})
_WHO_VERBS = {  # "who heads Meta": the verb is the post
    "heads": "head", "headed": "head", "chairs": "chair", "chaired": "chair", "leads": "leader", "led": "leader",
    "runs": "head", "ran": "head", "founded": "founder", "owns": "owner", "co-founded": "co-founder", "governs": "governor",
    "rules": "ruler", "oversees": "head", "represents": "representative",
}  # fmt: skip
_BE = frozenset({"is", "was", "serves", "served", "became", "remains", "acts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The words of `titles.toml`, made ready for matching.

    `ends` and `begins` list the heads by their last and first word, longest first, as `(words, class, plural)`.
    """

    ends: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    begins: Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    modifiers: frozenset[str]
    past: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    descriptions: frozenset[str]
    abbreviations: Mapping[str, str]
    same: tuple[frozenset[str], ...]
    owners: Mapping[str, str]
    countryless: frozenset[str]

    def head_ending(self, words: Words, last: int) -> tuple[int, str, bool] | None:
        """The longest head whose last word is `last`: `(first word, class, plural)`."""
        if last < 0:
            return None
        for parts, kind, plural in self.ends.get(words.lower[last], ()):
            first = last - len(parts) + 1
            if first >= 0 and tuple(words.lower[first : last + 1]) == parts:
                return first, kind, plural
        return None

    def head_starting(self, words: Words, first: int) -> tuple[int, str, bool] | None:
        """The longest head whose first word is `first`: `(last word, class, plural)`."""
        if first >= len(words):
            return None
        for parts, kind, plural in self.begins.get(words.lower[first], ()):
            if tuple(words.lower[first : first + len(parts)]) == parts:
                return first + len(parts) - 1, kind, plural
        if words.lower[first] == "chief":  # chief … officer
            for last in range(first + 2, min(first + 5, len(words))):
                if words.lower[last] == "officer":
                    return last, "corporate", False
        return None


def _spellings(entry: str) -> set[tuple[str, ...]]:
    """An entry with and without its hyphens: `vice president`, `vice-president`."""
    words = entry.split()
    found = {tuple(words)}
    if len(words) == 2:
        found.add(("-".join(words),))
    if "-" in entry:
        found.add(tuple(entry.replace("-", " ").split()))
    return found


def _plural(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    if last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and not last.endswith(("ay", "ey", "oy")):
        last = last[:-1] + "ies"
    else:
        last += "s"
    return (*words[:-1], last)


@cache
def load_titles() -> Titles:
    """Read `titles.toml` once."""
    data = tomllib.loads(files("communique.languages.en").joinpath("titles.toml").read_text("utf-8"))
    heads: dict[tuple[str, ...], tuple[str, bool]] = {}
    for kind in ("state", "government", "corporate"):
        for entry in data[kind]:
            for words in _spellings(entry):
                heads.setdefault(words, (kind, False))
                heads.setdefault(_plural(words), (kind, True))
    for short, full in data["abbreviations"].items():
        heads.setdefault((short, "."), heads.get(tuple(full.split()), ("government", False)))
    ends: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    begins: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for words, (kind, plural) in heads.items():
        ends.setdefault(words[-1], []).append((words, kind, plural))
        begins.setdefault(words[0], []).append((words, kind, plural))
    return Titles(
        ends={word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in ends.items()},
        begins={word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in begins.items()},
        modifiers=frozenset(data["modifiers"]),
        past=frozenset(data["past"]),
        portfolios=frozenset(data["portfolios"]),
        honorifics=frozenset(data["honorifics"]),
        descriptions=frozenset(data["descriptions"]),
        abbreviations=data["abbreviations"],
        same=tuple(frozenset(row) for row in data["same"]),
        owners={post: country for country, posts in data["owners"].items() for post in posts},
        countryless=frozenset(data["countryless"]["heads"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post beside a name, as word indices (both ends included).

    Attributes:
        role: first and last word of the post itself.
        organisation: first and last word of the body, where one is named.
        owner: the index of a word that stands for a body named before ("its", "company"), where there is one.
        whole: first and last word of post and body together, with what binds them.
        state: the class of the head: state, government or corporate.
        past: True where a modifier says that the post is not held now.
        plural: True where the head is plural and speaks for several names.
        verb: a noun that the words stand for ("heads" is `head`), where the post is a verb.
    """

    role: tuple[int, int]
    whole: tuple[int, int]
    state: str
    organisation: tuple[int, int] | None = None
    owner: int | None = None
    past: bool = False
    plural: bool = False
    verb: str | None = None


def post_at(
    words: Words, head: tuple[int, int], titles: Titles, is_place: Callable[[int, int], bool], limit: int
) -> Post | None:
    """The post with body around a head that stands without a name: "the Meta founder", "the president of France".

    Args:
        words: the words of the text.
        head: first and last word of the head noun.
        titles: the lexicon.
        is_place: tells whether the words from one index through another name a country or a people.
        limit: index past the last word of the sentence.
    """
    first, last = head
    found = titles.head_starting(words, first)
    state, plural = (found[1], found[2]) if found is not None else ("corporate", False)
    post = _finish(
        words, titles, (first, state, plural), role_last=last, organisation=None, is_place=is_place, comma=False
    )
    if (
        post is None
        or post.organisation is not None
        or last + 2 >= limit
        or words.lower[last + 1] not in {"of", "at", "from"}
    ):
        return post
    right = post_after_at(words, first, titles, is_place, limit)
    if right is None or right.organisation is None:
        return post
    role_last = max(right.role[1], last) if right.role[1] < right.organisation[0] else last
    return replace(
        post, organisation=right.organisation, role=(post.role[0], role_last), whole=(post.whole[0], right.whole[1])
    )


def is_capital(word: str) -> bool:
    """True for a word that begins with a capital letter."""
    return word[:1].isupper()


def _run_back(words: Words, last: int, stop: Callable[[int], bool]) -> int:
    """The first word of the capitalised run that ends at `last`."""
    first = last
    while first > 0:
        before = first - 1
        text = words.texts[before]
        abbreviated = (
            text == "."
            and before > 0
            and (words.lower[before - 1] in _ABBREVIATED or len(words.texts[before - 1]) == 1)
        )
        glued = (text == "&" or abbreviated) and before > 0 and is_capital(words.texts[before - 1])
        if stop(before) or not (is_capital(text) or glued):
            break
        if words.starts[first] - words.ends[before] > 1:
            break
        first = before
    return first


def _run_on(words: Words, first: int) -> int:
    """The last word of the capitalised run that starts at `first`, small words inside allowed."""
    last = first
    while last + 1 < len(words):
        after = last + 1
        text = words.texts[after]
        if words.starts[after] - words.ends[last] > 1:
            break
        if is_capital(text) or (text == "." and words.lower[last] in {"corp", "inc", "co", "ltd"}):
            last = after
        elif text in {"of", "and", "&", "for", "the", "on", "de", "la", "du", "des", "del", "di", "da", "-"}:
            more = after + 1
            if more < len(words) and words.texts[more] in {"the", "la", "los", "las"}:
                more += 1
            joins_bodies = text in {"and", "for", "on"} and not _looks_like_body(words, first, last)
            if more < len(words) and is_capital(words.texts[more]) and not joins_bodies:
                last = more
            else:
                break
        else:
            break
    return last


def _looks_like_body(words: Words, first: int, last: int) -> bool:
    """True where the run so far names a public body, whose name may go on after "and" ("Ministry of Trade and ...")."""
    return words.lower[first] in {"ministry", "department", "committee", "commission", "council", "office", "institute",
                                  "organization", "organisation", "association", "center", "centre", "board"}  # fmt: skip


def post_before(words: Words, first: int, titles: Titles, is_place: Callable[[int, int], bool]) -> Post | None:
    """The post that stands directly before the name whose first word is `first`.

    Args:
        words: the words of the text.
        first: index of the name's first word.
        titles: the lexicon.
        is_place: tells whether the words from one index through another name a country or a people.
    """
    at = first - 1
    while at >= 0 and (
        words.lower[at] in titles.honorifics or (words.texts[at] == "." and words.lower[at - 1] in titles.honorifics)
    ):
        if titles.head_ending(words, at) is not None and words.lower[at] != "m":
            break
        at -= 1
    if at >= 2 and words.texts[at] == ")" and words.texts[at - 2] == "(":
        at -= 3
    comma = at >= 0 and words.texts[at] == ","
    if comma:
        at -= 1
    if at < 0:
        return None
    found = titles.head_ending(words, at)
    role_last = at
    if found is None or (words.texts[at] == "." and not comma and found is None):
        found = None
        for head_last in range(at - 1, max(at - _REACH, -1), -1):
            if words.texts[head_last] in {",", ".", ";", ":", '"'}:
                break
            if words.lower[head_last + 1] in {"of", "for"}:
                candidate = titles.head_ending(words, head_last)
                between = range(head_last + 2, at + 1)
                if candidate and all(
                    is_capital(words.texts[k])
                    or words.lower[k] in titles.portfolios
                    or words.lower[k] in {"the", "and", "of", "for"}
                    for k in between
                ):
                    found = candidate
                    organisation = _capitals_in(words, head_last + 2, at)
                    if organisation is not None and words.lower[organisation[0]] in titles.portfolios:
                        organisation = None
                    last = at if organisation is None else head_last
                    return _finish(
                        words, titles, found, role_last=last, organisation=organisation, is_place=is_place, comma=comma
                    )
        return None
    return _finish(words, titles, found, role_last=role_last, organisation=None, is_place=is_place, comma=comma)


def _capitals_in(words: Words, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and not is_capital(words.texts[first]):
        first += 1
    return (first, last) if first <= last else None


def _finish(
    words: Words,
    titles: Titles,
    found: tuple[int, str, bool],
    *,
    role_last: int,
    organisation: tuple[int, int] | None,
    is_place: Callable[[int, int], bool],
    comma: bool,
) -> Post | None:
    """Extend a head to the left over its modifiers, its field, a second post, and the body."""
    role_first, state, plural = found
    past = False
    at = role_first - 1
    owner = None
    reach = max(role_first - _REACH, 0)
    while at >= reach:
        word = words.lower[at]
        if words.starts[role_first] - words.ends[at] > 1:
            break
        if word in titles.past:
            past = True
            role_first = at
        elif (word in titles.modifiers or word in titles.portfolios) and not is_place(at, at):
            role_first = at
        elif word in {"and", "&"} and at > 0 and (second := titles.head_ending(words, at - 1)) is not None:
            role_first = second[0]
            state = "corporate" if "corporate" in {state, second[1]} and second[1] != "government" else second[1]
        elif word in {"and", "&"} and at > 0 and role_first == at + 1 and _is_field(words, titles, at - 1):
            role_first = at - 1
        elif (
            state == "government"
            and is_capital(words.texts[at])
            and not is_place(at, at)
            and (
                _is_field(words, titles, at)
                or (words.lower[role_last] in {"minister", "secretary"} and is_capital(words.texts[role_last]))
            )
        ):
            role_first = at
        else:
            break
        at = role_first - 1
    whole_first = role_first
    if organisation is None and at >= 0 and words.starts[role_first] - words.ends[at] <= 1:
        if words.lower[at] == "'s" and at > 0:
            if is_capital(words.texts[at - 1]):
                start = _run_back(words, at - 1, lambda k: words.lower[k] in {"the"})
                organisation, whole_first = (start, at - 1), start
            elif words.lower[at - 1] in _OWNERS:
                owner, whole_first = at - 1, at - 1
        elif words.lower[at] in _POSSESSIVES:
            owner, whole_first = at, at
        elif is_capital(words.texts[at]) or (words.texts[at] == "." and at > 0 and words.lower[at - 1] in _ABBREVIATED):
            start = _run_back(words, at, lambda k: titles.head_ending(words, k) is not None)
            while start <= at and words.lower[start] in {
                "the",
                "a",
                "an",
                "as",
                "in",
                "on",
                "at",
                "when",
                "former",
                "but",
            }:
                start += 1
            if (start <= at and "." not in words.texts[start]) or start < at:
                organisation, whole_first = (start, at), start
    determined = whole_first > 0 and (
        words.lower[whole_first - 1] in _DETERMINERS or owner is not None or organisation is not None
    )
    if comma and not determined:
        return None
    return Post(
        role=(role_first, role_last), whole=(whole_first, role_last), state=state, organisation=organisation,
        owner=owner, past=past, plural=plural,
    )  # fmt: skip


def _is_field(words: Words, titles: Titles, at: int) -> bool:
    return at >= 0 and (words.lower[at] in titles.portfolios)


def post_after(
    words: Words, last: int, titles: Titles, is_place: Callable[[int, int], bool], limit: int
) -> Post | None:
    """The post that follows the name whose last word is `last`: in apposition, in brackets, or in a clause with who.

    Args:
        words: the words of the text.
        last: index of the name's last word.
        titles: the lexicon.
        is_place: tells whether the words from one index through another name a country or a people.
        limit: index past the last word of the sentence.
    """
    at = last + 1
    if at < limit and words.texts[at] == "(":
        close = next((k for k in range(at + 1, min(at + 8, limit)) if words.texts[k] == ")"), None)
        if close is None:
            return None
        inner = post_after_at(words, at + 1, titles, is_place, close)
        if inner is not None:
            return inner
        at = close + 1
    if at >= limit:
        return None
    if words.texts[at] == ",":
        at += 1
        if at < limit and words.lower[at] in {"who", "which"}:
            return _post_clause(words, at + 1, titles, is_place, limit)
        post = post_after_at(words, at, titles, is_place, limit)
        return post if post is not None and _is_closed(words, post.whole[1] + 1, limit) else None
    if words.lower[at] == "who" and at + 1 < limit:
        return _post_clause(words, at + 1, titles, is_place, limit)
    return None


def _body_described(words: Words, at: int, limit: int) -> tuple[int, int] | None:
    """ "South Korea's top portal Naver Corp.": the name after a few describing words."""
    for first in range(at, min(at + 5, limit)):
        if is_capital(words.texts[first]):
            return first, min(_run_on(words, first), limit - 1)
        if words.lower[first] in _NO_ADJECTIVE or (not words.texts[first].isalpha() and "-" not in words.texts[first]):
            return None
    return None


_AFTER_APPOSITION = frozenset(
    {"and", "or", "at", "in", "on", "to", "for", "from", "with", "by", "over", "about", "as", "who", "which", "after", "before",
     "during", "since", "but", "while", "when", "where", "into", "here", "there", "yesterday", "today", "tomorrow", "near"}
)  # fmt: skip


def _is_closed(words: Words, at: int, limit: int) -> bool:
    """True where a post in apposition ends as one does; "According to Mr A, the B chief was …" tells of two people."""
    return at >= limit or not words.texts[at].isalpha() or words.lower[at] in _AFTER_APPOSITION


def _post_clause(
    words: Words, at: int, titles: Titles, is_place: Callable[[int, int], bool], limit: int
) -> Post | None:
    """The post in a clause with who: "who serves as chairman of", "who heads Meta"."""
    while at < limit and words.lower[at] in {"also", "now", "has", "had", "currently", "jointly", "been"}:
        at += 1
    if at >= limit:
        return None
    verb = words.lower[at]
    if verb in _WHO_VERBS:
        start = at + 1
        while start < limit and words.lower[start] in {"the", "both", "a", "an"}:
            start += 1
        if start < limit and is_capital(words.texts[start]):
            end = min(_run_on(words, start), limit - 1)
            if end + 1 < limit and words.lower[end + 1] == "'s":
                tail = end + 1
                while (
                    tail + 1 < limit
                    and words.texts[tail + 1].isalpha()
                    and words.lower[tail + 1] not in {"and", "who", "that", "in"}
                    and tail < end + 6
                ):
                    tail += 1
                return Post(
                    role=(at, at), whole=(at, tail), state="corporate", organisation=(start, end), verb=_WHO_VERBS[verb]
                )
            return Post(
                role=(at, at), whole=(at, end), state="corporate", organisation=(start, end), verb=_WHO_VERBS[verb]
            )
        return None
    if verb in _BE:
        at += 1
        if at < limit and words.lower[at] == "as":
            at += 1
        return post_after_at(words, at, titles, is_place, limit)
    return None


def post_after_at(
    words: Words, at: int, titles: Titles, is_place: Callable[[int, int], bool], limit: int
) -> Post | None:
    """The post whose phrase starts at word `at`: "the Swiss president", "Meta's vice president of policy at ..."."""
    whole_first = at
    while at < limit and words.lower[at] in {
        "the",
        "a",
        "an",
        "now",
        "then",
        "currently",
        "also",
        "one",
        "himself",
        "herself",
    }:
        at += 1
    organisation: tuple[int, int] | None = None
    owner = None
    role_first: int | None = None
    past = False
    unknown = 0
    stop = min(at + _REACH, limit)
    head = None
    while at < stop:
        head = titles.head_starting(words, at)
        word = words.lower[at]
        if head is not None and not (
            word in titles.modifiers and head[0] == at and at + 1 < stop and titles.head_starting(words, at + 1)
        ):
            break
        if word in titles.past or word in titles.modifiers or word in titles.portfolios or word in {"and", "&"}:
            if word in {"and", "&"} and role_first is None:
                return None
            past = past or word in titles.past
            role_first = at if role_first is None else role_first
            at += 1
        elif word in _POSSESSIVES or (word in _OWNERS and at + 1 < stop and words.lower[at + 1] == "'s"):
            owner = at
            at += 2 if word in _OWNERS else 1
            role_first = None
        elif is_capital(words.texts[at]) and organisation is None:
            end = at
            while (
                end + 1 < stop
                and is_capital(words.texts[end + 1])
                and titles.head_starting(words, end + 1) is None
                and words.starts[end + 1] - words.ends[end] <= 1
            ):
                end += 1
            organisation = (at, end)
            at = end + 1
            if at < stop and words.lower[at] == "'s":
                at += 1
            role_first = None
        elif word.isalpha() and word not in _NO_ADJECTIVE and not word.endswith(("ed", "ing")) and unknown < 2:
            unknown += 1  # "grand chief", "outspoken chairman"
            role_first = at if role_first is None else role_first
            at += 1
        else:
            return None
        head = None
    if head is None:
        return None
    role_first = at if role_first is None else role_first
    role_last, state, plural = head
    if (
        organisation is not None
        and state == "government"
        and not is_place(*organisation)
        and _is_field(words, titles, organisation[0])
    ):
        role_first, organisation = organisation[0], None
    at = role_last + 1
    if at + 1 < limit and words.lower[at] in {"and", "&"}:
        more = at + 1
        while more < limit and (words.lower[more] in titles.modifiers or words.lower[more] in {"the", "a"}):
            more += 1
        second = titles.head_starting(words, more)
        if second is not None:
            role_last = second[0]
            at = role_last + 1
    whole_last = role_last
    for _ in range(3):
        if at + 1 >= limit or words.lower[at] not in _OF:
            break
        start = at + 1
        while start < limit and words.lower[start] in {"the", "its", "their", "a"}:
            start += 1
        if start >= limit:
            break
        preposition = words.lower[at]
        if is_capital(words.texts[start]) and not (
            words.lower[start] in titles.portfolios
            and (organisation is not None or state == "government")
            and not is_place(start, start)
        ):
            if preposition not in {"of", "for", "at", "to"} or (
                organisation is not None and preposition not in {"of", "for", "to"}
            ):
                break
            end = min(_run_on(words, start), limit - 1)
            while end + 1 < limit and words.lower[end + 1] in titles.portfolios and organisation is not None:
                end += 1
            if organisation is None and preposition != "to":
                further = None
                if (
                    is_place(start, end)
                    and end + 1 < limit
                    and words.lower[end + 1].isalpha()
                    and not is_capital(words.texts[end + 1])
                ):
                    further = _body_described(words, end + 1, min(end + 5, limit))  # "of the US chipmaker Nvidia"
                organisation = further or (start, end)
                end = organisation[1]
            else:
                role_last = end
            whole_last, at = end, end + 1
            if at < limit and words.lower[at] == "'s":
                further = _body_described(words, at + 1, limit)
                if further is not None and organisation == (start, end):
                    organisation = further
                    whole_last = further[1]
                break
        elif (
            words.lower[start] in titles.portfolios
            or (
                words.lower[start] in {"global", "international", "national", "special"}
                and words.lower[start + 1] in titles.portfolios
            )
            or words.lower[start] in _OWNERS
        ):
            end = start
            while end + 1 < limit and (
                words.lower[end + 1] in titles.portfolios
                or (
                    words.lower[end + 1] == ","
                    and end + 3 < limit
                    and words.lower[end + 2] in titles.portfolios
                    and words.lower[end + 3] in {"and", ",", "of"}
                )
                or (words.lower[end + 1] == "and" and end + 2 < limit and words.lower[end + 2] in titles.portfolios)
            ):
                end += 1
            if words.lower[start] in _OWNERS:
                owner = start
                if end + 2 < limit and words.lower[end + 1] == "'s":
                    end += 2
            else:
                role_last = end
            whole_last, at = end, end + 1
        else:
            break
    return Post(
        role=(role_first, role_last), whole=(whole_first, whole_last), state=state, organisation=organisation,
        owner=owner, past=past, plural=plural,
    )  # fmt: skip
