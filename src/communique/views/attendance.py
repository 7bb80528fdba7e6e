"""Where reports of one meeting contradict each other on who was there.

A list that leaves somebody out contradicts no other list: few reports name everybody. They contradict each other only
where a text says so: that somebody was not there whom another names, that the two were alone, or another count of the
same people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from communique.model import MeetingClaim, PartyKind
from communique.resolution.names import fold
from communique.text.data import alternatives, load_words, whole_words

__all__ = ["Version", "find_attendance_versions"]

_NEAR = 60  # letters between a name and what is said of it
_NUMBER = re.compile(r"(\d{1,4}|[^\W\d_]+)\s+(.+)")

Version = tuple[str, MeetingClaim]
"""What a report says of who was there, in words, and the report."""


def find_attendance_versions(claims: Sequence[MeetingClaim]) -> tuple[Version, ...]:
    """What reports of one meeting say of who was there that cannot all be right, each with the report."""
    found: dict[tuple[str, str], Version] = {}
    for version in (*_absences(claims), *_alone(claims), *_counts(claims)):
        found[version[0], version[1].id] = version
    return tuple(version for _, version in sorted(found.items()))


def _absences(claims: Sequence[MeetingClaim]) -> Iterator[Version]:
    """One names somebody of whom another says that he was not there."""
    for claim in claims:
        told = " ".join(passage.quote for passage in claim.evidence)
        mine = {fold(name) for name in _people(claim)}
        for other in claims:
            if other.document == claim.document or other.status is not claim.status:
                continue
            for name in _people(other):
                if fold(name) not in mine and _says_absent(told, name):
                    yield f"without {name}", claim
                    yield f"with {name}", other


def _says_absent(told: str, name: str) -> bool:
    surname = name.split()[-1]
    if surname not in told:
        return False
    words = _words()
    bearer = re.escape(surname)
    before = alternatives(words["without"])
    after, denied, there = (alternatives(words[key]) for key in ("absent", "not", "there"))
    between = rf"[^.;\n]{{0,{_NEAR}}}?"
    # "without the foreign minister Ana Brandt", and not "without delay Brandt …"
    named = rf"(?:(?:the|his|her|its|their)\s(?:\w+\s){{1,3}}?)?(?-i:(?:[A-Z][\w.]*\s){{0,3}}?){bearer}\b"
    pattern = (
        rf"\b(?:{before})\s{named}"
        rf"|\b{bearer}\b{between}\b(?:(?:{after})\b|(?:{denied})\s(?:\w+\s){{0,2}}?(?:{there})\b)"
    )
    return re.search(pattern, told, re.IGNORECASE) is not None


def _alone(claims: Sequence[MeetingClaim]) -> Iterator[Version]:
    """One says that two were alone, another names a third."""
    alone = [claim for claim in claims if len(_people(claim)) == 2 and _says_alone(claim)]
    for claim in alone:
        two = _people(claim)
        known = {word for name in two for word in fold(name).split()}
        for other in claims:
            if other.document == claim.document or other.status is not claim.status or _says_alone(other):
                continue
            named = [name for name in _people(other) if known.isdisjoint(fold(name).split())]
            if named and len(_people(other)) > 2:
                yield f"{two[0]} and {two[1]} alone", claim
                yield f"with {', '.join(named)}", other


def _says_alone(claim: MeetingClaim) -> bool:
    return any(_alone_words().search(passage.quote) for passage in claim.evidence)


def _counts(claims: Sequence[MeetingClaim]) -> Iterator[Version]:
    """Two count the same unnamed people differently."""
    counted: dict[str, list[tuple[int, str, MeetingClaim]]] = defaultdict(list)
    for claim in claims:
        for party in claim.participants:
            match = _NUMBER.fullmatch(party.mention.strip()) if party.kind is PartyKind.GROUP else None
            number = _number(match[1]) if match is not None else None
            if match is not None and number is not None:
                counted[fold(match[2])].append((number, party.mention, claim))
    for told in counted.values():
        for number, mention, claim in told:
            if any(other[0] != number and other[2].document != claim.document for other in told):
                yield mention, claim


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    numbers: Mapping[str, int] = load_words("calendar", package="communique.languages.en")["number"]
    return numbers.get(word.casefold())


def _people(claim: MeetingClaim) -> list[str]:
    return [party.name for party in claim.participants if party.kind is PartyKind.PERSON and party.name]


@cache
def _alone_words() -> re.Pattern[str]:
    return re.compile(whole_words(_words()["alone"]), re.IGNORECASE)


def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = load_words("contradictions", package="communique.languages.en")["attendance"]
    return words
