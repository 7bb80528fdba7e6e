"""The word lists beside the code that uses them: TOML files of a package."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load_words"]


@cache
def load_words(name: str, *, package: str = __package__) -> dict[str, Any]:
    """The contents of `name`.toml in the folder of a package, read once: copy it before you change it."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
