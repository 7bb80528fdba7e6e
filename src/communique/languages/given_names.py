"""Given names of the world that tell whether their bearer is a "he" or a "she"; those that both bear tell nothing.

Articles of one language name people of all others, so the table belongs to none. It is made from published lists
(`tools/build_given_names.py`); where the text itself says otherwise, the text is right.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["name_key", "pronoun_of"]


def pronoun_of(name: str) -> str | None:
    """Tell "he" or "she" by the given name of a full name; None where it is in no list, or in both.

    Args:
        name: the name with the given name first; a single word may be a family name, and tells nothing.
    """
    given, _, rest = name.partition(" ")
    if not rest:
        return None
    table, key = _load(), name_key(given)
    found = {table.get(part) for part in (key, *key.split("-"))} - {None}
    return found.pop() if len(found) == 1 else None


def name_key(name: str) -> str:
    """A name in lower case without accents, as the table has it."""
    decomposed = unicodedata.normalize("NFKD", name.strip())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@cache
def _load() -> dict[str, str]:
    text = files("communique.languages").joinpath("given_names.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: pronoun for name, _, pronoun in rows}
