"""Korean names: Hangul read aloud in Latin letters, and whether two Latin spellings can be one Korean word."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_hangul", "korean_alike", "read_aloud"]

FIRST, LAST = 0xAC00, 0xD7A3
INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")  # noqa: SIM905 (in the order of Unicode)
FINALS = "- k k k n n n t l k m p l l p l m p p t t ng t t k t p t".replace("-", "").split(" ")

# Family names of two syllables, a closed set.
LONG_FAMILIES = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "어금", "망절"})
# Family names that are not spelled as they sound: by custom, or because an initial is dropped in the South.
CUSTOMARY = {
    "이": ("lee",), "리": ("lee",), "박": ("park", "pak"), "임": ("lim", "im"), "림": ("lim",), "유": ("yoo", "ryu"),
    "류": ("ryu", "yoo"), "노": ("noh", "roh"), "로": ("roh",), "나": ("na", "ra"), "라": ("ra", "na"), "최": ("choi",),
    "여": ("yeo", "lyuh"), "양": ("yang", "ryang"), "우": ("woo",), "허": ("heo", "hur"), "서": ("seo", "suh"),
    "오": ("oh",), "백": ("baek", "paik"), "신": ("shin",), "심": ("shim",), "육": ("yuk", "ryuk"), "엄": ("eom", "um"),
}  # fmt: skip

# Written vowels, the longest first, with the sounds that Revised Romanisation, McCune-Reischauer without its marks and
# the habits of passports write with them.
SOUNDS = {
    "yeo": {"yeo"}, "yae": {"yae", "ye"}, "you": {"yeo", "yu"}, "yoo": {"yu"}, "yu": {"yu", "yeo"}, "yo": {"yo", "yeo"},
    "ye": {"ye", "yeo"}, "ya": {"ya"}, "wae": {"wae", "we", "oe"}, "weo": {"wo"}, "woo": {"u"}, "wa": {"wa"},
    "wo": {"wo"}, "we": {"we", "wae", "oe"}, "wi": {"wi", "ui"}, "wu": {"u"}, "wy": {"wi"}, "eui": {"ui"},
    "oui": {"ui"}, "ui": {"ui", "wi", "i"}, "eo": {"eo"}, "eu": {"eu"}, "oo": {"u"}, "ou": {"u", "eo"}, "oe": {"oe"},
    "oi": {"oe"}, "oh": {"o"}, "uh": {"eo"}, "ah": {"a"}, "ar": {"a"}, "ur": {"eo"}, "aw": {"o"}, "ae": {"ae", "e"},
    "ai": {"ae"}, "ay": {"ae"}, "ee": {"i"}, "ie": {"i"}, "ea": {"i", "ae"}, "a": {"a", "ae"}, "e": {"e", "ae"},
    "i": {"i"}, "o": {"o", "eo"}, "u": {"u", "eo", "eu"}, "y": {"i"},
}  # fmt: skip
# Consonants that are one sound, or are not told apart by one of the systems.
CLASSES = {
    "ng": "ng", "kk": "k", "gg": "k", "gh": "k", "ck": "k", "tt": "t", "dd": "t", "pp": "p", "bb": "p", "ss": "s",
    "sh": "s", "jj": "ch", "ch": "ch", "ts": "ch", "rh": "r", "ll": "r", "k": "k", "g": "k", "t": "t", "d": "t",
    "p": "p", "b": "p", "s": "s", "j": "ch", "r": "r", "l": "r", "m": "m", "n": "n", "h": "h", "x": "ks", "c": "k",
}  # fmt: skip
OPEN_VOWELS = frozenset({"ar", "ur", "ah", "uh", "oh"})
CONSONANT = "|".join(sorted(CLASSES, key=lambda c: (-len(c), c)))
PLAIN_VOWEL = "|".join(v for v in sorted(SOUNDS, key=lambda v: (-len(v), v)) if v not in OPEN_VOWELS)
# "r" and "h" close a vowel ("Park", "Suh") only where no vowel follows.
PIECE = re.compile(
    rf"(?P<open>(?:{'|'.join(sorted(OPEN_VOWELS))})(?![aeiouyw]))|(?P<vowel>{PLAIN_VOWEL})|(?P<cons>{CONSONANT})|-"
)
# "Jongun" is "Jong-un" or "Jon-gun": where the text shows no border, both are tried.
RUN_ON = re.compile(r"ng(?=[aeiouyw])")


def is_hangul(word: str) -> bool:
    """True for a word of Hangul syllables."""
    return bool(word) and all(FIRST <= ord(c) <= LAST for c in word)


def syllable(letter: str) -> str:
    """One Hangul syllable in Revised Romanisation, without the changes that its neighbours work."""
    code = ord(letter) - FIRST
    return INITIALS[code // 588] + VOWELS[code % 588 // 28] + FINALS[code % 28]


@lru_cache(maxsize=65536)
def read_aloud(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The ways in which a Korean name in Hangul, family name first, is written in Latin letters.

    Args:
        words: the words as written: one where family and given name stand together.

    Returns:
        Family name and given name with its syllables hyphenated; none where the words are no full name.
    """
    letters = "".join(words)
    if not all(map(is_hangul, words)) or not 2 <= len(letters) <= 5 or len(words) > 2:
        return ()
    cut = len(words[0]) if len(words) == 2 else 2 if letters[:2] in LONG_FAMILIES and len(letters) > 2 else 1
    family, given = letters[:cut], letters[cut:]
    spelled = CUSTOMARY.get(family) or ("".join(map(syllable, family)),)
    return tuple((one, "-".join(map(syllable, given))) for one in spelled)


def sounds_of(word: str) -> tuple[frozenset[str] | str, ...] | None:
    """A Latin spelling as consonants and sets of vowels; None where it is not Korean."""
    found: list[frozenset[str] | str] = []
    at = 0
    while at < len(word):
        piece = PIECE.match(word, at)
        if piece is None:
            return None
        at = piece.end()
        if piece["cons"] is not None:
            sound = CLASSES[piece["cons"]]
            if not (found and found[-1] == sound):
                found.append(sound)
        elif piece[0] != "-":
            found.append(frozenset(SOUNDS[piece[0]]))
    return tuple(found)


@lru_cache(maxsize=65536)
def readings_of(word: str) -> tuple[tuple[frozenset[str] | str, ...], ...]:
    """The ways to read a Latin spelling."""
    found = [sounds_of(word)]
    if RUN_ON.search(word):
        found.append(sounds_of(RUN_ON.sub("ng-", word)))
        found.append(sounds_of(RUN_ON.sub("n-g", word)))
    return tuple(one for one in found if one is not None)


@lru_cache(maxsize=65536)
def korean_alike(a: str, b: str) -> bool:
    """True where two Latin spellings can be one Korean word: `Chung` is `Jeong`, `Min-jun` is not `Min-jeong`.

    Hyphens are kept where the text has them: they tell `Jong-un` from `Jon-gun`.
    """
    return any(alike(x, y) for x in readings_of(a) for y in readings_of(b))


def alike(x: tuple[frozenset[str] | str, ...], y: tuple[frozenset[str] | str, ...]) -> bool:
    """True where two readings agree, consonant by consonant and vowel by vowel."""
    if len(x) != len(y):
        return False
    return all(one == other if isinstance(one, str) else one_of(one, other) for one, other in zip(x, y, strict=True))


def one_of(sounds: frozenset[str], other: frozenset[str] | str) -> bool:
    """True where both are vowels that can be one."""
    return isinstance(other, frozenset) and not sounds.isdisjoint(other)
