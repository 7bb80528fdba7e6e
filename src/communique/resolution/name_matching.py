"""Whether two written names can be names of one person, and by which turn of writing.

Nothing here looks at context: two people may bear one name, and one person may write it in many ways. What is decided
is only whether the two spellings *can* mean one person, and how much that says (`NameMatch.score`). Two different given
names are never compatible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from communique.resolution.hangul import is_hangul, korean_alike, read_aloud
from communique.resolution.names import (
    EITHER,
    KOREAN,
    NameParts,
    is_ideographic,
    is_initial,
    knowledge,
    name_parts,
    skeleton,
)

__all__ = ["MATCHES", "NameMatch", "compatible_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Two names that can mean one person.

    Attributes:
        rule: the turn of writing that connects them (`equal`, `spacing`, `order`, `initials`, `subset`, `diminutive`,
            `romanisation`, `script`, `sounds`, `generation`, `same_initials`,
            `contraction`, `single`).
        score: how much the names alone say for it, between 0 and 1.
        because: the same in plain words.
    """

    rule: str
    score: float
    because: str


# How much each turn of writing says by itself. An equal full name is enough where nothing speaks against it; all others
# need at least one fact beside the name, those that two people of one firm may well differ by need two; a single word
# needs an organisation and a post or a partner in talks.
MATCHES: Mapping[str, NameMatch] = {
    rule: NameMatch(rule=rule, score=score, because=because)
    for rule, score, because in (
        ("equal", 0.7, "the names are the same"),
        ("spacing", 0.68, "the names differ only in hyphens and spaces"),
        ("middle", 0.62, "the names differ only in a middle initial"),
        ("generation", 0.3, "the names are the same but for a mark of generation that one text shows"),
        ("order", 0.5, "the same words, family name first in one and last in the other"),
        ("romanisation", 0.45, "two spellings of one name in Latin letters"),
        ("script", 0.35, "the Korean name read aloud, and its spelling in Latin letters"),
        ("sounds", 0.3, "two spellings that can be one name in Latin letters, or two names that sound alike"),
        ("diminutive", 0.45, "the same family name, and one given name is short for the other"),
        ("subset", 0.45, "every word of the shorter name stands in the longer"),
        ("initials", 0.3, "the same family name, and the other's given name begins with the initial shown"),
        ("same_initials", 0.35, "the same initials before the same family name"),
        ("contraction", 0.2, "the one word given is made of the beginnings of the full name's words"),
        ("single", 0.2, "the one word given is part of the full name"),
    )
}


SHORTEST_CONTRACTION = 5  # letters: in a shorter word the beginnings of two others are found by chance


def relate(a: str, b: str, *, eastern: bool, sounds: frozenset[str], family: bool = False) -> str | None:
    """How two words of the same place in two names are one name: a rule's name, or None."""
    plain_a, plain_b = a.replace("-", ""), b.replace("-", "")
    if plain_a == plain_b:
        return "equal"
    if is_initial(a) or is_initial(b):
        return "initials" if not family and plain_a[:1] == plain_b[:1] and is_initial(a) != is_initial(b) else None
    if "korean" in sounds and korean_alike(a, b):
        return "romanisation" if family else "sounds"
    if any(skeleton(plain_a, kind) == skeleton(plain_b, kind) for kind in sounds - {"korean"}):
        return "romanisation"
    if "general" in sounds and skeleton(plain_a, "vowels") == skeleton(plain_b, "vowels"):
        return "romanisation" if family else "sounds"
    if family or "general" not in sounds:
        return None
    short: Mapping[str, set[int]] = knowledge()["diminutives"]
    if short.get(plain_a, set()) & short.get(plain_b, set()):
        return "diminutive"
    less, more = sorted((plain_a, plain_b), key=len)
    return "diminutive" if 3 <= len(less) <= 4 and more.startswith(less) and len(more) >= len(less) + 3 else None


def weakest(rules: set[str]) -> str:
    """The rule that says least: a match is only as good as its weakest step."""
    return min(rules, key=lambda rule: (MATCHES[rule].score, rule))


