from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import story, text, word, wording

from communique.model import CopyGrade
from communique.resolution.copies.likeness import compare
from communique.resolution.copies.wording import MOST_WORDS, Wording


def test_the_same_words_are_the_same_text_whatever_stands_between_them() -> None:
    found = compare(Wording(text(story(1))), Wording(text(story(1)).upper().replace(". ", "!\n\n  ")))
    assert found is not None
    assert (found.grade, found.score) == (CopyGrade.EXACT, 1.0)


def test_stories_of_their_own_are_no_copies() -> None:
    assert compare(wording(story(1)), wording(story(2))) is None


def test_some_words_changed_make_an_edited_copy_and_the_reason_says_how_much() -> None:
    source = random.Random(3)
    edited = [
        " ".join(word(source) if n == 8 else one for n, one in enumerate(sentence.split())) for sentence in story(3)
    ]
    found = compare(wording(story(3)), wording(edited))
    assert found is not None
    assert found.grade is CopyGrade.EDITED
    assert re.search(r"^[5-9]\d % of the shorter text", found.because), found.because


@pytest.mark.parametrize("kept", [6, 9, 12])
def test_a_text_cut_short_or_carried_in_a_longer_one_is_a_copy(kept: int) -> None:
    own = story(40, 4)
    found = compare(wording(story(4)), wording([*own, *story(4)[:kept]]))
    assert found is not None
    assert found.grade is CopyGrade.EDITED


def test_a_form_filled_in_anew_is_no_copy() -> None:
    """The same phrases week after week, with other people and other numbers."""
    phrases = (
        "receives {} at the residence in the morning and talks in the afternoon with {} about line {} of the plan for "
        "new crossings of the river, of which {} are to be built before the end of the year"
    )

    def week(seed: int) -> Wording:
        source = random.Random(seed)
        lines = []
        for _ in range(8):
            people = [f"{word(source, 2).capitalize()} {word(source).capitalize()}" for _ in range(2)]
            lines.append(
                f"The minister {phrases.format(*people, source.randrange(20, 99), source.randrange(100, 999))}."
            )
        return Wording("\n".join(lines))

    assert len(week(1).shingles & week(2).shingles) > 20
    assert compare(week(1), week(2)) is None


def test_shared_furniture_makes_no_copies() -> None:
    furniture = story(50, 4)
    assert compare(wording([*story(5), *furniture]), wording([*story(6), *furniture])) is None


def test_signs_are_compared_where_words_have_no_spaces() -> None:
    source = random.Random(7)
    signs = [chr(source.randrange(0x4E00, 0x5200)) for _ in range(300)]
    edited = signs.copy()
    for at in range(5, 300, 30):
        edited[at] = "字"
    found = compare(Wording("".join(signs)), Wording("".join(edited)))
    assert found is not None
    assert found.grade is CopyGrade.EDITED
    other = "".join(chr(source.randrange(0x4E00, 0x5200)) for _ in range(300))
    assert compare(Wording("".join(signs)), Wording(other)) is None


@pytest.mark.parametrize(
    "hostile", ["", "   \n ", "again " * 200_000, "x" * 1_000_000, "가" * 500_000, "\ud800 " * 5000]
)
def test_what_is_no_text_is_no_copy_and_takes_no_time(hostile: str) -> None:
    began = time.perf_counter()
    one = Wording(hostile)
    assert one.fingerprint is None
    assert compare(one, one) is None
    assert len(one.tokens) <= MOST_WORDS
    assert time.perf_counter() - began < 1


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    long = [story(n, 400) for n in (8, 9)]
    began = time.perf_counter()
    assert compare(wording(long[0]), wording(long[1])) is None
    assert time.perf_counter() - began < 5


@given(st.integers(0, 10), st.integers(0, 10), st.integers(2, 14), st.integers(2, 14))
def test_the_order_of_the_two_does_not_matter(a: int, b: int, x: int, y: int) -> None:
    one, other = wording(story(a)[:x]), wording([*story(b)[:y], *story(a)[x // 2 :]])
    assert compare(one, other) == compare(other, one)
