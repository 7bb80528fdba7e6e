"""Bind every mention of a text to a person or an organisation, each step with its reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.languages.en.organisations import OrganisationWords
from communique.languages.en.titles import Post, Titles, is_capital, post_after, post_after_at, post_before
from communique.languages.places import country_name, find_place
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.entities import Entity, Mention, Registry, RoleFact
from communique.reading.names import PARTICLES, NameForm, join
from communique.text.words import Words

__all__ = ["build_registry"]


class RegistryBuilder:
    """The state while one text's registry is built; thrown away afterwards."""

    def __init__(
        self,
        words: Words,
        sentences: Sequence[tuple[int, int]],
        titles: Titles,
        bodies: OrganisationWords,
        home: str | None,
    ) -> None:
        self.words = words
        self.sentences = sentences
        self.starts = [start for start, _ in sentences]
        self.titles = titles
        self.bodies = bodies
        self.home = home
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self._done: list[Mention] = []

    def sentence_of(self, word: int) -> tuple[int, int]:
        """The first and past-the-last word of the sentence that holds a word."""
        index = max(bisect_right(self.starts, word) - 1, 0)
        return self.sentences[index]

    def is_place(self, first: int, last: int) -> bool:
        """True where the words name a country, a people, or another place."""
        return self.country_of(first, last) is not None

    def country_of(self, first: int, last: int) -> str | None:
        """The country (ISO 3166-1) that the words name, by its own name or its people's."""
        place = find_place(join(self.words.texts[first : last + 1]))
        if place is None or place.kind not in {"country", "demonym"}:
            return None
        return place.country

    # -- entities ------------------------------------------------------------------------------------------------

    def settle(self, forms: dict[tuple[str, ...], NameForm]) -> None:
        """Make entities out of the names: people and organisations, each under its fullest form."""
        people: list[NameForm] = []
        bodies: list[NameForm] = []
        for form in forms.values():
            kind = self._kind(form)
            if kind == "person":
                people.append(form)
            elif kind == "organisation":
                bodies.append(form)
        people.sort(key=lambda form: (-len(form.words), min(form.places)))
        full = [form for form in people if len(form.words) > 1]
        parts = {part for form in full for part in form.words}
        for form in bodies[:]:  # a body whose only word is part of a person's name is that person
            if len(form.words) == 1 and form.words[0] in parts and form.votes["organisation"] <= 4:
                bodies.remove(form)
        for form in full:
            self._add_person(form)
        for form in people:
            if len(form.words) == 1 and not any(form.words[0] in entity.tokens for entity in self._people()):
                self._add_person(form)
        for form in sorted(bodies, key=lambda form: (-len(form.words), min(form.places))):
            self._add_body(form)

    def _people(self) -> list[Entity]:
        return [entity for entity in self.entities if entity.kind is PartyKind.PERSON]

    def _kind(self, form: NameForm) -> str | None:
        lower = [word.lower() for word in form.words]
        if len(lower) == 1 and (lower[0] in self.bodies.not_names or lower[0] in self.titles.portfolios):
            return None
        if len(form.words) == 1 and (len(form.words[0]) < 2 or not form.words[0][0].isalpha()):
            return None
        votes = form.votes
        if not votes:
            return None
        best = max(("person", "organisation", "place", "other"), key=lambda kind: votes[kind])
        if form.addressed and len(form.words) > 1 and not self.bodies.is_body(lower) and best == "organisation":
            best = "person"
        if best == "person" and len(form.words) == 1 and form.words[0].isupper() and len(form.words[0]) > 1:
            return "organisation" if votes["organisation"] else None
        if best == "person" and any(word.isdigit() for word in form.words):
            return None
        return best

    def _add_person(self, form: NameForm) -> None:
        name = form.text
        folded = {word.casefold().replace("-", "") for word in form.words}
        for entity in self._people():
            tokens = {word.casefold().replace("-", "") for word in entity.tokens}
            # a shorter form of a name known already, in the same order
            if len(form.words) > 1 and folded <= tokens and len(folded) > 1:
                if name not in entity.names:
                    entity.names.append(name)
                return
        self.entities.append(Entity(number=len(self.entities), kind=PartyKind.PERSON, name=name, names=[name]))

    def _add_body(self, form: NameForm) -> None:
        name = form.text
        lower = [word.lower() for word in form.words]
        for entity in self.entities:
            if entity.kind is not PartyKind.ORGANISATION:
                continue
            known = [word.lower() for word in entity.tokens]
            rest = known[len(lower) :]
            if known[: len(lower)] == lower and rest and all(word in self.bodies.legal or word == "." for word in rest):
                if name not in entity.names:
                    entity.names.append(name)
                return
        self.entities.append(Entity(number=len(self.entities), kind=PartyKind.ORGANISATION, name=name, names=[name]))

    # -- mentions ------------------------------------------------------------------------------------------------

    def bind_names(self) -> None:
        """Find every place where a known name, or a part of a person's name, stands."""
        exact: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        partial: dict[str, set[int]] = defaultdict(set)
        for entity in self.entities:
            for name in entity.names:
                tokens = tuple(_split(name))
                exact[tokens[0]].append((tokens, entity.number))
            if entity.kind is PartyKind.PERSON:
                for token in _split(entity.name):
                    if self._can_stand_alone(token):
                        partial[token].add(entity.number)
        for rows in exact.values():
            rows.sort(key=lambda row: -len(row[0]))
        last_seen: dict[int, int] = {}
        at = 0
        count = len(self.words)
        while at < count:
            token = self.words.texts[at]
            hit: tuple[int, int, int, str, str | None] | None = None
            for tokens, number in exact.get(token, ()):
                if tuple(self.words.texts[at : at + len(tokens)]) == tokens:
                    hit = (at, at + len(tokens) - 1, number, "names.full.v1", None)
                    break
            whole = hit is not None and (len(self.entities[hit[2]].tokens) > 1 or token not in partial)
            if not whole and token in partial:
                end = at
                holders = set(partial[token])
                while (
                    end + 1 < count
                    and self.words.texts[end + 1] in partial
                    and holders & partial[self.words.texts[end + 1]]
                ):
                    holders &= partial[self.words.texts[end + 1]]
                    end += 1
                if end + 1 >= count or not self._runs_on(end):
                    number = self._pick(holders, at, last_seen)
                    entity = self.entities[number]
                    alone = join(self.words.texts[at : end + 1])
                    hit = (at, end, number, "alias.part_of_name.v1", f"{alone} is part of the name {entity.name}")
                    if alone not in entity.names:
                        entity.names.append(alone)
            if hit is None:
                at += 1
                continue
            first, last, number, rule, because = hit
            span = self.words.span(first, last)
            kind = self.entities[number].kind
            self.mentions.append(Mention(span=span, whole=span, entity=number, kind=kind, rule=rule, because=because))
            last_seen[number] = at
            at = last + 1

    def _can_stand_alone(self, token: str) -> bool:
        low = token.lower()
        return (
            len(token) > 1
            and is_capital(token)
            and low not in self.bodies.not_names
            and low not in PARTICLES
            and self.titles.head_ending(_single(token), 0) is None
        )

    def _runs_on(self, last: int) -> bool:
        """True where another capitalised word follows, so that the part belongs to some other name."""
        after = last + 1
        return (
            is_capital(self.words.texts[after])
            and self.words.starts[after] - self.words.ends[last] == 1
            and self.words.lower[after] not in self.bodies.not_names
            and self.titles.head_starting(self.words, after) is None
            and self.sentence_of(after) == self.sentence_of(last)
            and not self.country_of(after, after)
        )

    def _pick(self, holders: set[int], at: int, last_seen: dict[int, int]) -> int:
        """Of several people with this part of a name, the one the words beside it fit, else the last one named."""
        if len(holders) == 1:
            return next(iter(holders))
        post = post_before(self.words, at, self.titles, self.is_place)
        if post is not None:
            role = self.words.lower[post.role[1]]
            fitting = [
                number
                for number in holders
                if any(fact.role.lower().split()[-1] == role for fact in self.entities[number].roles)
            ]
            if len(fitting) == 1:
                return fitting[0]
        seen = [number for number in holders if number in last_seen]
        return max(seen, key=lambda number: last_seen[number]) if seen else min(holders)

    # -- posts ---------------------------------------------------------------------------------------------------

    def read_posts(self) -> None:
        """Give people the posts that stand beside their names, and widen their mentions by them."""
        people = [(i, m) for i, m in enumerate(self.mentions) if m.kind is PartyKind.PERSON]
        taken = -1
        for index, mention in people:
            first = self.words.at(mention.span.start)
            last = self.words.at(mention.span.end) - 1
            start, end = self.sentence_of(first)
            whole_first, whole_last = first, last
            before = post_before(self.words, first, self.titles, self.is_place)
            if before is not None and before.whole[0] < start <= before.role[0]:
                before = replace(before, organisation=None, owner=None, whole=(before.role[0], before.whole[1]))
            if before is not None and before.whole[0] >= start and before.whole[0] > taken:
                before = self._trim(before, index)
                self._add_role(mention, before)
                self._inherit_body(mention, before, taken)
                whole_first = before.whole[0]
                if whole_first > start and self.words.lower[whole_first - 1] in {"the", "a", "an"}:
                    whole_first -= 1
            else:
                while whole_first > start and (
                    (
                        self.words.lower[whole_first - 1] in self.titles.honorifics
                        and is_capital(self.words.texts[whole_first - 1])
                    )
                    or (
                        self.words.texts[whole_first - 1] == "."
                        and self.words.lower[whole_first - 2] in self.titles.honorifics
                    )
                ):
                    whole_first -= 1
                whole_first = self._belongs_to(mention, whole_first, start)
            after = post_after(self.words, last, self.titles, self.is_place, end)
            if after is not None and after.plural:
                after = None
            if after is not None and after.whole[1] < end:
                self._add_role(mention, after)
                whole_last = after.whole[1]
                closing = whole_last + 1
                if (
                    closing < end
                    and self.words.texts[closing] in {",", ")"}
                    and self.words.texts[last + 1] in {",", "("}
                ):
                    whole_last = closing
            elif last + 2 < end:
                whole_last = self._of_body(mention, last, end)
            whole_last = self._formerly(whole_last, end)
            taken = whole_last
            whole = self.words.span(min(whole_first, first), max(whole_last, last))
            self.mentions[index] = replace(mention, whole=whole)
            self._done.append(self.mentions[index])
        self._read_posts_in_clauses(people)
        self._drop_covered()
        self._share_plural_posts()

    def _read_posts_in_clauses(self, people: list[tuple[int, Mention]]) -> None:
        """ "while serving as Naver's global investment officer", "when Lee was chairman": posts in a clause of their own.

        The clause speaks of the first person of its sentence, or of the one whose name stands in it.
        """
        words = self.words
        for start, end in self.sentences:
            inside = [m for _, m in people if start <= words.at(m.span.start) < end]
            if not inside:
                continue
            for at in range(start + 1, end - 1):
                low = words.lower[at]
                if low == "as" and (
                    words.lower[at - 1] in {"serving", "served", "serves", "acting", "headquarters", "time", "back"}
                    or words.lower[at - 1].isalpha()
                ):
                    mention = inside[0]
                elif low in {"was", "is", "became"} and (before := [m for m in inside if words.at(m.span.end) == at]):
                    mention = before[0]
                else:
                    continue
                if words.at(mention.span.start) > at or any(at in range(*words.range(m.whole)) for m in inside):
                    continue
                post = post_after_at(words, at + 1, self.titles, self.is_place, end)
                if post is None or post.plural or not _is_whole_post(words, post, end):
                    continue
                if any(
                    words.at(m.whole.start) - 1 <= post.whole[1] + 1 and words.at(m.whole.start) > at for m in inside
                ):
                    continue
                self._add_role(mention, post)

    def _inherit_body(self, mention: Mention, post: Post, taken: int) -> None:
        """ "its founder A and chief executive B", "President A and Foreign Minister B": one body for both."""
        if post.organisation is not None or post.owner is not None or taken < 0:
            return
        between = self.words.lower[taken + 1 : post.whole[0]]
        if between not in (["and"], [",", "and"], [","]) and not (between == [] and self.words.texts[taken] == ","):
            return
        previous = next((m for m in reversed(self._done) if m.entity is not None), None)
        if previous is None:
            return
        facts = [
            f for f in self.entities[_number(previous)].roles if f.organisation is not None and f.span in previous.whole
        ]
        own = self.entities[_number(mention)].roles
        if (
            facts
            and own
            and own[-1].organisation is None
            and (facts[-1].state == "corporate") == (own[-1].state == "corporate")
        ):
            fact = facts[-1]
            own[-1] = replace(
                own[-1], organisation=fact.organisation, country=fact.country, organisation_span=fact.organisation_span or fact.span,
                inferred=f"named in one breath with {self.entities[_number(previous)].name} of {fact.organisation}",
            )  # fmt: skip

    def _trim(self, post: Post, index: int) -> Post:
        """Cut a body that is itself a mention of a person: "Biden's adviser" has no organisation but an owner."""
        if post.organisation is None:
            return post
        span = self.words.span(*post.organisation)
        if any(m.kind is PartyKind.PERSON and m.span.touches(span) for m in self.mentions[max(index - 3, 0) : index]):
            return replace(post, organisation=None, whole=(post.role[0], post.whole[1]))
        return post

    def _belongs_to(self, mention: Mention, whole_first: int, start: int) -> int:
        """ "Britain's David Cameron": the country or body before the name."""
        at = whole_first - 1
        if at > start and self.words.lower[at] == "'s" and is_capital(self.words.texts[at - 1]):
            first = at - 1
            while (
                first > start
                and is_capital(self.words.texts[first - 1])
                and self.words.starts[first] - self.words.ends[first - 1] == 1
            ):
                first -= 1
            self._add_belonging(mention, first, at - 1)
            return first
        return whole_first

    def _of_body(self, mention: Mention, last: int, end: int) -> int:
        """ "Cristiano Amon of Qualcomm", "Mark Liu (TSMC)": the body after the name."""
        words = self.words
        at = last + 1
        if (words.lower[at] in {"of", "from"} and is_capital(words.texts[at + 1])) or (
            words.texts[at] == "(" and is_capital(words.texts[at + 1])
        ):
            first, stop = at + 1, at + 1
        else:
            return last
        while stop + 1 < end and is_capital(words.texts[stop + 1]) and words.starts[stop + 1] - words.ends[stop] == 1:
            stop += 1
        closing = stop + 1 < end and words.texts[stop + 1] == ")"
        if words.texts[at] == "(" and (not closing or stop - first > 3):
            return last
        self._add_belonging(mention, first, stop)
        return stop + 1 if words.texts[at] == "(" else stop

    def _formerly(self, last: int, end: int) -> int:
        """ "CEO of Meta, formerly Facebook,": an older name of the body belongs to the apposition."""
        words = self.words
        at = last if words.texts[last] == "," else last + 1
        if (
            at + 2 >= end
            or words.texts[at] != ","
            or words.lower[at + 1] not in {"formerly", "previously"}
            or not is_capital(words.texts[at + 2])
        ):
            return last
        stop = at + 2
        while stop + 1 < end and is_capital(words.texts[stop + 1]):
            stop += 1
        return stop + 1 if stop + 1 < end and words.texts[stop + 1] == "," else stop

    def _add_belonging(self, mention: Mention, first: int, last: int) -> None:
        country = self.country_of(first, last)
        place = find_place(join(self.words.texts[first : last + 1]))
        if country is None and place is not None and not place.ambiguous:
            return
        name = country_name(country) if country else join(self.words.texts[first : last + 1])
        span = self.words.span(first, last)
        if re.match(r"[A-Z]-[A-Z]", name) or any(
            m.kind is PartyKind.PERSON and m.span.touches(span) for m in self.mentions
        ):
            return  # a senator's party and state; another person's
        fact = RoleFact(
            role="", organisation=name, country=country, span=span, role_span=span, state="", organisation_span=span
        )
        self.entities[_number(mention)].roles.append(fact)

    def _add_role(self, mention: Mention, post: Post) -> None:
        words = self.words
        role_span = words.span(*post.role)
        role = post.verb or self._role_text(post)
        organisation, country, inferred = None, None, None
        organisation_span = None
        if post.organisation is not None:
            first, last = post.organisation
            country = self.country_of(first, last)
            body = self.bodies.is_body([words.lower[k] for k in range(first, last + 1)])
            if country is None and last > first and not body:  # "South Korean Foreign", "US tech giant Meta"
                for cut in range(last, first, -1):
                    lead = self.country_of(first, cut - 1)
                    if lead is not None:
                        if post.state == "corporate":
                            first = cut
                        else:
                            country = lead
                        break
            organisation = country_name(country) if country else join(words.texts[first : last + 1])
            organisation_span = words.span(first, last)
        elif post.owner is not None:
            owner = self._owner(post.owner, mention)
            if owner is not None:
                organisation, country, organisation_span = owner
                inferred = f'"{words.texts[post.owner]}" is {organisation}'
        fact = RoleFact(
            role=role, organisation=organisation, country=country, span=words.span(*post.whole), role_span=role_span,
            state=post.state, past=post.past, inferred=inferred, organisation_span=organisation_span,
        )  # fmt: skip
        self.entities[_number(mention)].roles.append(fact)

    def _role_text(self, post: Post) -> str:
        text = (
            " ".join(self.words.texts[post.role[0] : post.role[1] + 1])
            .replace(" 's", "'s")
            .replace(" ,", ",")
            .replace(" .", ".")
        )
        for short, full in self.titles.abbreviations.items():
            if text.lower() in {short, f"{short}."}:
                return full
        return text

    def _owner(self, word: int, mention: Mention) -> tuple[str, str | None, Span] | None:
        """The body that "its", "the company's" stands for: the last one named before."""
        position = self.words.starts[word]
        for other in reversed([m for m in self.mentions if m.span.end <= position]):
            if other.kind is PartyKind.ORGANISATION and other.entity is not None:
                return self.entities[other.entity].name, None, other.span
        return None

    def _drop_covered(self) -> None:
        """An organisation within a person's widened mention is part of the person's description."""
        kept: list[Mention] = []
        wholes = [m.whole for m in self.mentions if m.kind is PartyKind.PERSON]
        for mention in self.mentions:
            if mention.kind is PartyKind.ORGANISATION and any(mention.span in whole for whole in wholes):
                continue
            kept.append(mention)
        self.mentions = kept

    def _share_plural_posts(self) -> None:
        """ "Presidents A and B": the post goes to each name of the row."""
        people = [m for m in self.mentions if m.kind is PartyKind.PERSON]
        for mention, after in zip(people, people[1:], strict=False):
            entity = self.entities[_number(mention)]
            plural = next(
                (
                    fact
                    for fact in entity.roles
                    if fact.span.end <= mention.span.start
                    and fact.span.start >= mention.whole.start
                    and fact.role.endswith("s")
                ),
                None,
            )
            if plural is None or plural.role.lower().endswith("affairs"):
                continue
            between = self.words.texts[self.words.at(mention.whole.end) : self.words.at(after.whole.start)]
            head = self.titles.head_ending(self.words, self.words.at(plural.role_span.end) - 1)
            if head is None or not head[2]:
                continue
            single = replace(plural, role=_singular(plural.role))
            entity.roles[entity.roles.index(plural)] = single
            if list(between) in (["and"], [","]) and not self.entities[_number(after)].roles:
                self.entities[_number(after)].roles.append(single)

    def read_posts_in_names(self) -> None:
        """ "King Charles III", "Pope Leo XIV": where the post is part of the name."""
        for mention in self.mentions:
            if (
                mention.kind is not PartyKind.PERSON
                or mention.entity is None
                or any(f.role for f in self.entities[mention.entity].roles)
            ):
                continue
            first = self.words.at(mention.span.start)
            for at in (first, first - 1):
                head = self.titles.head_starting(self.words, at) if at >= 0 else None
                if (
                    head is not None
                    and head[1] == "state"
                    and head[0] == at
                    and is_capital(self.words.texts[at])
                    and (at == first or self.words.starts[first] - self.words.ends[at] == 1)
                ):
                    span = self.words.span(at, at)
                    self.entities[mention.entity].roles.append(
                        RoleFact(
                            role=self.words.texts[at],
                            organisation=None,
                            country=None,
                            span=span,
                            role_span=span,
                            state="state",
                        )
                    )
                    break

    def infer_bodies(self) -> None:
        """ "chief executive Tim Cook" in a sentence on Apple: the firm named last before, or the text's only one."""
        bodies = [m for m in self.mentions if m.kind is PartyKind.ORGANISATION and m.entity is not None]
        for mention in self.mentions:
            if mention.kind is not PartyKind.PERSON or mention.entity is None:
                continue
            roles = self.entities[mention.entity].roles
            for number, fact in enumerate(roles):
                if (
                    fact.state != "corporate"
                    or fact.organisation is not None
                    or not fact.role
                    or fact.span not in mention.whole
                ):
                    continue
                if any(other.organisation for other in roles):
                    continue
                index = max(bisect_right(self.starts, self.words.at(mention.span.start)) - 1, 0)
                earliest = self.words.starts[self.sentences[max(index - 1, 0)][0]]
                before = [m for m in bodies if earliest <= m.span.start < mention.whole.start]
                if not before:
                    continue
                body = self.entities[_number(before[-1])]
                roles[number] = replace(
                    fact, organisation=body.name, organisation_span=before[-1].span,
                    inferred=f"{body.name} is the body told of last before",
                )  # fmt: skip

    def find_acronyms(self) -> None:
        """ "Korea Communications Commission (KCC)": the letters stand for the name from here on."""
        words = self.words
        for mention in list(self.mentions):
            if mention.kind is not PartyKind.ORGANISATION or mention.entity is None:
                continue
            at = words.at(mention.span.end)
            if (
                at + 2 < len(words)
                and words.texts[at] == "("
                and words.texts[at + 2] == ")"
                and words.texts[at + 1].isupper()
            ):
                letters = words.texts[at + 1]
                initials = "".join(token[0] for token in self.entities[mention.entity].tokens if is_capital(token))
                if letters[0] == initials[:1]:
                    self.entities[mention.entity].acronym = letters
                    self.entities[mention.entity].names.append(letters)
        by_letters = {e.acronym: e for e in self.entities if e.acronym}
        for index, mention in enumerate(self.mentions):
            if mention.entity is None:
                continue
            known = by_letters.get(self.entities[mention.entity].name)
            if known is not None and known.number != mention.entity:
                self.mentions[index] = replace(
                    mention,
                    entity=known.number,
                    rule="alias.acronym.v1",
                    because=f"{known.acronym} stands for {known.name} in this text",
                )


