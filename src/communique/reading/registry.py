"""Build the registry of a text: its people and organisations, and every mention bound to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.languages.en.lexicon import Lexicon
from communique.reading.acronyms import bind_acronyms
from communique.reading.aliases import bind_descriptions
from communique.reading.binding import bind_names
from communique.reading.class_nouns import bind_class_nouns
from communique.reading.counterparts import infer_counterparts
from communique.reading.draft import Draft
from communique.reading.entities import Registry
from communique.reading.names import NameForm
from communique.reading.parties import settle_parties
from communique.reading.posts import read_posts
from communique.reading.shared_posts import infer_bodies, read_posts_in_names
from communique.reading.turns import read_posts_in_turns
from communique.text.words import Words

__all__ = ["build_registry"]


def build_registry(
    text: str,
    words: Words,
    sentences: Sequence[tuple[int, int]],
    forms: Mapping[tuple[str, ...], NameForm],
    lexicon: Lexicon,
) -> Registry:
    """The people and organisations of a text and all their mentions.

    Args:
        text: the cleaned text.
        words: its words.
        sentences: first and past-the-last word of each sentence, in order.
        forms: the names with their votes, from `find_name_forms`.
        lexicon: the word lists.
    """
    draft = Draft(text, words, sentences, lexicon)
    settle_parties(draft, forms)
    bind_names(draft)
    bind_acronyms(draft)
    bind_class_nouns(draft)
    read_posts(draft)
    read_posts_in_turns(draft)
    read_posts_in_names(draft)
    infer_counterparts(draft)
    infer_bodies(draft)
    bind_descriptions(text, draft)
    return Registry(
        entities=tuple(draft.entities), mentions=tuple(sorted(draft.mentions, key=lambda mention: mention.span))
    )
