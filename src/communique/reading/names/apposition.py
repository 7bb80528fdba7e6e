"""Names beside which a comma parts the post: "the finance minister, Ada Voss", "Ada Voss, chairman of Voltmark"."""

from __future__ import annotations

from communique.languages.en.capitals import is_capital
from communique.languages.en.lexicon import Lexicon
from communique.languages.en.post import Post, PostContext
from communique.languages.en.posts_after import post_after
from communique.languages.en.posts_before import post_before
from communique.reading.names.extent import run_of_name
from communique.reading.names.shape import looks_personal, skip_address
from communique.reading.names.votes import Votes

__all__ = ["vote_in_apposition"]

_LEADING = frozenset({"head", "chair", "leader", "founder", "co-founder", "owner"})  # what verbs of office come to
_WEIGHT = 3  # enough to outvote the model at one place


def vote_in_apposition(votes: Votes, start: int, end: int, context: PostContext, lexicon: Lexicon) -> None:
    """Vote for a person where a name of two words or more and a post stand on the two sides of a comma.

    Args:
        votes: where the votes go.
        start: the sentence's first word.
        end: the word past its last.
        context: the text.
        lexicon: the word lists.
    """
    words = votes.words
    for comma in range(start + 1, end - 1):
        if words.texts[comma] != ",":
            continue
        name = skip_address(words, comma + 1, end, lexicon)
        last = run_of_name(words, name, end, lexicon)
        if last is not None and looks_personal(words, name, last, lexicon) and _ends(votes, last + 1, end):
            before = post_before(context, comma + 1)
            if before is not None and before.whole[0] >= start and not before.plural:
                votes.add(name, last, "person", _WEIGHT)
        first = skip_address(words, _run_start(votes, comma - 1, start), end, lexicon)
        if run_of_name(words, first, end, lexicon) == comma - 1 and looks_personal(words, first, comma - 1, lexicon):
            after = post_after(context, comma - 1, end)
            if after is not None and _is_of_person(after, context, lexicon):
                votes.add(first, comma - 1, "person", _WEIGHT)
                if after.verb in _LEADING and after.organisation is not None:  # nobody runs a person
                    votes.add(*after.organisation, "organisation", _WEIGHT)


def _ends(votes: Votes, at: int, end: int) -> bool:
    """True where the name closes its apposition; "In Washington, Voss Energy said" does not."""
    return at >= end or not votes.words.texts[at].isalpha() or votes.words.lower[at] in {"and", "who"}


def _run_start(votes: Votes, last: int, start: int) -> int:
    """The first word of the run of capitalised words and initials that ends at `last`."""
    words, first = votes.words, last
    while first > start and (
        is_capital(words.texts[first - 1]) or (words.texts[first - 1] == "." and first - 1 > start)
    ):
        if words.starts[first] - words.ends[first - 1] > 1:
            break
        first -= 1
    return first


def _is_of_person(post: Post, context: PostContext, lexicon: Lexicon) -> bool:
    """True for a post that no firm holds; a firm is "owner of Voltmark" as well, but not "managing director"."""
    first, last = post.role
    low = context.words.lower
    ranked = first < last and low[last - 1] in lexicon.names.ranks_of_people
    return not post.plural and (ranked or low[last] not in lexicon.names.posts_of_bodies)
