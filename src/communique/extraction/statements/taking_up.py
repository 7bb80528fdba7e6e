"""Who "the company", "the visitor", "the German" are: somebody told of before, taken up without the name."""

from __future__ import annotations

import re
from collections.abc import Collection

from communique.extraction.statements.centre import Centre
from communique.languages.en.statements import StatementWords
from communique.languages.places import find_place
from communique.model.span import Span
from communique.model.vocabulary import PartyKind
from communique.reading.document import DocumentReading
from communique.reading.entities import Mention

__all__ = ["find_taken_up"]

_DEFINITE = re.compile(r"(?:the|his|her|its|their|this|that|H\.E\. the)\s", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|from)\s")
_LONGEST = 4  # words of such a description, the article among them
_BARE = 2


def find_taken_up(
    reading: DocumentReading,
    centre: Centre,
    words: StatementWords,
    source: Span,
    head: Span,
    sentence: int,
    contents: Collection[Span],
) -> Mention | None:
    """Whom a description takes up; None where the text does not let it be known, which is better than a wrong name.

    Args:
        reading: the document.
        centre: whom its sentences are about.
        words: the language's words of saying.
        source: the description.
        head: its noun.
        sentence: the number of its sentence.
        contents: what is said: nobody named there is meant.
    """
    text, word = reading.text, head.of(reading.text).lower()
    described = text[source.start : head.end].split()
    if _DEFINITE.match(text, source.start, source.end) is None or len(described) > _LONGEST:
        return None
    speakers = words.speakers
    if word in speakers["bodies"]:
        return centre.body(source, sentence, "alias.body.v1", noun=word)
    countryman = _by_country(reading, centre, source, head)
    if countryman is not None:
        return countryman
    if word not in speakers["persons"] or _OF.match(text, head.end, source.end):
        return None  # "the president of the club" is nobody told of before
    if len(described) == _BARE:
        titled = _by_title(reading, centre, word, source)
        if titled is not None:
            return titled
    if word in speakers["hosts"] or word in speakers["guests"]:
        side = centre.side(source, sentence, "alias.host.v1", hosts=word in speakers["hosts"])
        if side is not None:
            return side
    if word in speakers["other"]:
        return centre.other(source, sentence, "alias.other.v1")
    if len(described) == _BARE:
        return centre.person(source, sentence, contents=contents, rule="alias.description.v1")
    return None


def _by_title(reading: DocumentReading, centre: Centre, word: str, source: Span) -> Mention | None:
    """The one with this post who was named last: "the Secretary"."""
    best: Mention | None = None
    for mention in reading.registry.mentions:
        if mention.span.start >= source.start:
            break
        entity = reading.entity(mention)
        if entity is None or entity.kind is not PartyKind.PERSON:
            continue
        if any(word in fact.role.lower().split() for fact in entity.roles) or word in entity.name.lower().split():
            best = mention
    return None if best is None else centre.stand_in(best, source, "alias.title.v1")


def _by_country(reading: DocumentReading, centre: Centre, source: Span, head: Span) -> Mention | None:
    """The only one here who stands for a country: "the German", "the Mexican president"."""
    words = reading.text[source.start : head.end].split()[1:]
    places = [find_place(word) for word in words if word[:1].isupper()]
    codes = {place.country for place in places if place is not None and place.kind in {"demonym", "country"}}
    if len(codes) != 1:
        return None
    country = codes.pop()
    holders: dict[int, Mention] = {}
    for mention in reading.registry.mentions:
        if mention.span.start >= source.start:
            break
        entity = reading.entity(mention)
        is_person = entity is not None and entity.kind is PartyKind.PERSON
        if entity is not None and is_person and any(fact.country == country for fact in entity.roles):
            holders.setdefault(entity.number, mention)
    if len(holders) != 1:
        return None
    return centre.stand_in(next(iter(holders.values())), source, "alias.countryman.v1")
