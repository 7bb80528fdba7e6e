from __future__ import annotations

from pathlib import Path

import pytest

import communique.extraction.learned
from communique.extraction.learned.pieces import Pieces

CONTENT = (Path(communique.extraction.learned.__file__).parent / "weights" / "pieces.json").read_bytes()


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(CONTENT)


def test_pieces_lead_back_to_the_text(pieces: Pieces) -> None:
    text = "Kwak Hae-won’s ministry"
    assert "".join(text[start:end] for _, start, end in pieces(text)) == text.replace(" ", "")


def test_marks_stand_in_place_of_both_ends(pieces: Pieces) -> None:
    inner = [number for number, _, _ in pieces("john met mary.")]
    opening, *between, closing = pieces.mark([0, *inner, 0])
    assert between == inner
    assert len({opening, closing, pieces.hidden, *inner}) == 3 + len(set(inner))


def test_a_cutter_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        Pieces(CONTENT.replace(b'"[CLS]"', b'"[ABC]"'))
