"""The day of a meeting, and days that are those of something else. All people are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.extraction.details import carry_when, find_when
from communique.model.vocabulary import Status

Read = Callable[..., Any]

LIVE = " date 2023-05-10 Live: the bread vote\n\n8:10 Good morning.\n\n"


@pytest.mark.parametrize(
    ("sentence", "trigger", "day"),
    [
        ("Lindqvist met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("The ministry said on Wednesday that Lindqvist met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("Lindqvist met Ferreira on Tuesday, the ministry said on Wednesday.", "met", "2023-05-09"),
        ("Lindqvist said she met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("On Tuesday, the ministry said, Lindqvist met Ferreira.", "met", "2023-05-09"),
        ("Lindqvist met Ferreira on Tuesday before a vote on Wednesday.", "met", "2023-05-09"),
        ("On Tuesday Lindqvist told Ferreira, in an audience, that the dock would stay.", "audience", "2023-05-09"),
        ("Lindqvist told Ferreira on Tuesday in a private meeting that the dock would stay.", "meeting", "2023-05-09"),
    ],
)
def test_day_of_the_meeting_is_read(read: Read, sentence: str, trigger: str, day: str) -> None:
    told = read(sentence)
    when = find_when(told.reading, told.sentence, told.trigger(trigger), Status.HELD)
    assert when is not None
    assert when.value == day


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said on Wednesday that Lindqvist met Ferreira.",
        "Lindqvist told reporters in Oslo on Wednesday that she met Ferreira.",
        "On Wednesday the ministry said Lindqvist met Ferreira.",
        "Lindqvist met Ferreira, the ministry announced on Wednesday.",
    ],
)
def test_day_of_the_telling_does_not_count(read: Read, sentence: str) -> None:
    told = read(sentence)
    assert find_when(told.reading, told.sentence, told.trigger("met"), Status.HELD) is None


def test_day_that_hangs_on_the_encounter_comes_before_a_nearer_one(read: Read) -> None:
    told = read("On Tuesday, a day before the vote of May 10, Lindqvist met Ferreira.")
    tuesday = told.reading.text.index("Tuesday")
    when = find_when(
        told.reading, told.sentence, told.trigger("met"), Status.HELD,
        clause_dates=frozenset({tuesday, told.reading.text.index("On Tuesday")}),
    )  # fmt: skip
    assert when is not None
    assert when.value == "2023-05-09"


def test_planned_meeting_takes_no_day_behind_the_text(read: Read) -> None:
    told = read("Lindqvist, who spoke on 2 May 2023, is to meet Ferreira.")
    assert find_when(told.reading, told.sentence, told.trigger("meet"), Status.PLANNED) is None


def test_held_meeting_without_a_date_takes_the_day_of_the_story(read: Read) -> None:
    told = read("On Tuesday Lindqvist opened a bridge. Afterwards she met Ferreira.")
    when = carry_when(told.reading, told.sentence, Status.HELD)
    assert when is not None
    assert when.value == "2023-05-09"
    assert when.because is not None


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.DENIED, Status.CANCELLED, Status.PLANNED])
def test_past_day_of_the_story_is_for_held_meetings_only(read: Read, status: Status) -> None:
    told = read("On 2 May 2023 Lindqvist opened a bridge. She may meet Ferreira.")
    assert carry_when(told.reading, told.sentence, status) is None


def test_held_meeting_takes_no_day_ahead_of_the_text(read: Read) -> None:
    told = read("Lindqvist opens a bridge on 30 May 2023. She met Ferreira.")
    assert carry_when(told.reading, told.sentence, Status.HELD) is None


def test_text_without_days_gives_none(read: Read) -> None:
    told = read("Lindqvist met Ferreira.", before="Petra Lindqvist saw Tomas Ferreira. ")
    assert find_when(told.reading, told.sentence, told.trigger("met"), Status.HELD) is None
    assert carry_when(told.reading, told.sentence, Status.HELD) is None


@pytest.mark.parametrize("bound", ["since", "until", "till"])
def test_time_for_which_a_post_is_held_is_no_day_of_a_meeting(read: Read, bound: str) -> None:
    told = read(f"Lindqvist, the minister {bound} 2019, met Ferreira.")
    assert find_when(told.reading, told.sentence, told.trigger("met"), Status.HELD) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist met Ferreira, who took office on Monday.",
        "Lindqvist met Ferreira, whose party lost a vote on 4 May.",
    ],
)
def test_day_of_an_aside_is_no_day_of_a_meeting(read: Read, sentence: str) -> None:
    told = read(sentence)
    assert find_when(told.reading, told.sentence, told.trigger("met"), Status.HELD) is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("It was Lindqvist who met Ferreira on Monday.", "2023-05-08"),
        ("It was Ferreira who came to see Lindqvist on Monday.", "2023-05-08"),
        ("Lindqvist, who met Ferreira on Monday, was pleased.", "2023-05-08"),
    ],
)
def test_day_beside_the_encounter_in_an_aside_is_its_day(read: Read, sentence: str, day: str) -> None:
    told = read(sentence)
    trigger = "met" if "met" in sentence else "see"
    when = find_when(told.reading, told.sentence, told.trigger(trigger), Status.HELD)
    assert when is not None
    assert when.value == day


@pytest.mark.parametrize(
    "aside",
    [
        "The decree of 2 May is in force.",
        "Work must be done by Tuesday.",
        "Nobody liked Tuesday's dinner.",
        "Ferreira, who took over on 2 May, was there.",
        "A debate is set for Thursday.",
    ],
)
def test_days_of_other_matters_are_not_reached_by_the_story(read: Read, aside: str) -> None:
    told = read(f"On Monday Lindqvist opened a bridge. {aside} Afterwards she met Ferreira.")
    when = carry_when(told.reading, told.sentence, Status.HELD)
    assert when is not None
    assert when.value == "2023-05-08"


def test_most_of_a_day_is_that_day(read: Read) -> None:
    told = read("For most of Tuesday Lindqvist waited. Then she met Ferreira.")
    when = carry_when(told.reading, told.sentence, Status.HELD)
    assert when is not None
    assert when.value == "2023-05-09"


def test_weekday_of_an_unknown_week_is_not_replaced_by_a_day_told_before(read: Read) -> None:
    told = read("The vote was on 2 May. On Friday Petra Lindqvist met Ferreira.", before="")
    assert find_when(told.reading, told.sentence, told.trigger("met"), Status.HELD) is None
    assert carry_when(told.reading, told.sentence, Status.HELD) is None


def test_plan_takes_the_day_ahead_that_was_just_told(read: Read) -> None:
    told = read("Lindqvist flies to Lisbon on Thursday. There she will meet Ferreira.")
    when = carry_when(told.reading, told.sentence, Status.PLANNED)
    assert when is not None
    assert when.value == "2023-05-11"


def test_plan_takes_no_day_from_far_above(read: Read) -> None:
    told = read("A bridge opens on Thursday. It is long. It is red. It cost much. Lindqvist will meet Ferreira.")
    assert carry_when(told.reading, told.sentence, Status.PLANNED) is None


@pytest.mark.parametrize("hour", ["16:50", "9.05", "16.50 CET", "4:50 pm -"])
def test_line_of_a_live_report_is_of_the_day_of_its_text(read: Read, hour: str) -> None:
    told = read(f"A door opened.\n\n{hour} Lindqvist met Ferreira.", before=LIVE)
    when = carry_when(told.reading, told.sentence, Status.HELD)
    assert when is not None
    assert when.value == "2023-05-10"


@pytest.mark.parametrize(
    "line", ["12.50 euros was what Lindqvist paid when she met Ferreira.", "Lindqvist met Ferreira."]
)
def test_line_without_an_hour_is_of_no_day(read: Read, line: str) -> None:
    told = read(f"A door opened.\n\n{line}", before=LIVE)
    assert carry_when(told.reading, told.sentence, Status.HELD) is None


@pytest.mark.parametrize(
    ("sentence", "trigger", "status", "day"),
    [
        ("Friday's summit of Lindqvist and Ferreira has been scrapped.", "summit", Status.CANCELLED, "2023-05-12"),
        ("Tuesday's talks of Lindqvist and Ferreira were called off.", "talks", Status.CANCELLED, "2023-05-09"),
        ("Friday's talks of Lindqvist and Ferreira have been put off.", "talks", Status.POSTPONED, "2023-05-12"),
        ("Tuesday's talks of Lindqvist and Ferreira were put off.", "talks", Status.POSTPONED, "2023-05-09"),
    ],
)
def test_what_fell_through_was_to_be_on_the_nearest_such_day(
    read: Read, sentence: str, trigger: str, status: Status, day: str
) -> None:
    told = read(sentence)
    when = find_when(told.reading, told.sentence, told.trigger(trigger), status)
    assert when is not None
    assert when.value == day
