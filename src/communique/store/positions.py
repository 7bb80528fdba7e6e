"""Where an entry stands in the printed order, as a text that sorts so: it does not shift when others come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from communique.resolution.names import fold
from communique.views.choosing import first_day
from communique.views.meeting import Meeting
from communique.views.person import Organisation, Person
from communique.views.statement import Statement
from communique.views.timeline import Event, order_of

__all__ = ["event_positions", "meeting_position", "party_position", "statement_position"]

_THEN = "\x01"  # sorts before whatever a name is made of


def meeting_position(one: Meeting) -> str:
    """By date, undated ones last."""
    return f"{(first_day(one.date) or date.max).isoformat()}{_THEN}{one.id}"


def party_position(one: Person | Organisation) -> str:
    """By name."""
    return f"{fold(one.name)}{_THEN}{one.id}"


def statement_position(one: Statement) -> str:
    """By publication, undated ones last, then by document and place in the text."""
    day = first_day(one.published) or date.max
    start = one.claim.evidence[0].start
    return f"{day.isoformat()}{_THEN}{one.claim.document}{_THEN}{start:012}{_THEN}{one.id}"


def event_positions(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Each entry of a timeline as its place and the id of what it tells of; several of one sort in their order."""
    met: Counter[str] = Counter()
    for one in events:
        first, last, what, entry = order_of(one)
        place = _THEN.join((first.isoformat(), last.isoformat(), what, entry))
        met[place] += 1
        yield f"{place}{_THEN}{met[place]:06}", entry
