"""A register of meetings beside the ledger: what stands in both, in one alone, and what may be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.model import RegisterRow
from communique.views.meeting import Meeting

__all__ = ["Comparison", "Difference", "Finding", "Reconciliation", "Scope"]


class Finding(StrEnum):
    """What became of a row of the register, or of a meeting of the ledger."""

    BOTH = "both"  # the row and the meeting are one occasion
    DOUBTFUL = "doubtful"  # they may be one; the doubts are given
    REGISTER_ONLY = "register_only"  # the ledger has no meeting that it may be
    PRESS_ONLY = "press_only"  # the register ought to have it, and has no row that it may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field on which the register and the press differ; None where one of them gives nothing."""

    field: str
    register: str | None
    press: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A row of the register, a meeting of the ledger, or one of each.

    Attributes:
        finding: what became of them.
        row: the row; None for what is in the press only.
        meeting: the meeting; None for what is in the register only.
        score: how much says that they are one, between 0 and 1; None where there is one of them alone.
        days: by how many days their dates differ at least; None where one has none.
        because: the reasons for it, each with its weight.
        doubts: the reasons against it.
        differences: what they say differently although they are one.
    """

    finding: Finding
    row: RegisterRow | None = None
    meeting: Meeting | None = None
    score: float | None = None
    days: int | None = None
    because: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which meetings of the press the register ought to have.

    Attributes:
        first, last: the period that the register covers; None where it has no dated row.
        officials: how many officials it names.
        bodies: the bodies all of whose meetings it covers; none where it covers those of its officials alone.
        outside: meetings of the ledger, with somebody the register covers, that are left out since they lie outside the
            period.
        undated: the same, since no text gives their day.
        unheld: the same, since no text says that they took place.
        unnamed: the same, since the texts name nobody else who was there, or others whom the register covers alone.
    """

    first: date | None
    last: date | None
    officials: int
    bodies: tuple[str, ...] = ()
    outside: int = 0
    undated: int = 0
    unheld: int = 0
    unnamed: int = 0

    @property
    def rule(self) -> str:
        """The scope in a sentence."""
        who = f"one of its officials ({self.officials:,})"
        if self.bodies:
            who += f", or anybody of {', '.join(self.bodies[:5])}" + (" and others" if len(self.bodies) > 5 else "")
        period = f"from {self.first} to {self.last}" if self.first and self.last else "without dates"
        left = [
            f"{count:,} {why}"
            for count, why in (
                (self.outside, "outside the period"),
                (self.undated, "without a date"),
                (self.unheld, "not said to have taken place"),
                (self.unnamed, "of these alone or with nobody else named"),
            )
            if count
        ]
        return (
            f"in the press only are held meetings of {who}, with somebody else who is named, within the register's "
            f"period ({period})" + (f"; left out: {', '.join(left)}" if left else "")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A register and the ledger, side by side.

    Attributes:
        comparisons: each row and each meeting in scope, by date: in both, doubtful, or in one alone.
        scope: which meetings of the press could be in the press only.
        rows: how many rows were read.
        broken: how many could not be.
    """

    comparisons: tuple[Comparison, ...]
    scope: Scope
    rows: int
    broken: int = 0
