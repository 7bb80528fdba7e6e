"""What is kept of a resolution so that new facts need not resolve everything again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Final, Protocol
from zlib import crc32

from communique.resolution.name_pairs import answers_of, asks_of, shared_keys
from communique.resolution.names import is_ideographic, name_parts
from communique.resolution.sides import Side

__all__ = [
    "STEPS",
    "KeptBody",
    "KeptForm",
    "KeptGroup",
    "KeptPeople",
    "NotLocalError",
    "block_of",
    "copy_side",
    "fact_numbers",
    "number_of",
    "same_side",
    "stored_keys",
    "wanted_keys",
]

STEPS: Final = 6
"""Of resolving people: equal names, other spellings, initials by profile, initials, single words by profile, these."""


class NotLocalError(Exception):
    """New facts change more than can be said: everything has to be resolved again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForm:
    """A name of a person in one document.

    Attributes:
        form: its id.
        document: the document.
        block: what it must share with the names that are equal to it.
        group: the group of equal names, by its smallest form.
        side: what the document shows the name with.
        claims: the claims that name the person.
    """

    form: str
    document: str
    block: str
    group: str
    side: Side
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGroup:
    """A group of forms of equal names, and what came of it.

    Attributes:
        label: its smallest form.
        steps: after each step the smallest form of the group that it is in; first itself, at last the person.
        side: what is known of it.
    """

    label: str
    steps: tuple[str, ...]
    side: Side

    @property
    def person(self) -> str:
        """The person that it is of."""
        return self.steps[-1]

    def after(self, step: int, label: str) -> KeptGroup:
        """The same, with what a step (counted from 1) made of it."""
        return replace(self, steps=(*self.steps[: step - 1], label, *self.steps[step:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBody:
    """A name of an organisation in one document.

    Attributes:
        form: its id.
        document, name: the document, and how it writes the name.
        key: what two forms must share to be one by name alone.
        countries, people: what the document shows it with.
        label: the organisation, by its smallest form.
        claims: the claims that name it.
    """

    form: str
    document: str
    name: str
    key: tuple[str, ...]
    countries: frozenset[str]
    people: frozenset[tuple[str, ...]]
    label: str
    claims: tuple[str, ...] = ()


class KeptPeople(Protocol):
    """Where the forms and groups of people are kept."""

    def forms_in(self, blocks: Iterable[str]) -> Mapping[str, KeptForm]:
        """The forms of some blocks."""
        ...

    def forms_of_groups(self, groups: Iterable[str]) -> Mapping[str, KeptForm]:
        """The forms of some groups."""
        ...

    def forms_named(self, forms: Iterable[str]) -> Mapping[str, KeptForm]:
        """Some forms by their ids."""
        ...

    def groups_sharing(self, facts: Mapping[str, Set[int]]) -> Mapping[str, KeptGroup]:
        """The groups of these labels of whose people one of the facts is known, with all others of the same people."""
        ...

    def groups_with(self, labels: Iterable[str]) -> Mapping[str, KeptGroup]:
        """Some groups, with all others of the same people."""
        ...

    def names_with(self, keys: Iterable[int]) -> Mapping[int, list[str]]:
        """The names that are found by some keys."""
        ...

    def iter_names_with(self, key: int) -> Iterator[str]:
        """The same for one key, read no further than they are asked for."""
        ...

    def groups_of(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """The groups of each of some names."""
        ...


def block_of(name: str) -> str:
    """What names must share to be equal."""
    parts = name_parts(name)
    return f"{' '.join(parts.joined)}|{parts.generation or ''}"


def number_of(key: str) -> int:
    """A key as a number that a database keeps in few bytes."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def fact_numbers(facts: Iterable[str]) -> frozenset[int]:
    """What is known of a person as numbers of 32 bits; that two facts may have one number costs a look and no more."""
    return frozenset(crc32(fact.encode("utf-8", "surrogatepass")) for fact in facts)


@lru_cache(maxsize=65536)
def stored_keys(name: str) -> frozenset[str]:
    """The keys under which a name is kept."""
    parts = name_parts(name)
    words = _words(name)
    keys = {f"w {word}" for word in words}
    keys |= {f"s {key}" for key in shared_keys(name)}
    keys |= {f"? {key}" for key in asks_of(name)}
    keys |= {f"! {key}" for key in answers_of(name)}
    if len(parts.words) == 1:
        word = parts.joined[0]
        keys.add(f"1 {word}")
        if is_ideographic(word):
            keys.add(f"1 {word[:2]}")
        else:
            keys |= {f"> {start}" for start in _contracted(word)}
    keys |= {f"< {start}" for start in _starts(name)}
    return frozenset(keys)


@lru_cache(maxsize=65536)
def wanted_keys(name: str, *, single: bool, orphan: bool = False) -> frozenset[str]:
    """The keys under which the names are kept that a name may have to be compared with.

    Args:
        name: the name.
        single: by the words of which it is made, instead of by whole names.
        orphan: it is one word, which stands in no name of several.
    """
    if not single:
        keys = {f"s {key}" for key in shared_keys(name)}
        keys |= {f"{mark} {key}" for key in asks_of(name) for mark in "?!"}
        return frozenset(keys | {f"? {key}" for key in answers_of(name)})
    parts = name_parts(name)
    keys = {f"1 {word}" for word in _words(name)} | {f"> {start}" for start in _starts(name)}
    if len(parts.words) == 1:
        word = parts.joined[0]
        keys.add(f"w {word}")
        if is_ideographic(word):
            keys.add(f"w {word[:2]}")
        elif orphan:
            keys |= {f"< {start}" for start in _contracted(word)}
    return frozenset(keys)


def _words(name: str) -> set[str]:
    joined = name_parts(name).joined
    return {*joined, *(word[:2] for word in joined if is_ideographic(word))}


def _starts(name: str) -> set[str]:
    """By what a name of several words is found by a word made of their beginnings (`is_contraction`)."""
    joined = name_parts(name).joined
    if len(joined) == 2:
        return {f"{joined[0][:2]} {joined[1][:2]}"}
    return {"".join(part[0] for part in joined)} if len(joined) > 2 else set()


def _contracted(word: str) -> set[str]:
    """By what such a word finds them: itself, and its beginning with what stands at each place where it may part."""
    return {word, *(f"{word[:2]} {word[cut : cut + 2]}" for cut in range(2, len(word) - 1))}


def copy_side(sides: Iterable[Side]) -> Side:
    """All that some sides know, as one of its own."""
    found = Side()
    for side in sides:
        found.take(side)
    return found


def same_side(a: Side, b: Side, *, partners: bool = True) -> bool:
    """True where two sides know the same; without partners, the same that others of a name are told apart by."""
    names = ("names", "organisations", "posts", "countries", "references", *(("partners", "families") * partners))
    return all(getattr(a, name) == getattr(b, name) for name in names)


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a round of resolution came to.

    Attributes:
        said: the judgements that now hold.
        stale: those that no longer do, as labels with the rules that spoke of them; both ends are among the labels.
    """

    said: list[object] = field(default_factory=list)
    stale: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
