"""Noun phrases read word by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extraction.details.phrases import PhraseReader

Read = Callable[..., Any]


def members(told: Any) -> list[str]:
    reader = PhraseReader(told.reading, [told.sentence])
    first, stop = told.reading.words.range(told.span)
    return [reader.span(phrase).of(told.reading.text) for phrase in reader.enumeration(first, stop)[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("trade, energy and the sale of two shipyards.", ["trade", "energy", "sale of two shipyards"]),
        ("frozen assets.", ["frozen assets"]),
        ("trade agreed to by both.", ["trade"]),
        ("support for young firms in the north.", ["support for young firms"]),
        ("a very long and winding phrase.", ["very long", "winding phrase"]),
        ("that which is said.", []),
        ("the Nordic wind power export credit guarantee scheme.", []),
    ],
)
def test_phrase_ends_where_english_lets_it_go_no_further(read: Read, text: str, wanted: list[str]) -> None:
    assert members(read(text)) == wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab ,.'\"-of\u2019s&$%", min_size=1, max_size=300))
def test_phrases_lie_in_order_within_their_sentence(read: Read, text: str) -> None:
    told = read("x " + text)
    reader = PhraseReader(told.reading, [told.sentence])
    first, stop = told.reading.words.range(told.span)
    phrases, reached = reader.enumeration(first, stop)
    assert reached <= stop
    bounds = [index for phrase in phrases for index in (phrase.first, phrase.stop)]
    assert bounds == sorted(bounds)
    assert all(first <= phrase.first < phrase.stop <= stop for phrase in phrases)
