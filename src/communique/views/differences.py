"""What a register and the press say differently of one meeting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from communique.languages.places import find_place
from communique.languages.topics import label_topics
from communique.model import PartyKind, RegisterRow, Status
from communique.resolution.links import link_organisation, link_person, phrases_of
from communique.resolution.names import fold
from communique.resolution.ties.voice import matter_words
from communique.views.meeting import Meeting, Party
from communique.views.reconciliation import Difference

__all__ = ["find_differences", "share_matter", "share_place"]

_WORD: Final = re.compile(r"\w+")
_NAMING: Final = 4  # letters; shorter words ("the", "on") name no place


def find_differences(
    row: RegisterRow, meeting: Meeting, linked: Collection[int], days: int | None
) -> tuple[Difference, ...]:
    """The fields on which a row and its meeting differ, as far as both can be compared.

    Args:
        row: the row.
        meeting: the meeting.
        linked: the places of the participants whom the row names.
        days: how many days their dates differ; None where one has none.
    """
    return tuple(_differences(row, meeting, linked, days))


def _differences(row: RegisterRow, meeting: Meeting, linked: Collection[int], days: int | None) -> Iterator[Difference]:
    if days is None or days > 0:
        yield Difference(field="date", register=row.date, press=meeting.date)
    where = [word for word in (meeting.place, meeting.city) if word]
    if row.place and where and not share_place(row.place, where):
        yield Difference(field="place", register=row.place, press=", ".join(where))
    missing = [part for part in row.counterparties if not _is_named(part, meeting.participants)]
    added = [
        party.name
        for number, party in enumerate(meeting.participants)
        if party.name is not None and number not in linked and party.kind is not PartyKind.GROUP
    ]
    if missing or added:
        yield Difference(field="participants", register="; ".join(missing) or None, press="; ".join(added) or None)
    told = (*meeting.topics, *meeting.topic_labels)
    if row.subject and told and not share_matter(row.subject, told):
        yield Difference(field="topic", register=row.subject, press="; ".join(meeting.topics or told))
    if meeting.status is not Status.HELD:
        yield Difference(field="status", register=Status.HELD.value, press=meeting.status.value)


def _is_named(part: str, parties: Iterable[Party]) -> bool:
    phrases = phrases_of((part,))
    for party in parties:
        bodies = [
            name for name in (party.organisation, *(party.names if party.kind is not PartyKind.PERSON else ())) if name
        ]
        people = [name for name in (party.name, *party.names) if name] if party.kind is PartyKind.PERSON else []
        if link_organisation(phrases, bodies) is not None or link_person(phrases, people) is not None:
            return True
    return False


def share_matter(told: str | None, others: Sequence[str]) -> bool:
    """True where a subject and some topics have a telling word, or a label of the topic list, in common."""
    if not told or not others:
        return False
    if matter_words([told]) & matter_words(others):
        return True
    labels = set(label_topics(told))
    return bool(labels and labels & {*label_topics(others), *others})


def share_place(told: str | None, others: Sequence[str]) -> bool:
    """True where two places can be one: they share a word that names something, or mean one place of the world."""
    if not told or not others:
        return False
    words = _naming(told)
    if any(words & _naming(other) for other in others):
        return True
    place = find_place(told)
    return place is not None and any(find_place(other) == place for other in others)


def _naming(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(text) if len(word) >= _NAMING)
