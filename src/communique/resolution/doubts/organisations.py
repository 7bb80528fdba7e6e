"""Organisations that may be one: acronyms that nobody spelt out, short and long forms, names a letter or two apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from rapidfuzz import fuzz

from communique.model import Judgement, MeetingClaim, RoleClaim
from communique.resolution.clusters import Clusters
from communique.resolution.deciding import Feature
from communique.resolution.doubts.doubt import Doubt, Reason, doubt_of, find_weak, reasons_of
from communique.resolution.organisations import acronyms_of, collect_forms, is_public_body, is_whole_of
from communique.resolution.references import Link

__all__ = ["ENOUGH", "doubt_organisations", "weigh_organisations"]

SUBJECT = "organisation"
ENOUGH = 0.6
NEAR = 0.45  # from here on two names are worth a question
WEAK = 0.9  # the rules that ask for a person in common say 0.85
ALIKE = 90.0  # of 100: how much alike two names must be that differ in a letter or two
LETTERS = 4  # of a word by which names are looked up that may differ further on
MOST_IN_BLOCK = 60
MOST_EACH = 3  # questions about one organisation


@dataclass(slots=True, kw_only=True)
class _Body:
    """What is known of an organisation, with its names folded."""

    names: set[str] = field(default_factory=set)
    keys: set[tuple[str, ...]] = field(default_factory=set)
    people: set[tuple[str, ...]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    references: set[tuple[str, str]] = field(default_factory=set)


def doubt_organisations(
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    *,
    organisations: Clusters,
    judgements: Sequence[Judgement],
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> Iterator[Doubt]:
    """Pairs of organisations whom a person should look at.

    Args:
        claims: all meeting claims.
        roles: all role claims.
        organisations: the organisations as they are listed.
        judgements: what rules held.
        links: the bodies of reference lists that the names mean.
    """
    bodies = _bodies(claims, roles, organisations.members, links)
    for weak, left, right in find_weak(judgements, organisations, SUBJECT, below=WEAK):
        reasons = [Reason(because=weak.because, weight=weak.score)]
        yield doubt_of(SUBJECT, (left, right), joined=True, score=weak.score, enough=ENOUGH, reasons=reasons)
    found: dict[tuple[str, str], tuple[float, list[Reason]]] = {}
    for a, b in _pairs(bodies):
        if other_reference(bodies[a], bodies[b]):
            continue  # nothing to ask: a list has answered
        reasons = reasons_of(FEATURES, bodies[a], bodies[b])
        score = sum(reason.weight or 0.0 for reason in reasons)
        if score >= NEAR:
            names = f"{min(bodies[a].names)} and {min(bodies[b].names)}"
            first, *others = reasons
            told = Reason(because=f"{names}: {first.because[0].lower()}{first.because[1:]}", weight=first.weight)
            found[a, b] = (score, [told, *others])
    asked: dict[str, int] = defaultdict(int)
    for (a, b), (score, reasons) in sorted(found.items(), key=lambda item: (abs(item[1][0] - ENOUGH), item[0])):
        if asked[a] < MOST_EACH and asked[b] < MOST_EACH:
            asked[a] += 1
            asked[b] += 1
            sides = (organisations.members[a], organisations.members[b])
            yield doubt_of(SUBJECT, sides, joined=False, score=score, enough=ENOUGH, reasons=reasons)


def weigh_organisations(
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    *,
    left: Sequence[str],
    right: Sequence[str],
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[float, list[Reason]]:
    """What speaks for and against the names of two organisations being one's.

    Args:
        claims: the meeting claims that name either.
        roles: the role claims that do.
        left: the ids of the names of one.
        right: those of the other.
        links: the bodies of reference lists that the names mean.
    """
    bodies = _bodies(claims, roles, {"left": left, "right": right}, links)
    reasons = reasons_of(FEATURES, bodies["left"], bodies["right"])
    return sum(reason.weight or 0.0 for reason in reasons), reasons


def _bodies(
    claims: Sequence[MeetingClaim],
    roles: Sequence[RoleClaim],
    groups: Mapping[str, Sequence[str]],
    links: Mapping[str, Sequence[Link]],
) -> dict[str, _Body]:
    """What is known of each group of names."""
    forms = collect_forms(claims, roles)
    bodies: dict[str, _Body] = {}
    for group, members in groups.items():
        body = bodies[group] = _Body()
        for one in members:
            if one in forms:
                form = forms[one]
                body.names.add(form.name)
                body.keys.add(form.key)
                body.people |= form.people
                body.countries |= form.countries
                body.references |= {(link.list, link.id) for link in links.get(one, ())}
    return bodies


def _pairs(bodies: Mapping[str, _Body]) -> Iterator[tuple[str, str]]:
    """Pairs of organisations that one of the features of a name can connect."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for one, body in bodies.items():
        for key in body.keys:
            keys = {word[:LETTERS] for word in key} | set(acronyms_of(key)) | ({key[0]} if len(key) == 1 else set())
            for word in keys:
                blocks[word].add(one)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        if len(block) > MOST_IN_BLOCK:
            continue
        for pair in combinations(sorted(block), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def first_letters(a: _Body, b: _Body) -> float:
    """One has the first letters of the other."""
    return float(
        any(len(x) == 1 and x[0] in acronyms_of(y) for p, q in ((a, b), (b, a)) for x in p.keys for y in q.keys)
    )


def whole_and_short(a: _Body, b: _Body) -> float:
    """One begins with the other, with a word for the whole firm behind it."""
    return float(any(is_whole_of(x, y) for p, q in ((a, b), (b, a)) for x in p.keys for y in q.keys))


def nearly_equal(a: _Body, b: _Body) -> float:
    """The names are almost the same."""
    if first_letters(a, b) or whole_and_short(a, b):
        return 0.0
    return float(any(_alike(x, y) for x in a.keys for y in b.keys))


def same_public_name(a: _Body, b: _Body) -> float:
    """Both are called alike, but every country has such a body."""
    return float(any(is_public_body(key) for key in a.keys & b.keys))


def same_people(a: _Body, b: _Body) -> float:
    """Both have the same person."""
    return float(not a.people.isdisjoint(b.people))


def same_country(a: _Body, b: _Body) -> float:
    """The same country."""
    return float(not a.countries.isdisjoint(b.countries))


def other_country(a: _Body, b: _Body) -> float:
    """Different countries."""
    return float(bool(a.countries) and bool(b.countries) and a.countries.isdisjoint(b.countries))


def same_reference(a: _Body, b: _Body) -> float:
    """Both can only be one and the same body of a reference list."""
    return float(not a.references.isdisjoint(b.references))


def other_reference(a: _Body, b: _Body) -> float:
    """They are two bodies of a reference list."""
    if same_reference(a, b):
        return 0.0
    return float(not {name for name, _ in a.references}.isdisjoint(name for name, _ in b.references))


FEATURES: tuple[Feature[_Body], ...] = (
    Feature(first_letters, 0.4),
    Feature(whole_and_short, 0.4),
    Feature(nearly_equal, 0.35),
    Feature(same_public_name, 0.4),
    Feature(same_people, 0.3),
    Feature(same_country, 0.1),
    Feature(other_country, -0.3),
    Feature(same_reference, 0.75),
    Feature(other_reference, -0.8),
)


def _alike(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """True where two names differ in little, and in no number or single letter that tells two bodies apart."""
    if x == y or {w for w in x if len(w) < 3 or w.isdigit()} != {w for w in y if len(w) < 3 or w.isdigit()}:
        return False
    return min(len("".join(x)), len("".join(y))) >= 6 and fuzz.ratio(" ".join(x), " ".join(y)) >= ALIKE
