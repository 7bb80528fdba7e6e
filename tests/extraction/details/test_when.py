"""The day of a meeting, and days that are those of something else. All people are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.extraction.details import carry_when, find_when
from communique.model.vocabulary import Status

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "trigger", "day"),
    [
        ("Lindqvist met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("The ministry said on Wednesday that Lindqvist met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("Lindqvist met Ferreira on Tuesday, the ministry said on Wednesday.", "met", "2023-05-09"),
        ("Lindqvist said she met Ferreira on Tuesday.", "met", "2023-05-09"),
        ("On Tuesday, the ministry said, Lindqvist met Ferreira.", "met", "2023-05-09"),
        ("Lindqvist met Ferreira on Tuesday before a vote on Wednesday.", "met", "2023-05-09"),
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
