"""Countries of offices that the text does not spell out. All people are invented."""

from __future__ import annotations

import pytest
from readings import person, posts, read


def test_the_country_of_the_dateline_is_inferred_with_a_reason() -> None:
    reading = read("OSLO, May 3 - Prime Minister Anna Lind opened the talks, her office said. Norway hopes for a deal.")
    fact = person(reading, "Anna Lind").roles[0]
    assert (fact.country, fact.organisation) == ("NO", "Norway")
    assert fact.inferred == "Norway is the country that the text speaks of with Anna Lind"


def test_a_visitor_is_not_given_the_country_visited() -> None:
    reading = read("Prime Minister Peter Grund arrived in Japan on Monday.")
    assert posts(reading, "Peter Grund") == [("Prime Minister", None)]


def test_two_countries_as_near_give_none() -> None:
    reading = read("President Peter Grund spoke of Norway and Japan.")
    assert posts(reading, "Peter Grund") == [("President", None)]


def test_a_country_with_a_leader_of_its_own_is_not_given_to_another() -> None:
    reading = read("U.S. President Max Holm received Prime Minister Peter Grund. The United States wants a deal.")
    assert posts(reading, "Peter Grund") == [("Prime Minister", None)]


def test_a_post_that_one_country_has_tells_it() -> None:
    reading = read("Secretary of State Max Holm met Anna Lind in Oslo.")
    assert person(reading, "Max Holm").roles[0].country == "US"


def test_an_ambassador_is_not_given_the_country_he_is_in() -> None:
    reading = read("OSLO, May 3 - Ambassador Max Holm met Anna Lind. Norway was pleased.")
    assert person(reading, "Max Holm").roles[0].country is None


def test_a_country_is_written_as_the_text_writes_it() -> None:
    reading = read("ANKARA, May 3 - Foreign Minister Peter Grund said Türkiye would pay. Türkiye is a member.")
    assert person(reading, "Peter Grund").roles[0].organisation == "Türkiye"


def test_a_crown_prince_has_a_country_and_a_mere_prince_may_have_none() -> None:
    heir = read("OSLO, May 3 - Karl Dahl, the crown prince, cut the ribbon. Norway was pleased.")
    assert posts(heir, "Karl Dahl") == [("crown prince", "Norway")]
    prince = read("OSLO, May 3 - Karl Dahl, the prince, cut the ribbon. Norway was pleased.")
    assert posts(prince, "Karl Dahl") == [("prince", None)]


def test_a_country_named_far_off_is_meant_only_where_the_other_one_has_its_holder() -> None:
    far = "Prime Minister Tove Marker cut the ribbon. Weeks passed. Many came. It rained. They danced. Then snow fell. "
    other = "Norway was pleased. So was Akira Ono, the prime minister of Japan."
    assert posts(read(far + other), "Tove Marker") == [("Prime Minister", "Norway")]
    assert posts(read(far + "Norway was pleased."), "Tove Marker") == [("Prime Minister", None)]
    assert posts(read(far + "Norway and Japan were pleased."), "Tove Marker") == [("Prime Minister", None)]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, May 3 - The authority is angry. Its president, Max Holm, left the room. Norway was pleased.",
        "OSLO, May 3 - The lender's president, Max Holm, left the room. Norway was pleased.",
        "OSLO, May 3 - Max Holm, president of the salmon farmers, left the room. Norway was pleased.",
    ],
)
def test_the_president_of_some_body_is_given_no_country(text: str) -> None:
    assert all(fact.country is None for fact in person(read(text), "Max Holm").roles)


def test_whoever_held_an_office_once_is_not_of_the_country_of_the_scene() -> None:
    scene = read("On Thursday, in Shanghai, she joined the ceremony in which former President Dora Voss took office.")
    assert posts(scene, "Dora Voss") == [("former President", None)]
