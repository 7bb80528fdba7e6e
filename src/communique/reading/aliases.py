"""Bind describing words to the people they stand for.

A description is bound by post and body where it gives a body, by post alone where one person of the text holds such a
post, and stays unbound where several do and nothing tells them apart. A wrong person is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from communique.languages.en.described_bodies import ends_described
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.descriptions import Description, find_descriptions
from communique.reading.draft import Draft
from communique.reading.entities import Entity, Mention, RoleFact
from communique.reading.fit import best_fit, is_vague, same_body

__all__ = ["bind_descriptions"]

_OPENING = 3  # words from the head of a sentence in which its subject begins
_MEMORY = 2  # sentences back in which somebody without a post may still be the one described


def bind_descriptions(text: str, draft: Draft) -> None:
    """Add the mentions by description to the draft, and those of unnamed people; posts told so are given to people.

    Args:
        text: the cleaned text.
        draft: the registry with all mentions by name.
    """
    binder = _Binder(text, draft)
    for description in find_descriptions(draft):
        binder.bind(description)
    binder.bind_ahead()
    binder.bind_pairs()


class _Binder:
    """The draft with what is still open about descriptions."""

    def __init__(self, text: str, draft: Draft) -> None:
        self.text = text
        self.draft = draft
        self.named = [m for m in draft.mentions if m.kind is PartyKind.PERSON]
        self.places: dict[int | None, list[int]] = defaultdict(list)  # where each person is named, in order
        for mention in self.named:
            self.places[mention.entity].append(mention.span.start)
        self.open: dict[Span, Description] = {}
        self._known: dict[int, tuple[int, dict[tuple[object, ...], RoleFact]]] = {}

    def _posts(self, entity: Entity) -> Collection[RoleFact]:
        """Somebody's posts, those that say the same once: a long text gives one post a thousand times."""
        count, known = self._known.get(entity.number, (0, {}))
        for fact in islice(entity.roles, count, None):
            known.setdefault((fact.role.lower(), fact.organisation, fact.country, fact.state, fact.past), fact)
        self._known[entity.number] = len(entity.roles), known
        return known.values()

    def bind(self, description: Description) -> None:
        """Bind a description to somebody told of, or else to unnamed people of its body."""
        if description.post.plural:
            self._add_group(description)
            return
        entity, rule = self._known_by_post(description), "alias.post.v1"
        words = description.span.of(self.text)
        because = f'"{words}" describes {entity.name} by post' if entity is not None else ""
        if entity is None:
            entity, rule = self._of_that_country(description), "alias.post_of_country.v1"
            if entity is not None:
                because = f'"{words}" is {entity.name}, the only one here with that post and no country'
                self._complete(entity, description)
        if entity is None:
            entity, rule = self._told_before(description), "alias.later_post.v1"
            if entity is not None:
                because = f'"{words}" takes up {entity.name}, the only one told of just before without a post'
                entity.roles.append(description.fact(self.draft))
        if entity is None:
            self._add_group(description)
            return
        self._add(
            Mention(
                span=description.span,
                whole=description.span,
                entity=entity.number,
                kind=PartyKind.PERSON,
                rule=rule,
                because=because,
            )
        )

    def _known_by_post(self, description: Description) -> Entity | None:
        """The one whose post fits best; of several, the last one named before."""
        relational = description.head in self.draft.lexicon.descriptions.relational
        if relational and description.country is None:
            return None
        if description.head in self.draft.lexicon.descriptions.business:
            near = self._without_post(description)[0]
            if near:
                return self._alone_in_sentence(description, near)
        fits = {e.number: best_fit(description, self._posts(e), self.draft.lexicon) for e in self.draft.people()}
        best = max(fits.values(), default=0)
        if not best:
            return None
        top = [self.draft.entities[number] for number, fit in fits.items() if fit == best]
        seen = {e.number: self._last_named(e, description.span.start) for e in top}
        before = [e for e in top if seen[e.number] >= 0]
        if before:
            return max(before, key=lambda entity: seen[entity.number])
        if len(top) > 1 or description.organisation is None or self._without_post(description)[0]:
            return None
        if is_vague(best) and description.head not in self.draft.lexicon.titles.descriptions:
            return None  # "the chief executive of Voltmark" is not whoever turns out to invest in it
        return top[0]

    def _alone_in_sentence(self, description: Description, near: list[Entity]) -> Entity | None:
        """As in "Anna Lind stayed at home; the billionaire joined by phone": no post is known of the only one here."""
        start, _ = self.draft.sentence_of(description.first)
        here = {mention.entity for mention in self._named_between(start, description.first)}
        return next((entity for entity in near if here == {entity.number}), None)

    def _of_that_country(self, description: Description) -> Entity | None:
        """As in "President Xi … the Chinese president": the only holder of the post whose country is still open."""
        if description.country is None or description.post.past:
            return None
        holders = [
            entity
            for entity in self.draft.people()
            if any(not fact.past and _has_head(description, fact) for fact in self._posts(entity) if fact.role)
        ]
        if any(fact.country == description.country for entity in holders for fact in self._posts(entity)):
            return None
        open_ones = [e for e in holders if all(fact.country is None for fact in self._posts(e))]
        if len(open_ones) != 1:
            return None
        may_be = any(_may_be_that_post(description, fact) for fact in self._posts(open_ones[0]))
        return open_ones[0] if may_be else None

    def _complete(self, entity: Entity, description: Description) -> None:
        """Give the open post of somebody the country that a description tells."""
        told = description.fact(self.draft)
        for number, fact in enumerate(entity.roles):
            if fact.role and not fact.past and fact.organisation is None:
                entity.roles[number] = replace(
                    fact, organisation=told.organisation, country=told.country, organisation_span=told.organisation_span
                )
                self._known.pop(entity.number, None)  # one of them is another now
                return
        entity.roles.append(told)

    def _last_named(self, entity: Entity, position: int) -> int:
        """Where somebody was last named before a position; -1 where never."""
        places = self.places[entity.number]
        index = bisect_left(places, position)
        return places[index - 1] if index else -1

    def _named_between(self, first: int, past: int) -> list[Mention]:
        """The mentions by name that begin between two words."""
        starts = self.draft.words.starts
        if first >= len(starts):  # behind a description with which the text ends
            return []

        def start(mention: Mention) -> int:
            return mention.span.start

        begin = bisect_left(self.named, starts[first], key=start)
        end = bisect_left(self.named, starts[past], key=start) if past < len(starts) else len(self.named)
        return self.named[begin:end]

    def _told_before(self, description: Description) -> Entity | None:
        """As in "Karl Nehammer wanted it so. The Austrian chancellor was driven …": the post is told after the name.

        Only one person told of just before may be without a post; with two the words stay unbound, unless they open
        their sentence: then they take up the subject of the one before.
        """
        small, draft = self.draft.lexicon.descriptions, self.draft
        head, first = description.head, description.first
        vague = draft.lexicon.titles.descriptions - small.describing_posts
        if description.country is not None and description.organisation is not None:
            vague = vague - small.leading  # "the Norwegian leader" is no leader of just anything
        if not description.definite or head in small.relational or head in vague or head in small.unnamed:
            return None
        near, lead = self._without_post(description)
        start, _ = draft.sentence_of(first)
        opens = all(draft.words.lower[k] in small.resuming for k in range(start, first))
        if not opens and draft.words.lower[first - 1] not in small.resuming:
            # the object of a sentence is more often somebody else, unless a country or a body says who
            here = {m.entity for m in self._named_between(start, first)}
            joined = draft.words.lower[first - 1] in small.joining  # "greeted A when the Voltmark founder arrived"
            if description.organisation is None or (here & {e.number for e in near} and not joined):
                return None
        return near[0] if len(near) == 1 else lead if opens else None

    def _without_post(self, description: Description) -> tuple[list[Entity], Entity | None]:
        """The people of the last sentences of whom no post is known, and the first one of the sentence before."""
        draft, first = self.draft, description.first
        index = draft.sentence_number(first)
        earliest = draft.sentences[max(index - _MEMORY, 0)][0]
        near: list[Entity] = []
        lead: Entity | None = None
        for mention in self._named_between(earliest, first):
            at, entity = draft.first_word(mention), draft.entity(mention)
            if entity.has_post:
                continue
            if _is_of_another(entity, description):
                continue
            if entity not in near:
                near.append(entity)
            if lead is None and index and at >= draft.sentences[index - 1][0]:
                lead = entity
        return near, lead

    def bind_ahead(self) -> None:
        """As in "Apple boss at the Palace. Tim Cook …": a post told before the only name without one that follows."""
        draft = self.draft
        for index, mention in enumerate(draft.mentions):
            description = self.open.get(mention.span)
            if description is None or mention.entity is not None:
                continue
            if description.head in draft.lexicon.descriptions.unnamed or self._is_predicate(description):
                continue
            first = draft.words.at(mention.span.end)
            number = draft.sentence_number(first)
            latest = draft.sentences[min(number + 1, len(draft.sentences) - 1)][1]
            ahead = {
                m.entity
                for m in self._named_between(first, latest)
                if not draft.entity(m).has_post
                and not self._known_before(m.entity, mention.span.start)
                and not _is_of_another(draft.entity(m), description)
            }
            likely = self._of_like_post(description, first, latest)
            if likely:
                ahead = {likely[0]} if len(likely) == 1 else set()
            if any(entity.number not in ahead for entity in self._without_post(description)[0]):
                continue  # it may as well take up somebody told of before
            lead = next(iter(ahead)) if len(ahead) == 1 else self._lead_of_next(description, number)
            if lead is None or lead not in ahead:
                continue
            entity = draft.entities[lead]
            entity.roles.append(description.fact(draft))
            words = mention.span.of(self.text)
            draft.mentions[index] = replace(
                mention,
                entity=entity.number,
                kind=PartyKind.PERSON,
                rule="alias.earlier_post.v1",
                because=f'"{words}" leads to {entity.name}, the only one told of next without a post',
            )

    def _of_like_post(self, description: Description, first: int, stop: int) -> list[int]:
        """As in "the media company's founder … Brightwater boss A": whose post may be that of the body told of."""
        body, small = description.post.organisation, self.draft.lexicon
        if body is None or not ends_described(self.draft.posts, body[1]):
            return []
        rows = [row for row in small.titles.same if description.head in row]
        found = {
            m.entity: None
            for m in self._named_between(first, stop)
            if m.entity is not None
            for fact in self.draft.entity(m).roles
            if fact.organisation is not None
            and fact.span in m.whole
            and any(fact.role.lower().endswith(other) for row in rows for other in row)
        }
        return list(found)

    def _known_before(self, number: int | None, position: int) -> bool:
        """True for somebody whom the text has named already, below its headline: no description need announce him."""
        top = self.draft.words.starts[self.draft.sentences[0][1] - 1]
        return any(top < place < position for place in self.places[number])

    def _is_predicate(self, description: Description) -> bool:
        """True for the post of "the King, who is also King of Canada": it tells of whoever was named before."""
        words = self.draft.words
        before = description.first - 1
        small = self.draft.lexicon.descriptions
        while before > 0 and words.lower[before] in small.before_predicates:
            before -= 1
        return words.lower[before] in small.predicating

    def _lead_of_next(self, description: Description, number: int) -> int | None:
        """Who opens the sentence after one that a description opens: "Norway's prime minister flew … Anna Lind was …".

        None where the description's own sentence tells of two people by description.
        """
        draft = self.draft
        start, end = draft.sentences[number]
        opens = description.first - start <= _OPENING or draft.words.texts[description.first - 1] == ","
        if description.country is None or not opens or number + 1 >= len(draft.sentences):
            return None
        words = draft.words
        inside = [m for m in draft.touching(words.span(start, end - 1)) if m.kind is not PartyKind.ORGANISATION]
        if len(inside) > 1 or any(words.lower[k] in draft.lexicon.descriptions.relational for k in range(start, end)):
            return None
        after = draft.sentences[number + 1][0]
        opening = self._named_between(after, after + _OPENING)
        return opening[0].entity if opening else None

    def bind_pairs(self) -> None:
        """As in "the two leaders": two parties together, whom the extraction finds."""
        for match in self.draft.lexicon.descriptions.pair.finditer(self.text):
            span = Span(*match.span())
            touching = self.draft.touching(span)
            if any(m.entity is not None for m in touching):
                continue
            pair = Mention(span=span, whole=span, entity=None, kind=PartyKind.GROUP, rule="alias.pair.v1", plural=True)
            self._put(pair, instead_of=touching)

    def _add_group(self, description: Description) -> None:
        """Unnamed people of a body: "other Nvidia officials"."""
        if description.organisation is None:
            return
        draft, first = self.draft, description.first
        start, _ = draft.sentence_of(first)
        if first > start and draft.words.lower[first - 1] in draft.lexicon.descriptions.counting:
            first -= 1
        span = Span(draft.words.starts[first], description.span.end)
        self._add(
            Mention(
                span=span,
                whole=span,
                entity=None,
                kind=PartyKind.GROUP,
                rule="alias.unnamed.v1",
                organisation=description.organisation,
                country=description.country,
                role=description.role,
                plural=description.post.plural,
            )
        )
        if not description.post.plural:
            self.open[span] = description

    def _add(self, mention: Mention) -> None:
        """Add a mention, in the place of any organisation that is part of its words."""
        touching = self.draft.touching(mention.span)
        parts = [m for m in touching if m.kind is PartyKind.ORGANISATION and m.span.touches(mention.span)]
        if len(parts) == len(touching):
            self._put(mention, instead_of=parts)

    def _put(self, mention: Mention, *, instead_of: list[Mention]) -> None:
        """Put a mention in its place in the order of the text."""
        for other in instead_of:
            at = bisect_left(self.draft.mentions, other.span, key=lambda m: m.span)
            while self.draft.mentions[at] is not other:
                at += 1
            del self.draft.mentions[at]
        insort(self.draft.mentions, mention, key=lambda m: m.span)


def _is_of_another(entity: Entity, description: Description) -> bool:
    """True for "the king of Tonga" and somebody who is India's."""
    body = next((fact.organisation for fact in entity.roles if fact.organisation), None)
    told = description.organisation
    return body is not None and told is not None and not same_body(body, told)


def _has_head(description: Description, fact: RoleFact) -> bool:
    """True for "the finance minister" and a "Foreign Minister": one head, whatever stands before it."""
    head = description.head.split()
    return fact.role.lower().split()[-len(head) :] == head


def _may_be_that_post(description: Description, fact: RoleFact) -> bool:
    """True where neither says another post than the other: "the culture minister" is no prime minister."""
    told, held = set(description.role.split()), set(fact.role.lower().split())
    return (told <= held or held <= told) and ("prime" in told) == ("prime" in held) and _has_head(description, fact)
