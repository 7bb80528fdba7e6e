"""Which script a name is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

__all__ = ["by_script", "script_of"]

# The first word of a letter's name in Unicode → the code of ISO 15924.
_SCRIPTS: Final = {
    "LATIN": "Latn", "HANGUL": "Hang", "CJK": "Hani", "IDEOGRAPHIC": "Hani", "HIRAGANA": "Jpan", "KATAKANA": "Jpan",
    "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek", "THAI": "Thai", "DEVANAGARI": "Deva",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "BENGALI": "Beng", "TAMIL": "Taml", "KHMER": "Khmr", "LAO": "Laoo",
    "MYANMAR": "Mymr", "SINHALA": "Sinh", "ETHIOPIC": "Ethi", "MONGOLIAN": "Mong", "TIBETAN": "Tibt",
    "FULLWIDTH": "Latn", "HALFWIDTH": "Jpan",
}  # fmt: skip
UNKNOWN: Final = "Zzzz"


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters of a text are in; `Zzzz` where no letter tells.

    Kana among Chinese characters make it Japanese.
    """
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            script = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], UNKNOWN)
            counts[script] = counts.get(script, 0) + 1
    if "Jpan" in counts and "Hani" in counts:
        return "Jpan"
    return max(counts, key=lambda script: (counts[script], script)) if counts else UNKNOWN


def by_script(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by the script they are written in, in the order given."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        script = script_of(name)
        found[script] = (*found.get(script, ()), name)
    return found
