"""People who may be one: names that agree where the rest did not suffice, and merges that little speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from communique.model import Judgement, MeetingClaim, RoleClaim
from communique.resolution.clusters import Clusters
from communique.resolution.doubts.doubt import Doubt, Reason, doubt_of, find_weak, reasons_of
from communique.resolution.name_matching import NameMatch, compatible_names
from communique.resolution.names import block_keys, name_parts
from communique.resolution.people import ENOUGH, told_apart
from communique.resolution.people_references import note_links
from communique.resolution.references import Link
from communique.resolution.sides import FEATURES, Side, collect_forms

__all__ = ["doubt_people", "weigh_people"]

SUBJECT = "person"
NEAR = 0.4  # from here on names that agree are worth a question
NEAR_SINGLE = 0.45  # … where one is a single word, which many have
WEAK = 0.7  # an equal full name says so much by itself
MOST_IN_BLOCK = 400  # names with one key beyond which they are not all compared with each other
MOST_BEARERS = 12  # people of one name among whom each pair is asked about
MOST_EACH = 5  # questions about one person


def doubt_people(
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    *,
    people: Clusters,
    organisations: Clusters,
    judgements: Sequence[Judgement],
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> Iterator[Doubt]:
    """Pairs of people whom a person should look at.

    Args:
        claims: all meeting claims.
        roles: all role claims.
        people: the people as they are listed.
        organisations: the organisations as they are listed.
        judgements: what rules held.
        links: the people of reference lists whom the names mean.
    """
    forms, together, documents = collect_forms(claims, roles, organisations)
    note_links(forms, links)
    apart = {frozenset(pair) for present in together for pair in combinations(present, 2)}
    apart |= {frozenset(pair) for pair in told_apart(forms, documents)}
    yield from _weak(forms, people, judgements)
    yield from _near(forms, apart, people)


def _weak(forms: Mapping[str, Side], people: Clusters, judgements: Sequence[Judgement]) -> Iterator[Doubt]:
    for one, left, right in find_weak(judgements, people, SUBJECT, below=WEAK):
        x, y = (_side(forms, members) for members in (left, right))
        weighed = _weigh(x, y)
        reasons = [Reason(because=one.because, weight=one.score)] if weighed is None else weighed[1]
        yield doubt_of(SUBJECT, (left, right), joined=True, score=one.score, enough=ENOUGH, reasons=reasons)


def _near(forms: Mapping[str, Side], apart: Iterable[frozenset[str]], people: Clusters) -> Iterator[Doubt]:
    """Pairs that nearly were one; whom one text has at one meeting, or tells apart, are certainly two."""
    sides = {group: _side(forms, members) for group, members in people.members.items()}
    met = {frozenset(people.of[one] for one in pair if one in people.of) for pair in apart}
    found: dict[tuple[str, str], tuple[float, list[Reason]]] = {}
    for a, b in _pairs(sides):
        if frozenset((a, b)) in met or (a, b) in found:
            continue
        weighed = _weigh(sides[a], sides[b])
        if weighed is None:
            continue
        score, reasons = weighed
        single = any(len(name_parts(name).words) == 1 for side in (sides[a], sides[b]) for name in side.names)
        if score >= (NEAR_SINGLE if single else NEAR):
            found[a, b] = (score, reasons)
    asked: dict[str, int] = defaultdict(int)
    for (a, b), (score, reasons) in sorted(found.items(), key=lambda item: (abs(item[1][0] - ENOUGH), item[0])):
        if asked[a] < MOST_EACH and asked[b] < MOST_EACH:
            asked[a] += 1
            asked[b] += 1
            if score >= ENOUGH:
                reasons = [*reasons, _in_the_way(sides[a], sides[b])]
            members = (people.members[a], people.members[b])
            yield doubt_of(SUBJECT, members, joined=False, score=score, enough=ENOUGH, reasons=reasons)


def _pairs(sides: Mapping[str, Side]) -> Iterator[tuple[str, str]]:
    """Pairs of people who share a key of a name, or of whom one goes by a word of the other's name."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for one, side in sides.items():
        for name in side.names:
            bearers[name].append(one)
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in bearers:
        parts = name_parts(name)
        for key in (*block_keys(name), *(parts.joined if parts.words else ())):
            blocks[key].add(name)
    seen: set[tuple[str, str]] = set()
    for _, names in sorted(blocks.items()):
        if len(names) > MOST_IN_BLOCK:
            continue
        ordered = sorted(names)
        for x, y in ((x, y) for at, x in enumerate(ordered) for y in ordered[at:]):
            if (x, y) in seen:
                continue
            seen.add((x, y))
            if compatible_names(x, y) is None or max(len(bearers[x]), len(bearers[y])) > MOST_BEARERS:
                continue
            for a in bearers[x]:
                for b in bearers[y]:
                    if a != b:
                        yield (a, b) if a < b else (b, a)


