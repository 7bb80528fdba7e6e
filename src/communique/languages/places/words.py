"""The words by which English says where: prepositions, nouns of venues, and what ends such a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.text.data import load_words

__all__ = ["PlaceWords", "place_words"]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word lists of venues.toml, each as a set; plurals added to the nouns."""

    at_rest: frozenset[str]
    towards: frozenset[str]
    gathering_lead: frozenset[str]
    complex_leads: dict[str, tuple[tuple[str, ...], ...]]
    reaching: frozenset[str]
    moving: frozenset[str]
    governed: dict[str, frozenset[str]]
    venues: frozenset[str]
    two: frozenset[tuple[str, str]]
    ends_of_two: frozenset[str]
    gatherings: frozenset[str]
    capitals: frozenset[str]
    abroad: frozenset[str]
    bare: frozenset[str]
    vague: frozenset[str]
    named: frozenset[str]
    bodies: frozenset[str]
    loose: frozenset[str]
    surfaces: frozenset[str]
    pointing: frozenset[str]
    never: frozenset[str]
    people: frozenset[str]
    stops: frozenset[str]
    joints: frozenset[str]
    times: frozenset[str]
    apart: frozenset[str]
    parts: frozenset[str]
    determiners: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    data = load_words("venues", package="communique.languages.en")
    leads, verbs, nouns, limits = data["prepositions"], data["verbs"], data["nouns"], data["limits"]
    singular = [noun for name, group in nouns.items() if name != "capitals" for noun in group]
    pairs = [(noun.split()[0], noun.split()[1]) for noun in singular if " " in noun]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for lead in (lead for group in leads.values() for lead in group if " " in lead):
        words = tuple(lead.split())
        by_first.setdefault(words[0], []).append(words)

    def plural(group: list[str]) -> frozenset[str]:
        return frozenset(
            form for noun in group for form in (noun, noun + "s", noun[:-1] + "ies" if noun[-1] == "y" else noun)
        )

    return PlaceWords(
        at_rest=frozenset(leads["at_rest"] + leads["edge"]),
        towards=frozenset(leads["towards"]),
        gathering_lead=frozenset(leads["gathering"]),
        complex_leads={word: tuple(sorted(found, key=len, reverse=True)) for word, found in by_first.items()},
        reaching=frozenset(verbs["reaching"]),
        moving=frozenset(verbs["moving"]),
        governed={preposition: frozenset(group) for preposition, group in data["governed"].items()},
        venues=plural([noun for noun in singular if " " not in noun]) | frozenset(nouns["capitals"]),
        two=frozenset((a, form) for a, b in pairs for form in (b, b + "s")),
        ends_of_two=frozenset(form for _, b in pairs for form in (b, b + "s")),
        gatherings=plural(nouns["gatherings"]),
        capitals=frozenset(nouns["capitals"]),
        abroad=frozenset(limits["abroad"]),
        bare=frozenset(noun.split()[-1] for noun in limits["bare"]),
        vague=plural(limits["vague"]),
        named=plural(limits["named"]),
        bodies=plural(limits["bodies"]),
        loose=frozenset(limits["loose"]),
        surfaces=frozenset(limits["surfaces"]),
        pointing=frozenset(limits["pointing"]),
        never=frozenset(limits["never"]),
        people=frozenset(limits["people"]),
        stops=frozenset(limits["stops"]),
        joints=frozenset(limits["joints"]),
        times=frozenset(limits["times"]),
        apart=frozenset(limits["times"] + limits["apart"]),
        parts=frozenset(limits["parts"]),
        determiners=frozenset(limits["determiners"]),
    )
