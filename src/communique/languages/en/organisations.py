"""By which words a name shows itself to be an organisation, and which capitalised words are no names at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["OrganisationWords", "load_organisation_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationWords:
    """The words of `organisations.toml`, lower case."""

    legal: frozenset[str]
    nouns: frozenset[str]
    not_names: frozenset[str]

    def is_body(self, words: Sequence[str]) -> bool:
        """True where lower-case name words end in a legal form or contain the class noun of a body."""
        if len(words) < 2:
            return False
        return words[-1] in self.legal or words[-1] in self.nouns or words[0] in self.nouns


@cache
def load_organisation_words() -> OrganisationWords:
    """Read `organisations.toml` once."""
    data = load_words("organisations", package="communique.languages.en")
    return OrganisationWords(**{key: frozenset(data[key]) for key in ("legal", "nouns", "not_names")})
