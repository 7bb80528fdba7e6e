"""Claims made by hand: a line a claim, so that a test shows what differs and nothing else."""

from __future__ import annotations

from typing import Any

from communique.model import MeetingClaim, MeetingKind, Participant, PartyKind, Passage, Status
from communique.resolution import DocumentFacts


def party(text: str) -> Participant:
    """`Name / role / organisation / country`, each after the first optional; `*Name` is an organisation."""
    name, role, organisation, country = ([*(part.strip() for part in text.split("/")), "", "", ""])[:4]
    kind = PartyKind.ORGANISATION if name.startswith("*") else PartyKind.PERSON
    name = name.lstrip("*")
    return Participant(
        name=name,
        mention=name,
        role=role or None,
        organisation=organisation or (name if kind is PartyKind.ORGANISATION else None),
        country=country or None,
        kind=kind,
    )


def claim(document: str, *parties: str, at: int = 0, **fields: Any) -> MeetingClaim:
    fields.setdefault("status", Status.HELD)
    fields.setdefault("kind", MeetingKind.MEETING)
    fields.setdefault("background", False)
    return MeetingClaim(
        document=document,
        participants=tuple(party(text) for text in parties),
        evidence=(Passage(start=at, end=at + 4, quote="they"),),
        **fields,
    )


def facts(document: str, published: str | None = None, **fields: Any) -> DocumentFacts:
    return DocumentFacts(id=document, source=f"{document}.txt", published=published, **fields)
