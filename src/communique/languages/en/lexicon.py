"""All that English words tell about names and posts, in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.languages.en.descriptions import DescriptionWords, load_description_words
from communique.languages.en.names import NameWords, load_name_words
from communique.languages.en.organisations import OrganisationWords, load_organisation_words
from communique.languages.en.post import PostWords, load_post_words
from communique.languages.en.titles import Titles, load_titles

__all__ = ["Lexicon", "load_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists that the reading of people and organisations needs.

    Attributes:
        titles: posts and what belongs to them.
        posts: the small words by which posts stand beside names.
        names: how personal names are put together.
        bodies: by which words a name shows itself to be an organisation.
        descriptions: words by which a text speaks of somebody without the name.
    """

    titles: Titles
    posts: PostWords
    names: NameWords
    bodies: OrganisationWords
    descriptions: DescriptionWords


@cache
def load_lexicon() -> Lexicon:
    """Read all the lists once."""
    return Lexicon(
        titles=load_titles(),
        posts=load_post_words(),
        names=load_name_words(),
        bodies=load_organisation_words(),
        descriptions=load_description_words(),
    )