def _side(forms: Mapping[str, Side], members: Sequence[str]) -> Side:
    side = Side()
    for one in members:
        if one in forms:
            side.take(forms[one])
    return side


def weigh_people(
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    *,
    left: Sequence[str],
    right: Sequence[str],
    organisations: Clusters,
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[float, list[Reason]]:
    """What speaks for and against the names of two people being one's.

    Args:
        claims: the meeting claims that name either.
        roles: the role claims that do.
        left: the ids of the names of one.
        right: those of the other.
        organisations: the organisations as they are listed.
        links: the people of reference lists whom the names mean.
    """
    forms, together, documents = collect_forms(claims, roles, organisations)
    note_links(forms, links)
    x, y = _side(forms, left), _side(forms, right)
    score, reasons = _weigh(x, y) or (0.0, [_in_the_way(x, y)])
    pairs = {frozenset((a, b)) for a in left for b in right}
    if not pairs.isdisjoint(frozenset(pair) for present in together for pair in combinations(present, 2)):
        reasons.append(Reason(because="one text has both at one meeting", weight=None))
    elif not pairs.isdisjoint(map(frozenset, told_apart(forms, documents))):
        reasons.append(Reason(because="one text writes both, and nobody's name in two ways", weight=None))
    return score, reasons


def _weigh(x: Side, y: Side) -> tuple[float, list[Reason]] | None:
    """What speaks for and against two sides being one person, by the names that agree best; None where none agree."""
    best = _best_match(x, y)
    if best is None and not set(x.references).isdisjoint(y.references):
        x.match = y.match = None  # two scripts, which a list connects
        alone = reasons_of(FEATURES, x, y)
        return sum(reason.weight or 0.0 for reason in alone), alone
    if best is None:
        return None
    match, names = best
    x.match = y.match = match
    reasons = reasons_of(FEATURES, x, y)
    shared = sorted({x.organisations[one] for one in x.organisations if one in y.organisations})
    told = [
        Reason(because=f"{names}: {match.because}", weight=reason.weight)
        if reason.because == FEATURES[0].explanation
        else Reason(because=f"{reason.because} ({', '.join(shared[:3])})", weight=reason.weight)
        if shared and reason.because.startswith("The same organisation")
        else reason
        for reason in reasons
    ]
    return sum(reason.weight or 0.0 for reason in told), told


def _best_match(x: Side, y: Side) -> tuple[NameMatch, str] | None:
    found = [
        (match.score, a, b, match)
        for a in sorted(x.names)[:MOST_BEARERS]
        for b in sorted(y.names)[:MOST_BEARERS]
        if (match := compatible_names(a, b)) is not None
    ]
    if not found:
        return None
    _, a, b, match = max(found, key=lambda row: (row[0], row[1], row[2]))
    return match, a if a == b else f"{a} and {b}"


def _in_the_way(x: Side, y: Side) -> Reason:
    """Why two were not joined although enough speaks for it."""
    odd = [(a, b) for a in sorted(x.names) for b in sorted(y.names) if compatible_names(a, b) is None]
    if odd:
        a, b = odd[0]
        return Reason(because=f"{a} and {b} cannot be names of one person", weight=None)
    return Reason(because="somebody else could be meant as well", weight=None)
