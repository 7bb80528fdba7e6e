"""From words that are a post to the fact that somebody holds it."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.languages.en.capitals import only_describes
from communique.languages.en.described_bodies import described_body, ends_described
from communique.languages.en.post import Post, Range
from communique.languages.places import country_name, find_place
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention, RoleFact
from communique.reading.names.shape import names_country
from communique.text.words import join_name

__all__ = ["add_belonging", "add_post", "post_fact"]

_OF_PEOPLE = frozenset({"his", "her", "our", "country"})
_COUNTRY = 5  # words of a country's name, at most
_PARTY_AND_STATE = re.compile(r"[A-Z]-[A-Z]")  # "(D-Nevada)" behind a legislator


def add_post(draft: Draft, mention: Mention, post: Post) -> None:
    """Give the person of a mention a post that the words tell, with its body where they name one."""
    draft.entity(mention).roles.append(post_fact(draft, mention, post))


def post_fact(draft: Draft, mention: Mention, post: Post) -> RoleFact:
    """What the words of a post come to for the person of a mention; nothing is changed."""
    words = draft.words
    if post.organisation is not None and draft.lexicon.titles.is_head(words.lower[post.organisation[0]]):
        post = replace(post, organisation=None)  # "an adviser of President B" serves no body of that name
    post = _without_description(draft, post)
    role_span = words.span(*post.role)
    organisation, country, inferred, body_span = None, None, None, None
    owned = _has_owner(draft, post)
    if post.organisation is not None:
        (first, last), country = _split_country(draft, post, post.organisation)
        organisation = country_name(country) if country else join_name(words.texts[first : last + 1])
        body_span = words.span(first, last)
        if country is not None and _is_nationality(draft, post):
            organisation, country, body_span, owned = None, None, None, True  # "the Dutch director" directs no country
        alias = _alias(draft, body_span) if body_span is not None and country is None else None
        if alias is not None:
            organisation, inferred = alias
    elif post.owner is not None:
        owner = _owner(draft, mention, post)
        subject = _subject(draft, post.owner) if owner is None and words.lower[post.owner] == "its" else None
        if owner is not None:
            organisation, body_span = owner
        elif subject is not None:
            body_span = words.span(*subject)
            country = draft.country_of(*subject) if post.state != "corporate" else None
            organisation = country_name(country) if country else join_name(words.texts[subject[0] : subject[1] + 1])
        if organisation is not None:
            inferred = f'"{words.texts[post.owner]}" is {organisation}'
    return RoleFact(
        role=post.verb or _role_text(draft, post),
        organisation=organisation,
        country=country,
        span=words.span(*post.whole),
        role_span=role_span,
        state=post.state,
        past=post.past,
        inferred=inferred,
        organisation_span=body_span,
        owned=owned and organisation is None,
    )


def _without_description(draft: Draft, post: Post) -> Post:
    """As in "the chief of Perth-based Voltmark", of Voltmark; "the Perth-based trader" trades for nobody told of."""
    if post.organisation is None:
        return post
    first, last = post.organisation
    while first <= last and only_describes(draft.words.texts[first]):
        first += 1
    return replace(post, organisation=(first, last) if first <= last else None)


def _is_nationality(draft: Draft, post: Post) -> bool:
    """True for the country in "the Dutch director", not in "vice president of the United States"."""
    if post.state != "corporate" or post.organisation is None or post.organisation[0] > post.role[0]:
        return False
    return draft.words.lower[post.role[1]] != "president"


def _has_owner(draft: Draft, post: Post) -> bool:
    """True where the post is that of some body which the text does not name here: "its president"."""
    words = draft.words.lower
    if post.owner is not None:
        return words[post.owner] not in _OF_PEOPLE
    last = post.role[1]
    of = next((k for k in range(post.role[0] + 1, last) if words[k] == "of"), last)
    told = range(of + 1, last + 1)  # "general secretary of the pilots", but "minister of trade" and "of the Senate"
    return len(told) > 0 and all(draft.words.texts[k].islower() and not draft.posts.is_field(k) for k in told)


def add_belonging(draft: Draft, mention: Mention, first: int, last: int) -> None:
    """The person of a mention belongs to a country or body, without any post: "Britain's A", "B of Qualcomm"."""
    country = draft.country_of(first, last)
    name = join_name(draft.words.texts[first : last + 1])
    place = find_place(name)
    if country is None and place is not None and not place.ambiguous:
        return  # "Ada Voss of Geneva" serves no Geneva
    if place is not None and place.kind == "demonym":
        return  # "the Norwegian Ada Voss" is from Norway, which need not be what she speaks for
    if first == last and draft.lexicon.titles.is_head(draft.words.lower[first]):
        return  # "PM's" is a post, and no body
    span = draft.words.span(first, last)
    anothers = any(m.kind is PartyKind.PERSON and m.span.touches(span) for m in draft.touching(span))
    if _PARTY_AND_STATE.match(name) or anothers:
        return
    draft.entity(mention).roles.append(
        RoleFact(
            role="",
            organisation=country_name(country) if country else name,
            country=country,
            span=span,
            role_span=span,
            state="",
            organisation_span=span,
        )
    )


def _split_country(draft: Draft, post: Post, body: tuple[int, int]) -> tuple[tuple[int, int], str | None]:
    """The body's words and its country: "South Korean Foreign" is a country, "US tech giant Meta" is Meta."""
    first, last = body
    country = draft.country_of(first, last)
    if ends_described(draft.posts, last):
        return body, None  # "Norway's grid operator" is told of by its country
    if country is not None or last == first or draft.lexicon.bodies.is_body(draft.words.lower[first : last + 1]):
        return body, country
    for cut in range(last, first, -1):
        lead = draft.country_of(first, cut - 1)
        if lead is not None:
            return ((cut, last), None) if post.state == "corporate" else (body, lead)
    return body, None


