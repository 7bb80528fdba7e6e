from __future__ import annotations

import random
import time

from by_hand import facts
from hypothesis import given
from hypothesis import strategies as st

from communique.resolution.copies import NEAR_COPY, group_sources, similarity, sketch

WORDS = random.Random(4).choices([f"{a}{b}" for a in ("bo", "ka", "ri", "tel", "mu") for b in "aeioust"], k=400)
TEXT = " ".join(WORDS)


def test_a_text_is_its_own_copy() -> None:
    assert similarity(sketch(TEXT), sketch(TEXT)) == 1
    assert sketch(TEXT) == sketch(TEXT.upper().replace(" ", "\n  "))


def test_a_light_edit_stays_a_copy_and_another_text_is_none() -> None:
    edited = WORDS.copy()
    for at in range(0, 400, 40):
        edited[at] = "changed"
    assert similarity(sketch(TEXT), sketch(" ".join(["Agency", "says", *edited]))) >= NEAR_COPY
    other = " ".join(random.Random(5).choices(WORDS, k=400))
    assert similarity(sketch(TEXT), sketch(other)) < 0.2


def test_short_texts_are_not_compared() -> None:
    assert sketch("They met on Monday.") == ()
    assert similarity(sketch("They met on Monday."), sketch("They met on Monday.")) == 0


@given(st.integers(0, 350), st.integers(25, 50))
def test_the_estimate_is_near_the_true_share(at: int, length: int) -> None:
    changed = " ".join([*WORDS[:at], *(f"new{i}" for i in range(length)), *WORDS[at + length :]])

    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}

    a, b = shingles(TEXT), shingles(changed)
    assert abs(similarity(sketch(TEXT), sketch(changed)) - len(a & b) / len(a | b)) < 0.2


def test_copies_and_texts_of_one_agency_are_one_source() -> None:
    print_of_it = sketch(TEXT)
    documents = [
        facts("a", sketch=print_of_it),
        facts("b", sketch=print_of_it, agencies=("Norland Press",)),
        facts("c", agencies=("NORLAND PRESS",)),
        facts("d"),
        facts("e"),
    ]
    found = group_sources({one.id: one for one in documents})
    assert list(found) == [("a", "b", "c"), ("d",), ("e",)]


def test_hundreds_of_reports_of_one_meeting_are_grouped_at_once() -> None:
    chance = random.Random(6)
    texts = [" ".join(chance.choices(WORDS, k=300)) for _ in range(100)]
    documents = [facts(f"d{number}", sketch=sketch(texts[number % 100])) for number in range(600)]
    began = time.perf_counter()
    found = group_sources({one.id: one for one in documents})
    assert time.perf_counter() - began < 2
    assert len(found) == 100
