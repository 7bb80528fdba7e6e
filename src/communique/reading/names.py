"""Find the names of a text and settle what each is, by vote over the whole text.

Evidence for a name's kind: what the statistical model says at each place; a post or a form of address beside it; a
class noun in it (`Ministry`, `Corp.`); the gazetteer. One place where the model errs is outvoted by the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from communique.languages.en.organisations import OrganisationWords
from communique.languages.en.titles import Titles, is_capital
from communique.languages.places import find_place
from communique.text.words import Words

__all__ = ["NameForm", "find_name_forms"]

PARTICLES = frozenset(
    {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "bin", "bint", "ibn",
     "al", "el", "la", "le", "ben", "abu", "y", "zu", "af", "st", "ud", "ul"}
)  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class NameForm:
    """One way a name is written in the text, the places where it stands, and the votes for its kind."""

    words: tuple[str, ...]
    places: set[int] = field(default_factory=set)  # indices of first words
    votes: Counter[str] = field(default_factory=Counter)  # person, organisation, place
    addressed: bool = False  # stands after a post or a form of address somewhere

    @property
    def text(self) -> str:
        """The form with single spaces."""
        return join(self.words)


def join(words: Iterable[str]) -> str:
    """Name words as they are printed: an initial's stop follows without a space."""
    text = ""
    for word in words:
        text += word if word == "." or not text else f" {word}"
    return text


def run_of_name(words: Words, first: int, limit: int, titles: Titles, bodies: OrganisationWords) -> int | None:
    """The last word of the personal name that begins at `first`, or None where none does."""
    if first >= limit or not is_capital(words.texts[first]) or words.lower[first] in bodies.not_names:
        return None
    last = first
    at = first + 1
    while at < limit and words.starts[at] - words.ends[at - 1] <= 1:
        word = words.texts[at]
        if is_capital(word) and word != "'s":
            if titles.head_starting(words, at) is not None and words.lower[at] not in {"king", "prince", "pope", "marshal", "dean", "bishop", "judge", "heir"}:  # fmt: skip
                break
            if words.lower[at] in bodies.not_names:
                break
            last = at
        elif word == "." and (len(words.texts[at - 1]) == 1 or words.lower[at - 1] in _SUFFIXES):
            if at + 1 < limit and is_capital(words.texts[at + 1]):
                last = at
        elif (
            words.lower[at] in PARTICLES
            and at + 1 < limit
            and (is_capital(words.texts[at + 1]) or words.lower[at + 1] in PARTICLES)
        ):
            pass
        else:
            break
        at += 1
        if last - first > 6:
            break
    return last


def clean_entity(
    words: Words, first: int, last: int, titles: Titles, bodies: OrganisationWords
) -> tuple[int, int] | None:
    """An entity of the statistical model without titles before, possessives after, and quotation marks around."""
    for at in range(first, last + 1):
        if words.texts[at] in {",", ";", ":", "(", "/", '"'} or words.lower[at] in {"and", "or", "'s"}:
            if at == first:
                first += 1
                continue
            last = at - 1
            break
    while last >= first and not words.texts[last][0].isalnum() and words.texts[last] != ".":
        last -= 1
    while last >= first and (words.lower[last] == "'s"):
        last -= 1
    while (
        last > first
        and (tail := titles.head_ending(words, last)) is not None
        and tail[0] > first
        and words.texts[last].isalpha()
    ):
        last = tail[0] - 1
    changed = True
    while changed and first <= last:
        changed = False
        head = titles.head_starting(words, first)
        if head is not None and head[0] < last:
            first, changed = head[0] + 1, True
        elif (
            (
                (
                    words.lower[first] in titles.honorifics
                    or words.lower[first] in {"majesty", "highness", "excellency", "holiness"}
                )
                and first < last
            )
            or words.texts[first] == "."
            or (not is_capital(words.texts[first]) and words.lower[first] not in PARTICLES)
        ):
            first, changed = first + 1, True
    if first > last or (words.lower[first] in bodies.not_names and first == last):
        return None
    return first, last


# Heads that stand before capitalised words which are no names ("Official Residence", "Executive Office").
_NO_ADDRESS = frozenset(
    {"official", "executive", "representative", "deputy", "counterpart", "candidate", "heir", "partner", "lead"}
)
_DOUBLE_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}$")


def _vote_by_shape(words: Words, at: int, end: int, vote: Callable[[int, int, str, int], None]) -> None:
    """Names that show by their shape or by what follows: `Han Sang-hyuk`, `Neal Mohan, who …`."""
    if not is_capital(words.texts[at]) or at + 1 >= end:
        return
    if (
        _DOUBLE_GIVEN.match(words.texts[at + 1])
        and words.texts[at].isalpha()
        and words.starts[at + 1] - words.ends[at] == 1
    ):
        vote(at, at + 1, "person", 3)


