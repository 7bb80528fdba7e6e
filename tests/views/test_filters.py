from __future__ import annotations

from typing import Any

import pytest
from hand_made import claim, facts, meeting

from communique.errors import InputError
from communique.model import MeetingKind
from communique.views import matches

FOUND = meeting(
    [facts("d1", "2031-02-11")],
    [
        claim(
            "d1",
            date="2031-02-10",
            country="PT",
            kind=MeetingKind.DINNER,
            topics=("high-speed rail", "steel tariffs"),
            topic_labels=("trade",),
        )
    ],
)


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        ({}, True),
        ({"person": "olsen"}, True),
        ({"person": "OLSEN mara"}, True),
        ({"person": "Ólsen"}, True),
        ({"person": "ols"}, False),
        ({"person": "Mara Okafor"}, False),
        ({"person": " "}, False),
        ({"organisation": "velmar"}, True),
        ({"organisation": "Norland"}, True),
        ({"organisation": "Velmar Cloud"}, False),
        ({"country": "pt"}, True),
        ({"country": "NO"}, True),
        ({"country": "SE"}, False),
        ({"topic": "tariffs steel"}, True),
        ({"topic": "trade"}, True),
        ({"topic": "rail tariffs"}, False),
        ({"kind": "dinner"}, True),
        ({"kind": "lunch"}, False),
        ({"status": "held"}, True),
        ({"status": "planned"}, False),
        ({"since": "2031-02-10"}, True),
        ({"since": "2031-02-11"}, False),
        ({"until": "2031-02-10"}, True),
        ({"until": "2031-02-09"}, False),
        ({"since": "2031-02", "until": "2031-02"}, True),
        ({"since": "2030", "until": "2030"}, False),
        ({"person": "olsen", "kind": "lunch"}, False),
    ],
)
def test_a_meeting_passes_the_filters_that_fit_it(wanted: dict[str, Any], passes: bool) -> None:
    assert matches(FOUND, **wanted) is passes


@pytest.mark.parametrize(
    ("date", "passes"), [(None, False), ("XXXX-02-10", False), ("2031", True), ("2031-02/..", True)]
)
def test_a_vague_date_passes_where_it_may_lie_within_and_an_unknown_one_never(date: str | None, passes: bool) -> None:
    found = meeting([facts("d1")], [claim("d1", date=date)])
    assert matches(found, since="2031-02-10") is passes


@pytest.mark.parametrize("wanted", [{"since": "last week"}, {"until": ""}, {"kind": "party"}, {"status": "past"}])
def test_what_is_no_filter_is_refused_with_what_would_be(wanted: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="expected"):
        matches(FOUND, **wanted)
