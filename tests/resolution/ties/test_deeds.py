"""What becomes of promises, by what the same side says later. Everybody is invented."""

from __future__ import annotations

from voices import voice

from communique.model import TieKind
from communique.resolution.ties.deeds import find_deeds
from communique.resolution.ties.voice import Voice

PROMISE = voice("promise", "lind", "promise", "build a battery plant in Lulea", day="2024-03-05", document="a")


def deeds(*voices: Voice) -> list[tuple[str, str, TieKind]]:
    return [(tie.later, tie.earlier, tie.kind) for tie in find_deeds(voices)]


def later(words: str, kind: str = "announcement", **fields: str) -> Voice:
    given = {"speaker": "lind", "day": "2025-11-02", "document": "b", **fields}
    return voice("later", given.pop("speaker"), kind, words, **given)  # type: ignore[arg-type]


def test_a_promise_is_kept_where_its_speaker_says_that_it_is_done() -> None:
    assert deeds(PROMISE, later("the battery plant in Lulea has been completed")) == [
        ("later", "promise", TieKind.KEEPS)
    ]


def test_a_promise_is_broken_where_its_speaker_says_that_it_is_not() -> None:
    assert deeds(PROMISE, later("the battery plant in Lulea was delayed")) == [("later", "promise", TieKind.BREAKS)]


def test_a_promise_is_withdrawn_where_its_speaker_takes_it_back() -> None:
    assert deeds(PROMISE, later("the battery plant in Lulea was scrapped")) == [("later", "promise", TieKind.WITHDRAWS)]


def test_a_promise_made_again_is_repeated() -> None:
    assert deeds(PROMISE, later("build the battery plant in Lulea", kind="promise")) == [
        ("later", "promise", TieKind.REPEATS)
    ]


def test_others_words_decide_nothing() -> None:
    assert deeds(PROMISE, later("the battery plant in Lulea has been completed", speaker="grund")) == []


def test_another_matter_decides_nothing() -> None:
    assert deeds(PROMISE, later("the training centre in Kiruna has been completed")) == []


def test_the_same_words_told_again_a_day_later_are_one_promise() -> None:
    assert deeds(PROMISE, later("build a battery plant in Lulea", kind="promise", day="2024-03-06")) == []


def test_two_reports_of_one_meeting_are_one_promise() -> None:
    one = voice("one", "lind", "promise", "build a battery plant in Lulea", day="2024-03-05", meeting="m")
    other = voice("two", "lind", "promise", "build a battery plant in Lulea", day="2024-03-20", meeting="m")
    assert deeds(one, other) == []


def test_what_has_no_date_is_tied_to_nothing() -> None:
    undated = voice("undated", "lind", "announcement", "the battery plant in Lulea has been completed")
    assert deeds(PROMISE, undated) == []


def test_nothing_is_kept_before_it_was_promised() -> None:
    assert deeds(PROMISE, later("the battery plant in Lulea has been completed", day="2023-01-01")) == []
