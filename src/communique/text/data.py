"""The word lists beside this package's code: TOML files, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load_words"]


@cache
def load_words(name: str) -> dict[str, Any]:
    """The contents of `name`.toml in this folder."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
