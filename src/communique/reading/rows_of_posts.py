"""One post, several bodies, several names: which of them is whose.

the foreign ministers of Ghana and Togo, A and B    POST of BODY and BODY, NAME and NAME
the presidents of Chile, A, and Peru, B             POST of BODY, NAME, and BODY, NAME
the Dutch and Belgian prime ministers, A and B      BODY and BODY POST, NAME and NAME
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.languages.en.capitals import is_capital
from communique.languages.en.posts_before import post_alone
from communique.languages.places import country_name
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import RoleFact
from communique.reading.shared_posts import singular
from communique.text.words import join_name

__all__ = ["part_posts_of_rows"]

_LONGEST = 3  # words of a country in such a row
_APPOSED = 2  # words on from a country to the name behind its comma


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of a row: its first and last word, its name, and its country where it is one."""

    first: int
    last: int
    name: str
    country: str | None


def part_posts_of_rows(draft: Draft) -> None:
    """Give each name of a row the post with its own body, in the place of what stands nearest."""
    row = _Row(draft)
    titles, at = draft.lexicon.titles, 0
    while at < len(draft.words):
        head = titles.head_starting(draft.words, at)
        if head is None or not head.plural:
            at += 1
            continue
        row.read(head.first, head.last)
        at = head.last + 1


class _Row:
    """The names of the draft, by where they begin."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._people: dict[int, int] = {}
        self._bodies: dict[int, _Body] = {}
        for index, mention in enumerate(draft.mentions):
            if mention.entity is None:
                continue
            first, stop = draft.words.range(mention.span)
            if mention.kind is PartyKind.PERSON:
                self._people[first] = index
            else:
                self._bodies[first] = _Body(first, stop - 1, draft.entity(mention).name, None)

    def read(self, first: int, last: int) -> None:
        """Read the row around a plural post, if there is one."""
        draft = self.draft
        start, end = draft.sentence_of(first)
        post = post_alone(draft.posts, (first, last), end)
        role = post.role if post is not None and start <= post.role[0] else (first, last)
        role = role[0], last
        if last + 1 < end and draft.words.lower[last + 1] in {"of", "from"}:
            pairs = self._one_after_the_other(last + 2, end) or self._row_behind(last + 2, end)
        else:
            pairs = self._row_before(role[0], last + 1, start, end)
        for body, index in pairs:
            self._give(role, body, index, post.state if post is not None else "")
            if draft.words.at(draft.mentions[index].span.start) == body.last + _APPOSED:
                self._widen(body.first, index)
        if pairs:
            self._widen(min(role[0], pairs[0][0].first), pairs[0][1])

    def _one_after_the_other(self, at: int, end: int) -> list[tuple[_Body, int]]:
        """As in "of Chile, A, and Peru, B"."""
        pairs: list[tuple[_Body, int]] = []
        while (body := self._body(at, end)) is not None and self._is(body.last + 1, ",", end):
            index = self._people.get(body.last + 2)
            if index is None:
                break
            pairs.append((body, index))
            at = self._past_joiner(self._after(index), end)
        return pairs if len(pairs) > 1 else []

    def _row_behind(self, at: int, end: int) -> list[tuple[_Body, int]]:
        """As in "of Ghana and Togo, A and B"."""
        bodies: list[_Body] = []
        while (body := self._body(at, end)) is not None:
            bodies.append(body)
            at = self._past_joiner(body.last + 1, end)
        return self._paired(bodies, bodies[-1].last + 1, end) if bodies else []

    def _row_before(self, role: int, behind: int, start: int, end: int) -> list[tuple[_Body, int]]:
        """As in "the Dutch and Belgian prime ministers, A and B"."""
        bodies: list[_Body] = []
        at = role - 1
        while at >= start:
            body = next((b for n in range(_LONGEST) if at - n >= start and (b := self._country(at - n, at))), None)
            if body is None:
                break
            bodies.insert(0, body)
            at = body.first - 1
            if at < start or self.draft.words.lower[at] not in {"and", ","}:
                break
            at -= 1
        return self._paired(bodies, behind, end)

    def _paired(self, bodies: list[_Body], at: int, end: int) -> list[tuple[_Body, int]]:
        """The bodies with as many names behind a comma; nothing where there are more or fewer."""
        if len(bodies) < 2 or not self._is(at, ",", end):
            return []
        names: list[int] = []
        at += 1
        while (index := self._people.get(at)) is not None:
            names.append(index)
            at = self._past_joiner(self._after(index), end)
        return list(zip(bodies, names, strict=True)) if len(names) == len(bodies) else []

    def _body(self, at: int, end: int) -> _Body | None:
        if self._is(at, "the", end):
            at += 1
        for last in range(min(at + _LONGEST, end) - 1, at - 1, -1):
            country = self._country(at, last)
            if country is not None:
                return country
        return self._bodies.get(at) or self._unknown(at, end)

    def _unknown(self, at: int, end: int) -> _Body | None:
        """A body by its capitals alone; that there are as many names as bodies bears it out."""
        words, last = self.draft.words, at - 1
        while last + 1 < end and is_capital(words.texts[last + 1]) and last + 1 not in self._people:
            last += 1
        return None if last < at else _Body(at, last, join_name(words.texts[at : last + 1]), None)

    def _country(self, first: int, last: int) -> _Body | None:
        in_one = "," not in self.draft.words.texts[first : last + 1]
        country = self.draft.country_of(first, last) if in_one else None
        return None if country is None else _Body(first, last, country_name(country), country)

    def _after(self, index: int) -> int:
        return self.draft.words.range(self.draft.mentions[index].span)[1]

    def _is(self, at: int, word: str, end: int) -> bool:
        return at < end and self.draft.words.lower[at] == word

    def _past_joiner(self, at: int, end: int) -> int:
        """Past ", and", "and" or a comma."""
        at += self._is(at, ",", end)
        return at + self._is(at, "and", end)

    def _give(self, role: tuple[int, int], body: _Body, index: int, state: str) -> None:
        """Give a name the post with its body; what was read as its post from the same words goes."""
        words = self.draft.words
        role_span = words.span(*role)
        entity = self.draft.entity(self.draft.mentions[index])
        entity.roles[:] = [fact for fact in entity.roles if not fact.span.touches(role_span)]
        entity.roles.append(
            RoleFact(
                role=singular(" ".join(words.texts[role[0] : role[1] + 1])),
                organisation=body.name,
                country=body.country,
                span=words.span(min(role[0], body.first), max(role[1], body.last)),
                role_span=role_span,
                state=state,
                organisation_span=words.span(body.first, body.last),
            )
        )

    def _widen(self, first: int, index: int) -> None:
        """Let a name reach back to the first word of what belongs to it: the row, or its own body."""
        mention = self.draft.mentions[index]
        start = min(self.draft.words.starts[first], mention.whole.start)
        self.draft.mentions[index] = replace(mention, whole=Span(start, mention.whole.end))
