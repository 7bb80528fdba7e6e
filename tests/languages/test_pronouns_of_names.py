"""Given names that tell a "he" from a "she"."""

from __future__ import annotations

import pytest

from communique.languages.personal_names import pronoun_of


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Saskia Verhulst", "she"),
        ("Declan Orr", "he"),
        ("Gráinne Vant", "she"),
        ("Jean-Marc Vant", "he"),
        ("Anne-Marie Vant", "she"),
    ],
)
def test_a_given_name_tells(name: str, pronoun: str) -> None:
    assert pronoun_of(name) == pronoun


@pytest.mark.parametrize(
    "name",
    ["Andrea Vant", "Robin Vant", "Park Vant", "Young Vant", "Saskia", "Qxyzw Vant", "", " ", "S. Verhulst", "-- Vant"],
)
def test_what_both_bear_or_nobody_or_a_name_alone_tells_nothing(name: str) -> None:
    assert pronoun_of(name) is None
