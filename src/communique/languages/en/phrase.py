"""The phrase of a post while it is read from left to right."""

from __future__ import annotations

from dataclasses import dataclass

from communique.languages.en.post import PostContext, Range

__all__ = ["Phrase"]


@dataclass(slots=True, kw_only=True)
class Phrase:
    """How far the reading of one phrase has come.

    Attributes:
        context: the text.
        at: index of the next word.
        limit: index past the last word of the sentence, or of the brackets.
        role_first: first word of the post, once one is found.
        role_last: last word of the post.
        whole_last: last word of post and body together.
        organisation: first and last word of the body, where one is named.
        owner: the word that stands for a body named before, where there is one.
        past: True where a modifier says that the post is not held now.
    """

    context: PostContext
    at: int
    limit: int
    role_first: int | None = None
    role_last: int = -1
    whole_last: int = -1
    organisation: Range | None = None
    owner: int | None = None
    past: bool = False
