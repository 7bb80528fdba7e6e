"""Which groups of names may be one person, with the reasons, and where a rival forbids to say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from communique.resolution.deciding import score_of, weigh
from communique.resolution.name_matching import NameMatch, compatible_names
from communique.resolution.name_pairs import full_pairs
from communique.resolution.names import is_ideographic, name_parts
from communique.resolution.sides import FEATURES, Side, equal_post, same_country, same_organisation

__all__ = [
    "ENOUGH",
    "Candidate",
    "agree_all",
    "equal_candidates",
    "explain",
    "facts_of",
    "find_candidates",
    "match_names",
    "reweigh",
]

# What the reasons for a merge must add up to. An equal full name passes alone; a single word needs an organisation and
# a post, or an organisation and a partner in talks, or a country, a post and a partner.
ENOUGH = 0.6
# Turns of writing under which one name may mean several people, so that a rival forbids the merge.
AMBIGUOUS = frozenset(
    {"subset", "initials", "same_initials", "single", "contraction", "middle", "romanisation", "script", "sounds"}
    | {"diminutive"}
)
MOST_RIVALS = 3  # refused merges of one group that are worth telling


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two groups that may be one person.

    Attributes:
        score: what the reasons add up to.
        left, right: the groups by their smallest members, in order.
        match: how the names agree.
        known: how much was known of both.
    """

    score: float
    left: str
    right: str
    match: NameMatch
    known: tuple[tuple[int, ...], tuple[int, ...]]


Matches = Mapping[str, Sequence[tuple[str, str]]]


def match_names(names: Iterable[str]) -> Matches:
    """The pairs of full names that can be one person's, by rule, compared once each, whoever bears them."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a, b in full_pairs(sorted(names)):
        match = compatible_names(a, b)
        if match is not None:
            found[match.rule].append((a, b))
    return found


def bearers_of(sides: Mapping[str, Side]) -> dict[str, list[str]]:
    """The groups of each name."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(sides):
        for name in sides[one].names:
            found[name].append(one)
    return found


def compare(a: str, b: str, sides: Mapping[str, Side], match: NameMatch) -> Candidate:
    """Weigh the reasons for two groups being one person."""
    left, right = (a, b) if a < b else (b, a)
    x, y = sides[left], sides[right]
    return Candidate(reweigh(x, y, match), left, right, match, (x.known, y.known))


def reweigh(x: Side, y: Side, match: NameMatch) -> float:
    """What the reasons for two groups being one person add up to."""
    x.match = y.match = match
    return score_of(FEATURES, x, y)


def explain(x: Side, y: Side, match: NameMatch) -> str:
    """The reasons in words."""
    x.match = y.match = match
    _, held, words = weigh(FEATURES, x, y)
    shared = sorted({x.organisations[one] for one in x.organisations if one in y.organisations})
    words = words.replace(FEATURES[0].explanation, match.because, 1)
    if shared and "same_organisation" in held:
        words = words.replace("The same organisation", f"the same organisation ({', '.join(shared)})")
    return f"{min(x.names)} and {min(y.names)}: {decapitalise(words)}"


def decapitalise(words: str) -> str:
    """Explanations in a row, as one sentence."""
    return "; ".join(part[:1].lower() + part[1:] for part in words.split("; "))


def equal_candidates(sides: Mapping[str, Side]) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """Groups of one full name whose reasons suffice, and those that a rival forbids, each with the rival.

    Where two bear one name and cannot be one person, somebody of whom nothing but the name is known is neither.
    """
    by_name: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in sorted(sides):
        for parts in {name_parts(name) for name in sides[one].names}:
            if parts.full and parts.spelled_out:
                by_name[parts.joined, parts.generation].append(one)
    kept: dict[tuple[str, str], Candidate] = {}
    apart: list[tuple[Candidate, str]] = []
    for key, group in by_name.items():
        if len(group) < 2:
            continue
        # Whom people have put together goes by other names too.
        called = ((name, name_parts(name)) for name in sides[group[0]].names)
        name = min(name for name, one in called if (one.joined, one.generation) == key)
        match = compatible_names(name, name)
        if match is None:
            continue
        found = [compare(a, b, sides, match) for a, b in combinations(group, 2)]
        fits = partners_of(pair for pair in found if pair.score >= ENOUGH)
        refused = partners_of(pair for pair in found if pair.score < ENOUGH)
        for pair in found:
            if pair.score < ENOUGH:
                continue
            rival = name_rival(pair, fits, refused) if pair.score <= match.score else None
            if rival is None:
                kept[pair.left, pair.right] = pair
            else:
                apart.append((pair, rival))
    return list(kept.values()), surest(apart)


