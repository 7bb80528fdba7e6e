"""What the sentence behind a meeting makes of it, and what it leaves alone. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model import MeetingClaim
from communique.model.vocabulary import Status

Tell = Callable[[str], tuple[MeetingClaim, ...]]

HEAD = (
    " date 2023-05-11 Harbour Minister Ragna Ostberg and Quarn Freight chief executive Bruno Calvi know each other.\n\n"
)
HELD = "A radio station reported that Ostberg had met Calvi in Oslo on Tuesday. "
PLANNED = "Ostberg will meet Calvi in Oslo on Friday. "
POSSIBLE = "Calvi hopes to meet Ostberg in Oslo. "


def status_of(claims: tuple[MeetingClaim, ...]) -> list[Status]:
    """The status of each meeting."""
    return [claim.status for claim in claims]


@pytest.mark.parametrize(
    ("told", "then", "status"),
    [
        (HELD, "She had not.", Status.DENIED),
        (HELD, "She did no such thing.", Status.DENIED),
        (HELD, "There was no such meeting, her office says.", Status.DENIED),
        (HELD, "Her office has denied this, saying that she was in bed.", Status.DENIED),
        (HELD, "The meeting never took place.", Status.DENIED),
        (HELD, "Both firms say that this is untrue.", Status.DENIED),
        (PLANNED, "It was called off.", Status.CANCELLED),
        (PLANNED, "The meeting has since been cancelled.", Status.CANCELLED),
        (PLANNED, "Calvi cried off last night.", Status.CANCELLED),
        (PLANNED, "That has been put off.", Status.POSTPONED),
        (PLANNED, "The appointment was moved to June, a spokesman said.", Status.POSTPONED),
        (PLANNED, "It has slipped to Monday.", Status.POSTPONED),
        (POSSIBLE, "The minister turned it down, citing her diary.", Status.DENIED),
        (POSSIBLE, "She has declined.", Status.DENIED),
        (POSSIBLE, "She has accepted, her office confirmed.", Status.PLANNED),
    ],
)
def test_next_sentence_takes_a_meeting_back_or_agrees_to_it(tell: Tell, told: str, then: str, status: Status) -> None:
    assert status_of(tell(HEAD + told + then)) == [status]


@pytest.mark.parametrize(
    ("told", "then", "status"),
    [
        (HELD, "The harbour's budget was cancelled.", Status.HELD),
        (HELD, "A second meeting was called off.", Status.HELD),
        (HELD, "She had not slept.", Status.HELD),
        (HELD, "He denied it had anything to do with freight.", Status.HELD),
        (HELD, "The minister declined to comment.", Status.HELD),
        (HELD, "He pulled out a map.", Status.HELD),
        (HELD, "He has accepted.", Status.HELD),
        (PLANNED, "A tour of the docks did not take place.", Status.PLANNED),
        (PLANNED, "She declined to say where.", Status.PLANNED),
        (PLANNED, "The heating was off.", Status.PLANNED),
        (POSSIBLE, "She refused to comment.", Status.POSSIBLE),
        (POSSIBLE, "She has accepted a prize.", Status.POSSIBLE),
        (POSSIBLE, "Her office would neither confirm nor deny it.", Status.POSSIBLE),
        (POSSIBLE, "Ports are busy. Docks are full. She has accepted.", Status.POSSIBLE),
    ],
)
def test_sentences_about_other_matters_change_nothing(tell: Tell, told: str, then: str, status: Status) -> None:
    assert status_of(tell(HEAD + told + then)) == [status]


def test_what_takes_a_meeting_back_is_among_its_evidence(tell: Tell) -> None:
    (claim,) = tell(HEAD + HELD + "She did no such thing.")
    assert [piece.quote for piece in claim.evidence] == [HELD.strip(), "She did no such thing."]


def test_only_the_meeting_told_last_can_be_meant(tell: Tell) -> None:
    claims = tell(HEAD + PLANNED + "Calvi will meet Finance Minister Odd Brenna on Monday. It was called off.")
    assert status_of(claims) == [Status.PLANNED, Status.CANCELLED]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Ostberg met Calvi on Tuesday, her office announced.", Status.HELD),
        ("Quarn Freight announces that Calvi was received by Ostberg on Tuesday.", Status.HELD),
        ("Ostberg met Calvi on Tuesday; trade matters, they agreed.", Status.HELD),
        ("Calvi dropped by on Tuesday to see Ostberg.", Status.HELD),
        ("Ostberg announced talks with Calvi.", Status.PLANNED),
        ("Ostberg announced that she will meet Calvi on Friday.", Status.PLANNED),
        ("Ostberg has accepted an invitation to meet Calvi.", Status.PLANNED),
        ("Ostberg weighs an invitation to meet Calvi.", Status.POSSIBLE),
        ("Ostberg dropped a meeting with Calvi.", Status.CANCELLED),
    ],
)
def test_words_of_telling_over_what_took_place_plan_nothing(tell: Tell, sentence: str, status: Status) -> None:
    assert status_of(tell(HEAD + sentence)) == [status]
