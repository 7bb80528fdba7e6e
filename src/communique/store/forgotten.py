"""Tombstones: which texts were forgotten, told by a hash of their ids and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from communique.errors import ForgottenError
from communique.model import content_id
from communique.store.tables import state, tombstones

__all__ = ["Tombstone", "find_tombstone", "list_tombstones", "refuse_forgotten", "sweep_is_due", "tombstone_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A text was forgotten, and is not to come back.

    Attributes:
        id: a hash of the document's id. Whoever has the text can tell that it was this one; from the tombstone alone
            nobody can tell which it was.
        forgotten: when, in UTC.
        because: the reason that was given; None where none was.
    """

    id: str
    forgotten: str
    because: str | None


def tombstone_id(document: str) -> str:
    """Under what a document's tombstone stands."""
    return content_id("tmb", "forgotten", document)


def find_tombstone(connection: Connection, document: str) -> Tombstone | None:
    """The tombstone of a document, by its id; None where it was not forgotten."""
    row = connection.execute(select(tombstones).where(tombstones.c.id == tombstone_id(document))).one_or_none()
    return None if row is None else Tombstone(**row._mapping)


def refuse_forgotten(connection: Connection, document: str) -> None:
    """Let nothing of a forgotten text in.

    Raises:
        ForgottenError: the document was forgotten.
    """
    if (found := find_tombstone(connection, document)) is not None:
        why = f": {found.because}" if found.because else ""
        raise ForgottenError(f"its text was forgotten on {found.forgotten[:10]}{why}")


def list_tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Every tombstone, the first one first."""
    rows = connection.execute(select(tombstones).order_by(tombstones.c.forgotten, tombstones.c.id))
    return tuple(Tombstone(**row._mapping) for row in rows)


def sweep_is_due(connection: Connection) -> bool:
    """True while words of a forgotten text may still lie in parts of the file that are no longer in use."""
    return bool(connection.scalar(select(state.c.value).where(state.c.name == "sweep")))
