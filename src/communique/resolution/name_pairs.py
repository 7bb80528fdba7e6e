"""Which of many written names are worth comparing: those that share a key as fine as the turns of writing allow.

A family name alone is too coarse a key: the commonest is borne by every hundredth person, and the pairs among its
bearers would outgrow everything else. So a key joins it with what the given names must have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from communique.resolution.hangul import read_aloud
from communique.resolution.names import (
    NameParts,
    family_words,
    is_initial,
    knowledge,
    name_parts,
    skeleton,
)

__all__ = ["answers_of", "asks_of", "full_pairs", "shared_keys"]

MOST_WORDS = 6  # of a name that are paired with each other
SHORT = (3, 4)  # letters of a given name that may be short for one beginning with it …
LONG = 6  # … of so many letters or more
ALIKE = str.maketrans("gdbjl", "ktpcr")
SOUNDLESS = frozenset("aeiouwyh-")
NUMBER_BITS = 24  # names are numbered; 16 million distinct ones in one ledger


def full_pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of full names that share a key, each once.

    Args:
        names: distinct names, in order.
    """
    # A key and a name's number as one integer, sorted: a fifth of the memory of lists by key.
    packed: list[int] = []
    asking: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        packed.extend((hash(key) & (1 << 63) - 1) >> 24 << NUMBER_BITS | number for key in shared_keys(name))
        for key in asks_of(name):
            asking[key].append(number)
    answering: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names if asking else ()):
        for key in answers_of(name):
            if key in asking:
                answering[key].append(number)
    seen: set[int] = set()
    for a, b in number_pairs(packed, asking, answering):
        pair = (a << NUMBER_BITS | b) if a < b else (b << NUMBER_BITS | a)
        if a != b and pair not in seen:
            seen.add(pair)
            yield (names[a], names[b]) if a < b else (names[b], names[a])


def number_pairs(
    packed: list[int], asking: Mapping[str, Sequence[int]], answering: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of numbers in one block."""
    packed.sort()
    mask = (1 << NUMBER_BITS) - 1
    block: list[int] = []
    last = -1
    for one in packed:
        if one >> NUMBER_BITS != last:
            yield from combinations(block, 2)
            block = []
            last = one >> NUMBER_BITS
        block.append(one & mask)
    yield from combinations(block, 2)
    for key, some in asking.items():
        yield from combinations(some, 2)
        for one in some:
            yield from ((one, other) for other in answering.get(key, ()))


def shared_keys(name: str) -> frozenset[str]:
    """Keys of which two names share one where they agree by all or some of their words."""
    parts = name_parts(name)
    if not parts.full:
        return frozenset()
    keys = {f"run {''.join(parts.joined)}"}
    aloud = read_aloud(parts.words)
    if aloud:
        return frozenset({*keys, *(parted("korean", family, given) for family, given in aloud)})
    words = [word for word in parts.joined if word not in knowledge()["particles"] and not is_initial(word)]
    if len(words) < 2:
        keys.add(f"all {' '.join(sorted(parts.joined))}")
    plain = sorted({skeleton(word, "vowels") for word in words[:MOST_WORDS]})
    keys.update(f"two {a} {b}" for a, b in combinations(plain, 2))
    if len(plain) == 1 and len(words) > 1:
        keys.add(f"two {plain[0]} {plain[0]}")
    if len(words) > 1:
        for kind in ("korean", "japanese"):
            keys.add(parted(kind, words[0], "".join(words[1:])))
            keys.add(parted(kind, words[-1], "".join(words[:-1])))
    short: Mapping[str, set[int]] = knowledge()["diminutives"]
    for family, given in western(parts):
        keys.update(f"short {family} {group}" for word in given for group in short.get(word, ()))
    return frozenset(keys)


def parted(kind: str, family: str, given: str) -> str:
    """A key of a family name and all that stands beside it."""
    return f"{kind} {skeleton(family, kind)} {consonants(given) if kind == 'korean' else skeleton(given, kind)}"


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The consonants of a Korean word in Latin letters, those that the systems write alike taken for one."""
    kept = "".join(c for c in word.replace("ck", "k").translate(ALIKE) if c not in SOUNDLESS)
    return "".join(c for at, c in enumerate(kept) if not at or kept[at - 1] != c)


def western(parts: NameParts) -> Iterator[tuple[str, list[str]]]:
    """A name as family name, without the differences of spelling, and spelled-out given names."""
    if "general" in parts.sounds:
        for family in family_words(parts):
            given = list(parts.joined)
            given.remove(family)
            yield skeleton(family, "vowels"), [word for word in given if not is_initial(word)]


def initials_of(parts: NameParts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A name as family name and given names, each syllable that a hyphen marks on its own."""
    if aloud := read_aloud(parts.words):
        rows = [(family, tuple(given.split("-"))) for family, given in aloud]
    else:
        ends = {(parts.words[-1], parts.words[:-1])}
        if parts.eastern:
            ends.add((parts.words[0], parts.words[1:]))
        rows = [(f, tuple(p for word in given for p in word.split("-") if p)) for f, given in sorted(ends)]
    korean: frozenset[str] = knowledge()["korean"]
    for family, given in rows:
        if given and not is_initial(family):
            yield f"vowels {skeleton(family, 'vowels')}", given
            if family in korean:
                yield f"korean {skeleton(family, 'korean')}", given


def asks_of(name: str) -> frozenset[str]:
    """Keys of a name that shows less than another may: an initial, a short given name."""
    return _asks_and_answers(name)[0]


def answers_of(name: str) -> frozenset[str]:
    """Keys by which such names find a name that shows more."""
    return _asks_and_answers(name)[1]


@lru_cache(maxsize=1 << 10)
def _asks_and_answers(name: str) -> tuple[frozenset[str], frozenset[str]]:
    parts = name_parts(name)
    asks: set[str] = set()
    answers: set[str] = set()
    if not parts.full:
        return frozenset(), frozenset()
    for family, given in initials_of(parts):
        first = f"first {family} {given[0][0]}"
        letters = f"letters {family} {''.join(part[0] for part in given)}"
        (asks if is_initial(given[0]) else answers).add(first)
        if len(given) > 1:
            (asks if any(map(is_initial, given)) else answers).add(letters)
    for family, words in western(parts):
        for word in words:
            if SHORT[0] <= len(word) <= SHORT[1]:
                asks.add(f"begin {family} {word}")
            elif len(word) >= LONG:
                answers.update(f"begin {family} {word[:length]}" for length in SHORT)
    return frozenset(asks), frozenset(answers)