def align_given(a: tuple[str, ...], b: tuple[str, ...], *, eastern: bool, sounds: frozenset[str]) -> str | None:
    """How two rows of given names agree. Names may be left out of one row, never changed."""
    if not a or not b:
        return None
    if "".join(a).replace("-", "") == "".join(b).replace("-", ""):
        return "equal" if len(a) == len(b) else "spacing"
    shown = any(map(is_initial, (*a, *b)))
    if shown and (rule := match_initials(spread(a), spread(b))) is not None:
        return rule
    if shown and not agree([w for w in a if is_initial(w)], [w for w in b if is_initial(w)]):
        return None
    if eastern and (len(spread(a)) > 1 or len(spread(b)) > 1):
        # A given name of two syllables is one name: "Yong" is not "Yong-chol".
        joined = relate("-".join(a), "-".join(b), eastern=True, sounds=sounds)
        return joined if joined != "initials" else None
    less, more = (a, b) if len(a) <= len(b) else (b, a)
    rules: set[str] = set()
    at = 0
    for word in less:
        while at < len(more):
            rule = relate(word, more[at], eastern=eastern, sounds=sounds)
            at += 1
            if rule == "initials" and at > 1 and "subset" in rules:
                rule = None  # an initial stands for the first name, or for one behind a name that both show
            if rule is not None:
                rules.add(rule)
                break
            if at == 1 and len(less) == len(more):
                return None
            rules.add("middle" if is_initial(more[at - 1]) else "subset")
        else:
            return None
    left = more[at:]
    if left:
        rules.add("middle" if all(map(is_initial, left)) else "subset")
    return weakest(rules)


def agree(a: list[str], b: list[str]) -> bool:
    """True where the initials of one name begin those of the other: `W.` does not begin `H. W.`."""
    return all(x == y for x, y in zip(a, b, strict=False))


def spread(given: tuple[str, ...]) -> tuple[str, ...]:
    """Given names with each syllable that a hyphen marks on its own."""
    return tuple(part for word in given for part in word.split("-") if part)


