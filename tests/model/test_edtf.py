from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from communique.model.edtf import (
    Precision,
    bounds,
    compatible,
    format_day,
    is_before,
    is_valid,
    minutes,
    narrower,
    precision,
)

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    return draw(st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]))


@st.composite
def values(draw: st.DrawFn) -> str:
    shape = draw(st.sampled_from(["point", "interval", "since", "until", "yearless", "about"]))
    one = draw(points())
    if shape == "interval":
        other = draw(points())
        first, last = sorted([one, other], key=lambda value: (bounds(value)[0], bounds(value)[1]))
        return f"{first}/{last}"
    if shape == "yearless":
        return "XXXX" + draw(DAYS).isoformat()[4:]
    return {"point": one, "since": f"{one}/..", "until": f"../{one}", "about": f"{one}~"}[shape]


@pytest.mark.parametrize(
    ("value", "first", "last", "grain"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2013", "2013-01-01", "2013-12-31", Precision.YEAR),
        ("199X", "1990-01-01", "1999-12-31", Precision.DECADE),
        ("2019-22", "2019-06-01", "2019-08-31", Precision.SEASON),
        ("2019-24", "2019-12-01", "2020-02-29", Precision.SEASON),
        ("9999-24", "9999-12-01", "9999-12-31", Precision.SEASON),
        ("2024-02~", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2023?-06-09", "2023-06-09", "2023-06-09", Precision.DAY),
        ("2024-02-27/2024-03", "2024-02-27", "2024-03-31", Precision.INTERVAL),
        ("2017-03/..", "2017-03-01", None, Precision.INTERVAL),
        ("../2017-03", None, "2017-03-31", Precision.INTERVAL),
        ("XXXX-02-27", None, None, Precision.DAY),
        ("XXXX-06", None, None, Precision.MONTH),
        ("XXXX-03-04/XXXX-03-06", None, None, Precision.INTERVAL),
    ],
)
def test_bounds_and_precision_follow_the_profile(
    value: str, first: str | None, last: str | None, grain: Precision
) -> None:
    expected = tuple(None if day is None else date.fromisoformat(day) for day in (first, last))
    assert bounds(value) == expected
    assert precision(value) is grain


@pytest.mark.parametrize(
    "value",
    ["", "2023-02-29", "2024-13", "2024-00", "2024-2-9", "24-02-29", "XXXX", "XXXX-02-30", "199X-05", "P3D", "/",
     "../..", "2024-03/2024-02", "2024-02-27/XXXX-03-01", "2024-02-29T10:00", "0000", "２０２４-02-29",
     "2024-02-29\n"],
)  # fmt: skip
def test_what_is_no_date_of_the_calendar_is_not_valid(value: str) -> None:
    assert not is_valid(value)
    assert bounds(value) == (None, None)
    assert precision(value) is None


@given(st.text(max_size=30))
def test_no_text_raises(value: str) -> None:
    is_valid(value)
    compatible(value, "2024")
    narrower(value, "2024")
    minutes(value)


@given(points())
def test_bounds_agree_with_the_edtf_library(value: str) -> None:
    told = parse_edtf(value)
    assert bounds(value) == (struct_time_to_date(told.lower_strict()), struct_time_to_date(told.upper_strict()))


@given(values())
def test_what_is_valid_here_is_edtf_to_the_library(value: str) -> None:
    assert is_valid(value)
    parse_edtf(value)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2024-02-29", "2024-02"),
        ("2024-02", "2024"),
        ("XXXX-02-27", "2024-02-27"),
        ("XXXX-02-27", "2024-02"),
        ("XXXX-02", "XXXX-02-27"),
        ("XXXX-02-29", "2024"),
        ("2023?-06-09", "2017-06-09"),
        ("2017-03/..", "2030"),
        ("2024-02-27/2024-02-29", "2024-02-28"),
        ("XXXX-12-31/XXXX-01-02", "2025-01-01"),
        ("2024-02~", "2024-03-10"),
    ],
)
def test_what_could_be_the_same_is_compatible(a: str, b: str) -> None:
    assert compatible(a, b)
    assert compatible(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2024-02-29", "2024-03"),
        ("XXXX-02-27", "2024-02-28"),
        ("XXXX-02-29", "2023-02-28"),
        ("XXXX-02-27", "XXXX-03"),
        ("2023?-06-09", "2017-06-10"),
        ("2017-03/..", "2016"),
        ("2024", "not a date"),
    ],
)
def test_what_cannot_be_the_same_is_not_compatible(a: str, b: str) -> None:
    assert not compatible(a, b)
    assert not compatible(b, a)


def test_slack_lets_neighbouring_days_pass() -> None:
    assert not compatible("2024-02-28", "2024-02-29")
    assert compatible("2024-02-28", "2024-02-29", slack_days=1)
    assert compatible("XXXX-12-31", "2024-01-01", slack_days=1)


@given(values(), values())
def test_compatibility_has_no_order_and_holds_for_oneself(a: str, b: str) -> None:
    assert compatible(a, a)
    assert compatible(a, b) == compatible(b, a)


@given(values(), values())
def test_the_narrower_of_two_compatible_values_is_compatible_with_both(a: str, b: str) -> None:
    if compatible(a, b):
        found = narrower(a, b)
        assert compatible(found, a)
        assert compatible(found, b)


def test_narrower_takes_the_day_over_the_month_and_joins_year_and_day() -> None:
    assert narrower("2024-02", "2024-02-27") == "2024-02-27"
    assert narrower("2024", "XXXX-02-27") == "2024-02-27"
    assert narrower("XXXX-02", "2024-02-27") == "2024-02-27"
    assert narrower("2024-02-27", "nonsense") == "2024-02-27"


def test_before_needs_a_known_end() -> None:
    assert is_before("2024-02", date(2024, 3, 1))
    assert not is_before("2024-02", date(2024, 2, 29))
    assert not is_before("2017-03/..", date(2030, 1, 1))
    assert not is_before("XXXX-02-27", date(2030, 1, 1))


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("PT30M", 30),
        ("PT1H", 60),
        ("PT1H5M", 65),
        ("P2D", 2880),
        ("P1W", 10080),
        ("P3M", None),
        ("P", None),
        ("2024", None),
    ],
)
def test_minutes_of_a_duration(duration: str, expected: int | None) -> None:
    assert minutes(duration) == expected


def test_a_day_the_calendar_does_not_have_is_not_formatted() -> None:
    assert format_day(None, 2, 29) == "XXXX-02-29"
    assert format_day(2023, 2, 29) is None
