"""Talks and the dinner after them: two meetings of one day, linked."""

from __future__ import annotations

from typing import Any

import pytest
from hand_made import INES, MARA, claim, facts, meetings

from communique.model import MeetingKind, Participant, Status
from communique.views import Meeting
from communique.views.contract import meeting_view_form
from communique.views.same_day import link_same_day

TOVE = Participant(name="Tove Lind", mention="Tove Lind", role="minister", organisation="Sundland")
ODD = Participant(name="Odd Varga", mention="Odd Varga", role="banker", organisation="Korda Bank")


def linked(*told: Any) -> dict[str, Meeting]:
    """By the kind of each meeting, the meeting; all are told by one text each, of one day."""
    documents = [facts(one, "2031-05-07") for one in sorted({one.document for one in told})]
    return {one.kind.value: one for one in link_same_day(meetings(documents, list(told)))}


def dinner(*parties: Participant, document: str = "a", **fields: Any) -> Any:
    return claim(document, *parties, **{"kind": MeetingKind.DINNER, "date": "2031-05-06", "at": 50, **fields})


TALKS = claim("a", date="2031-05-06")


def test_a_dinner_after_talks_is_a_meeting_of_its_own_and_linked_both_ways() -> None:
    found = linked(TALKS, dinner())
    talks, meal = found["meeting"], found["dinner"]
    assert [(one.meeting, one.kind) for one in talks.same_day] == [(meal.id, MeetingKind.DINNER)]
    assert [(one.meeting, one.kind) for one in meal.same_day] == [(talks.id, MeetingKind.MEETING)]
    assert talks.same_day[0].because == (
        "another event of the same day with the same people: a meeting here, a dinner there"
    )
    assert talks.follows is None
    form = meeting_view_form(meal)["same_day"]
    assert form == [
        {
            "meeting": talks.id,
            "kind": "meeting",
            "rule": "ties.same_day.v1",
            "because": "another event of the same day with the same people: a dinner here, a meeting there",
            "score": 0.9,
        }
    ]


def test_further_guests_at_the_dinner_leave_the_link_and_are_told() -> None:
    found = linked(TALKS, dinner(MARA, INES, TOVE))
    (one,) = found["meeting"].same_day
    assert (one.score, one.because.partition(":")[0]) == (
        0.7,
        "another event of the same day with 2 people who were at both",
    )


@pytest.mark.parametrize(
    "other",
    [
        dinner(date="2031-05-07"),
        dinner(date="2031-05"),
        dinner(date=None),
        dinner(MARA, TOVE),
        dinner(TOVE, ODD),
        dinner(status=Status.CANCELLED),
        dinner(status=Status.DENIED),
        dinner(status=Status.POSTPONED),
    ],
)
def test_another_day_other_people_and_what_fell_through_are_not_linked(other: Any) -> None:
    assert not any(one.same_day for one in linked(TALKS, other).values())


def test_of_a_host_s_long_day_each_event_is_linked_with_few_and_the_order_does_not_matter() -> None:
    kinds = [MeetingKind.LUNCH, MeetingKind.BREAKFAST, MeetingKind.DINNER]
    told = [dinner(kind=kind, document=f"d{number}") for number, kind in enumerate(kinds)]
    forward, backward = linked(*told), linked(*reversed(told))
    assert {kind: one.same_day for kind, one in forward.items()} == {k: one.same_day for k, one in backward.items()}
    assert all(len(one.same_day) == 2 for one in forward.values())


def test_a_summit_of_many_is_linked_with_nothing() -> None:
    guests = [Participant(name=f"Guest{letter} Ulvo", mention="x", role="minister") for letter in "abcdefghijklm"]
    found = linked(TALKS, dinner(MARA, INES, *guests, kind=MeetingKind.SUMMIT))
    assert not any(one.same_day for one in found.values())
