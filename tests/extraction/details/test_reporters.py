"""Who confirms a meeting. All people and firms are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.extraction.details import find_reporters

Read = Callable[..., Any]


def reporters(told: Any) -> list[str]:
    return [found.value for found in find_reporters(told.reading, [told.sentence])]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The presidential office confirmed the meeting.", ["presidential office"]),
        ("The two met on Friday, the trade ministry said.", ["trade ministry"]),
        (
            "The two met, according to a senior official at the trade ministry.",
            ["senior official at the trade ministry"],
        ),
        ("According to industry sources the two met on Friday.", ["industry sources"]),
        ("The two met, industry sources told a newspaper.", ["industry sources"]),
        ("Within hours a ministry spokesman said they had met.", ["ministry spokesman"]),
        ("The company said on Friday that the two had met.", ["company"]),
    ],
)
def test_offices_and_sources_are_named_without_article(read: Read, sentence: str, wanted: list[str]) -> None:
    assert reporters(read(sentence)) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Petra Lindqvist said the two had met.",
        "She said they had met.",
        "Each company said the two had met.",
        "The two met at the trade ministry.",
        "The two met at her office on Friday.",
    ],
)
def test_people_and_venues_are_no_reporters(read: Read, sentence: str) -> None:
    assert reporters(read(sentence)) == []
