"""Which meeting follows which. Everybody is invented."""

from __future__ import annotations

import pytest
from voices import gathering

from communique.model import Status
from communique.resolution.ties.gatherings import Gathering, find_follow_ups


def follows(*gatherings: Gathering) -> list[tuple[str, str]]:
    return [(tie.later, tie.earlier) for tie in find_follow_ups(gatherings)]


def test_the_last_meeting_of_the_same_people_comes_before() -> None:
    rows = [
        gathering(f"m{year}", "lind", "grund", date=f"{year}-05-01", news=[f"d{year}"]) for year in (2019, 2022, 2024)
    ]
    assert follows(*rows) == [("m2022", "m2019"), ("m2024", "m2022")]


def test_meetings_on_days_in_a_row_are_one_visit() -> None:
    dinner = gathering("dinner", "lind", "grund", date="2024-05-01", news=["a"])
    talks = gathering("talks", "lind", "grund", date="2024-05-02", news=["b"])
    assert follows(dinner, talks) == []


def test_other_people_do_not_come_before() -> None:
    one = gathering("one", "lind", "grund", date="2022-05-01", news=["a"])
    other = gathering("other", "lind", "holm", date="2024-05-01", news=["b"])
    assert follows(one, other) == []


@pytest.mark.parametrize("status", [Status.DENIED, Status.CANCELLED, Status.PLANNED])
def test_what_did_not_take_place_comes_before_nothing(status: Status) -> None:
    one = gathering("one", "lind", "grund", date="2022-05-01", news=["a"], status=status)
    other = gathering("other", "lind", "grund", date="2024-05-01", news=["b"])
    assert follows(one, other) == []


def test_a_text_that_recalls_an_undated_meeting_as_the_last_one_gives_the_order() -> None:
    before = gathering("before", "lind", "grund", news=[], recalled=["a"], words="the two had last met in Oslo")
    now = gathering("now", "lind", "grund", date="2024-05-01", news=["a"])
    assert follows(before, now) == [("now", "before")]


def test_two_meetings_told_of_side_by_side_are_not_in_a_row() -> None:
    one = gathering("one", "lind", "grund", date="2024-05-01", words="they met in Oslo")
    other = gathering("other", "lind", "grund", date="2024-05-09", words="they met in Rome")
    assert follows(one, other) == []


def test_a_crowd_is_no_company() -> None:
    people = [f"guest{number}" for number in range(40)]
    one = gathering("one", *people, date="2022-05-01", news=["a"])
    other = gathering("other", *people, date="2024-05-01", news=["b"])
    assert follows(one, other) == []


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE])
def test_a_plan_with_somebody_new_follows_nothing(status: Status) -> None:
    before = gathering("before", "lind", "grund", date="2024-05-01", news=["a"])
    for guests, found in ((("lind", "grund", "holm"), []), (("lind", "grund"), [("plan", "before")])):
        plan = gathering("plan", *guests, date="2024-05-20", news=["b"], status=status)
        assert follows(before, plan) == found


@pytest.mark.parametrize(("year", "found"), [("2023", [("now", "before")]), ("2019", [])])
def test_what_was_long_ago_is_followed_by_the_same_people_only(year: str, found: list[tuple[str, str]]) -> None:
    before = gathering("before", "lind", "grund", date=f"{year}-09-01", news=["a"])
    now = gathering("now", "lind", "grund", "holm", date="2024-05-01", news=["b"])
    assert follows(before, now) == found
    alone = gathering("now", "lind", "grund", date="2024-05-01", news=["b"])
    assert follows(before, alone) == [("now", "before")]


@pytest.mark.parametrize(
    ("words", "found"), [("they spoke again on Thursday", [("talks", "dinner")]), ("they spoke on Thursday", [])]
)
def test_the_next_day_follows_where_the_words_say_so(words: str, found: list[tuple[str, str]]) -> None:
    dinner = gathering("dinner", "lind", "grund", date="2024-05-01")
    talks = gathering("talks", "lind", "grund", date="2024-05-02", words=words)
    assert follows(dinner, talks) == found


def test_only_the_last_one_before_is_followed() -> None:
    long_ago = gathering("long ago", "lind", "grund", date="2024-01-09", news=[], recalled=["doc"], words="last met")
    last = gathering("last", "lind", "grund", date="2024-05-01")
    now = gathering("now", "lind", "grund", date="2024-05-09", words="they spoke in Rome")
    assert ("now", "long ago") not in follows(long_ago, last, now)


@pytest.mark.parametrize(
    ("words", "found"),
    [("Holm joins the two for another round", [("plan", "now")]), ("Holm is to dine with the two", [])],
)
def test_a_plan_with_somebody_new_follows_where_the_words_say_so(words: str, found: list[tuple[str, str]]) -> None:
    now = gathering("now", "lind", "grund", date="2024-05-01")
    plan = gathering("plan", "lind", "grund", "holm", date="2024-05-20", status=Status.PLANNED, words=words)
    assert follows(now, plan) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the two had conferred by telephone a week before", [("now", "before")]),
        ("the two had first met as students", []),
        ("the two have dined together repeatedly", []),
    ],
)
def test_how_people_came_to_know_each_other_is_not_the_meeting_before(words: str, found: list[tuple[str, str]]) -> None:
    before = gathering("before", "lind", "grund", news=[], recalled=["doc"], words=words)
    now = gathering("now", "lind", "grund", date="2024-05-01", words="they spoke in Rome")
    assert follows(before, now) == found
