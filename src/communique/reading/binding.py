"""Find every place where a known name, or a part of a person's name, stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from communique.languages.en.capitals import is_capital
from communique.languages.en.posts_before import post_before
from communique.model.vocabulary import PartyKind
from communique.reading.draft import Draft
from communique.reading.entities import Mention
from communique.reading.names import spellings, split_name
from communique.text.words import join_name

__all__ = ["bind_names"]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name found: its last word, whose it is, by which rule and why."""

    last: int
    number: int
    rule: str
    because: str | None = None


def bind_names(draft: Draft) -> None:
    """Add the mentions by name to the draft, in the order of the text."""
    index = _Index(draft)
    words = draft.words
    last_seen: dict[int, int] = {}
    at = 0
    while at < len(words):
        hit = index.find_full(at)
        if hit is None or (len(draft.entities[hit.number].tokens) == 1 and words.texts[at] in index.parts):
            hit = index.find_part(at, last_seen) or hit
        if hit is None:
            at += 1
            continue
        span = words.span(at, hit.last)
        draft.mentions.append(
            Mention(
                span=span,
                whole=span,
                entity=hit.number,
                kind=draft.entities[hit.number].kind,
                rule=hit.rule,
                because=hit.because,
            )
        )
        last_seen[hit.number] = at
        at = hit.last + 1


class _Index:
    """The names of the draft by their first words, and the parts of people's names.

    Attributes:
        names: by first word, the words of each name and whose it is, longest first.
        parts: for each word of a person's name, who bears it.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.names: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self.parts: dict[str, set[int]] = defaultdict(set)
        self._alone: dict[tuple[int, str], int] = {}
        for entity in draft.entities:
            for name in entity.names:
                tokens = tuple(split_name(name))
                self.names[tokens[0]].append((tokens, entity.number))
            if entity.kind is PartyKind.PERSON:
                for token in split_name(entity.name):
                    for part in (*spellings(token), self._without_article(token)):
                        if self._can_stand_alone(part):
                            self.parts[part].add(entity.number)
        for rows in self.names.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find_full(self, at: int) -> _Hit | None:
        """The longest known name that begins here."""
        texts = self.draft.words.texts
        for tokens, number in self.names.get(texts[at], ()):
            if tuple(texts[at : at + len(tokens)]) == tokens:
                return _Hit(at + len(tokens) - 1, number, "names.full.v1")
        return None

    def find_part(self, at: int, last_seen: dict[int, int]) -> _Hit | None:
        """A part of somebody's name that stands here alone."""
        texts = self.draft.words.texts
        if texts[at] not in self.parts:
            return None
        holders = set(self.parts[texts[at]])
        last = at
        while (
            last + 1 < len(texts) and texts[last + 1] in self.parts and (both := holders & self.parts[texts[last + 1]])
        ):
            holders = both
            last += 1
        if last + 1 < len(texts) and self._runs_on(last):
            return None
        entity = self.draft.entities[self._pick(holders, at, last_seen)]
        self._alone[self.draft.sentence_number(at), texts[at]] = entity.number
        alone = join_name(texts[at : last + 1])
        if alone not in entity.names:
            entity.names.append(alone)
        because = f"{alone} is part of the name {entity.name}"
        return _Hit(last, entity.number, "alias.part_of_name.v1", because)

    def _without_article(self, token: str) -> str:
        """The "Mashat" of "al-Mashat"."""
        article, hyphen, rest = token.partition("-")
        return rest if hyphen and article.lower() in self.draft.lexicon.names.articles else token

    def _can_stand_alone(self, token: str) -> bool:
        lexicon = self.draft.lexicon
        return (
            len(token) > 1
            and is_capital(token)
            and token.lower() not in lexicon.bodies.not_names
            and token.lower() not in lexicon.names.particles
            and not lexicon.titles.is_head(token)
        )

    def _runs_on(self, last: int) -> bool:
        """True where another capitalised word follows, so that the part belongs to some other name."""
        draft, words, after = self.draft, self.draft.words, last + 1
        return (
            is_capital(words.texts[after])
            and words.starts[after] - words.ends[last] == 1
            and words.lower[after] not in draft.lexicon.bodies.not_names
            and draft.lexicon.titles.head_starting(words, after) is None
            and draft.sentence_number(after) == draft.sentence_number(last)
            and not draft.is_place(after, after)
        )

    def _pick(self, holders: set[int], at: int, last_seen: dict[int, int]) -> int:
        """Of several people with this part of a name, the one the words beside it fit, else the last one named.

        Where that one was named beside another whom the part alone stood for ("Kim brought his aide Kim Ha-neul"), it
        goes on standing for the other.
        """
        draft = self.draft
        if len(holders) == 1:
            return next(iter(holders))
        post = post_before(draft.posts, at)
        if post is not None:
            role = draft.words.lower[post.role[1]]
            fitting = [
                number
                for number in holders
                if any(fact.role.lower().split()[-1] == role for fact in draft.entities[number].roles)
            ]
            if len(fitting) == 1:
                return fitting[0]
        seen = [number for number in holders if number in last_seen]
        if not seen:
            return min(holders)
        last = max(seen, key=lambda number: last_seen[number])
        beside = self._alone.get((draft.sentence_number(last_seen[last]), draft.words.texts[at]))
        return beside if beside in holders else last
