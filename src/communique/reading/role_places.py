"""Where the posts of a draft stand, so that those of one stretch are found without going through all of somebody's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from communique.model.span import Span
from communique.reading.entities import Entity

__all__ = ["RolePlaces"]


class RolePlaces:
    """The posts that parties have when this is made, by place."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._places = {
            entity.number: sorted((fact.span.start, number) for number, fact in enumerate(entity.roles))
            for entity in entities
        }

    def beginning_in(self, entity: Entity, stretch: Span) -> list[int]:
        """The numbers of somebody's posts that begin in a stretch, in the order in which they were told."""
        places = self._places[entity.number]
        first, past = bisect_left(places, (stretch.start, -1)), bisect_left(places, (stretch.end, -1))
        return sorted(number for _, number in places[first:past])
