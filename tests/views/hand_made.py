"""Documents and claims made by hand for the views."""

from __future__ import annotations

from typing import Any

from communique.model import MeetingClaim, MeetingKind, Participant, Passage, Status
from communique.resolution import DocumentFacts, resolve
from communique.views import Meeting, build_meetings

MARA = Participant(
    name="Mara Olsen", mention="President Mara Olsen", role="President", organisation="Norland", country="NO"
)
INES = Participant(name="Ines Okafor", mention="Ines Okafor, CEO of Velmar", role="CEO", organisation="Velmar")


def claim(document: str, *parties: Participant, at: int = 0, **fields: Any) -> MeetingClaim:
    fields.setdefault("status", Status.HELD)
    fields.setdefault("kind", MeetingKind.MEETING)
    fields.setdefault("background", False)
    evidence = (Passage(start=at, end=at + 8, quote="they met"),)
    return MeetingClaim(document=document, participants=parties or (MARA, INES), evidence=evidence, **fields)


def facts(document: str, published: str | None = None, **fields: Any) -> DocumentFacts:
    return DocumentFacts(id=document, source=f"texts/{document}.txt", published=published, **fields)


def meetings(documents: list[DocumentFacts], told: list[MeetingClaim]) -> tuple[Meeting, ...]:
    return build_meetings(documents, told, resolve(documents, told))


def meeting(documents: list[DocumentFacts], told: list[MeetingClaim]) -> Meeting:
    (found,) = meetings(documents, told)
    return found
