"""Which names in which documents mean one person.

A *form* is a name in one document with the posts, organisations, countries and partners in talks that the document
shows it with. Forms join stage by stage, each stage deciding on what the one before left: equal full names, other
spellings of full names, initials, single words. Within a stage the surest pair comes first, so the order in which
documents arrive changes nothing. Two people of one meeting are never one, and two different given names never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from communique.model import Judgement, MeetingClaim, Relation, RoleClaim
from communique.resolution.clusters import Clusters, Grouping
from communique.resolution.deciding import apply_judgements, judge, weigh
from communique.resolution.name_matching import NameMatch, compatible_names
from communique.resolution.names import block_keys, is_ideographic, name_parts
from communique.resolution.people_references import apply_links
from communique.resolution.references import Link
from communique.resolution.sides import (
    FEATURES,
    Side,
    collect_forms,
    equal_post,
    person_form_id,
    same_country,
    same_organisation,
)

__all__ = ["ENOUGH", "FEATURES", "Side", "person_form_id", "resolve_people"]

SUBJECT = "person"
# What the reasons for a merge must add up to. An equal full name passes alone; a single word needs an organisation and
# a post, or an organisation and a partner in talks, or a country, a post and a partner.
ENOUGH = 0.6

STAGES: tuple[frozenset[str], ...] = (
    frozenset({"equal"}),
    frozenset({"spacing", "middle", "order", "romanisation", "script", "sounds", "diminutive", "generation", "subset"}),
    frozenset({"initials"}),
    frozenset({"single", "contraction"}),
)
# Turns of writing under which one name may mean several people, so that a rival forbids the merge.
AMBIGUOUS = frozenset(
    {"subset", "initials", "single", "contraction", "middle", "romanisation", "script", "sounds", "diminutive"}
)

# Turns of writing that no text mixes for one person.
SPELLED_APART = frozenset({"romanisation", "sounds", "diminutive", "generation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two groups that may be one person, with the reasons."""

    score: float
    left: str
    right: str
    match: NameMatch
    because: str


