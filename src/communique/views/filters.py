"""Which meetings a reader asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from communique.errors import InputError
from communique.model import MeetingKind, Status
from communique.model.edtf import bounds, is_valid
from communique.resolution.names import fold
from communique.resolution.organisations import fold_organisation
from communique.views.meeting import Meeting

__all__ = ["matches"]

Choice = TypeVar("Choice", bound=StrEnum)

WORD = re.compile(r"\w+")


def matches(
    meeting: Meeting,
    *,
    person: str | None = None,
    organisation: str | None = None,
    country: str | None = None,
    topic: str | None = None,
    kind: MeetingKind | str | None = None,
    status: Status | str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> bool:
    """True where the meeting passes every filter that is given.

    Args:
        meeting: the meeting.
        person: words that all stand in one of a participant's names, accents and case aside (`zuckerberg`).
        organisation: the same, in the name of a participant's organisation or of an organisation that took part.
        country: ISO 3166-1 alpha-2, of the place or of a participant.
        topic: words that all stand in one topic or topic label.
        kind: the kind in force.
        status: the stage in force.
        since: an EDTF date; passes where the meeting may have been on its first day or later.
        until: an EDTF date; passes where the meeting may have been on its last day or earlier. An unknown date
            passes neither filter.

    Raises:
        InputError: where `since` or `until` is no date, `kind` no kind, or `status` no status.
    """
    wanted_kind = None if kind is None else read_choice(kind, MeetingKind, "kind")
    wanted_status = None if status is None else read_choice(status, Status, "status")
    first = None if since is None else read_bound(since, "since")[0]
    last = None if until is None else read_bound(until, "until")[1]
    if wanted_kind is not None and meeting.kind is not wanted_kind:
        return False
    if wanted_status is not None and meeting.status is not wanted_status:
        return False
    if (since is not None or until is not None) and not is_within(meeting.date, first, last):
        return False
    if country is not None and country.upper() not in {meeting.country, *(p.country for p in meeting.participants)}:
        return False
    if person is not None and not any(stands_in(person, party.names) for party in meeting.participants):
        return False
    if topic is not None and not stands_in(topic, (*meeting.topics, *meeting.topic_labels)):
        return False
    return organisation is None or stands_in(organisation, organisations_of(meeting))


def organisations_of(meeting: Meeting) -> Iterable[str]:
    """The names of all organisations that took part or that participants belong to."""
    for party in meeting.participants:
        if party.organisation is not None:
            yield party.organisation
        if party.kind == "organisation":
            yield from party.names


def stands_in(words: str, names: Iterable[str]) -> bool:
    """True where every word stands in one of the names, accents and case aside; no words stand in none."""
    wanted = set(WORD.findall(fold(words)))
    return bool(wanted) and any(wanted <= {*WORD.findall(fold(name)), *fold_organisation(name)} for name in names)


def is_within(value: str | None, first: date | None, last: date | None) -> bool:
    """True where a date may lie between two days, both included; an unknown date lies nowhere."""
    if value is None:
        return False
    begin, end = bounds(value)
    if begin is None and end is None:
        return False
    return not (first is not None and end is not None and end < first) and not (
        last is not None and begin is not None and begin > last
    )


def read_bound(value: str, name: str) -> tuple[date | None, date | None]:
    """The bounds of a filter's date."""
    if not is_valid(value) or bounds(value) == (None, None):
        raise InputError(f"{name} is {value!r}; expected a date such as 2024, 2024-02 or 2024-02-29")
    return bounds(value)


def read_choice(value: str, choices: type[Choice], name: str) -> Choice:
    """A word of a vocabulary."""
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(one.value for one in choices)
        raise InputError(f"{name} is {value!r}; expected one of {known}") from None
