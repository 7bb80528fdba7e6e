"""A post as it stands in a text, and what the grammars of posts need to find it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from communique.languages.en.titles import Titles
from communique.text.data import load_words
from communique.text.words import Words

__all__ = ["Post", "PostContext", "PostWords", "Range", "load_post_words"]

Range = tuple[int, int]
"""The indices of a first and a last word, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post beside a name, as word indices (both ends included), so that any part can be given back as a passage.

    Attributes:
        role: first and last word of the post itself.
        whole: first and last word of post and body together, with what binds them.
        state: the class of the head: state, government or corporate.
        organisation: first and last word of the body, where one is named.
        owner: the index of a word that stands for a body named before ("its", "company"), where there is one.
        past: True where a modifier says that the post is not held now.
        plural: True where the head is plural and speaks for several names.
        verb: a noun that the words stand for ("heads" is `head`), where the post is a verb.
    """

    role: Range
    whole: Range
    state: str
    organisation: Range | None = None
    owner: int | None = None
    past: bool = False
    plural: bool = False
    verb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """The words of `posts.toml`; what each list means is said there."""

    openers: frozenset[str]
    then: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    bodies_meant: frozenset[str]
    prepositions: frozenset[str]
    no_adjective: frozenset[str]
    after_apposition: frozenset[str]
    not_in_body: frozenset[str]
    described: frozenset[str]
    general: frozenset[str]
    public: frozenset[str]
    firms: frozenset[str]
    abbreviated: frozenset[str]
    inside_bodies: frozenset[str]
    articles: frozenset[str]
    long_bodies: frozenset[str]
    named_of: frozenset[str]
    closing: frozenset[str]
    leading_bodies: frozenset[str]
    owners_in_names: frozenset[str]
    adverbs: frozenset[str]
    ranks: frozenset[str]
    being: frozenset[str]
    passive: frozenset[str]
    after_clause: frozenset[str]
    positions: frozenset[str]
    joining: frozenset[str]
    perfect: frozenset[str]
    holding: Mapping[str, str]


@cache
def load_post_words() -> PostWords:
    """Read `posts.toml` once."""
    data = dict(load_words("posts", package="communique.languages.en"))
    return PostWords(holding=data.pop("holding"), **{key: frozenset(words) for key, words in data.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class PostContext:
    """The text in which posts are looked for, with what is known about words.

    Attributes:
        words: the words of the text.
        titles: the lexicon of posts.
        small: the small words of the grammars.
        is_place: tells whether the words from one index through another name a country or a people.
        is_region: the same of a part of the world, whose posts are those of some body: "European head", "for Asia".
    """

    words: Words
    titles: Titles
    small: PostWords
    is_place: Callable[[int, int], bool]
    is_region: Callable[[int, int], bool]

    def gap(self, at: int) -> int:
        """How many characters stand between a word and the one before."""
        return self.words.starts[at] - self.words.ends[at - 1]

    def is_field(self, at: int) -> bool:
        """True where the word is a field of government or business: the "trade" of "trade minister"."""
        return at >= 0 and self.words.lower[at] in self.titles.portfolios

    def is_field_behind(self, at: int) -> bool:
        """The same behind "of" or "for", where wares of firms are fields too: "minister for electronics"."""
        return at >= 0 and self.words.lower[at] in self.titles.fields_behind

    def names_body_over_of(self, at: int) -> bool:
        """True for the "Bank" of "Bank of Korea": a class noun behind which the name of a body goes on."""
        after = at + 1
        return (
            self.words.lower[at] in self.small.named_of and after < len(self.words) and self.words.lower[after] == "of"
        )
