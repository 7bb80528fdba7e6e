"""Whom "he" and "she" can be among a woman and a man. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import MeetingClaim

Tell = Callable[[str], tuple[MeetingClaim, ...]]

HEAD = " date 2023-05-11 Harbour Minister Saskia Ostberg received Quarn Freight chief executive Declan Calvi.\n\n"


@pytest.mark.parametrize(
    ("then", "parties"),
    [
        ("The port lies in the north. She met Lena Maur on Friday.", {"Saskia Ostberg", "Lena Maur"}),
        ("The port lies in the north. He met Lena Maur on Friday.", {"Declan Calvi", "Lena Maur"}),
        ("Ostberg and Calvi know each other. Lena Maur met him on Friday.", {"Declan Calvi", "Lena Maur"}),
        ("Ostberg and Calvi know each other. Lena Maur met her on Friday.", {"Saskia Ostberg", "Lena Maur"}),
    ],
)
def test_a_pronoun_stands_for_somebody_whom_it_fits(tell: Tell, then: str, parties: set[str]) -> None:
    assert {party.name for party in tell(HEAD + then)[-1].participants} == parties


def test_the_text_knows_better_than_a_list_of_names(tell: Tell) -> None:
    told = (
        " date 2023-05-11 Mr. Saskia Ostberg, the harbour minister, spoke on Monday. Mr. Ostberg is tired. "
        "He met Lena Maur on Tuesday."
    )
    assert {party.name for party in tell(told)[-1].participants} == {"Saskia Ostberg", "Lena Maur"}
