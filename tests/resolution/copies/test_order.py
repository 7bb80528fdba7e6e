"""Facts in order: rewrites by hand are known by them, and reports by others who were there are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import CopyGrade
from communique.resolution.copies.copy import are_close
from communique.resolution.copies.likeness import compare
from communique.resolution.copies.order import find_in_order, measure_order
from communique.resolution.copies.wording import Wording, story_of
from communique.resolution.facts import DocumentFacts
from communique.text.documents import frame

TEXTS = Path(__file__).resolve().parents[3] / "eval" / "rewritten"
OCCASIONS = sorted(path.name for path in TEXTS.iterdir() if path.is_dir())
REORDERED = "9_stadium"


def told(occasion: str, name: str) -> tuple[Wording, DocumentFacts]:
    path = TEXTS / occasion / f"{name}.txt"
    document = frame(path.read_text("utf-8"), source=path.name, language="en")
    return Wording(story_of(document)), DocumentFacts.of(document)


def grade(occasion: str, one: str, other: str) -> CopyGrade | None:
    (a, a_facts), (b, b_facts) = told(occasion, one), told(occasion, other)
    found = compare(a, b, close=are_close(a_facts, b_facts))
    assert found == compare(b, a, close=are_close(b_facts, a_facts))
    return found.grade if found is not None else None


@pytest.mark.parametrize(
    "occasion",
    [
        pytest.param(
            one,
            marks=pytest.mark.xfail(one == REORDERED, reason="it tells the facts in another order", strict=True),
        )
        for one in OCCASIONS
    ],
)
def test_a_rewrite_in_other_words_is_known_by_the_order_of_its_facts(occasion: str) -> None:
    for path in sorted((TEXTS / occasion).glob("rewrite*.txt")):
        assert grade(occasion, "original", path.stem) is CopyGrade.REWRITTEN


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_who_was_there_too_and_who_follows_up_goes_another_way(occasion: str) -> None:
    names = [path.stem for path in sorted((TEXTS / occasion).glob("*.txt"))]
    copies = [name for name in names if name.startswith(("original", "rewrite"))]
    for own in sorted(set(names) - set(copies)):
        assert [grade(occasion, own, name) for name in names if name != own] == [None] * (len(names) - 1)


def test_the_same_order_after_weeks_is_no_copy() -> None:
    (a, _), (b, _) = told("2_ferry", "original"), told("2_ferry", "rewrite")
    assert compare(a, b, close=True) is not None
    assert compare(a, b) is None


def test_the_same_facts_backwards_are_in_no_order() -> None:
    original, _ = told("1_smelter", "original")
    sentences = [one for line in original.story.split("\n") for one in line.split(". ") if one.strip()]
    backwards = Wording(". ".join(reversed(sentences)) + ".")
    assert measure_order(original, backwards).agreement < -0.8
    assert find_in_order(original, backwards) is None


def test_what_a_speaker_said_does_not_count_for_the_order() -> None:
    said = " ".join(f"Bridge {number} of Karvo needs paint and gravel from Ostri{number}." for number in range(3, 30))
    one, other = Wording(f'She said: "{said[:380]}" He left.'), Wording(f'A trumpet played. "{said[:380]}"')
    assert not measure_order(one, other).details


def test_numbers_alone_are_no_facts_in_order() -> None:
    one = Wording(" ".join(f"Row {n} has {n * 7} chairs of oak." for n in range(20, 60)))
    other = Wording(" ".join(f"On night {n} we saw {n * 7} bats fly." for n in range(20, 60)))
    assert measure_order(one, other).steps > 10
    assert find_in_order(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("2031-02-10", "2031-02-13", True),
        ("2031-02-10", "2031-02-14", False),
        ("2031-02-10", None, False),
        ("2031-02", "2031-02-10", False),
        ("2031-02-10/2031-02-12", "2031-02-14", True),
    ],
)
def test_texts_are_close_within_three_days(one: str | None, other: str | None, close: bool) -> None:
    facts = [DocumentFacts(id=str(at), source="x", published=day) for at, day in enumerate((one, other))]
    assert are_close(*facts) is close
    assert are_close(*reversed(facts)) is close


def test_texts_that_credit_one_agency_are_close_whenever_they_appeared() -> None:
    a, b = (DocumentFacts(id=one, source=one, agencies=("Coral Wire",)) for one in "ab")
    assert are_close(a, b)
    assert not are_close(a, DocumentFacts(id="c", source="c", agencies=("Lantern Press",)))


def test_a_long_list_of_shared_words_is_compared_in_time() -> None:
    words = [f"word{n:05}" for n in range(6_000)]
    one = Wording(". ".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6)))
    other = Wording(". ".join(" ".join(words[at : at + 5]) for at in range(0, len(words), 5)))
    assert len(measure_order(one, other).details) == 300