def _vote_bodies(
    words: Words,
    first: int,
    last: int,
    start: int,
    end: int,
    titles: Titles,
    bodies: OrganisationWords,
    vote: Callable[[int, int, str, int], None],
) -> None:
    """What stands in a body's place beside a post: "Nvidia's CEO", "OpenAI chief", "the head of Meta"."""
    at = first - 1
    while (
        at > start
        and (words.lower[at] in titles.modifiers or words.lower[at] in titles.portfolios)
        and not is_capital(words.texts[at])
    ):
        at -= 1
    if at > start and words.lower[at] == "'s":
        at -= 1
    begin = at
    while begin >= start and is_capital(words.texts[begin]) and words.lower[begin] not in bodies.not_names:
        begin -= 1
    if begin < at and find_place(join(words.texts[begin + 1 : at + 1])) is None and at - begin <= 4:
        if titles.head_ending(words, at) is None and words.lower[begin + 1] not in titles.honorifics:
            vote(begin + 1, at, "organisation", 3)
    if last + 2 < end and words.lower[last + 1] in {"of", "at"}:
        at = last + 2
        if words.lower[at] == "the":
            at += 1
        stop = at
        while stop < end and is_capital(words.texts[stop]) and words.starts[stop] - words.ends[stop - 1] <= 1:
            stop += 1
        if stop > at and find_place(join(words.texts[at:stop])) is None and words.lower[at] not in bodies.not_names:
            vote(at, stop - 1, "organisation", 3)


def find_name_forms(
    words: Words,
    entities: Sequence[tuple[int, int, str]],
    sentences: Sequence[tuple[int, int]],
    titles: Titles,
    bodies: OrganisationWords,
) -> dict[tuple[str, ...], NameForm]:
    """All names of a text with their votes.

    Args:
        words: the words of the text.
        entities: what the statistical model found, as `(first word, last word, label)`.
        sentences: first and past-the-last word of each sentence.
        titles: the lexicon of posts.
        bodies: the class nouns of organisations.
    """
    forms: dict[tuple[str, ...], NameForm] = {}

    def vote(first: int, last: int, kind: str, weight: int) -> None:
        key = tuple(words.texts[first : last + 1])
        if not any(part[0].isalnum() for part in key) or len(key) > 8:
            return
        form = forms.setdefault(key, NameForm(words=key))
        form.places.add(first)
        form.votes[kind] += weight
        if kind == "person" and weight >= 4:
            form.addressed = True

    kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "place",
             "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other"}  # fmt: skip
    for first, last, label in entities:
        kind = kinds.get(label)
        cleaned = clean_entity(words, first, last, titles, bodies) if kind else None
        if kind is None or cleaned is None:
            continue
        first, last = cleaned
        if kind == "person":
            while first > 0 and words.texts[first - 1] == "-":  # a hyphenated name cut in two
                first -= 2
            limit = next((end for start, end in sentences if start <= first < end), len(words))
            end = run_of_name(words, first, limit, titles, bodies)
            if (
                end is not None
                and end > last
                and words.lower[last + 1] not in bodies.nouns
                and all(
                    words.lower[k] in PARTICLES or is_capital(words.texts[k]) or words.texts[k] == "."
                    for k in range(last + 1, end + 1)
                )
            ):
                last = end
        vote(first, last, kind, 2)
    for start, end in sentences:
        capitals = sum(is_capital(words.texts[k]) for k in range(start, end) if words.texts[k][0].isalpha())
        letters = sum(words.texts[k][0].isalpha() for k in range(start, end)) or 1
        title_case = capitals / letters > 0.6 and letters > 4
        for at in range(start, end):
            low = words.lower[at]
            if low in titles.honorifics and at + 1 < end and is_capital(words.texts[at]):
                name = at + 2 if words.texts[at + 1] == "." else at + 1
                found = run_of_name(words, name, end, titles, bodies)
                if found is not None and low not in {
                    "he",
                    "u",
                    "m",
                    "don",
                    "tan",
                    "rt",
                    "hon",
                    "father",
                    "miss",
                    "lady",
                    "lord",
                }:
                    vote(name, found, "person", 6)
            _vote_by_shape(words, at, end, vote)
            head = titles.head_ending(words, at)
            if head is not None and head[1] == "corporate":
                _vote_bodies(words, head[0], at, start, end, titles, bodies, vote)
            if (
                head is None
                or low in _NO_ADDRESS
                or head[2]
                or title_case
                or (titles.head_starting(words, head[0]) or head)[0] > at
            ):
                continue
            name = at + 1
            if name + 2 < end and words.texts[name] == "(" and words.texts[name + 2] == ")":
                name += 3
            while name < end and words.lower[name] in titles.honorifics and words.lower[name] not in {"he", "u", "m"}:
                name += 1
            if name < end and is_capital(words.texts[name]) and titles.head_starting(words, name) is None:
                found = run_of_name(words, name, end, titles, bodies)
                if (
                    found is not None
                    and words.lower[name] not in bodies.nouns
                    and not bodies.is_body([words.lower[k] for k in range(name, found + 1)])
                ):
                    place = find_place(join(words.texts[name : found + 1]))
                    if place is None or place.ambiguous:
                        vote(name, found, "person", 4)
    addressed = {form.words[0] for form in forms.values() if len(form.words) == 1 and form.votes["person"] >= 4}
    firsts = {
        form.words[0]
        for form in forms.values()
        if len(form.words) > 1 and bodies.is_body([w.lower() for w in form.words])
    }
    for form in forms.values():
        if len(form.words) == 1 and form.words[0] in firsts and form.votes["person"] < 4:
            form.votes["organisation"] += 3
        if len(form.words) > 1 and addressed & {form.words[0], form.words[-1]}:
            form.votes["person"] += 4
        lower = [part.lower() for part in form.words]
        if bodies.is_body(lower):
            form.votes["organisation"] += 4
        place = find_place(form.text)
        if place is not None and not place.ambiguous:
            form.votes["place"] += 6
        elif place is not None:
            form.votes["place"] += 1
    return forms
