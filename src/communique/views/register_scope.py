"""What a register covers: which meetings of the press it ought to have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from communique.model import PartyKind, RegisterRow, Status
from communique.model.edtf import bounds
from communique.resolution.links import Link
from communique.resolution.names import name_parts
from communique.resolution.organisations import fold_organisation
from communique.views.filters import is_within
from communique.views.meeting import Meeting, Party
from communique.views.reconciliation import Scope

__all__ = ["Coverage", "find_coverage"]

_SURE: Final = 0.75
"""So surely a person of the ledger must be an official, for his other meetings to be missed in the register."""


@dataclass(slots=True, kw_only=True)
class Coverage:
    """What a register covers, and what was left out for lying outside of it.

    Attributes:
        first, last: the period; None where the register has no dated row.
        people: the ids of the people of the ledger who are officials of the register.
        officials: how many officials it names.
        bodies: the folded names, with a written one, of the bodies all of whose meetings it covers.
    """

    first: date | None
    last: date | None
    people: Collection[str]
    officials: int
    bodies: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    outside: int = 0
    undated: int = 0
    unheld: int = 0
    unnamed: int = 0

    def press_only(self, meetings: Iterable[Meeting]) -> Iterator[Meeting]:
        """Of some meetings that no row was found for, those that the register ought to have; the others are counted."""
        for meeting in meetings:
            if not any(map(self._is_covered, meeting.participants)):
                continue
            if meeting.status is not Status.HELD:
                self.unheld += 1
            elif meeting.date is None or bounds(meeting.date) == (None, None):
                self.undated += 1
            elif self.first is None or not is_within(meeting.date, self.first, self.last):
                self.outside += 1
            elif not any(party.name is not None and not self._is_covered(party) for party in meeting.participants):
                self.unnamed += 1
            else:
                yield meeting

    def scope(self) -> Scope:
        """The rule, and what was left out by it."""
        return Scope(
            first=self.first,
            last=self.last,
            officials=self.officials,
            bodies=tuple(sorted(self.bodies.values())),
            outside=self.outside,
            undated=self.undated,
            unheld=self.unheld,
            unnamed=self.unnamed,
        )

    def _is_covered(self, party: Party) -> bool:
        if party.id in self.people:
            return True
        names = (party.organisation, party.name if party.kind is PartyKind.ORGANISATION else None)
        return any(name is not None and fold_organisation(name) in self.bodies for name in names)


def find_coverage(
    rows: Sequence[RegisterRow],
    officials: Mapping[str, Mapping[str, Link]],
    *,
    bodies: bool,
    since: str | None = None,
    until: str | None = None,
) -> Coverage:
    """What a register covers, by its rows, or by what its mapping says.

    Args:
        rows: the rows.
        officials: by the name of an official, the people of the ledger whom it can mean.
        bodies: it covers all meetings of its bodies.
        since: the beginning of the period, in EDTF, where it is not that of the rows.
        until: its end.
    """
    told = [bounds(row.date) for row in rows if row.date is not None]
    first = bounds(since)[0] if since is not None else min((day for day, _ in told if day is not None), default=None)
    last = bounds(until)[1] if until is not None else max((day for _, day in told if day is not None), default=None)
    return Coverage(
        first=first,
        last=last,
        people={one for known in officials.values() for one, link in known.items() if link.strength >= _SURE},
        officials=len({tuple(sorted(name_parts(name).joined)) for row in rows for name in row.officials}),
        bodies={fold_organisation(row.body): row.body for row in rows if row.body is not None} if bodies else {},
    )
