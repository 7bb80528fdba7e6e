"""Which names in which documents mean one person.

A *form* is a name in one document with the posts, organisations, countries and partners in talks that the document
shows it with. Forms join stage by stage, each stage deciding on what the one before left: equal full names, other
spellings of full names, initials, single words. Within a stage the surest pair comes first, so the order in which
documents arrive changes nothing. Two people of one meeting are never one, and two different given names never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType

from communique.model import Judgement, MeetingClaim, Relation, RoleClaim
from communique.resolution.candidates import (
    ENOUGH,
    Candidate,
    agree_all,
    equal_candidates,
    explain,
    find_candidates,
    match_names,
    reweigh,
)
from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.deciding import apply_judgements, judge
from communique.resolution.name_matching import MATCHES, compatible_names
from communique.resolution.name_pairs import initials_of
from communique.resolution.names import NameParts, family_words, knowledge, name_parts, skeleton
from communique.resolution.people_references import apply_links
from communique.resolution.references import Link
from communique.resolution.sides import FEATURES, Side, collect_forms, equal_post, person_form_id

__all__ = ["ENOUGH", "FEATURES", "Side", "person_form_id", "resolve_people", "told_apart"]

SUBJECT = "person"

EQUAL = frozenset({"equal"})
INITIALS = frozenset({"initials", "same_initials"})
SINGLE = frozenset({"single", "contraction"})
STAGES: tuple[frozenset[str], ...] = (
    EQUAL,
    frozenset({"spacing", "middle", "order", "romanisation", "script", "sounds", "diminutive", "generation", "subset"}),
    INITIALS,
    SINGLE,
)
# Turns of writing that no text mixes for one person.
SPELLED_APART = frozenset({"romanisation", "sounds", "diminutive", "generation"})


def resolve_people(
    claims: Sequence[MeetingClaim],
    organisations: Clusters,
    human: Sequence[Judgement] = (),
    *,
    roles: Sequence[RoleClaim] = (),
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
    steps: list[dict[str, str]] | None = None,
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """Group the people of all claims; the judgements say why.

    Args:
        claims: all claims at once, in any order.
        organisations: their organisations, resolved.
        human: judgements by people; they win.
        roles: who holds which post, by any text; people of whom no meeting is known are grouped too.
        links: the people of reference lists whom the forms mean (`references.link_forms`).
        steps: takes, where given, each form's group after the stage of equal names, and then, step by step, what came
            to be of these groups where the step changed it; a group goes by its smallest form.
    """
    forms, together, documents = collect_forms(claims, roles, organisations)
    grouping = Grouping(sorted(forms))
    apply_judgements(grouping, human, SUBJECT)
    licensed = names_judged_one(forms, grouping)
    for present in together:
        for a, b in combinations(present, 2):
            grouping.forbid(a, b)
    said = apply_links(forms, grouping, links, subject=SUBJECT, enough=ENOUGH)
    for a, b in told_apart(forms, documents):
        grouping.forbid(a, b)
    del together, documents
    said.extend(join_profiles(forms, grouping))
    groups = Groups(forms, grouping)
    matches = match_names({name for side in groups.sides.values() for name in side.names})
    for stage in STAGES:
        if stage in (INITIALS, SINGLE):
            said.extend(join_short_profiles(groups, stage))
            note_step(steps, groups)
        if stage is EQUAL:
            said.extend(join_found(groups, stage, *equal_candidates(groups.sides), licensed))
            if steps is not None:
                steps.append({one: groups.label(one) for one in forms})
            del forms
        else:
            said.extend(join_found(groups, stage, *find_candidates(groups.sides, stage, matches), licensed))
            note_step(steps, groups)
    return grouping.clusters(), tuple(said)


def note_step(steps: list[dict[str, str]] | None, groups: Groups) -> None:
    """Note what came to be of each group that the stage of equal names left, where that has changed."""
    if steps is not None:
        before = dict.fromkeys(steps[0].values(), "")
        for step in steps:
            before |= step if step is not steps[0] else {one: one for one in before}
        steps.append({one: now for one, then in before.items() if (now := groups.label(one)) != then})


def rules_of(stage: frozenset[str]) -> frozenset[str]:
    """The rules by which a stage speaks, for one person and for two; no other stage speaks by them."""
    turns = {turn_of(turn, stage) for turn in (*MATCHES, *stage)} if stage is SINGLE else stage
    return frozenset(f"people.{mark}{turn}.v1" for turn in turns for mark in ("", "rival_"))


def turn_of(turn: str, stage: frozenset[str]) -> str:
    """A turn of writing as a stage calls it: one word in a script without spaces can be a whole name."""
    return turn if turn in stage else f"single_{turn}"


def join_found(
    groups: Groups,
    stage: frozenset[str],
    found: Iterable[Candidate],
    apart: Iterable[tuple[Candidate, str]],
    licensed: Mapping[str, Iterable[str]],
) -> Iterator[Judgement]:
    """Join what one stage of turns of writing connects, the surest pair first."""
    sides = groups.sides
    for one, rival in apart:
        other = " or ".join(sorted(sides[rival].names))
        because = f"{explain(sides[one.left], sides[one.right], one.match)}; but {other} could be meant as well"
        yield judge(one.left, one.right, SUBJECT, f"people.rival_{one.match.rule}.v1", because, 0.5, Relation.DIFFERENT)
    for one in sorted(found, key=lambda one: (-one.score, one.left, one.right)):
        left, right = groups.side(one.left), groups.side(one.right)
        if left is right or not agree_all(left.names, right.names, licensed, across=True):
            continue  # what joined before may have brought in a name that cannot be the other's
        score = one.score
        if one.known != (left.known, right.known):
            score = reweigh(left, right, one.match)  # … or another country
            if score < ENOUGH:
                continue
        because = explain(left, right, one.match)
        if groups.join(one.left, one.right):
            yield judge(one.left, one.right, SUBJECT, f"people.{turn_of(one.match.rule, stage)}.v1", because, score)


class Groups:
    """The groups as they stand, with what is known of each, under its smallest member's id."""

    def __init__(self, forms: Mapping[str, Side], grouping: Grouping) -> None:
        self.grouping = grouping
        self.sides: dict[str, Side] = {}
        self._label: dict[str, str] = {}  # representative → smallest member, where they differ
        for root in grouping.roots():
            members = grouping.members(root)
            label = min(members)
            if label != root:
                self._label[root] = label
            if len(members) == 1:
                self.sides[label] = forms[label]
                continue
            side = self.sides[label] = Side()
            for one in members:
                side.take(forms[one])

    def label(self, one: str) -> str:
        """The smallest member of a thing's group."""
        root = self.grouping.find(one)
        return self._label.get(root, root)

    def side(self, one: str) -> Side:
        """What is known of a thing's group."""
        return self.sides[self.label(one)]

    def join(self, a: str, b: str) -> bool:
        """Make one group of two; False where they must stay apart or are one already."""
        x, y = self.label(a), self.label(b)
        if x == y or not self.grouping.join(a, b):
            return False
        kept, gone = (x, y) if x < y else (y, x)
        self.sides[kept].take(self.sides.pop(gone))
        self._label[self.grouping.find(a)] = kept
        return True