def partners_of(pairs: Iterable[Candidate]) -> dict[str, set[str]]:
    """Each group with the others of its pairs."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in pairs:
        found[one.left].add(one.right)
        found[one.right].add(one.left)
    return found


def name_rival(one: Candidate, fits: Mapping[str, set[str]], refused: Mapping[str, set[str]]) -> str | None:
    """Another of the same name with whom one of the two goes as well, and who cannot be the other of the two."""
    for here, there in ((one.left, one.right), (one.right, one.left)):
        if rivals := fits.get(here, set()) & refused.get(there, set()):
            return min(rivals)
    return None


def find_candidates(
    sides: Mapping[str, Side],
    rules: frozenset[str],
    matches: Matches,
    around: Around | None = None,
) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """Pairs of groups whose names agree by one of the rules and whose reasons suffice; apart, those with a rival.

    Args:
        sides: the groups.
        rules: the turns of writing.
        matches: the pairs of full names that agree.
        around: which of the groups it is about, where others are given only to compare them with.
    """
    found, near = weigh_pairs(sides, rules, matches, around)
    kept: list[Candidate] = []
    apart: list[tuple[Candidate, str]] = []
    for one in found.values():
        if around is not None and not (one.left in around.groups and one.right in around.groups):
            continue
        rival = find_rival(one, near, sides) if one.match.rule in AMBIGUOUS else None
        if rival is None:
            kept.append(one)
        else:
            apart.append((one, rival))
    return kept, surest(apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Some of many groups, which alone are looked at.

    Attributes:
        groups: those of which each pair with another is looked at, by their smallest members.
        is_known: whether a word stands in a name of several words, anywhere.
    """

    groups: frozenset[str]
    is_known: Callable[[str], bool]


def weigh_pairs(
    sides: Mapping[str, Side],
    rules: frozenset[str],
    matches: Matches,
    around: Around | None = None,
) -> tuple[dict[tuple[str, str], Candidate], dict[str, set[str]]]:
    """The pairs whose reasons suffice, and for each group those that its name could mean as well, in its place."""
    found: dict[tuple[str, str], Candidate] = {}
    near: dict[str, set[str]] = defaultdict(set)
    pairs = single_pairs(sides, around) if "single" in rules else bearer_pairs(sides, rules, matches)
    for a, b, match in pairs:
        if around is not None and not (a in around.groups or b in around.groups):
            continue
        x, y = sides[a], sides[b]
        if is_close(x, y):
            near[a].add(b)
            near[b].add(a)
        one = compare(a, b, sides, match)
        known = found.get((one.left, one.right))
        if one.score >= ENOUGH and (known is None or (one.score, one.match.rule) > (known.score, known.match.rule)):
            found[one.left, one.right] = one
    return found, near


def surest(apart: Iterable[tuple[Candidate, str]]) -> list[tuple[Candidate, str]]:
    """The refused pairs that are nearest to a merge, a few of each group."""
    told: dict[str, int] = defaultdict(int)
    found = []
    for one, rival in sorted(apart, key=lambda pair: (-pair[0].score, pair[0].left, pair[0].right)):
        if told[one.left] < MOST_RIVALS and told[one.right] < MOST_RIVALS:
            told[one.left] += 1
            told[one.right] += 1
            found.append((one, rival))
    return found


def bearer_pairs(
    sides: Mapping[str, Side], rules: frozenset[str], matches: Matches
) -> Iterator[tuple[str, str, NameMatch]]:
    """Each two groups whose names agree by one of the rules, by different names or by one and the same."""
    bearers = bearers_of(sides)
    if "same_initials" in rules:
        for name in sorted(bearers):
            match = compatible_names(name, name) if len(bearers[name]) > 1 else None
            if match is not None and match.rule in rules:
                yield from ((a, b, match) for a, b in combinations(bearers[name], 2))
    for rule in sorted(rules):
        for left, right in matches.get(rule, ()):
            match = compatible_names(left, right)
            if match is not None:
                yield from ((a, b, match) for a in bearers.get(left, ()) for b in bearers.get(right, ()) if a != b)


