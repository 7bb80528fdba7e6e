"""Read short texts about invented people, for the tests of this folder."""

from __future__ import annotations

from communique.model import PartyKind
from communique.reading.document import DocumentReading, read_documents
from communique.reading.entities import Entity
from communique.text.documents import frame


def read(text: str) -> DocumentReading:
    return read_documents([frame(text, source="invented", language="en")])[0]


def people(reading: DocumentReading) -> list[str]:
    return [entity.name for entity in reading.registry.entities if entity.kind is PartyKind.PERSON]


def person(reading: DocumentReading, name: str) -> Entity:
    return next(e for e in reading.registry.entities if e.kind is PartyKind.PERSON and e.name == name)


def posts(reading: DocumentReading, name: str) -> list[tuple[str, str | None]]:
    return [(fact.role, fact.organisation) for fact in person(reading, name).roles]


def bound(reading: DocumentReading, words: str) -> str | None:
    """The name of the party to which the first mention with these words is bound."""
    mention = next(m for m in reading.registry.mentions if m.span.of(reading.text) == words)
    entity = reading.entity(mention)
    return None if entity is None else entity.name