def told_apart(forms: Mapping[str, Side], documents: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Names that one text spells in two ways: it writes one person's name in one, so it means two people."""
    for told in documents:
        blocks: dict[str, list[str]] = defaultdict(list)
        for one in told:
            for key in family_keys(min(forms[one].names)):
                blocks[key].append(one)
        for a, b in {pair for block in blocks.values() if len(block) > 1 for pair in combinations(block, 2)}:
            match = compatible_names(min(forms[a].names), min(forms[b].names))
            if match is not None and match.rule in SPELLED_APART:
                yield a, b


@lru_cache(maxsize=65536)
def family_keys(name: str) -> frozenset[str]:
    """The family name of a full name without the differences of spelling."""
    parts = name_parts(name)
    if not parts.full:
        return frozenset()
    families = family_words(parts)
    korean = families & knowledge()["korean"]
    alike = {f"= {skeleton(word, 'korean')}" for word in korean}
    return frozenset({skeleton(word, "vowels") for word in families} | alike)


def join_profiles(forms: Mapping[str, Side], grouping: Grouping) -> Iterator[Judgement]:
    """Join the forms that agree in full name, organisations and countries, so that each profile is compared once.

    Those of whom a text shows the post alone, or nothing but a name that few bear, are joined by that.
    """
    profiles: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in sorted(forms):
        side = forms[one]
        parts = name_parts(min(side.names))
        if not parts.full or not parts.spelled_out or len(side.countries) > 1:
            continue
        facts: tuple[object, ...] = ()
        if side.organisations or side.countries:
            facts = (tuple(sorted(side.organisations)), side.countries, side.references)
        elif not side.partners and not side.families and (side.posts or not parts.weak):
            facts = (side.posts, side.references)
        if facts:
            profiles[parts.joined, parts.generation, *facts].append(one)
    for group in profiles.values():
        side = forms[group[0]]
        shown = " and ".join(sorted(side.organisations.values())) or " and ".join(sorted(side.countries))
        because = f"both texts name {min(side.names)}"
        if shown:
            because += f" of {shown}"
        elif side.posts:
            because += f", {' and '.join(sorted(side.posts))}"
        for other in group[1:]:
            if grouping.join(group[0], other):
                yield judge(group[0], other, SUBJECT, "people.same_profile.v1", because, 0.95 if shown else 0.7)


def short_profile(side: Side, stage: frozenset[str]) -> tuple[object, ...] | None:
    """What one-word names, or those with initials alone, must share to be joined by it; None for other names."""
    if not side.organisations:
        return None
    names = [name_parts(name) for name in side.names]
    if not all(is_short(parts, stage) for parts in names):
        return None
    if not side.posts or len({parts.joined for parts in names}) > 1:
        return ()
    return (names[0].joined, tuple(sorted(side.organisations)), side.posts, side.references)


def join_short_profiles(
    groups: Groups, stage: frozenset[str], only: Container[str] | None = None
) -> Iterator[Judgement]:
    """Join the one-word names, or those with initials alone, that agree in organisation and post.

    Only where no two people could be meant by them; and only those among `only`, where that is given.
    """
    sides = groups.sides
    profiles: dict[tuple[object, ...], list[str]] = defaultdict(list)
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, side in sorted(sides.items()):
        if not side.organisations:
            continue
        profile = short_profile(side, stage)
        if profile is not None:
            if profile and (only is None or one in only):
                profiles[profile].append(one)
            continue
        names = [name_parts(name) for name in side.names]
        for word in {word for parts in names for word in short_keys(parts, stage)}:
            for organisation in side.organisations:
                holders[word, organisation].append(one)
    for group in profiles.values():
        if len(group) < 2:
            continue
        side = sides[group[0]]
        keys = short_keys(name_parts(min(side.names)), stage)
        meant = {one for organisation in side.organisations for key in keys for one in holders[key, organisation]}
        fitting = [one for one in sorted(meant) if equal_post(sides[one], side) or not sides[one].posts]
        if any(not agree_all(sides[a].names, sides[b].names) for a, b in combinations(fitting, 2)):
            continue
        place = " and ".join(sorted(side.organisations.values()))
        because = (
            f"both texts name {min(side.names)}, {' and '.join(sorted(side.posts))} of {place}, and nobody else fits"
        )
        rule = "people.same_single_profile.v1" if stage is SINGLE else "people.same_initials_profile.v1"
        for other in group[1:]:
            if groups.join(group[0], other):
                yield judge(group[0], other, SUBJECT, rule, because, 0.7)


def is_short(parts: NameParts, stage: frozenset[str]) -> bool:
    """True for a name that only the stage can bring together with a full one."""
    return not parts.full if stage is SINGLE else parts.full and not parts.spelled_out


def short_keys(parts: NameParts, stage: frozenset[str]) -> set[str]:
    """By what such a name and a full one are found together."""
    if stage is SINGLE:
        return set(parts.joined)
    return {f"{family} {given[0][0]}" for family, given in initials_of(parts)} if parts.full else set()


def names_judged_one(forms: Mapping[str, Side], grouping: Grouping) -> dict[str, frozenset[str]]:
    """For each name of somebody whom people have put together, all of that person's names: they stand for each other.

    Asked before any rule has joined anything.
    """
    found: dict[str, frozenset[str]] = {}
    for root in grouping.roots():
        members = grouping.members(root)
        names = frozenset(name for one in members for name in forms[one].names) if len(members) > 1 else frozenset()
        if len(names) > 1:
            found |= {name: found.get(name, frozenset()) | names for name in names}
    return found
