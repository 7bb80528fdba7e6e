"""Whom a name or a title means on a day, by reference lists alone: `Orla Venn`, `the Prime Minister`, `Lady Venn`.

Unlike the linking of forms (`references`), which weighs what a document shows a name with, this answers a question:
somebody has said that the name is one of the lists'. So less is needed, and several answers are given where several
fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model.reference import Reference, ReferencePost
from communique.resolution.names import fold, name_parts
from communique.resolution.references import country_of, held_on, name_keys, name_match, post_key
from communique.resolution.words import class_words

__all__ = ["Holder", "Question", "find_holders", "mention_keys"]

_WORD = re.compile(r"\S+")
LONGEST = 40  # words of a question
# How closely a name agrees, the closest first.
_AS_LISTED, _FULL, _VARIANT, _FAMILY = 3, 2, 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody whom a name or a title can mean.

    Attributes:
        reference: the person of a list.
        posts: those held on the day; all where no day was given.
        because: how the name or the title leads there.
    """

    reference: Reference
    posts: tuple[ReferencePost, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name or a title, on a day, of a country; a day or country of None leaves it open."""

    mention: str
    day: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take a mention apart: a title, a name, or a title before a name; and whose title it is."""

    title: str | None
    name: str | None
    country: str | None


def mention_keys(mention: str) -> frozenset[str]:
    """The keys under which lists have whoever a mention can mean."""
    keys: set[str] = set()
    for reading in _readings(mention):
        if reading.title is not None:
            keys.add(reading.title)
        if reading.name is not None:
            keys |= name_keys(reading.name)
    return frozenset(keys)


def find_holders(question: Question, references: Iterable[Reference]) -> tuple[Holder, ...]:
    """Everybody of each list who fits best; one a list where the answer is clear.

    Args:
        question: what is asked.
        references: people of lists, at least all who have one of the `mention_keys`.
    """
    by_list: dict[str, list[Reference]] = defaultdict(list)
    for one in references:
        by_list[one.list].append(one)
    return tuple(
        holder for _, people in sorted(by_list.items()) for holder in _find(question, sorted(people, key=_key))
    )


def _key(reference: Reference) -> tuple[str, str]:
    return reference.key


def _find(question: Question, people: Sequence[Reference]) -> list[Holder]:
    """Of one list: by the longest title it has, else by the name."""
    for reading in _readings(question.mention):
        country = reading.country or question.country
        there = [one for one in people if country is None or country in (one.person.countries or (country,))]
        if reading.title is None:
            return _by_name(reading.name or "", there, question.day) if reading.name else []
        holding = [one for one in there if any(post_key(post.role) == reading.title for post in one.person.posts)]
        if not holding:
            continue
        if reading.name is None:
            return _by_title(reading.title, holding, question.day, country)
        if found := _by_name(reading.name, holding, question.day, title=reading.title):
            return found
    return []


def _by_title(title: str, people: Sequence[Reference], day: str | None, country: str | None) -> list[Holder]:
    found = []
    for one in people:
        held = _posts_on(one, day)
        fitting = [post for post in held if post_key(post.role) == title and country in (None, post.country)]
        if fitting:
            because = f"{fitting[0].role}{f' on {day}' if day is not None else ''}"
            found.append(Holder(reference=one, posts=held, because=because))
    return found


def _by_name(name: str, people: Sequence[Reference], day: str | None, title: str | None = None) -> list[Holder]:
    closest: dict[int, list[tuple[Reference, str, bool]]] = defaultdict(list)
    for one in people:
        if (fit := _closeness(name, one)) is None:
            continue
        held = _posts_on(one, day)
        in_office = bool(held) and (title is None or any(post_key(post.role) == title for post in held))
        closeness, because = fit
        # One word says so little that it can mean only somebody who was in office.
        if in_office or day is None or (closeness >= _FULL and len(name_parts(name).words) > 1):
            closest[closeness].append((one, because, in_office))
    for closeness in (_AS_LISTED, _FULL, _VARIANT, _FAMILY):
        found = closest.get(closeness, [])
        serving = [fit for fit in found if fit[2]]
        if found:
            return [
                Holder(reference=one, posts=_posts_on(one, day), because=because)
                for one, because, _ in serving or found
            ]
    return []


def _closeness(name: str, one: Reference) -> tuple[int, str] | None:
    if fold(name) in map(fold, one.person.names):
        return _AS_LISTED, "the list has this very name"
    match = name_match(name, one.person)
    if match is None:
        return None
    if match.rule == "single":
        # Lord North need not be a North whom the list has without the title.
        first = fold(name).split()[0]
        if first in class_words().peers and not any(fold(listed).split()[0] == first for listed in one.person.names):
            return None
        return _FAMILY, match.because
    return (_FULL if match.rule in ("equal", "spacing", "order") else _VARIANT), match.because


def _posts_on(one: Reference, day: str | None) -> tuple[ReferencePost, ...]:
    if day is None:
        return one.person.posts
    return tuple(post for post in one.person.posts if held_on(post, day, one.as_of))


def _readings(mention: str) -> Iterable[_Reading]:
    """The ways to take a mention apart, the longest title first: a title alone, a title and a name, a name alone."""
    words = _WORD.findall(mention)[:LONGEST]
    owner, rest = _owner(words)
    if not rest:
        return
    for end in range(len(rest), 0, -1):
        title, name = " ".join(rest[:end]).rstrip(","), " ".join(rest[end:]) or None
        yield _Reading(post_key(title), name, owner)
        if name is None:
            for at in range(1, end):
                if rest[at] == "of" and (country := country_of(" ".join(rest[at + 1 :]))) is not None:
                    yield _Reading(post_key(" ".join(rest[:at])), None, country)
    yield _Reading(None, " ".join(rest), owner)


def _owner(words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """Whose title it is where a country stands before it: `Japan's prime minister`, `British Prime Minister`."""
    for end in (3, 2, 1):
        before = " ".join(words[:end])
        if len(words) > end and before.endswith(("'s", "’s")) and (code := country_of(before[:-2])) is not None:
            return code, words[end:]
    return None, words
