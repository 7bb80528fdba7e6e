"""Rows of names with one post and a body each. All people, and the firms, are invented."""

from __future__ import annotations

import pytest
from readings import person, posts, read

LIND, GRUND, HOLM = "Anna Lind", "Peter Grund", "Maria Holm"


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        (
            "The foreign ministers of Ghana and Togo, Anna Lind and Peter Grund, met on Monday.",
            ("foreign minister", "Ghana"),
            ("foreign minister", "Togo"),
        ),
        (
            "The Dutch and Belgian prime ministers, Anna Lind and Peter Grund, spoke on Monday.",
            ("prime minister", "Netherlands"),
            ("prime minister", "Belgium"),
        ),
        (
            "She received the presidents of Chile, Anna Lind, and Peru, Peter Grund, on Monday.",
            ("president", "Chile"),
            ("president", "Peru"),
        ),
        (
            "Presidents Anna Lind of Kenya and Peter Grund of Uganda met on Monday.",
            ("President", "Kenya"),
            ("President", "Uganda"),
        ),
        (
            "The chief executives of Voltmark and Aldermoor, Anna Lind and Peter Grund, met on Monday.",
            ("chief executive", "Voltmark"),
            ("chief executive", "Aldermoor"),
        ),
    ],
)
def test_each_name_of_a_row_has_the_post_of_its_own_body(
    words: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    reading = read(f"Voltmark lost the order to Aldermoor.\n\n{words}")
    assert first in posts(reading, LIND)
    assert second in posts(reading, GRUND)
    assert all(body == first[1] for _, body in posts(reading, LIND))
    assert all(body == second[1] for _, body in posts(reading, GRUND))


def test_a_row_of_three_goes_on_over_commas() -> None:
    reading = read("The finance ministers of Kenya, Uganda and Rwanda, Anna Lind, Peter Grund and Maria Holm, met.")
    assert [posts(reading, name) for name in (LIND, GRUND, HOLM)] == [
        [("finance minister", country)] for country in ("Kenya", "Uganda", "Rwanda")
    ]


def test_as_many_names_as_bodies_or_none_is_given_a_body_of_the_row() -> None:
    reading = read("The foreign ministers of Ghana, Togo and Benin, Anna Lind and Peter Grund, met on Monday.")
    assert ("foreign minister", "Togo") not in posts(reading, GRUND)


def test_the_words_of_the_post_and_the_body_are_shown() -> None:
    reading = read("The foreign ministers of Ghana and Togo, Anna Lind and Peter Grund, met on Monday.")
    fact = person(reading, GRUND).roles[0]
    assert fact.role_span.of(reading.text) == "foreign ministers"
    assert fact.organisation_span is not None
    assert fact.organisation_span.of(reading.text) == "Togo"


@pytest.mark.parametrize(
    "words",
    [
        "her counterparts from Ghana and Togo, Peter Grund and Maria Holm",
        "her counterparts from Ghana, Peter Grund, and Togo, Maria Holm",
        "her Ghanaian and Togolese counterparts, Peter Grund and Maria Holm",
    ],
)
def test_counterparts_in_a_row_have_the_post_each_for_its_country(words: str) -> None:
    reading = read(f"Finnish Foreign Minister Anna Lind met {words} on Monday.")
    assert posts(reading, GRUND) == [("Foreign Minister", "Ghana")]
    assert posts(reading, HOLM) == [("Foreign Minister", "Togo")]


def test_a_colleague_from_another_country_is_a_counterpart() -> None:
    reading = read("German Economy Minister Anna Lind was hopeful. Her French colleague Peter Grund was not.")
    assert posts(reading, GRUND) == [("Economy Minister", "France")]


def test_a_colleague_of_no_country_has_no_post() -> None:
    reading = read("German Economy Minister Anna Lind was hopeful. Her colleague Peter Grund was not.")
    assert [role for role, _ in posts(reading, GRUND) if role] == []


def test_a_counterpart_is_that_of_whom_the_sentence_before_is_about() -> None:
    reading = read(
        "German Economy Minister Anna Lind, who saw Trade Representative Maria Holm in May, was hopeful. "
        "Her French counterpart Peter Grund was not."
    )
    assert posts(reading, GRUND) == [("Economy Minister", "France")]


def test_the_country_somebody_is_of_is_no_part_of_the_name() -> None:
    reading = read("Presidents Amina Lind of Kenya and Moses Okello of Uganda met in Oslo on Monday.")
    assert person(reading, "Moses Okello").names == ["Moses Okello"]


def test_whoever_turns_out_to_invest_in_a_firm_is_not_its_chief() -> None:
    reading = read(
        "The chief executive of Voltmark met the minister on Monday.\n\n"
        "Anna Lind dined with him. Also there was Voltmark investor Maria Holm."
    )
    assert ("chief executive", "Voltmark") in posts(reading, LIND)


def test_a_king_is_not_the_next_one_named_of_another_country() -> None:
    reading = read("Prime Minister Anna Lind saw the king of Tonga. A meeting with India's Peter Grund fell through.")
    assert posts(reading, GRUND) == [("", "India")]


def test_capitals_before_an_abbreviated_post_are_those_of_the_firm() -> None:
    reading = read("Gulfmark Oil CEO Peter Grund met Prime Minister Anna Lind.")
    assert posts(reading, GRUND) == [("CEO", "Gulfmark Oil")]


@pytest.mark.parametrize(
    ("words", "post"),
    [
        (
            "Peter Grund, chief executive of Perth-based Voltmark Copper, met Anna Lind.",
            ("chief executive", "Voltmark Copper"),
        ),
        ("Texas-born investor Peter Grund met Anna Lind.", ("investor", None)),
        ("The Luxembourg-based trader Peter Grund met Anna Lind.", ("trader", None)),
    ],
)
def test_where_somebody_is_based_is_no_body(words: str, post: tuple[str, str | None]) -> None:
    assert posts(read(words), GRUND) == [post]
