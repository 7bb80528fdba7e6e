"""Looking things up in the lists: by filters, by id, and why they are as they are."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Table, or_, select

from communique.errors import NotFoundError, StoreError
from communique.model import Judgement, PartyKind, Relation
from communique.store.forms import load_judgement
from communique.store.indexing import conditions
from communique.store.reading import load_claims, load_readings, pick_id
from communique.store.records import GroundedClaim, Grounds
from communique.store.tables import (
    captures,
    documents,
    judgements,
    listed_claims,
    listed_forms,
    listed_judgements,
    listed_meetings,
    listed_organisations,
    listed_people,
)
from communique.views.meeting import Meeting
from communique.views.people import Organisation, Person

__all__ = ["explain", "find_meetings", "iter_organisations", "iter_people", "show"]

Entry = Meeting | Person | Organisation

_DECODERS: dict[Table, msgspec.json.Decoder[Entry]] = {
    listed_meetings: msgspec.json.Decoder(Meeting),
    listed_people: msgspec.json.Decoder(Person),
    listed_organisations: msgspec.json.Decoder(Organisation),
}


def find_meetings(connection: Connection, given: Mapping[str, str | None]) -> Iterator[Meeting]:
    """The meetings that pass every filter given, in the printed order.

    Args:
        connection: to a ledger whose lists are up to date.
        given: filters by name, as `views.filters.matches` describes them.

    Raises:
        InputError: a filter's value is none of its kind.
    """
    query = select(listed_meetings.c.body).where(*conditions(given)).order_by(listed_meetings.c.position)
    for body in connection.scalars(query):
        yield _decode(listed_meetings, body)  # type: ignore[misc]  # the table of meetings holds meetings
