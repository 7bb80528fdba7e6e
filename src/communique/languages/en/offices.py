"""Which countries can have an office: there is no president of Norway and no prime minister of Mexico."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["Offices", "load_offices"]

# Words that make a post another one than the head of state or government it is called after.
_SECOND = frozenset({"vice", "deputy", "president's", "minister's"})
# Secretaries of whom every country has some.
_CLERKS = frozenset(
    {
        "general",
        "party",
        "permanent",
        "press",
        "private",
        "state",
        "foreign",
        "under",
        "assistant",
        "deputy",
        "executive",
        "first",
        "joint",
        "additional",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The lists of `offices.toml`; what each means is said there."""

    without_president: frozenset[str]
    without_prime_minister: frozenset[str]
    with_chancellor: frozenset[str]
    with_king: frozenset[str]
    with_crown_prince: frozenset[str]
    with_secretaries: frozenset[str]

    def can_have(self, country: str, role: str) -> bool:
        """False where the country has no such office; True for all offices of which nothing is known.

        Args:
            country: ISO 3166-1 alpha-2.
            role: the post as the text writes it.
        """
        low = role.lower().replace("-elect", "").replace("-designate", "")
        if low.endswith(("crown prince", "crown princess")):
            return country in self.with_crown_prince
        words = low.split()
        if low.endswith("president") and not _SECOND & set(words):
            return country not in self.without_president
        if low.endswith("prime minister") or "prime minister and" in low:
            return country not in self.without_prime_minister
        if low.endswith("chancellor"):
            return country in self.with_chancellor
        if words and words[-1] in {"king", "queen"}:
            return country in self.with_king
        if len(words) > 1 and words[-1] == "secretary" and not _CLERKS & set(words):
            return country in self.with_secretaries
        return True


@cache
def load_offices() -> Offices:
    """Read `offices.toml` once."""
    data = load_words("offices", package="communique.languages.en")
    return Offices(**{key: frozenset(countries) for key, countries in data.items()})
