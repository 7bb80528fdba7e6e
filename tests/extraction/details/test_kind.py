"""The kind of an occasion."""

from __future__ import annotations

import pytest

from communique.extraction.details import find_kind
from communique.languages.en.encounters import load_encounter_words
from communique.model.vocabulary import MeetingKind


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("the two met over dinner", MeetingKind.DINNER),
        ("the two spoke by phone", MeetingKind.CALL),
        ("the two talked over breakfast", MeetingKind.BREAKFAST),
        ("the two met at the ministry", MeetingKind.MEETING),
        ("the two met to watch a video", MeetingKind.MEETING),
        ("the two met behind the line", MeetingKind.MEETING),
        ("she got the envoy on the line", MeetingKind.CALL),
        ("the two spoke over a video link", MeetingKind.CALL),
        ("the two conferred by video", MeetingKind.CALL),
        ("she had him shown round the yard", MeetingKind.VISIT),
        ("she showed her guest around the mill", MeetingKind.VISIT),
        ("the figures show that the two met over it", MeetingKind.MEETING),
    ],
)
def test_clause_names_the_kind_of_a_plain_meeting(clause: str, kind: MeetingKind) -> None:
    assert find_kind(clause, MeetingKind.MEETING, load_encounter_words()) is kind


def test_kind_of_the_encounter_stays() -> None:
    assert find_kind("a visit with a dinner", MeetingKind.VISIT, load_encounter_words()) is MeetingKind.VISIT
