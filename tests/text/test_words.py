from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.model import Span
from communique.text.words import find_words


def test_an_abbreviation_with_stops_is_one_word() -> None:
    assert list(find_words("The U.S. envoy").texts) == ["The", "U.S.", "envoy"]


def test_the_possessive_is_a_word_of_its_own_and_an_inner_apostrophe_is_not() -> None:
    assert list(find_words("O'Dowd's co-founder").texts) == ["O'Dowd", "'s", "co-founder"]


def test_a_stretch_of_the_text_gives_the_words_that_start_within_it() -> None:
    words = find_words("Ada met Bo.")
    assert words.range(Span(4, 10)) == (1, 3)
    assert words.span(1, 2) == Span(4, 10)


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    words = find_words(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == list(words.texts)
    assert list(words.starts) == sorted(words.starts)
