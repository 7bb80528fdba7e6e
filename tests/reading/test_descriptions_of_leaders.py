"""Posts told by description: whose they are, and when they are nobody's. All people and firms are invented."""

from __future__ import annotations

import pytest
from readings import bound, person, posts, read


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "President Tove Marker landed. Crowds waved at the Maltese president.",
            "the Maltese president",
            "Tove Marker",
        ),
        (
            "Finnish President Karl Dahl landed. President Tove Marker came. Crowds waved at the Maltese president.",
            "the Maltese president",
            "Tove Marker",
        ),
        # Another country's president, and two of whom nothing tells which one it is.
        (
            "Finnish President Karl Dahl landed. Crowds waved at the Maltese president.",
            "the Maltese president",
            None,
        ),
        (
            "President Karl Dahl landed with President Tove Marker. Crowds waved at the Maltese president.",
            "the Maltese president",
            None,
        ),
    ],
)
def test_the_only_holder_of_the_post_without_a_country_is_the_one_of_that_country(
    text: str, words: str, name: str | None
) -> None:
    assert bound(read(text), words) == name


def test_the_leader_of_a_country_takes_up_who_was_told_of_just_before() -> None:
    with_country = read("Karl Dahl asked for quiet. The Finnish leader was shown to a side room.")
    assert posts(with_country, "Karl Dahl") == [("leader", "Finland")]
    without = read("Karl Dahl asked for quiet. The leader was shown to a side room.")
    assert posts(without, "Karl Dahl") == []


def test_a_conjunction_lets_a_description_take_up_somebody_of_its_own_sentence() -> None:
    joined = read("Reporters photographed Karl Dahl as the Brightwell founder stepped out.")
    assert posts(joined, "Karl Dahl") == [("founder", "Brightwell")]
    beside = read("Reporters photographed Karl Dahl beside the Brightwell founder.")
    assert posts(beside, "Karl Dahl") == []
    assert bound(beside, "the Brightwell founder") is None


def test_the_subject_of_the_next_sentence_is_who_was_announced() -> None:
    reading = read("Finland's prime minister landed at dusk. Tove Marker was met by Karl Dahl.")
    assert posts(reading, "Tove Marker") == [("prime minister", "Finland")]
    assert posts(reading, "Karl Dahl") == []


@pytest.mark.parametrize(
    "text",
    [
        "Finland's prime minister landed at dusk to thank his host. Tove Marker was met by Karl Dahl.",
        "Finland's prime minister landed at dusk. Many had come to see Tove Marker and Karl Dahl.",
    ],
)
def test_of_two_people_told_of_next_neither_is_announced_unless_one_is_plainly_meant(text: str) -> None:
    reading = read(text)
    assert posts(reading, "Tove Marker") == posts(reading, "Karl Dahl") == []


def test_nobody_already_known_is_announced() -> None:
    known = read("It was grey. Tove Marker came home. Finland's prime minister landed at dusk. Marker slept.")
    assert posts(known, "Tove Marker") == []
    new = read("It was grey. The ferries lay idle. Finland's prime minister landed at dusk. Tove Marker slept.")
    assert posts(new, "Tove Marker") == [("prime minister", "Finland")]


def test_a_post_that_somebody_also_has_announces_nobody() -> None:
    also = read("It was grey. The visitor is also prime minister of Finland. Tove Marker slept.")
    assert posts(also, "Tove Marker") == []
    plain = read("It was grey. The prime minister of Finland landed. Tove Marker slept.")
    assert posts(plain, "Tove Marker") == [("prime minister", "Finland")]


def test_after_a_comma_a_name_that_goes_on_to_act_has_not_the_post_before_it() -> None:
    acting = read("Brightwell chairman Karl Dahl smiled. Few had expected the Maltese president, Dahl told reporters.")
    assert posts(acting, "Karl Dahl") == [("chairman", "Brightwell")]
    closed = read("Few had expected the Maltese president, Tove Marker, at the fair.")
    assert posts(closed, "Tove Marker") == [("president", "Malta")]
    row = read("Few had expected the Maltese president, Tove Marker and her husband.")
    assert person(row, "Tove Marker").roles[0].country == "MT"


@pytest.mark.parametrize("nobody", ["a U.S. president", "a serving U.S. president", "a sitting Maltese president"])
def test_whoever_holds_a_post_is_nobody_in_particular(nobody: str) -> None:
    reading = read(f"Anna Lind met Peter Grund, the first time that {nobody} has come to Malta.")
    assert [mention.rule for mention in reading.registry.mentions if mention.role == "president"] == []
