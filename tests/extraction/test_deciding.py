"""Whose word counts where rules and trained reader see one meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.extraction.deciding import decide
from communique.extraction.proposal import Proposal
from communique.model.span import Span
from communique.model.vocabulary import MeetingKind, PartyKind, Status
from communique.reading.entities import Mention

LEARNED = "learned.together"


def mention(number: int) -> Mention:
    span = Span(10 * number, 10 * number + 4)
    return Mention(span=span, whole=span, entity=number, kind=PartyKind.PERSON, rule="names.full.v1")


RULED = Proposal(
    sentence=0,
    trigger=Span(5, 8),
    parties=(mention(0), mention(1)),
    kind=MeetingKind.MEETING,
    status=Status.HELD,
    clause=Span(0, 20),
    rule="meetings.meet.v1",
    score=0.9,
)


def status_beside(ruled: Proposal, status: Status) -> Status:
    """What a rule's meeting comes to where the trained reader sees the same parties with another status."""
    learned = replace(ruled, rule=LEARNED, status=status, status_words=(), plain_past=False)
    return decide([ruled], [learned], lambda one, other: 0.9)[0].status


def test_the_trained_reader_corrects_a_rule_that_found_nothing_against_held() -> None:
    assert status_beside(RULED, Status.PLANNED) is Status.PLANNED


@pytest.mark.parametrize(
    "ruled",
    [replace(RULED, plain_past=True), replace(RULED, status=Status.POSTPONED, status_words=(Span(9, 10),))],
    ids=["plain past", "words of status"],
)
def test_what_the_words_say_plainly_stays(ruled: Proposal) -> None:
    assert status_beside(ruled, Status.PLANNED) is ruled.status