def _is_whole_post(words: Words, post: Post, limit: int) -> bool:
    """True where nothing follows that would make the post a part of something else ("as president's guest")."""
    after = post.whole[1] + 1
    return (
        after >= limit
        or not words.texts[after][0].isalnum()
        or words.lower[after] in {"in", "at", "of", "since", "and", "when", "from", "until", "for", "on"}
    )


def _singular(role: str) -> str:
    first, _, last = role.rpartition(" ")
    if last.endswith("men"):
        last = last[:-3] + "man"
    elif last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith("s"):
        last = last[:-1]
    return f"{first} {last}".strip()


def _single(token: str) -> Words:
    return Words(starts=[0], ends=[len(token)], texts=[token], lower=[token.lower()])


def _split(name: str) -> list[str]:
    parts: list[str] = []
    for token in name.split():
        if token.endswith(".") and len(token) > 1:
            parts += [token[:-1], "."] if token.count(".") == 1 else [token]
        else:
            parts.append(token)
    return parts


def _number(mention: Mention) -> int:
    assert mention.entity is not None
    return mention.entity


def build_registry(
    words: Words,
    sentences: Sequence[tuple[int, int]],
    forms: dict[tuple[str, ...], NameForm],
    titles: Titles,
    bodies: OrganisationWords,
    home: str | None = None,
) -> Registry:
    """The people and organisations of a text and all their mentions.

    Args:
        words: the words of the text.
        sentences: first and past-the-last word of each sentence, in order.
        forms: the names with their votes, from `find_name_forms`.
        titles: the lexicon of posts.
        bodies: the class nouns of organisations.
        home: the country of the dateline, where there is one.
    """
    builder = RegistryBuilder(words, sentences, titles, bodies, home)
    builder.settle(forms)
    builder.bind_names()
    builder.find_acronyms()
    builder.read_posts()
    builder.read_posts_in_names()
    builder.infer_bodies()
    return Registry(entities=tuple(builder.entities), mentions=tuple(builder.mentions))
