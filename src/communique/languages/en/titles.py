"""The lexicon of posts: which words name an office, and what belongs to them.

The words are in `titles.toml`. How posts stand beside names is told in `posts_before` and `posts_after`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words
from communique.text.words import Words

__all__ = ["Head", "Titles", "load_titles"]

_Entry = tuple[tuple[str, ...], str, bool]  # the words of a head, its class, whether it is plural
_CLASSES = ("state", "government", "corporate")
_JOINTLY = "co"
_CHIEF_REACH = 5  # "chief legal and compliance officer" has this many words


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The noun of a post where it stands in a text: "prime minister" of "the acting prime minister of Norway".

    Attributes:
        first: index of its first word.
        last: index of its last word.
        state: the class of office: state, government or corporate.
        plural: True where it names several people.
        past: True where a hyphen binds a word to it that says that it is not held now: "ex-president".
    """

    first: int
    last: int
    state: str
    plural: bool
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The words of `titles.toml`, made ready for matching; what each list means is said there.

    `ends` and `begins` list the heads by their last and first word, longest first; `modifiers` are those of
    `ranking` and those of `reach`; `fields_behind` has the fields that
    may stand behind "minister of": `portfolios` and `wares`.
    """

    ends: Mapping[str, tuple[_Entry, ...]]
    begins: Mapping[str, tuple[_Entry, ...]]
    modifiers: frozenset[str]
    ranking: frozenset[str]
    reach: frozenset[str]
    past: frozenset[str]
    portfolios: frozenset[str]
    fields_behind: frozenset[str]
    units: frozenset[str]
    honorifics: frozenset[str]
    styles: frozenset[str]
    descriptions: frozenset[str]
    abbreviations: Mapping[str, str]
    same: tuple[frozenset[str], ...]
    one_office: Mapping[str, str]
    owners: Mapping[str, str]
    countryless: frozenset[str]

    def head_ending(self, words: Words, last: int) -> Head | None:
        """The longest head whose last word is `last`; None where none ends there."""
        if last < 0:
            return None
        bare, past = self._without_prefix(words.lower[last])
        for parts, state, plural in self.ends.get(bare, ()):
            first = last - len(parts) + 1
            if first == last:
                return Head(first=first, last=last, state=state, plural=plural, past=past)
            if first >= 0 and not past and tuple(words.lower[first + 1 : last + 1]) == parts[1:]:
                begin, bound = self._without_prefix(words.lower[first])
                if begin == parts[0]:
                    return Head(first=first, last=last, state=state, plural=plural, past=bound)
        return None

    def head_starting(self, words: Words, first: int) -> Head | None:
        """The longest head whose first word is `first`; None where none begins there."""
        if first >= len(words):
            return None
        found = None
        bare, past = self._without_prefix(words.lower[first])
        for parts, state, plural in self.begins.get(bare, ()):
            if tuple(words.lower[first + 1 : first + len(parts)]) == parts[1:]:
                found = Head(first=first, last=first + len(parts) - 1, state=state, plural=plural, past=past)
                break
        if bare == "chief" and (found is None or found.last == first):
            for last in range(first + 2, min(first + _CHIEF_REACH, len(words))):
                if not words.texts[last - 1].isalpha():
                    break
                if words.lower[last] == "officer":  # chief … officer: firms invent new ones every year
                    return Head(first=first, last=last, state="corporate", plural=False, past=past)
        return found

    def _without_prefix(self, word: str) -> tuple[str, bool]:
        """A word without what a hyphen binds to it ("ex-president", "co-CEO"), and whether that makes it past."""
        before, hyphen, after = word.partition("-")
        if hyphen and before == _JOINTLY and word not in self.ends and word not in self.begins:
            return after, False
        return (after, True) if hyphen and before in self.past else (word, False)

    def is_head(self, word: str) -> bool:
        """True where this word alone is the head of a post."""
        return any(len(parts) == 1 for parts, _, _ in self.ends.get(word.lower(), ()))

    def heads_of_one(self) -> frozenset[str]:
        """The words that alone are the head of one person's post."""
        ends = self.ends.items()
        return frozenset(word for word, heads in ends if any(len(parts) == 1 and not many for parts, _, many in heads))


def _spellings(entry: str) -> set[tuple[str, ...]]:
    """An entry with and without its hyphens: `vice president`, `vice-president`."""
    words = entry.split()
    found = {tuple(words)}
    if len(words) == 2:
        found.add(("-".join(words),))
    if "-" in entry:
        found.add(tuple(entry.replace("-", " ").split()))
    return found


def _plural(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    if last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and not last.endswith(("ay", "ey", "oy")):
        last = last[:-1] + "ies"
    else:
        last += "s"
    return (*words[:-1], last)


@cache
def load_titles() -> Titles:
    """Read `titles.toml` once."""
    data = load_words("titles", package="communique.languages.en")
    heads: dict[tuple[str, ...], tuple[str, bool]] = {}
    for state in _CLASSES:  # the first class that claims a head keeps it
        for entry in data[state]:
            for words in _spellings(entry):
                heads.setdefault(words, (state, False))
                heads.setdefault(_plural(words), (state, True))
    for short, full in data["abbreviations"].items():
        heads.setdefault((short, "."), heads.get(tuple(full.split()), ("government", False)))
    return Titles(
        ends=_index(heads, -1),
        begins=_index(heads, 0),
        modifiers=frozenset([*data["modifiers"], *data["reach"]]),
        ranking=frozenset(data["modifiers"]),
        reach=frozenset(data["reach"]),
        past=frozenset(data["past"]),
        portfolios=frozenset(data["portfolios"]),
        fields_behind=frozenset([*data["portfolios"], *data["wares"]]),
        units=frozenset(data["units"]),
        honorifics=frozenset(data["honorifics"]),
        styles=frozenset(data["styles"]),
        descriptions=frozenset(data["descriptions"]),
        abbreviations=data["abbreviations"],
        same=tuple(frozenset(row) for row in data["same"]),
        one_office={post: row[0] for row in data["one_office"] for post in row},
        owners={post: country for country, posts in data["owners"].items() for post in posts},
        countryless=frozenset(data["countryless"]["heads"]),
    )


def _index(heads: Mapping[tuple[str, ...], tuple[str, bool]], place: int) -> dict[str, tuple[_Entry, ...]]:
    """The heads by their first (0) or last (-1) word, longest first."""
    rows: dict[str, list[_Entry]] = {}
    for words, (state, plural) in heads.items():
        rows.setdefault(words[place], []).append((words, state, plural))
    return {word: tuple(sorted(found, key=lambda row: -len(row[0]))) for word, found in rows.items()}
