"""How long it took, and lengths of time that tell something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.extraction.details import find_duration

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "minutes"),
    [
        ("Lindqvist met Ferreira for 40 minutes.", 40),
        ("The talks lasted an hour and a half.", 90),
        ("They spent two hours together.", 120),
        ("Half an hour was enough for the two.", 30),
        ("In three hours of talks they settled nothing.", 180),
    ],
)
def test_length_of_a_meeting_is_read_in_minutes(read: Read, sentence: str, minutes: int) -> None:
    told = read(sentence)
    found = find_duration(told.reading, [told.sentence])
    assert found is not None
    assert found.value == minutes
    assert found.step.value == str(minutes)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist met Ferreira two hours before the vote.",
        "Two hours later Lindqvist met Ferreira.",
        "Lindqvist met Ferreira half an hour late.",
        "They are to meet within two hours.",
        "She will fly home in two hours.",
        "She waited some 20 minutes for Ferreira.",
        "With four hours to go Ferreira called it off.",
        "They shook hands for 2 minutes.",
        "Lindqvist stayed with Ferreira for three days.",
    ],
)
def test_other_lengths_of_time_are_none(read: Read, sentence: str) -> None:
    told = read(sentence)
    assert find_duration(told.reading, [told.sentence]) is None
