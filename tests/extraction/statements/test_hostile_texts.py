"""Texts that are broken or endless: bounded time, and sensible output or none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from communique.model import StatementClaim

Said = Callable[[str], tuple[StatementClaim, ...]]


def test_mark_without_its_fellow_opens_no_quotation(said: Said) -> None:
    found = said('Minister Hanna Lindqvist said that the "grid was ready. Nobody answered her. She left.')
    assert all(len(claim.contents[0].quote) < 60 for claim in found)


def test_four_levels_of_quotation_are_one_content(said: Said) -> None:
    text = (
        "Minister Hanna Lindqvist told the hall: “My father said, ‘Your mother asked, “Did he say ‘never’ to us?”’ and "
        "laughed.”"
    )
    assert [claim.speaker for claim in said(text)] == ["Hanna Lindqvist"]


def test_four_levels_of_attribution_name_four_speakers(said: Said) -> None:
    text = "Ann Lee said Bo Ek had told Cy Orr that Dee Poe had asked Eve Roe to leave the room."
    assert {"Bo Ek", "Dee Poe"} <= {claim.speaker for claim in said(text)}


@pytest.mark.parametrize(
    "text",
    [
        "he said " * 3000,
        '"' * 4000,
        "“‘" * 2000,
        "said, " * 3000,
        "A: " * 2000,
        "according to " * 1500,
        "said that " * 2000 + "it was.",
        "Lee said. " * 800,
        ("word " * 40 + '" said Lee; ') * 60,
    ],
    ids=["he said", "marks", "openers", "said", "labels", "according", "that", "short", "closers"],
)
def test_endless_text_is_read_in_bounded_time(said: Said, text: str) -> None:
    started = time.process_time()
    for claim in said(text):
        assert claim.contents
    assert time.process_time() - started < 20