def _role_text(draft: Draft, post: Post) -> str:
    """The post as the text has it; an abbreviation in full."""
    text = " ".join(draft.words.texts[post.role[0] : post.role[1] + 1])
    for sign in ("'s", ",", "."):
        text = text.replace(f" {sign}", sign)
    return draft.lexicon.titles.abbreviations.get(text.lower().rstrip("."), text)


def _alias(draft: Draft, span: Span) -> tuple[str, str | None] | None:
    """The full name of a body that the words only allude to ("the Fund", "KCC"), and why; None where they name it."""
    for mention in draft.touching(span):
        if mention.kind is PartyKind.ORGANISATION and mention.span == span and mention.rule != "names.full.v1":
            return draft.entity(mention).name, mention.because
    return None


def _owner(draft: Draft, mention: Mention, post: Post) -> tuple[str, Span] | None:
    """The body that "its", "the company's" stands for: the person's own firm, else the last one named before.

    Only firms and the like are taken up so: "his deputy" has a person for owner, "the country's president" a country.
    """
    if post.owner is None or draft.words.lower[post.owner] in _OF_PEOPLE:
        return None
    if post.state == "state":
        return _named_just_before(draft, post.owner)
    noun, small = draft.words.lower[post.owner], draft.lexicon.posts
    if noun in small.public:
        return _of_class(draft, noun, post.owner)
    if post.state != "corporate" and noun not in small.bodies_meant:
        return None
    position = draft.words.starts[post.owner]
    for fact in draft.entity(mention).roles:
        if fact.state == "corporate" and fact.organisation is not None and fact.span.end <= position:
            return fact.organisation, fact.organisation_span or fact.span
    for other in draft.before(position):
        if other.kind is PartyKind.ORGANISATION:
            return draft.entity(other).name, other.span
    return None


def _named_just_before(draft: Draft, owner: int) -> tuple[str, Span] | None:
    """As in "a talk at the Optics Institute with its president": a body of the same sentence, no country after it."""
    words = draft.words
    if words.lower[owner] != "its":
        return None
    start, _ = draft.sentence_of(owner)
    body = next((m for m in draft.before(words.starts[owner]) if m.kind is PartyKind.ORGANISATION), None)
    if body is None or draft.first_word(body) < start:
        return None
    between = range(words.at(body.span.end), owner)
    return None if any(draft.is_place(k, k) for k in between) else (draft.entity(body).name, body.span)


def _of_class(draft: Draft, noun: str, owner: int) -> tuple[str, Span]:
    """As in "the council's chief executive": the last council named before, else the body as the text has it."""
    for other in draft.before(draft.words.starts[owner]):
        if other.kind is PartyKind.ORGANISATION:
            tokens = draft.entity(other).tokens
            if noun in {tokens[0].lower(), tokens[-1].lower()}:
                return draft.entity(other).name, other.span
    return draft.words.texts[owner], draft.words.span(owner, owner)


def _subject(draft: Draft, its: int) -> Range | None:
    """The country or unnamed body with which the sentence of "its" begins, or the one before it.

    As in "Egypt stays outside. Its water minister …" and "The central bank sent its deputy governor".

    Args:
        draft: the text.
        its: the index of the word; where it opens its sentence, the sentence before is looked at.
    """
    words, number = draft.words, draft.sentence_number(its)
    start, _ = draft.sentences[number]
    if its - start <= 1 and number > 0:
        start, its = draft.sentences[number - 1]
    first = start + 1 if words.lower[start] == "the" else start
    body = described_body(draft.posts, first, its)
    if body is not None:
        return body
    for last in range(min(first + _COUNTRY, its - 1) - 1, first - 1, -1):
        if names_country(words.texts[first : last + 1]):
            after = words.texts[last + 1]
            return (first, last) if after.isalpha() and after.islower() else None
    return None
