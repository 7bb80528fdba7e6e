"""Posts and bodies that several names share, and posts that are part of a name."""

from __future__ import annotations

from dataclasses import replace

from communique.languages.en.capitals import is_capital
from communique.languages.en.post import Post
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention, RoleFact
from communique.reading.role_places import RolePlaces

__all__ = ["infer_bodies", "inherit_body", "read_posts_in_names", "share_plural_posts", "singular"]


def inherit_body(draft: Draft, mention: Mention, post: Post, previous: Mention | None, taken: int) -> None:
    """As in "its founder A and chief executive B", "President A and Foreign Minister B": one body for both.

    Args:
        draft: the registry so far.
        mention: the second person, who has just been given the post.
        post: that post.
        previous: the person named before.
        taken: the last word of that mention.
    """
    if post.organisation is not None or post.owner is not None or previous is None:
        return
    between = list(draft.words.lower[taken + 1 : post.whole[0]])
    if between not in (["and"], [",", "and"], [","]) and not (not between and draft.words.texts[taken] == ","):
        return
    giver = draft.entity(previous)
    facts = [fact for fact in giver.roles if fact.organisation is not None and fact.span in previous.whole]
    own = draft.entity(mention).roles
    if not facts or own[-1].organisation is not None:
        return
    given = facts[-1]
    if own[-1].state == "state" and given.country is None:
        return  # a prime minister after a speaker of parliament does not serve parliament
    if (given.state == "corporate") == (own[-1].state == "corporate"):  # a firm's president does not make a minister
        own[-1] = replace(
            own[-1],
            organisation=given.organisation,
            country=given.country,
            organisation_span=given.organisation_span or given.span,
            inferred=f"named in one breath with {giver.name} of {given.organisation}",
        )


def share_plural_posts(draft: Draft) -> None:
    """As in "Presidents A, B and C": the post goes, in the singular, to each name of the row."""
    shared: RoleFact | None = None
    end = -1
    places = RolePlaces(draft.entities)
    for mention in draft.bound(PartyKind.PERSON):
        roles = draft.entity(mention).roles
        plural = _plural_post(draft, mention, places)
        if plural is not None:
            shared = replace(roles[plural], role=singular(roles[plural].role))
            roles[plural] = shared
        elif shared is not None:
            between = list(draft.words.lower[draft.words.at(end) : draft.words.at(mention.whole.start)])
            if between not in (["and"], [","], [",", "and"]):
                shared = None
            elif not draft.entity(mention).has_post:
                roles.append(shared)
        end = mention.whole.end


def _plural_post(draft: Draft, mention: Mention, places: RolePlaces) -> int | None:
    """The number of the post before a name that speaks for several."""
    roles = draft.entity(mention).roles
    for number in places.beginning_in(draft.entity(mention), Span(mention.whole.start, mention.span.start + 1)):
        fact = roles[number]
        if fact.span.end <= mention.span.start and fact.role.endswith("s"):
            head = draft.lexicon.titles.head_ending(draft.words, draft.words.at(fact.role_span.end) - 1)
            return number if head is not None and head.plural else None
    return None


def singular(role: str) -> str:
    """A post told of several, as one of them holds it: "foreign ministers" are each a "foreign minister"."""
    first, _, last = role.rpartition(" ")
    if last.endswith("men"):
        last = last[:-3] + "man"
    elif last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith("s"):
        last = last[:-1]
    return f"{first} {last}".strip()


def read_posts_in_names(draft: Draft) -> None:
    """As in "King Charles III", "Pope Leo XIV": where the post is part of the name."""
    words = draft.words
    for mention in draft.bound(PartyKind.PERSON):
        roles = draft.entity(mention).roles
        if draft.entity(mention).has_post:
            continue
        first = draft.first_word(mention)
        for at in (first, first - 1):
            head = draft.lexicon.titles.head_starting(words, at) if at >= 0 else None
            if head is None or head.state != "state" or head.last != at or not is_capital(words.texts[at]):
                continue
            if at == first or draft.posts.gap(first) == 1:
                span = words.span(at, at)
                roles.append(
                    RoleFact(
                        role=words.texts[at], organisation=None, country=None, span=span, role_span=span, state="state"
                    )
                )
                break


def infer_bodies(draft: Draft) -> None:
    """As in "chief executive Tim Cook" in a sentence on Apple: the body of a post is the one named last before."""
    for mention in draft.bound(PartyKind.PERSON):
        roles = draft.entity(mention).roles
        if any(fact.organisation for fact in roles):
            continue
        for number, fact in enumerate(roles):
            if fact.state != "corporate" or not fact.role or fact.owned or fact.span not in mention.whole:
                continue
            if fact.role == "Vice President":  # with capitals and alone rather that of a country
                continue
            sentence = draft.sentence_number(draft.first_word(mention))
            earliest = draft.words.starts[draft.sentences[max(sentence - 1, 0)][0]]
            body = next((m for m in draft.before(mention.whole.start) if m.kind is PartyKind.ORGANISATION), None)
            if body is not None and body.span.start >= earliest:
                name = draft.entity(body).name
                roles[number] = replace(
                    fact,
                    organisation=name,
                    organisation_span=body.span,
                    inferred=f"{name} is the body told of last before",
                )
                break
