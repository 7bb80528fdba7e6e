from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hand_made import claim, facts, meeting
from hypothesis import given
from hypothesis import strategies as st

from communique.views.meeting import Meeting
from communique.views.near_days import NearDays
from communique.views.register_dates import days_apart

DAYS = st.dates(date(2030, 1, 1), date(2033, 12, 31))
DATES = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    st.tuples(DAYS, st.integers(1, 500)).map(lambda two: f"{two[0]}/{two[0] + timedelta(days=two[1])}"),
    DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"XXXX{day.isoformat()[4:]}"),
)
MADE = meeting([facts("d1", "2031-02-12")], [claim("d1", date="2031-02-10")])


def told(number: int, on: str | None, published: str | None) -> Meeting:
    report = replace(MADE.reports[0], published=published)
    return replace(MADE, id=f"mtg_{number}", date=on, reports=(report,))


@given(
    st.lists(st.tuples(st.none() | DATES, st.none() | DATES), max_size=12),
    st.none() | DATES,
)
def test_no_meeting_that_a_row_can_be_is_passed_over(
    given_dates: list[tuple[str | None, str | None]], row: str | None
) -> None:
    meetings = [told(number, *dates) for number, dates in enumerate(given_dates)]
    near = [one.id for one in NearDays(meetings).near(row)]
    assert len(near) == len(set(near))
    assert {one.id for one in meetings if days_apart(row, one) is not None} <= set(near)


def test_meetings_far_away_are_passed_over() -> None:
    days = (date(2020, 1, 1) + timedelta(days=20 * number) for number in range(400))
    meetings = [told(number, day.isoformat(), None) for number, day in enumerate(days)]
    assert len(list(NearDays(meetings).near("2031-02-10"))) < 20
