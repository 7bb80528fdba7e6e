"""Until when what somebody asked, offered, promised or foresaw is due. The people, firms and places are invented."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from communique.model import Extraction, StatementClaim
from communique.model.edtf import bounds, is_valid

Read = Callable[[str], Extraction]
Said = Callable[[str], tuple[StatementClaim, ...]]

TODAY = date(2024, 2, 29)  # a Thursday
DATED = " date 2024-02-29 \n\n"
SPOKE = "Peter Grund, the chairman of Nordbank Group, spoke in Oslo. "
INTRO = DATED + SPOKE

ON_A_DAY = [
    ("by Friday", "2024-03-01"),
    ("by Saturday", "2024-03-02"),
    ("tomorrow", "2024-03-01"),
    ("the day after tomorrow", "2024-03-02"),
    ("today", "2024-02-29"),
    ("tonight", "2024-02-29"),
    ("on 8 March", "2024-03-08"),
    ("no later than 15 April", "2024-04-15"),
    ("at the latest by 1 July 2024", "2024-07-01"),
    ("by 29 February 2024", "2024-02-29"),
    ("by 1 March 2024", "2024-03-01"),
]

IN_A_TIME = [
    ("next week", "2024-03-04/2024-03-10"),
    ("by the end of the week", "2024-02-26/2024-03-03"),
    ("by the end of the month", "2024-02"),
    ("next month", "2024-03"),
    ("by the end of March", "2024-03"),
    ("by mid-April", "2024-04"),
    ("between March and June", "2024-03/2024-06"),
    ("in the spring", "2024-21"),
    ("this summer", "2024-22"),
    ("in the summer of 2026", "2026-22"),
    ("in the next quarter", "2024-04/2024-06"),
    ("in the third quarter", "2024-07/2024-09"),
    ("in the first quarter of 2025", "2025-01/2025-03"),
    ("in Q3 2025", "2025-07/2025-09"),
    ("in the second half of 2025", "2025-07/2025-12"),
    ("by year end", "2024"),
    ("by the end of the year", "2024"),
    ("before the end of 2024", "2024"),
    ("later this year", "2024"),
    ("in 2024", "2024"),
    ("next year", "2025"),
    ("by the end of next year", "2025"),
    ("by early 2025", "2025"),
    ("by 2030", "2030"),
    ("before 2030", "2030"),
    ("until 2030", "2030"),
    ("through 2030", "2030"),
    ("in the 2030s", "203X"),
]

IN_A_LENGTH = [
    ("within 24 hours", "2024-03-01"),
    ("within 48 hours", "2024-03-02"),
    ("within a week", "2024-03-07"),
    ("in two weeks", "2024-03-14"),
    ("within 30 days", "2024-03-30"),
    ("within 90 days", "2024-05-29"),
    ("within a month", "2024-03"),
    ("within three months", "2024-05"),
    ("in the next three months", "2024-05"),
    ("within half a year", "2024-08"),
    ("in 18 months", "2025-08"),
    ("within a year", "2025"),
    ("over the next five years", "2029"),
    ("for at least three years", "2027"),
    ("within 0 days", "2024-02-29"),
]

BEHIND = [
    "to build a mast by 1 March 2020",
    "to build a mast by 28 February 2024",
    "to build a mast in 2020",
    "to rebuild the mast lost in 2020",
    "to rebuild the mast that broke in January",
    "to rebuild the mast that broke last week",
    "to rebuild the mast that broke two weeks ago",
    "to pay for the masts built in 2023",
    "that the mast, due by 15 January 2024, would be built",
]

NO_TIME = [
    "to build a mast",
    "to build a mast soon",
    "to build a mast every Friday",
    "to build a mast by noon",
    "to build a mast in the coming days",
    "to build a mast within a few weeks",
    "to keep the 2035 rule",
    "to honour the 2025 budget",
    "to support the 2030 Agenda",
    "to build a mast for the 2026 Games",
    "to build 2030 masts",
    "to finish the 90-day test",
    "to keep a 10-year lease",
    "to serve for three years",
    "to pay for 10 days of work",
    "to attend Monday's summit",
]


def one(said: Said, text: str, speaker: str = "Peter Grund") -> StatementClaim:
    found = said(text)
    assert [claim.speaker for claim in found] == [speaker], [(claim.kind, claim.about) for claim in found]
    return found[0]


@pytest.mark.parametrize(("when", "due"), ON_A_DAY + IN_A_TIME)
def test_a_promise_is_due_at_the_time_that_it_names(said: Said, when: str, due: str) -> None:
    claim = one(said, INTRO + f"Grund promised to build a mast {when}.")
    assert (claim.kind, claim.due) == ("promise", due)


@pytest.mark.parametrize(("when", "due"), IN_A_LENGTH)
def test_a_length_of_time_is_counted_from_the_day_of_the_text(said: Said, when: str, due: str) -> None:
    claim = one(said, INTRO + f"Grund promised to build a mast {when}.")
    assert (claim.kind, claim.due) == ("promise", due)
    assert claim.because["due"].endswith(f" from {TODAY.isoformat()}")
    assert claim.because["due"].split(" from ")[0] in when


@pytest.mark.parametrize(
    ("sentence", "kind", "due"),
    [
        ("Grund asked for two masts by the end of May.", "request", "2024-05"),
        ("Grund urged Maria Holm to build a mast within 30 days.", "request", "2024-03-30"),
        ("Grund called on Maria Holm to build a mast before 2026.", "request", "2026"),
        ("Grund demanded that the masts be built by the end of May.", "request", "2024-05"),
        ("Grund offered to build a mast by June.", "offer", "2024-06"),
        ("Grund offered to lend two masts until the end of May.", "offer", "2024-05"),
        ("Grund is ready to build a mast by June.", "offer", "2024-06"),
        ("Grund pledged that the mast would stand by the end of June.", "promise", "2024-06"),
        ("Grund said that he would build a mast by Friday.", "promise", "2024-03-01"),
        ('"I will build a mast by Friday," Grund said.', "promise", "2024-03-01"),
        ('"We will build it in the second half of 2025," Grund said.', "promise", "2025-07/2025-12"),
        ('"By Friday the mast will stand," Grund promised.', "promise", "2024-03-01"),
        ("By the end of March, Grund promised, the mast would stand.", "promise", "2024-03"),
        ("Grund promised Maria Holm that by Friday the mast would stand.", "promise", "2024-03-01"),
        ("Grund pledged to spend $2 billion by 2028.", "promise", "2028"),
        ("Grund promised a mast in Malmburg by 2027.", "promise", "2027"),
        ("Grund plans to build two masts in April.", "announcement", "2024-04"),
        ("Grund announced that the mast would open in May.", "announcement", "2024-05"),
        ("Grund announced plans to open the mast in May.", "announcement", "2024-05"),
        ("Grund announced two masts in Malmburg for next year.", "announcement", "2025"),
        ("Grund expects losses to double by the end of 2025.", "forecast", "2025"),
        ("Grund expects losses to double this year.", "forecast", "2024"),
        ("Grund expects sales to rise over the next two years.", "forecast", "2026"),
        ("Grund predicted that losses would double by 2030.", "forecast", "2030"),
        ("Grund predicted that the bank would lose money in the second quarter.", "forecast", "2024-04/2024-06"),
    ],
)
def test_each_kind_that_looks_ahead_can_be_due(said: Said, sentence: str, kind: str, due: str) -> None:
    claim = one(said, INTRO + sentence)
    assert (claim.kind, claim.due) == (kind, due)


@pytest.mark.parametrize("content", BEHIND)
def test_nothing_is_due_at_a_time_that_lies_behind(said: Said, content: str) -> None:
    claim = one(said, INTRO + f"Grund promised {content}.")
    assert (claim.kind, claim.due) == ("promise", None)


@pytest.mark.parametrize("content", NO_TIME)
def test_a_promise_that_names_no_time_is_never_due(said: Said, content: str) -> None:
    claim = one(said, INTRO + f"Grund promised {content}.")
    assert (claim.kind, claim.due) == ("promise", None)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Grund praised the masts planned for May 2024.", "praise"),
        ("Grund thanked Maria Holm for the licence until 2030.", "praise"),
        ("Grund congratulated Maria Holm on the plan for 2030.", "praise"),
        ("Grund said that the licence runs until 2030.", "view"),
        ("Grund warned that the mast would fail by Friday.", "concern"),
        ("Grund denied that a mast would be built by June.", "denial"),
        ("Grund declined to say whether a mast would be built by June.", "denial"),
        ("Grund said that he would not close the mast by June.", "denial"),
        ("Grund said that the mast had been built in 2020.", "view"),
    ],
)
def test_views_praise_and_denials_are_never_due(said: Said, sentence: str, kind: str) -> None:
    claim = one(said, INTRO + sentence)
    assert (claim.kind, claim.due) == (kind, None)


@pytest.mark.parametrize(
    "sentence",
    ["Grund announced that two masts were built in January.", "Grund announced the sale of a mast in January."],
)
def test_an_announcement_of_what_is_done_is_not_due(said: Said, sentence: str) -> None:
    claim = one(said, INTRO + sentence)
    assert (claim.kind, claim.due) == ("announcement", None)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Grund promised to build one mast by June and another by December.", "2024-06"),
        ("Grund promised to rebuild by June the mast lost in 2020.", "2024-06"),
        ("Grund promised to pay the bill of January by June.", "2024-06"),
        ("Grund promised to send a list this week and to build a mast by Saturday.", "2024-03-02"),
        ("Grund promised to build a mast by June, a year after he had promised it.", "2024-06"),
        ("Grund promised on Wednesday to build a mast by Friday.", "2024-03-01"),
    ],
)
def test_of_several_times_the_first_limit_counts(said: Said, sentence: str, due: str) -> None:
    assert one(said, INTRO + sentence).due == due


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Next week, Grund promised, the mast would stand.", "2024-03-04/2024-03-10"),
        ("On Monday Grund promised to build a mast.", None),
        ("On Wednesday Grund promised to build a mast.", None),
        ("Last year Grund promised to build a mast.", None),
        ("In 2022 Grund promised to build a mast.", None),
        ("Grund promised on Wednesday to build a mast.", None),
        ("Grund had promised in 2022 to build a mast by the end of 2023.", None),
    ],
)
def test_the_time_that_opens_a_sentence_dates_the_deed_only_where_it_is_to_come(
    said: Said, sentence: str, due: str | None
) -> None:
    assert one(said, INTRO + sentence).due == due


@pytest.mark.parametrize(
    "when",
    [
        "by Friday",
        "tomorrow",
        "next week",
        "by the end of March",
        "by year end",
        "in the first quarter of 2025",
        "in 2030",
        "next year",
        "within 90 days",
        "over the next five years",
    ],
)
def test_nothing_is_due_in_a_text_without_a_date(said: Said, when: str) -> None:
    claim = one(said, SPOKE + f"Grund promised to build a mast {when}.")
    assert (claim.kind, claim.due) == ("promise", None)


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("by 2030", "2030"),
        ("by the end of 2030", "2030"),
        ("before 2030", "2030"),
        ("until 2030", "2030"),
        ("by 1 May 2030", "2030-05-01"),
    ],
)
def test_a_full_year_with_by_is_due_even_in_a_text_without_a_date(said: Said, when: str, due: str) -> None:
    assert one(said, SPOKE + f"Grund promised to build a mast {when}.").due == due


def test_in_a_text_without_a_date_time_runs_from_the_day_the_story_has_reached(said: Said) -> None:
    claim = one(said, SPOKE + "On 3 May 2021 Grund promised to build a mast within 90 days.")
    assert (claim.due, claim.because["due"]) == ("2021-08-01", "90 days from 2021-05-03")
    assert one(said, SPOKE + "On 3 May 2021 Grund promised to build a mast by 2019.").due is None


def test_the_year_turns_between_the_text_and_the_time(said: Said) -> None:
    text = " date 2023-12-29 \n\n" + SPOKE + "Grund said that he would build a mast {}."
    dues = [one(said, text.format(when)).due for when in ("by Tuesday", "next month", "in the first quarter")]
    assert dues == ["2024-01-02", "2024-01", "2024-01/2024-03"]


def test_the_step_of_the_due_date_quotes_its_words(extracted: Read) -> None:
    text = INTRO + "Grund promised to build a mast within 90 days."
    found = extracted(text)
    (claim,) = found.statements
    reading = next(reading for reading in found.readings if reading.claim == claim.id)
    (step,) = [step for step in reading.steps if step.field == "due"]
    assert (step.rule, step.value) == ("due.time.v1", "2024-05-29")
    assert [passage.quote for passage in step.read] == ["90 days"]
    assert step.read[0].stands_in(text)


@pytest.mark.parametrize(("when", "due"), ON_A_DAY + IN_A_TIME + IN_A_LENGTH)
def test_every_due_date_is_valid_edtf_that_does_not_end_before_the_day_of_the_text(
    said: Said, when: str, due: str
) -> None:
    value = one(said, INTRO + f"Grund promised to build a mast {when}.").due
    assert value == due
    assert is_valid(value)
    last = bounds(value)[1]
    assert last is not None
    assert last >= TODAY


@pytest.mark.parametrize(
    "when",
    [
        "by year 9999",
        "by 31 December 9999",
        "by 3000",
        "in the year 3000",
        "by 1066",
        "by 00/00/0000",
        "in -5 days",
        "in minus five days",
        "within ten thousand years",
        "within 1000000 days",
        "within 9999999 months",
        "within 99999999999999999999 days",
        "within 99999999999999999999 months",
        "within " + "9" * 300 + " days",
    ],
)
def test_a_time_beyond_the_calendar_is_no_due_date(said: Said, when: str) -> None:
    claim = one(said, INTRO + f"Grund promised to build a mast {when}.")
    assert (claim.kind, claim.due) == ("promise", None)


def test_the_last_year_of_the_calendar_can_be_counted_to(said: Said) -> None:
    assert one(said, INTRO + "Grund promised to build a mast within 7975 years.").due == "9999"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2024-02-31", "2024-13-01", "0000-00-00"])
def test_a_text_with_an_impossible_date_is_one_without(said: Said, day: str) -> None:
    text = f" date {day} \n\n{SPOKE}Grund promised to build a mast "
    assert one(said, text + "within five years.").due is None
    assert one(said, text + "by 2030.").due == "2030"


@pytest.mark.parametrize(
    "text",
    [
        "We promise to build a mast by Friday.",
        '"We will build a mast by Friday."',
        "The mast will be built by Friday.",
        "By Friday the mast is to be built.",
        "It was promised that the mast would be built by Friday.",
        "There was a promise to build a mast by Friday.",
        "Promised: a mast by Friday.",
    ],
)
def test_a_promise_without_a_speaker_is_nobody_s(extracted: Read, text: str) -> None:
    found = extracted(INTRO + text)
    assert [claim.speaker for claim in found.statements] == []
    assert [reading.passage.quote for reading in found.dates] == ["Friday"]


def test_contradictory_statements_of_one_day_are_both_kept(said: Said) -> None:
    found = said(
        INTRO + "Grund promised to close the mast by June. Grund said that he would not close the mast. Grund promised "
        "to close the mast by 2030."
    )
    assert [(claim.speaker, claim.kind, claim.due) for claim in found] == [
        ("Peter Grund", "promise", "2024-06"),
        ("Peter Grund", "denial", None),
        ("Peter Grund", "promise", "2030"),
    ]
    assert len({claim.id for claim in found}) == 3


def test_a_hedge_takes_nothing_from_the_due_date(said: Said) -> None:
    found = said(
        INTRO + "Grund reportedly promised to close the mast by June. Maria Holm reportedly asked Grund to keep it "
        "until 2030. Voltmark apparently offered to buy it by Friday."
    )
    assert [(claim.speaker, claim.modality, claim.due) for claim in found] == [
        ("Peter Grund", "hedged", "2024-06"),
        ("Maria Holm", "hedged", "2030"),
        ("Voltmark", "hedged", "2024-03-01"),
    ]


@pytest.mark.parametrize(
    "unit", ["by Friday ", "within 90 days ", "2024 ", "a the some about ", "promised to ", "by the "]
)
def test_a_line_of_200_kilobytes_adds_no_statement_and_takes_a_few_seconds(said: Said, unit: str) -> None:
    text = INTRO + "Grund promised to build a mast by Friday.\n\n" + unit * (200_000 // len(unit))
    started = time.process_time()
    found = said(text)
    assert time.process_time() - started < 20
    assert [(claim.speaker, claim.due) for claim in found] == [("Peter Grund", "2024-03-01")]


def test_a_promise_at_the_end_of_a_long_line_is_due_like_any_other(said: Said) -> None:
    line = "The town lay quiet under the snow of a long winter. " * 4000
    started = time.process_time()
    claim = one(said, INTRO + line + "Grund promised to build a mast within 90 days.")
    assert time.process_time() - started < 20
    assert claim.due == "2024-05-29"
