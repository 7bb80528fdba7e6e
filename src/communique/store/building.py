"""From the facts of a ledger to its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from communique.model import Document, FurnitureKind, Judgement, MeetingClaim, RoleClaim
from communique.resolution import DocumentFacts, resolve
from communique.resolution.copies import sketch
from communique.store.records import Claim
from communique.views.meeting import Meeting
from communique.views.meetings import build_meetings
from communique.views.people import Organisation, Person, build_organisations, build_people

__all__ = ["Lists", "build_lists", "facts_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """All that follows from the facts: a function of them, whatever the order in which they came.

    Attributes:
        meetings, people, organisations: in the order in which they are printed.
        judgements: what rules held to be the same or different.
    """

    meetings: tuple[Meeting, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def facts_of(document: Document) -> DocumentFacts:
    """What resolution needs to know of a document; its text is sketched only where that is asked for."""
    credits = (part.value for part in document.furniture if part.kind is FurnitureKind.CREDIT)
    return DocumentFacts.of(document, agencies=tuple(dict.fromkeys(value for value in credits if value)))


def build_lists(
    documents: Sequence[DocumentFacts],
    claims: Iterable[Claim],
    judgements: Sequence[Judgement],
    text_of: Callable[[str], str],
) -> Lists:
    """Resolve the claims and put the lists together.

    Args:
        documents: what is known of each document, without sketches.
        claims: all claims.
        judgements: what people decided, in the order in which they did.
        text_of: gives a document's text by its id. It is asked for those alone whose meeting another document tells of
            too: only there does it matter whether one is a copy of the other.
    """
    said = tuple(claims)
    meetings = tuple(claim for claim in said if isinstance(claim, MeetingClaim))
    resolution = resolve(documents, meetings, judgements)
    document_of = {claim.id: claim.document for claim in meetings}
    shared = _in_company(resolution.meetings, document_of)
    known = [
        replace(facts, sketch=sketch(text_of(facts.id))) if facts.id in shared else facts
        for facts in sorted(documents, key=lambda facts: facts.id)
    ]
    listed = build_meetings(known, meetings, resolution)
    people = build_people(meetings, (c for c in said if isinstance(c, RoleClaim)), resolution, listed)
    return Lists(
        meetings=listed,
        people=people,
        organisations=build_organisations(meetings, resolution, listed, people),
        judgements=resolution.judgements,
    )


def _in_company(groups: Iterable[tuple[str, ...]], document_of: dict[str, str]) -> set[str]:
    """The documents that tell of some meeting together with another document."""
    found: set[str] = set()
    for claims in groups:
        documents = {document_of[claim] for claim in claims if claim in document_of}
        if len(documents) > 1:
            found |= documents
    return found


