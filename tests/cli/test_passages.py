from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.cli.page import Piece
from communique.cli.passages import passages_in_context

TEXT = (
    "STRELSAU — The harvest was poor this year. Minister Ada Orlova met Bela Kun of Grain Union on Monday. "
    "They spoke about rail.\n\nPrices rose in spring. Kun had asked for the talks in May, he said."
)


def found(*quotes: str, text: str = TEXT) -> list[dict[str, Any]]:
    return [{"start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote} for quote in quotes]


def shown(line: list[Piece]) -> str:
    return "".join(f"«{piece.text}»" if piece.mark == "evidence" else piece.text for piece in line)


def test_a_passage_is_shown_in_its_sentence() -> None:
    (line,) = passages_in_context(TEXT, found("met Bela Kun"))
    assert shown(line) == "Minister Ada Orlova «met Bela Kun» of Grain Union on Monday."


def test_passages_of_one_sentence_share_a_line() -> None:
    (line,) = passages_in_context(TEXT, found("on Monday", "met Bela Kun"))
    assert shown(line) == "Minister Ada Orlova «met Bela Kun» of Grain Union «on Monday»."


def test_overlapping_passages_are_marked_once() -> None:
    (line,) = passages_in_context(TEXT, found("Orlova met Bela", "met Bela Kun"))
    assert shown(line) == "Minister Ada «Orlova met Bela Kun» of Grain Union on Monday."


def test_passages_far_apart_have_a_line_each() -> None:
    lines = passages_in_context(TEXT, found("met Bela Kun", "asked for the talks"))
    assert [shown(line) for line in lines] == [
        "Minister Ada Orlova «met Bela Kun» of Grain Union on Monday.",
        "Kun had «asked for the talks» in May, he said.",
    ]


def test_a_long_sentence_is_cut_between_words_and_says_so() -> None:
    text = "word " * 200 + "Orlova met Kun " + "word " * 200
    (line,) = passages_in_context(text, found("Orlova met Kun", text=text))
    assert shown(line).startswith("…word ")
    assert shown(line).endswith(" word…")
    assert len(shown(line)) < 400


def test_a_quote_that_does_not_stand_in_the_text_is_said_to_be_wrong() -> None:
    (line,) = passages_in_context(TEXT, [{"start": 0, "end": 7, "quote": "Orlova denied it"}])
    assert "Orlova denied it" in shown(line)
    assert "does not stand" in shown(line)


@pytest.mark.parametrize("text", ["a" * 1_000_000, ". " * 500_000, " " * 1_000_000, "\n" * 1_000_000, "」" * 1_000_000])
def test_a_hostile_text_costs_no_more_than_its_window(text: str) -> None:
    middle = len(text) // 2
    lines = passages_in_context(text, [{"start": middle, "end": middle + 4, "quote": text[middle : middle + 4]}])
    assert sum(len(piece.text) for line in lines for piece in line) < 500


@given(st.text(min_size=1), st.data())
def test_every_passage_is_shown_marked_and_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (line,) = passages_in_context(text, [{"start": start, "end": end, "quote": text[start:end]}])
    marked = [piece.text for piece in line if piece.mark == "evidence"]
    assert [" ".join(words.split()) for words in marked] == [" ".join(text[start:end].split())]
