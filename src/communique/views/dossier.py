"""All that the ledger knows of one person or organisation. `store.dossiers` gathers it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement

__all__ = ["Dossier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A person or an organisation with everything that rests on it.

    Attributes:
        party: whose dossier it is.
        people: of an organisation, the people whom texts give a post in it.
        meetings: the meetings it took part in, itself or by its people, in the printed order.
        said: what it said, itself or by its people.
        told: what was said to it or to its people.
    """

    party: Person | Organisation
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    said: tuple[Statement, ...]
    told: tuple[Statement, ...]
