"""A row of an official register of meetings."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RegisterRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """Somebody has declared that an official met these parties.

    Attributes:
        line: the number of the row's first line in its file, counted from 1.
        id: the row's own id; None where the register gives none.
        date: EDTF; None where the row gives none.
        officials: whose meeting it is, one or several.
        counterparties: whom they met, in the parts in which the row lists them.
        subject: what it was about.
        place: where.
        role: the post in which the official met them.
        body: the body whose official it is.
    """

    line: int
    officials: tuple[str, ...]
    counterparties: tuple[str, ...] = ()
    id: str | None = None
    date: str | None = None
    subject: str | None = None
    place: str | None = None
    role: str | None = None
    body: str | None = None