def resolve_people(
    claims: Sequence[MeetingClaim],
    organisations: Clusters,
    human: Sequence[Judgement] = (),
    *,
    roles: Sequence[RoleClaim] = (),
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """Group the people of all claims; the judgements say why.

    Args:
        claims: all claims at once, in any order.
        organisations: their organisations, resolved.
        human: judgements by people; they win.
        roles: who holds which post, by any text; people of whom no meeting is known are grouped too.
        links: the people of reference lists whom the forms mean (`references.link_forms`).
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
    said.extend(join_profiles(forms, grouping))
    for stage in STAGES:
        sides = group_sides(forms, grouping)
        if "single" in stage:
            said.extend(join_single_profiles(sides, grouping))
            sides = group_sides(forms, grouping)
        candidates, rivals = find_candidates(sides, stage)
        said.extend(rivals)
        names = {grouping.find(one): set(side.names) for one, side in sides.items()}
        for one in sorted(candidates, key=lambda c: (-c.score, c.left, c.right)):
            left, right = grouping.find(one.left), grouping.find(one.right)
            if left == right or not agree_all(names[left], names[right], licensed, across=True):
                continue  # what joined before may have brought in a name that cannot be the other's
            if not grouping.join(left, right):
                continue
            names[grouping.find(left)] = names[left] | names[right]
            said.append(judge(one.left, one.right, SUBJECT, f"people.{one.match.rule}.v1", one.because, one.score))
    return grouping.clusters(), tuple(said)


def told_apart(forms: Mapping[str, Side], documents: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Names that one text spells in two ways: it writes one person's name in one, so it means two people."""
    for told in documents:
        blocks: dict[str, list[str]] = defaultdict(list)
        for one in told:
            for key in block_keys(min(forms[one].names)):
                blocks[key].append(one)
        for a, b in {pair for block in blocks.values() for pair in combinations(block, 2)}:
            match = compatible_names(min(forms[a].names), min(forms[b].names))
            if match is not None and match.rule in SPELLED_APART:
                yield a, b


def join_profiles(forms: Mapping[str, Side], grouping: Grouping) -> Iterator[Judgement]:
    """Join the forms that agree in full name, organisations and countries, so that each profile is compared once."""
    profiles: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in sorted(forms):
        side = forms[one]
        parts = name_parts(min(side.names))
        if parts.full and (side.organisations or side.countries) and len(side.countries) < 2:
            place = (frozenset(side.organisations), frozenset(side.countries), frozenset(side.references))
            profiles[parts.joined, parts.generation, *place].append(one)
    for group in profiles.values():
        side = forms[group[0]]
        shown = " and ".join(sorted(side.organisations.values())) or " and ".join(sorted(side.countries))
        for other in group[1:]:
            if grouping.join(group[0], other):
                because = f"both texts name {min(side.names)} of {shown}"
                yield judge(group[0], other, SUBJECT, "people.same_profile.v1", because, 0.95)


def join_single_profiles(sides: Mapping[str, Side], grouping: Grouping) -> Iterator[Judgement]:
    """Join the one-word names that agree in organisation and post, where no two people could be meant by them."""
    profiles: dict[tuple[object, ...], list[str]] = defaultdict(list)
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, side in sorted(sides.items()):
        names = [name_parts(name) for name in side.names]
        if not any(parts.full for parts in names):
            if side.organisations and side.posts and len(names) == 1:
                known = (frozenset(side.organisations), frozenset(side.posts), frozenset(side.references))
                profiles[names[0].joined, *known].append(one)
            continue
        for word in {word for parts in names for word in parts.joined}:
            for organisation in side.organisations:
                holders[word, organisation].append(one)
    for group in profiles.values():
        side = sides[group[0]]
        word = name_parts(min(side.names)).joined[0]
        meant = {one for organisation in side.organisations for one in holders[word, organisation]}
        fitting = [one for one in sorted(meant) if equal_post(sides[one], side) or not sides[one].posts]
        if any(not agree_all(sides[a].names, sides[b].names) for a, b in combinations(fitting, 2)):
            continue
        place = " and ".join(sorted(side.organisations.values()))
        because = (
            f"both texts name {min(side.names)}, {' and '.join(sorted(side.posts))} of {place}, and nobody else fits"
        )
        for other in group[1:]:
            if grouping.join(group[0], other):
                yield judge(group[0], other, SUBJECT, "people.same_single_profile.v1", because, 0.7)


def group_sides(forms: Mapping[str, Side], grouping: Grouping) -> dict[str, Side]:
    """What is known of each group as it stands, under its smallest member's id."""
    sides: dict[str, Side] = {}
    for root in grouping.roots():
        members = grouping.members(root)
        side = sides[min(members)] = Side()
        for one in members:
            side.take(forms[one])
    return sides


def find_candidates(sides: Mapping[str, Side], rules: frozenset[str]) -> tuple[list[Candidate], list[Judgement]]:
    """Pairs of groups whose names agree by one of the rules and whose reasons suffice, where no rival stands.

    Names are compared once each, however many groups bear them.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    for one, side in sides.items():
        for name in side.names:
            bearers[name].append(one)
    found: list[Candidate] = []
    near: dict[str, dict[str, Candidate]] = defaultdict(dict)  # who else each group's name could mean, there
    for left_name, right_name, match in matching_names(bearers, rules):
        for a in bearers[left_name]:
            for b in bearers[right_name]:
                if a == b or (left_name == right_name and a > b):
                    continue
                candidate = compare(a, b, sides, match)
                if is_close(sides[a], sides[b]):
                    near[a].setdefault(b, candidate)
                    near[b].setdefault(a, candidate)
                if candidate.score >= ENOUGH:
                    found.append(candidate)
    kept: list[Candidate] = []
    apart: list[Judgement] = []
    for candidate in found:
        rival = find_rival(candidate, near, sides) if candidate.match.rule in AMBIGUOUS else None
        if rival is None:
            kept.append(candidate)
            continue
        other = " or ".join(sorted(sides[rival].names))
        because = f"{candidate.because}; but {other} could be meant as well"
        rule = "people.rival.v1"
        apart.append(judge(candidate.left, candidate.right, SUBJECT, rule, because, 0.5, Relation.DIFFERENT))
    return kept, apart


def matching_names(bearers: Mapping[str, Sequence[str]], rules: frozenset[str]) -> Iterator[tuple[str, str, NameMatch]]:
    """Each pair of distinct names, and each name with itself, that agree by one of the rules."""
    for name in sorted(bearers):
        match = compatible_names(name, name)
        if match is not None and match.rule in rules and len(bearers[name]) > 1:
            yield name, name, match
    for a, b in single_pairs(bearers) if "single" in rules else full_pairs(bearers):
        match = compatible_names(a, b)
        if match is not None and match.rule in rules:
            yield a, b, match


def full_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of full names that share a key."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for key in block_keys(name):
            blocks[key].append(name)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for pair in combinations(block, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def single_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name of one word with every name that has the word, or begins with it in a script without spaces."""
    blocks: dict[str, list[str]] = defaultdict(list)
    singles: list[str] = []
    full: list[str] = []
    for name in sorted(names):
        parts = name_parts(name)
        for word in {*parts.joined, *(word[:2] for word in parts.joined if is_ideographic(word))}:
            blocks[word].append(name)
        (singles if len(parts.words) == 1 else full).append(name)
    known = set(singles)
    orphans: dict[str, list[str]] = defaultdict(list)  # words that are no word of any full name, by their first letters
    for name in singles:
        word = name_parts(name).joined[0]
        if not is_ideographic(word) and all(other in known for other in blocks[word]):
            orphans[word[:2]].append(name)
    for other in full if orphans else ():
        parts = name_parts(other)
        starts = {parts.joined[0][:2], parts.joined[0][:1] + parts.joined[1][:1]} if len(parts.joined) > 1 else ()
        for name in sorted({name for start in starts for name in orphans.get(start, ())}):
            yield name, other
    for name in singles:
        word = name_parts(name).joined[0]
        for other in {*blocks[word], *(blocks[word[:2]] if is_ideographic(word) else ())}:
            if other != name and (other not in known or name < other):
                yield name, other


def compare(a: str, b: str, sides: Mapping[str, Side], match: NameMatch) -> Candidate:
    """Weigh the reasons for two groups being one person."""
    x, y = sides[a], sides[b]
    x.match = y.match = match
    score, held, words = weigh(FEATURES, x, y)
    shared = sorted({x.organisations[one] for one in x.organisations if one in y.organisations})
    words = words.replace(FEATURES[0].explanation, match.because, 1)
    if shared and "same_organisation" in held:
        words = words.replace("The same organisation", f"the same organisation ({', '.join(shared)})")
    names = f"{min(x.names)} and {min(y.names)}"
    left, right = sorted((a, b))
    return Candidate(score=score, left=left, right=right, match=match, because=f"{names}: {decapitalise(words)}")


def decapitalise(words: str) -> str:
    """Explanations in a row, as one sentence."""
    return "; ".join(part[:1].lower() + part[1:] for part in words.split("; "))


def is_close(a: Side, b: Side) -> bool:
    """True where both are of one organisation or one country: close enough to be taken for each other."""
    return bool(same_organisation(a, b) or same_country(a, b))


def find_rival(one: Candidate, near: Mapping[str, Mapping[str, Candidate]], sides: Mapping[str, Side]) -> str | None:
    """Somebody else whom one of the two names could mean in the same place, and who is not the other of the two.

    A rival of another known post is none where the pair's posts agree.
    """
    left, right = sides[one.left], sides[one.right]
    agreed = equal_post(left, right)
    for here, there in ((one.left, one.right), (one.right, one.left)):
        for rival in sorted(near.get(here, {})):
            other = sides[rival]
            if rival == there or agree_all(other.names, sides[there].names):
                continue
            if agreed and other.posts and not equal_post(other, sides[here]):
                continue
            return rival
    return None


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


def agree_all(
    a: Iterable[str],
    b: Sequence[str] | set[str],
    licensed: Mapping[str, Iterable[str]] = MappingProxyType({}),
    *,
    across: bool = False,
) -> bool:
    """True where every name of one can be every name of the other.

    Args:
        a: the names of one.
        b: the names of the other.
        licensed: names that people hold to be one person's: for any of them another may stand.
        across: pass over names in two scripts, of which nothing can be said.
    """
    return all(
        compatible_names(x, y) is not None
        or (across and is_ideographic(x[:1]) != is_ideographic(y[:1]))
        or any(compatible_names(u, v) is not None for u in licensed.get(x, (x,)) for v in licensed.get(y, (y,)))
        for x in a
        for y in b
    )
