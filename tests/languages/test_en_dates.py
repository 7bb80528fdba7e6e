from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.languages.en.dates import find_dates
from communique.model.date_expression import Grain, Lean

WORDS = (
    "last", "next", "this", "the", "a", "of", "in", "on", "at", "to", "from", "and", "half", "first", "second",
    "May", "March", "june", "Friday", "Fri.", "week", "days", "hours", "evening", "ago", "later", "before", "3",
    "27th", "2013", "2,000", "12.45", "p.m.", "-", "–", ",", ".", "'", "’", "\n\n", "today", "every", "early",
    "end", "weekend", "Q2", "summer", "1990s", "met",
)  # fmt: skip


def quotes(text: str) -> list[str]:
    return [expression.span.of(text) for expression in find_dates(text)]


def durations(text: str) -> list[str | None]:
    return [expression.duration for expression in find_dates(text) if expression.grain is Grain.DURATION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy left on Thursday evening.", ["Thursday evening"]),
        ("It is to open early on Monday morning.", ["early on Monday morning"]),
        ("They met in 2013 and 2014.", ["2013", "2014"]),
        ("between 2013 and 2015", ["2013 and 2015"]),
        ("On the evening of 5 May they dined.", ["the evening of 5 May"]),
        ("He came on the Wednesday, the 6th, by train.", ["the Wednesday, the 6th"]),
        ("from March 4 to March 6", ["March 4 to March 6"]),
        ("on May 3 and 8", ["May 3", "8"]),
        ("on Dec. 8 and 9, 2024", ["Dec. 8 and 9, 2024"]),
        ("early next year and at the end of this month", ["early next year", "the end of this month"]),
        ("the first week of June 2012", ["the first week of June 2012"]),
        ("He said so a week ago, and again the day before.", ["a week ago", "the day before"]),
        ("the day before yesterday", ["the day before yesterday"]),
        ("late last week, earlier this month", ["late last week", "earlier this month"]),
        ("They agreed one April morning.", ["April morning"]),
        ("Thursday’s talks", ["Thursday"]),
        ("in February; by early June; since March", ["February", "early June", "March"]),
        ("On Fri., Oct. 3, they spoke", ["Fri., Oct. 3"]),
        ("the second quarter of 2023, Q3 2024", ["the second quarter of 2023", "Q3 2024"]),
        ("on thursday and in february", ["thursday", "february"]),
        ("in mid-June and the late 1990s", ["mid-June", "the late 1990s"]),
    ],
)
def test_expressions_are_found_whole(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march again, and the vote may follow.",
        "The March on the capital drew thousands.",
        "Mrs May and June Castle spoke to April Stone.",
        "Sun Tao and Mar Vidal sat down with Jan Holm.",
        "the world's No. 1 and 2 makers",
        "It sold 2,000 cars for $2013 each.",
        "of 2000 people nobody stayed",
        "offices on the 27th floor",
        "Black Friday sales; a Good Friday pact; the Second Friday club",
        "the Sunday Times and Monday Night Football wrote",
        "a rise of 5.3 percent, or 12.45 to 13.50 dollars",
        "barrels a day, twice a week, $12 an hour",
        "the last day of talks",
        "At the end of the day nothing counts.",
        "room 2013, F-16, G20 and a 3D film",
        "04/05/2024",
        "31 February, June 31 and 30/30/2024",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half an hour", ["PT30M"]),
        ("a 30-minute call", ["PT30M"]),
        ("for about an hour", ["PT1H"]),
        ("70 minutes", ["PT70M"]),
        ("two hours", ["PT2H"]),
        ("an hour and a half", ["PT90M"]),
        ("two and a half hours", ["PT150M"]),
        ("two hours and 15 minutes", ["PT135M"]),
        ("three quarters of an hour", ["PT45M"]),
        ("more than three hours", ["PT3H"]),
        ("thirty-five minutes", ["PT35M"]),
        ("from 12.45 p.m. until 1.50 p.m.", ["PT65M"]),
        ("from 11.30 to 1 p.m.", ["PT90M"]),
        ("between 9 and 11 a.m.", ["PT120M"]),
        ("from 12.45 to 13.50 local time", ["PT65M"]),
        ("14:10-15:00", ["PT50M"]),
        ("a two-day visit", ["P2D"]),
        ("three days", ["P3D"]),
        ("a trip of two fortnights", ["P4W"]),
        ("over the past week", ["P1W"]),
        ("several days", [None]),
        ("the coming months", [None]),
    ],
)
def test_lengths_of_time_are_durations(text: str, expected: list[str | None]) -> None:
    assert durations(text) == expected


def test_a_day_counted_from_an_event_is_not_the_story_s() -> None:
    assert quotes("The day before the vote he called.") == []
    assert quotes("The day before, he called.") == ["The day before"]


def test_habits_are_sets() -> None:
    assert [expression.grain for expression in find_dates("They meet every Thursday.")] == [Grain.SET]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Friday.", Lean.PAST),
        ("The ministers will meet on Friday.", Lean.FUTURE),
        ("She said on Friday that the ministers will meet.", Lean.PAST),
        ("He was to receive the envoy on Friday.", Lean.FUTURE),
        ("On Friday the envoy arrived.", Lean.PAST),
        ("On Friday the envoy is to arrive.", Lean.FUTURE),
        ("Friday: no talks.", None),
    ],
)
def test_the_nearest_verb_tells_which_way_a_sentence_looks(text: str, expected: Lean | None) -> None:
    assert [expression.lean for expression in find_dates(text)] == [expected]


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=60).map(" ".join))
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    end = 0
    for expression in find_dates(text):
        assert end <= expression.span.start < expression.span.end <= len(text)
        assert expression.span.of(text).strip() == expression.span.of(text)
        end = expression.span.end


@pytest.mark.parametrize(
    "piece",
    [
        "the last ",
        "1-",
        "May ",
        ",",
        "two and a half ",
        "Friday, June ",
        "2013, ",
        "x",
        "1",
        " ",
        "\n",
        "first week of ",
        "1.1.",
    ],
)
def test_reading_time_grows_in_step_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        for _ in find_dates(text):
            pass
        return time.process_time() - start

    list(find_dates("Friday"))  # the rules are compiled once
    short = min(seconds(20_000) for _ in range(3))
    assert seconds(400_000) < 20 * short * 5 + 0.5
