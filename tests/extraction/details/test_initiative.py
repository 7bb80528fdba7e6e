"""At whose request, and requests for something else. All people and firms are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.extraction.details import find_initiative

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Lindqvist received Ferreira at Orlo Systems's request.", "Orlo Systems"),
        ("The meeting took place at Ferreira's own invitation.", "Tomas Ferreira"),
        ("She came at the invitation of Tomas Ferreira.", "Tomas Ferreira"),
        ("The request came from Orlo Systems, which wanted a licence.", "Orlo Systems"),
        ("The talks were requested by Ferreira on Monday.", "Tomas Ferreira"),
        ("Tomas Ferreira had asked for the meeting.", "Tomas Ferreira"),
        ("Lindqvist requested a session with Tomas Ferreira.", "Petra Lindqvist"),
        ("She flew out at the invitation of the Premier of Utland, Dame Oda Brekke.", "Oda Brekke"),
    ],
)
def test_whoever_asked_is_named(read: Read, sentence: str, who: str) -> None:
    told = read(sentence)
    found = find_initiative(told.reading, [told.sentence])
    assert found is not None
    assert found.value == who


def test_described_firm_is_followed_to_its_name_with_the_reason(read: Read) -> None:
    told = read("Lindqvist received Orlo Systems chief executive Tomas Ferreira at the tech giant's request.")
    found = find_initiative(told.reading, [told.sentence])
    assert found is not None
    assert found.value == "Orlo Systems"
    assert found.step.because == '"tech giant" is Orlo Systems'


@pytest.mark.parametrize(
    "sentence",
    [
        "Ferreira requested a copy of the law.",
        "At his request the window was opened.",
        "Lindqvist turned down the request.",
        "The licence was requested by Ferreira.",
        "Lindqvist met Ferreira at the mayor's request.",
        "Lindqvist met Ferreira on Monday.",
    ],
)
def test_other_requests_name_nobody(read: Read, sentence: str) -> None:
    told = read(sentence)
    assert find_initiative(told.reading, [told.sentence]) is None