def single_pairs(sides: Mapping[str, Side], around: Around | None = None) -> Iterator[tuple[str, str, NameMatch]]:
    """Each group named by one word with every group that it can mean and that shares a fact with it.

    One word says so little that without a common organisation, country or partner nothing else would be enough.
    """
    bearers = bearers_of(sides)
    by_word: dict[str, list[str]] = defaultdict(list)
    singles: list[str] = []
    known: set[str] = set()
    for name in sorted(bearers):
        parts = name_parts(name)
        for word in {*parts.joined, *(word[:2] for word in parts.joined if is_ideographic(word))}:
            by_word[word].append(name)
        if len(parts.words) == 1:
            singles.append(name)
        else:
            known.update(parts.joined)
    starts: dict[str, list[str]] = defaultdict(list)
    is_known = known.__contains__ if around is None else around.is_known
    orphans = [name for name in singles if not is_known(name_parts(name).joined[0])]
    if any(not is_ideographic(name_parts(name).joined[0]) for name in orphans):
        wanted = {name_parts(name).joined[0][:2] for name in orphans}
        for name in sorted(bearers):
            joined = name_parts(name).joined
            if len(joined) > 1:
                for start in {joined[0][:2], joined[0][:1] + joined[1][:1]} & wanted:
                    starts[start].append(name)
    lone = frozenset(orphans)
    within = None if around is None else {name for name in bearers if not around.groups.isdisjoint(bearers[name])}
    for name in singles:
        word = name_parts(name).joined[0]
        others = {*by_word[word], *(by_word[word[:2]] if is_ideographic(word) else ())}
        if name in lone:
            others.update(starts.get(word[:2], ()))
        if within is not None and name not in within:
            others &= within
        yield from fact_pairs(name, sorted(others), bearers, sides)


def fact_pairs(
    name: str, others: Sequence[str], bearers: Mapping[str, Sequence[str]], sides: Mapping[str, Side]
) -> Iterator[tuple[str, str, NameMatch]]:
    """The groups named by a word with those of other names, or of the same, that share a fact with them."""
    by_fact: dict[str, list[tuple[str, NameMatch]]] = defaultdict(list)
    asking = set(bearers[name])
    facts = {fact for one in asking for fact in facts_of(sides[one])}
    for other in others:
        match = compatible_names(name, other)
        # Of two names of one word, each finds the other: the pair is taken from the first.
        if match is None or (len(name_parts(other).words) == 1 and other < name):
            continue
        for one in bearers[other]:
            for fact in facts & facts_of(sides[one]):
                by_fact[fact].append((one, match))
    for one in bearers[name]:
        met: dict[str, NameMatch] = {}
        for fact in facts_of(sides[one]):
            met.update(by_fact.get(fact, ()))
        yield from ((one, other, match) for other, match in sorted(met.items()) if other not in asking or one < other)


def facts_of(side: Side) -> set[str]:
    """What a group may share with another, beside its name and its post."""
    return {
        *side.organisations,
        *side.countries,
        *side.partners,
        *side.families,
        *(f"{a} {b}" for a, b in side.references),
    }


def is_close(a: Side, b: Side) -> bool:
    """True where both are of one organisation or one country: close enough to be taken for each other."""
    return bool(same_organisation(a, b) or same_country(a, b))


def find_rival(one: Candidate, near: Mapping[str, set[str]], sides: Mapping[str, Side]) -> str | None:
    """Somebody else whom one of the two names could mean in the same place, and who is not the other of the two.

    A rival of another known post is none where the pair's posts agree.
    """
    left, right = sides[one.left], sides[one.right]
    agreed = equal_post(left, right)
    for here, there in ((one.left, one.right), (one.right, one.left)):
        for rival in sorted(near.get(here, ())):
            other = sides[rival]
            if rival == there or agree_all(other.names, sides[there].names):
                continue
            if agreed and other.posts and not equal_post(other, sides[here]):
                continue
            return rival
    return None


def agree_all(
    a: Iterable[str],
    b: Iterable[str],
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
