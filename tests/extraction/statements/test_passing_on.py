"""What one says and another passes on is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.claim import StatementClaim

Said = Callable[[str], tuple[StatementClaim, ...]]

INTRO = "Energy Minister Hanna Lindqvist met Tomas Varga, the chairman of Nordvik Energy, in Oslo on Tuesday. "


def told(said: Said, sentence: str) -> list[tuple[str | None, tuple[str, ...]]]:
    found = (claim for claim in said(INTRO + sentence) if claim.evidence[0].start >= len(INTRO))
    return [(claim.speaker, claim.reported_through) for claim in found]


@pytest.mark.parametrize(
    ("sentence", "through"),
    [
        ("Lindqvist had asked Varga to build the plant, according to her press office.", "press office"),
        ("Lindqvist had asked Varga to build the plant, two people in the room said.", "two people in the room"),
        ("According to a statement, Lindqvist asked Varga to build the plant.", "statement"),
        ("The embassy said that Lindqvist had asked Varga to build the plant.", "embassy"),
        ("Her spokesman, Jonas Ek, said Lindqvist had asked Varga to build the plant.", "Jonas Ek"),
    ],
)
def test_who_passes_on_what_a_person_said_says_nothing_himself(said: Said, sentence: str, through: str) -> None:
    (claim,) = told(said, sentence)
    assert claim == ("Hanna Lindqvist", (through,))


def test_who_says_more_than_he_passes_on_is_heard_as_well(said: Said) -> None:
    sentence = (
        "The embassy said that Lindqvist had asked Varga to build the plant, that the river was too warm for it, that "
        "two bridges had to be moved first and that nobody in the valley had been heard so far."
    )
    speakers = [speaker for speaker, _ in told(said, sentence)]
    assert {"embassy", "Hanna Lindqvist"} <= set(speakers)


def test_two_people_of_whom_one_tells_of_the_other_are_both_heard(said: Said) -> None:
    sentence = "Varga said that Lindqvist had promised to move two bridges."
    assert [speaker for speaker, _ in told(said, sentence)] == ["Tomas Varga", "Hanna Lindqvist"]


def test_an_offer_beside_something_else_of_the_same_body_is_told(said: Said) -> None:
    found = said(
        "Tomas Varga, chief executive of Orrin Grid, met Minister Hanna Lindqvist. Varga said that Orrin Grid is "
        "mending the northern lines this winter and is open to working with the ministry on the southern ones."
    )
    assert [claim.kind for claim in found if "southern" in claim.contents[0].quote[-20:]].count("offer") == 1
