from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.annotation import find_quote, find_words, pick_nearest
from communique.model import Span

TEXT = "The mill, he said, was the\r\n  other mill. She said no."


def test_a_quote_is_found_wherever_it_stands() -> None:
    assert [span.of(TEXT) for span in find_quote(TEXT, "mill")] == ["mill", "mill"]
    assert find_quote(TEXT, "windmill") == ()


def test_line_ends_and_blanks_are_all_one() -> None:
    (span,) = find_quote(TEXT, "the other mill.")
    assert span.of(TEXT) == "the\r\n  other mill."


def test_white_space_alone_is_no_quote() -> None:
    assert find_quote(TEXT, " \n") == find_quote(TEXT, "") == ()


def test_a_quote_is_no_pattern() -> None:
    assert find_quote("a.c abc", "a.c") == (Span(0, 3),)
    assert find_quote("costs $5 (net)", "$5  (net)") == (Span(6, 14),)


def test_whole_words_come_before_parts_of_words() -> None:
    assert [span.start for span in find_words(TEXT, "he")] == [TEXT.index("he said")]
    assert [span.start for span in find_words(TEXT, "il")] == [5, TEXT.rindex("ill")]


def test_a_particle_may_follow_where_words_run_together() -> None:
    assert find_words("오를로바는 말했다", "오를로바") == (Span(0, 4),)


def test_the_nearest_place_is_picked_and_the_first_without_anything_near() -> None:
    places = find_words(TEXT, "said")
    assert pick_nearest(places, None) == places[0]
    assert pick_nearest(places, Span(len(TEXT) - 3, len(TEXT))) == places[1]
    assert pick_nearest((), Span(0, 1)) is None


@given(st.text(" ab\n\t", max_size=30), st.text(" ab\n", max_size=6))
def test_what_is_found_has_the_words_of_the_quote(text: str, quote: str) -> None:
    spans = find_quote(text, quote)
    assert all(span.of(text).split() == quote.split() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    if quote.strip():
        assert bool(spans) == (quote.strip() in text or " ".join(quote.split()) in " ".join(text.split()))
