"""When the same people are told of anew: one occasion or two. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import MeetingClaim

Tell = Callable[[str], tuple[MeetingClaim, ...]]

HEAD = (
    " date 2023-05-11 Harbour Minister Ragna Ostberg and Quarn Freight chief executive Bruno Calvi know each other.\n\n"
)
MET = "Ostberg met Calvi in Oslo. "
BETWEEN = "The port has nine cranes. Two of them are broken. Freight fell by a tenth. The dockers want more pay. "


@pytest.mark.parametrize(
    "then",
    [
        "The two had last met in Turin.",
        "They met again in Bergen.",
        "In January Ostberg had dinner with Calvi.",
        "On March 3 Ostberg received Calvi in Turin.",
        "An hour later the mayor, Lena Maur, met Ostberg and Calvi.",
        "Ostberg and Calvi met once more in Bergen.",
    ],
)
def test_two_occasions(tell: Tell, then: str) -> None:
    assert len(tell(HEAD + MET + then)) == 2


@pytest.mark.parametrize(
    "then",
    [
        "Ostberg and Calvi met for an hour.",
        "Calvi met Ostberg in the minister's office.",
        'Ostberg and Calvi met over tea and "talked about cranes again".',
        "On Tuesday Ostberg and Calvi met for an hour.",
        BETWEEN + "They met for an hour.",
        BETWEEN + "Calvi had dinner with Ostberg.",
        BETWEEN + "At the meeting, Ostberg and Calvi talked about cranes.",
        "The port has nine cranes. Ostberg and Calvi met for an hour.",
    ],
)
def test_one_occasion(tell: Tell, then: str) -> None:
    assert len(tell(HEAD + MET + then)) == 1


def test_what_is_told_far_behind_the_lead_is_told_of_something_else_later_on(tell: Tell) -> None:
    told = HEAD + BETWEEN + MET + BETWEEN
    assert len(tell(told + "Calvi met Ostberg for an hour.")) == 2
    assert len(tell(told + "Calvi had dinner with Ostberg.")) == 1


def test_two_days_far_apart_in_the_text_are_one_where_they_are_the_same(tell: Tell) -> None:
    told = "Ostberg met Calvi in Oslo on May 9. " + BETWEEN + "On May 9 Ostberg met Calvi for an hour."
    assert [claim.date for claim in tell(HEAD + told)] == ["2023-05-09"]
