"""The word lists beside the code that uses them: TOML files of a package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "load_words", "whole_words"]


@cache
def load_words(name: str, *, package: str = __package__) -> dict[str, Any]:
    """The contents of `name`.toml in the folder of a package, read once: copy it before you change it."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(entries: Iterable[str]) -> str:
    """Listed words as the alternatives of a pattern, to the letter, the longest first."""
    return "|".join(sorted(map(re.escape, entries), key=len, reverse=True))


def whole_words(entries: Iterable[str]) -> str:
    """The same as a pattern that finds none within a longer word."""
    return rf"\b(?:{alternatives(entries)})\b"
