"""Where a meeting was, and places of something else. All people are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extraction.details import Where, find_where

Read = Callable[..., Any]


def where(told: Any, trigger: str = "met") -> Where | None:
    return find_where(told.reading, told.sentence, told.trigger(trigger))


@pytest.mark.parametrize(
    ("sentence", "place", "city"),
    [
        ("Lindqvist met Ferreira in Oslo.", None, "Oslo"),
        ("Lindqvist met Ferreira at a hotel in Oslo.", "hotel", "Oslo"),
        ("In Oslo, Lindqvist met Ferreira.", None, "Oslo"),
        ("The man whom Lindqvist met in Oslo said nothing.", None, "Oslo"),
        ("Lindqvist met Ferreira in Oslo, the ministry in Lisbon said.", None, "Oslo"),
        ("Lindqvist told reporters in Lisbon that she met Ferreira in Oslo.", None, "Oslo"),
        ("Lindqvist met Ferreira, who came from Lisbon, at a hotel.", "hotel", None),
        ("Lindqvist met Ferreira in Oslo before he flew to Lisbon.", None, "Oslo"),
    ],
)
def test_place_of_the_meeting_is_read(read: Read, sentence: str, place: str | None, city: str | None) -> None:
    found = where(read(sentence))
    assert found is not None
    assert (found.place, found.city) == (place, city)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist met Ferreira, officials in Lisbon say.",
        "Lindqvist met Ferreira, she told reporters in Lisbon.",
        "Lindqvist met Ferreira from Lisbon.",
        "Lindqvist met Ferreira and paid a visit to the Minister of State.",
        "Lindqvist met Ferreira before flying on to Lisbon.",
        "Lindqvist met Ferreira; on Sunday he was in Lisbon.",
        "Lindqvist met Ferreira, according to the ministry.",
        "Lindqvist met Ferreira again in the same hall.",
        "Lindqvist met Ferreira on her way to the airport.",
        "Lindqvist met Ferreira over his interest in Porto.",
        "Lindqvist met Ferreira and let it slip to a radio station.",
        "Lindqvist met Ferreira with two students based in Lisbon.",
        "Lindqvist met Ferreira in the building.",
        "Lindqvist met Ferreira.",
    ],
)
def test_place_of_something_else_does_not_count(read: Read, sentence: str) -> None:
    assert where(read(sentence)) is None


def test_here_is_the_place_of_the_dateline_with_the_reason(read: Read) -> None:
    told = read("Petra Lindqvist met Tomas Ferreira here on Friday.", before="OSLO, May 12 (Wire) - ")
    found = where(told)
    assert found is not None
    assert (found.city, found.country) == ("Oslo", "NO")
    assert dict(found.because).keys() == {"city", "country"}
    assert found.steps[0].read[0].stands_in(told.reading.document.text)


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("A day after opening a first plant in Norway, Petra Lindqvist met Tomas Ferreira here on Friday.", "met"),
        ("Petra Lindqvist is due here on Friday for talks with Tomas Ferreira.", "talks"),
    ],
)
def test_here_is_taken_beside_its_own_country_and_before_the_encounter(read: Read, sentence: str, trigger: str) -> None:
    found = where(read(sentence, before="OSLO, May 12 (Wire) - "), trigger)
    assert found is not None
    assert (found.city, found.country) == ("Oslo", "NO")


def test_here_in_another_clause_is_no_place_of_the_meeting(read: Read) -> None:
    sentence = "Speaking here, Petra Lindqvist recalled that she met Tomas Ferreira on Friday."
    assert where(read(sentence, before="OSLO, May 12 (Wire) - ")) is None


def test_dateline_alone_puts_no_meeting_there(read: Read) -> None:
    assert where(read("Petra Lindqvist met Tomas Ferreira on Friday.", before="OSLO, May 12 (Wire) - ")) is None


def test_joined_takes_what_is_open_from_the_other() -> None:
    assert Where(city="Oslo", country="NO").joined(Where(place="hotel", country="NO")) == Where(
        place="hotel", city="Oslo", country="NO"
    )


def test_joined_never_mixes_two_countries() -> None:
    assert Where(country="PT").joined(Where(place="hotel", city="Oslo", country="NO")) == Where(
        place="hotel", city="Oslo", country="NO"
    )


_PLACES = st.builds(
    Where,
    place=st.sampled_from([None, "hotel"]),
    city=st.sampled_from([None, "Oslo"]),
    country=st.sampled_from([None, "NO"]),
)


@given(_PLACES, _PLACES)
def test_joined_loses_nothing_that_is_told(one: Where, other: Where) -> None:
    both = one.joined(other)
    assert both.place == (one.place or other.place)
    assert both.city == (one.city or other.city)
    assert both.country == (one.country or other.country)
    assert one.joined(Where()) == one
