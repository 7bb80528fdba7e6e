"""How much says that a row of a register and a meeting of the ledger are one occasion.

A score is the sum of named features, each with its weight. A sure official, a sure counterparty and the same day
together come to 1.0; two of the three never suffice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from communique.model import PartyKind, RegisterRow, Status
from communique.resolution.links import Link, link_organisation, link_person, phrases_of
from communique.resolution.organisations import fold_organisation
from communique.resolution.posts import posts_agree, posts_of
from communique.views.differences import share_matter, share_place
from communique.views.meeting import Meeting, Party
from communique.views.register_dates import Apart, days_apart

__all__ = ["Officials", "Pair", "compare_row"]

Officials = Mapping[str, Mapping[str, Link]]
"""By the name of an official as the register writes it: the people of the ledger whom it can mean, by the ids that
parties of meetings have."""

OFFICIAL: Final = 0.40
COUNTERPARTY: Final = 0.35
SUBJECT: Final = 0.08
PLACE: Final = 0.04
POST: Final = 0.05
FURTHER: Final = 0.04  # each further counterparty that is in both, up to three

BODY_ALONE: Final = 0.5  # how surely an official is meant where the press names his body and nobody of it
TOLD: Final = 0.6  # so surely a further counterparty must be meant to count


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row and a meeting that can be one."""

    row: RegisterRow
    meeting: Meeting
    score: float
    apart: Apart
    because: tuple[str, ...]
    doubts: tuple[str, ...]
    linked: frozenset[int]

    @property
    def rank(self) -> tuple[float, int, int, str]:
        """The surest first; an order that depends on nothing but the pair."""
        return -self.score, self.apart.days or 0, self.row.line, self.meeting.id


def compare_row(
    row: RegisterRow, meeting: Meeting, officials: Officials, names: Mapping[str, Sequence[str]], *, bodies: bool
) -> Pair | None:
    """Score a row and a meeting; None where they cannot be one occasion.

    Args:
        row: the row.
        meeting: the meeting.
        officials: whom the officials can be.
        names: every name that the ledger knows for a person or an organisation, by its id, and by the folded words of
            an organisation's name.
        bodies: the register covers all meetings of its bodies, so that a body may stand for its official.
    """
    apart = days_apart(row.date, meeting)
    if apart is None:
        return None
    official = _find_official(row, meeting, officials, bodies=bodies)
    if official is None:
        return None
    place, link = official
    because = [f"official: {link.because} ({OFFICIAL * link.strength:.2f})"]
    score = OFFICIAL * link.strength
    others = [number for number in range(len(meeting.participants)) if number != place]
    found = _find_counterparties(row, meeting, others, names)
    doubts = list(apart.doubts) if apart.days is not None else []
    agreed = set()
    if found:
        best = max(found.values(), key=lambda one: (one.strength, one.because))
        further = sum(one.strength >= TOLD for one in found.values()) - 1
        told = COUNTERPARTY * best.strength + FURTHER * min(max(further, 0), 3)
        because.append(f"counterparty: {best.because} ({told:.2f})")
        score += told
    elif any(meeting.participants[number].name is not None for number in others):
        return None  # the press names others than the register does
    else:
        doubts.append("the press names nobody else who was there")
    score += apart.weight
    because.append(f"date: {apart.because} ({apart.weight:.2f})")
    for name, weight, holds in (
        ("subject", SUBJECT, share_matter(row.subject, (*meeting.topics, *meeting.topic_labels))),
        ("place", PLACE, share_place(row.place, [word for word in (meeting.place, meeting.city) if word])),
        ("post", POST, _post_agrees(row, meeting.participants[place])),
    ):
        if holds:
            score += weight
            because.append(f"{name}: in both ({weight:.2f})")
            agreed.add(name)
    if apart.days is None and "subject" not in agreed:
        doubts += apart.doubts  # without a date the two names tell of any of their meetings
    if meeting.status in (Status.DENIED, Status.CANCELLED):
        doubts.append(f"by the press it was {meeting.status.value}")
    return Pair(
        row=row,
        meeting=meeting,
        score=round(min(score, 1.0), 4),
        apart=apart,
        because=tuple(because),
        doubts=tuple(doubts),
        linked=frozenset((place, *found)),
    )


def _find_official(
    row: RegisterRow, meeting: Meeting, officials: Officials, *, bodies: bool
) -> tuple[int, Link] | None:
    """The place among the participants at which the official stands, and how surely."""
    found: list[tuple[float, int, Link]] = []
    for name in row.officials:
        known = officials.get(name, {})
        for number, party in enumerate(meeting.participants):
            if party.id is not None and (link := known.get(party.id)) is not None:
                found.append((link.strength, -number, link))
    if not found and bodies and row.body is not None:
        for number, party in enumerate(meeting.participants):
            # A body or its unnamed people stand for the official; somebody else of the body is somebody else.
            named = party.name if party.kind is PartyKind.ORGANISATION else party.organisation
            if party.kind is not PartyKind.PERSON and named is not None and _is_one(row.body, named):
                found.append((BODY_ALONE, -number, Link(strength=BODY_ALONE, because=f"the press names {named} alone")))
    if not found:
        return None
    _, number, link = max(found, key=lambda one: one[:2])
    return -number, link


def _find_counterparties(
    row: RegisterRow, meeting: Meeting, others: Sequence[int], names: Mapping[str, Sequence[str]]
) -> dict[int, Link]:
    """The other participants whom the row can name, by their place, and how surely."""
    phrases = phrases_of(row.counterparties)
    found = {}
    for number in others:
        party = meeting.participants[number]
        links = []
        if party.kind is PartyKind.PERSON and party.name is not None:
            links.append(link_person(phrases, _names_of(party, names)))
        if party.kind is PartyKind.ORGANISATION and party.name is not None:
            links.append(link_organisation(phrases, _names_of(party, names)))
        if party.organisation is not None:
            links.append(link_organisation(phrases, _names_of_body(party.organisation, names)))
        best = max((one for one in links if one is not None), key=lambda one: one.strength, default=None)
        if best is not None:
            found[number] = best
    return found


def _names_of(party: Party, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    known = names.get(party.id, ()) if party.id is not None else ()
    return tuple(dict.fromkeys((*((party.name,) if party.name else ()), *party.names, *known)))


def _names_of_body(name: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *names.get(" ".join(fold_organisation(name)), ()))))


def _is_one(body: str, other: str) -> bool:
    return fold_organisation(body) == fold_organisation(other)


def _post_agrees(row: RegisterRow, party: Party) -> bool:
    if row.body is not None and party.organisation is not None and _is_one(row.body, party.organisation):
        return True
    return bool(row.role and party.role) and posts_agree(posts_of(row.role), posts_of(party.role))