def match_initials(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Initials against syllables: `J.Y.` and `Jay Y.` fit `Jae-yong`.

    A word spelled out on both sides must be nearly the same, so that `William J.` does not fit `Wendy Jane`.
    """
    less = min(a, b, key=len)
    if len(less) == 1 and is_initial(less[0]):
        return "initials" if a[0][0] == b[0][0] else None
    if len(a) != len(b) or len(a) < 2:
        return None
    fits = False
    for x, y in zip(a, b, strict=True):
        if x[0] != y[0]:
            return None
        if is_initial(x) != is_initial(y):
            fits = True
        elif x != y and Levenshtein.distance(x, y) > 1:
            return None
    return "initials" if fits else None


def splits(parts: NameParts, *, eastern: bool) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The ways to part a name of several words into family name and given names, and which end the family stands."""
    words = parts.words
    if eastern:
        yield words[0], words[1:], "first"
    yield words[-1], words[:-1], "last"


@lru_cache(maxsize=1 << 16)
def compatible_names(a: str, b: str) -> NameMatch | None:
    """Say how two written names can be names of one person; None where they cannot.

    Two different given names never can, nor a father and a son told apart by `Jr.` or a number, nor two names of titles
    alone. The answer is the same whichever name comes first.
    """
    left, right = sorted((a, b))
    x, y = name_parts(left), name_parts(right)
    if not x.words or not y.words:
        return None
    if x.generation and y.generation and x.generation != y.generation:
        return None
    if x.joined == y.joined:
        if not x.full:
            return MATCHES["single"]
        if x.generation != y.generation:
            return MATCHES["generation"]
        return MATCHES["equal" if x.spelled_out else "same_initials"]
    if (korean := read_aloud(x.words) or read_aloud(y.words)) and not (
        is_hangul(x.joined[0]) and is_hangul(y.joined[0])
    ):
        return match_aloud(korean, y if is_hangul(x.joined[0]) else x)
    if "".join(x.joined) == "".join(y.joined) and x.full and y.full:
        rule: str | None = "spacing"
    elif len(x.words) == 1 or len(y.words) == 1:
        return match_single(x, y)
    else:
        rule = match_full(x, y)
    if rule is None:
        return None
    return MATCHES[rule if x.generation == y.generation else weakest({rule, "generation"})]


def match_aloud(korean: Sequence[tuple[str, str]], other: NameParts) -> NameMatch | None:
    """A Korean name in Hangul, read aloud, against a name in Latin letters."""
    if len(other.words) < 2 or not all(word.isascii() for word in other.words):
        return None
    found = []
    for family, given in korean:
        words = (family, given)
        spelled = NameParts(
            words=words, joined=(family, given.replace("-", "")), generation=None, eastern=True, sounds=KOREAN
        )
        rule = "equal" if set(spelled.joined) == set(other.joined) else match_full(spelled, other)
        if rule is not None:
            found.append("script" if MATCHES[rule].score >= MATCHES["sounds"].score and rule != "initials" else rule)
    return MATCHES[max(found, key=lambda rule: (MATCHES[rule].score, rule))] if found else None


def match_single(x: NameParts, y: NameParts) -> NameMatch | None:
    """A name of one word against another name."""
    one, other = (x, y) if len(x.words) == 1 else (y, x)
    word = one.joined[0]
    if is_ideographic(word):
        # 岸田 is the family name of 岸田文雄; a shared beginning is all that the script shows.
        fuller = other.joined[0]
        fits = len(other.words) == 1 and len(word) != len(fuller)
        less, more = sorted((word, fuller), key=len)
        return MATCHES["single"] if fits and more.startswith(less) and len(more) > 2 else None
    if is_initial(word) or word in knowledge()["particles"]:
        return None
    if len(other.words) < 2:
        return None
    if word in other.joined:
        return MATCHES["single"]
    return MATCHES["contraction"] if is_contraction(word, other.joined) else None


def is_contraction(word: str, full: tuple[str, ...]) -> bool:
    """True for a word made of the beginnings of all words of a name, two letters or more of each, none whole.

    Also for the first letters of a name of three words or more.
    """
    if len(full) > 2 and word == "".join(part[0] for part in full):
        return True
    return (
        len(word) >= SHORTEST_CONTRACTION
        and len(full) == 2
        and any(
            full[0].startswith(word[:cut]) and full[1].startswith(word[cut:]) and word[cut:] != full[1]
            for cut in range(2, len(word) - 1)
        )
    )


def match_full(x: NameParts, y: NameParts) -> str | None:
    """Two names of several words each: the best way to read them as one, as a rule's name."""
    eastern = x.eastern or y.eastern
    sounds = sounds_of_both(x, y)
    found: list[str] = []
    for family_x, given_x, end_x in splits(x, eastern=eastern):
        for family_y, given_y, end_y in splits(y, eastern=eastern):
            family = relate(family_x, family_y, eastern=eastern, sounds=sounds, family=True)
            if family is None or is_initial(family_x) or is_initial(family_y):
                continue
            # A middle name alone cannot tell which end the family name stands; a first reading needs one that can.
            given = align_given(given_x, given_y, eastern=eastern, sounds=sounds)
            if given is not None:
                found.append(weakest({family, given, "order" if end_x != end_y else "equal"}))
    if found:
        return max(found, key=lambda rule: (MATCHES[rule].score, rule))
    if sorted(x.joined) == sorted(y.joined):
        return "order"
    return "subset" if not eastern and is_within(x, y) else None


def sounds_of_both(x: NameParts, y: NameParts) -> frozenset[str]:
    """The romanisations that may account for the difference of two names: those of the one whose origin shows."""
    if x.eastern != y.eastern:
        return x.sounds if x.eastern else y.sounds
    return (
        x.sounds & y.sounds if x.sounds != EITHER != y.sounds else x.sounds & y.sounds or KOREAN & (x.sounds | y.sounds)
    )


def is_within(x: NameParts, y: NameParts) -> bool:
    """True where the two or more names proper of one all stand in the other, in order, beginning with its first."""
    less, more = sorted((x.joined, y.joined), key=lambda words: (len(words), words))
    eastern, sounds = x.eastern or y.eastern, sounds_of_both(x, y)
    particles: frozenset[str] = knowledge()["particles"]
    if len([word for word in less if word not in particles and not is_initial(word)]) < 2:
        return False
    if not agree([word for word in x.words if is_initial(word)], [word for word in y.words if is_initial(word)]):
        return False
    rest = iter(more)
    return all(
        any(relate(word, other, eastern=eastern, sounds=sounds, family=True) is not None for other in rest)
        for word in less
    )
