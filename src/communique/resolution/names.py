"""Names taken apart: folded, split into words, keyed for comparison. Pure functions on strings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique.resolution.hangul import read_aloud
from communique.text.data import load_words

__all__ = [
    "NameParts",
    "block_keys",
    "family_words",
    "fold",
    "forget_parts",
    "is_ideographic",
    "is_initial",
    "knowledge",
    "name_parts",
    "skeleton",
]

LONGEST_NAME = 160  # characters read of a name; what is longer is no name
FUZZY_VOWELS = 6  # letters from which a word may differ in its vowels alone ("Mohammed", "Muhammad")

EASTERN = ("korean", "chinese", "vietnamese")
LISTS = ("honorifics", "generations", "particles", "common", *EASTERN)

TOKEN = re.compile(r"[^\W\d_]+(?:[-‐‑'’.·・][^\W\d_]+)*\.?")
GENERAL, KOREAN, NO_SOUNDS = frozenset({"general"}), frozenset({"korean"}), frozenset[str]()
EITHER = frozenset({"korean", "japanese", "general"})  # the family name stands first, and nothing else is known
HYPHEN = re.compile(r"[-‐‑]")
PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)


@cache
def knowledge() -> Mapping[str, Any]:
    """The word lists of `names.toml`, each as a set; diminutives as word → the sets it belongs to."""
    raw = load_words("names", package="communique.resolution")
    short: dict[str, set[int]] = {}
    for number, group in enumerate(raw["diminutives"]):
        for word in group:
            short.setdefault(word, set()).add(number)
    return {
        **{key: frozenset(raw[key]) for key in LISTS},
        "eastern": frozenset().union(*(raw[key] for key in EASTERN)),
        "diminutives": short,
        "romanisations": {kind: [tuple(pair) for pair in pairs] for kind, pairs in raw["romanisations"].items()},
    }


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without accents, case and widths, so that spellings of one name compare equal. Scripts are kept."""
    wide = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in wide if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.translate(PLAIN))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name taken apart.

    Attributes:
        words: the folded words of the name proper, hyphens kept, honorifics and generation left out.
        joined: the same with their hyphens closed up.
        generation: `jr`, `iii`, where the name shows one.
        eastern: true where the family name stands, or may stand, first.
        sounds: the languages whose romanisations may account for another spelling of the name.
    """

    words: tuple[str, ...]
    joined: tuple[str, ...]
    generation: str | None
    eastern: bool
    sounds: frozenset[str]

    @property
    def full(self) -> bool:
        """True where the name has a family name and a given name, or is long enough in a script without spaces."""
        if len(self.words) == 1:
            return is_ideographic(self.words[0]) and len(self.words[0]) > 2
        return len(self.words) > 1

    @property
    def spelled_out(self) -> bool:
        """True where some word beside the family name is more than an initial."""
        return not self.full or sum(not is_initial(word) for word in self.words) > 1 or is_ideographic(self.words[0])

    @property
    def weak(self) -> bool:
        """True where the full name is shared by so many people that it says little by itself."""
        known: frozenset[str] = knowledge()["common"]
        return self.eastern and bool({self.joined[0], self.joined[-1]} & known)


def is_ideographic(word: str) -> bool:
    """True for words of Chinese characters, kana or Hangul, which show no boundary between family and given name."""
    return all("぀" <= c <= "鿿" or "가" <= c <= "힣" for c in word)


def forget_parts() -> None:
    """Let go of the parts of all names taken apart so far: for whoever goes once through more names than fit."""
    name_parts.cache_clear()


@lru_cache(maxsize=1 << 19)
def name_parts(name: str) -> NameParts:
    """Take a written name apart. A name made of titles alone has no words."""
    lists = knowledge()
    raw = TOKEN.findall(name[:LONGEST_NAME])
    words: list[str] = []
    capitals: list[bool] = []
    mixed = not name.isupper()
    for token in raw:
        for piece in split_token(token, mixed=mixed):
            words.append(piece)
            capitals.append(mixed and token.isupper() and len(piece) > 1 and token.isascii())
    while len(words) > 1 and words[0] in lists["honorifics"]:
        del words[0], capitals[0]
    if len(words) == 1 and words[0] in lists["honorifics"]:
        words, capitals = [], []
    generation = None
    if len(words) > 1 and words[-1] in lists["generations"] and (capitals[-1] or words[-1] in ("jr", "sr")):
        generation = words.pop()
        capitals.pop()
    capitals_first = len(words) > 1 and capitals[0] and not capitals[-1]
    syllabic = any(HYPHEN.search(word) for word in words[1:]) or (len(words) == 2 and "-" in words[0])
    eastern = bool(words) and (
        capitals_first
        or words[0] in lists["eastern"]
        or (syllabic and words[-1] in lists["eastern"])
        or (len(words) == 2 and words[1] in lists["eastern"])
    )
    joined = tuple(word.replace("-", "") for word in words)
    sounds = sounds_of(words, eastern=eastern, syllabic=syllabic or len(words) > 2)
    return NameParts(words=tuple(words), joined=joined, generation=generation, eastern=eastern, sounds=sounds)


def sounds_of(words: Sequence[str], *, eastern: bool, syllabic: bool) -> frozenset[str]:
    """The languages whose romanisations may account for another spelling.

    Pinyin and Vietnamese have one spelling a sound. A family name that Korea and China share is Korean where the given
    name shows its syllables apart.
    """
    if not eastern or not words:
        return GENERAL
    lists = knowledge()
    ends = {words[0], words[-1]}
    if ends & lists["korean"] and (syllabic or not ends & lists["chinese"]):
        return KOREAN
    return NO_SOUNDS if ends & lists["eastern"] else EITHER


def split_token(token: str, *, mixed: bool) -> list[str]:
    """One written word as the words it stands for: `J.D.` and `JD` are two initials, `O'Neill` is one word."""
    plain = fold(HYPHEN.sub("-", token)).replace("'", "").replace("’", "")
    if "." in plain.rstrip("."):
        return [piece for piece in plain.split(".") if piece]
    plain = plain.rstrip(".")
    consonants = not set(plain) & set("aeiou")
    if mixed and len(plain) == 2 and token.isascii() and token.isupper() and consonants:
        return list(plain)
    for mark in "·・":
        if mark in plain:
            return [piece for piece in plain.split(mark) if piece]
    return [plain]


def is_initial(word: str) -> bool:
    """True for a single letter that stands for a name."""
    return len(word) == 1 and not is_ideographic(word)


@lru_cache(maxsize=65536)
def skeleton(word: str, kind: str) -> str:
    """A word with the differences between romanisations of one kind taken out.

    The kinds are those of `names.toml`, and `vowels`: `general` with most vowels of longer words taken for one.
    """
    text = word.replace("-", "") + "$"
    for old, new in knowledge()["romanisations"]["general" if kind == "vowels" else kind]:
        text = text.replace(old, new)
    text = text.rstrip("$")
    if kind == "vowels" and len(word) >= FUZZY_VOWELS:
        text = text.replace("e", "a").replace("i", "a")
    return "".join(c for i, c in enumerate(text) if i == 0 or c != text[i - 1])


def family_words(parts: NameParts) -> set[str]:
    """The words that may be the family name: the last, and the first where it may stand first."""
    particles: frozenset[str] = knowledge()["particles"]
    words = [word for word in parts.joined if word not in particles and not is_initial(word)]
    found = {parts.joined[-1]} & particles  # "de" at the end of a name cut short
    if words:
        found |= {words[-1], words[0]} if parts.eastern else {words[-1]}
    return found


@lru_cache(maxsize=65536)
def block_keys(name: str) -> frozenset[str]:
    """Keys such that two compatible full names share at least one: compare only names that do.

    A family name, from whichever end it may stand; the first two words, for names cut short at the end; all words, for
    names turned round; all letters, for names spaced otherwise. A name of one word has none: its word is looked up.
    """
    parts = name_parts(name)
    if not parts.full:
        return frozenset()
    aloud = read_aloud(parts.words)
    if aloud:
        families = {skeleton(family, kind) for family, _ in aloud for kind in ("korean", "vowels")}
        return frozenset({f"run {''.join(parts.joined)}", *(f"family {one}" for one in families)})
    words = [word for word in parts.joined if word not in knowledge()["particles"] and not is_initial(word)]
    keys = {f"run {''.join(parts.joined)}", f"all {' '.join(sorted(words or parts.joined))}"}
    for kind in ("korean", "japanese", "vowels"):
        keys |= {f"family {skeleton(word, kind)}" for word in family_words(parts)}
    if len(words) > 1:
        keys.add(f"first {skeleton(words[0], 'vowels')} {skeleton(words[1], 'vowels')}")
    return frozenset(keys)
