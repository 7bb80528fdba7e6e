"""Names of people all over the world: which words are known as given or family names, and which pronoun goes with them.

Articles of one language name people of all others, so the tables belong to none. They are made from published lists
(`tools/build_personal_names.py`). Most names they do not know, and a word that they know may be something else: they
only weigh on what a name is, and where the text itself says otherwise, the text is right.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["is_family_name", "is_given_name", "name_key", "pronoun_of"]

_GIVEN, _FAMILY = "g", "f"


def pronoun_of(name: str) -> str | None:
    """Tell "he" or "she" by the given name of a full name; None where it is in no list, or where both bear it.

    Args:
        name: the name with the given name first; a single word may be a family name, and tells nothing.
    """
    given, _, rest = name.partition(" ")
    if not rest:
        return None
    table, key = _load("pronouns_of_names.tsv"), name_key(given)
    found = {table.get(part) for part in (key, *key.split("-"))} - {None}
    return found.pop() if len(found) == 1 else None


def is_given_name(word: str) -> bool:
    """True for a word that is in a list of given names, or one of its parts between hyphens is."""
    return _is_listed(word, _GIVEN)


def is_family_name(word: str) -> bool:
    """True for a word that is in a list of family names, or one of its parts between hyphens is."""
    return _is_listed(word, _FAMILY)


def name_key(name: str) -> str:
    """A name in lower case without accents, as the tables have it."""
    decomposed = unicodedata.normalize("NFKD", name.strip())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _is_listed(word: str, use: str) -> bool:
    table, key = _load("name_words.tsv"), name_key(word)
    return any(use in table.get(part, "") for part in (key, *key.split("-")))


@cache
def _load(table: str) -> dict[str, str]:
    text = files("communique.languages").joinpath(table).read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: value for name, _, value in rows}
