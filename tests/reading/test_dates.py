from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.model.date_expression import Grain
from communique.model.edtf import is_valid
from communique.model.span import Span
from communique.reading.dates import Anchor, DateMention, minutes, read_dates, story_day

# Thursday, 29 February 2024
DATED = Anchor(published="2024-02-29")
UNDATED = Anchor()
CORPUS = Path(__file__).parents[2] / "corpus"


def sentences(text: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in re.finditer(r"[^.!?\n]+[.!?]?", text)]


def read(text: str, anchor: Anchor = DATED, **options: object) -> tuple[DateMention, ...]:
    return read_dates(text, sentences(text), anchor, **options)  # type: ignore[arg-type]


def both(text: str, anchor: Anchor = DATED) -> list[tuple[str | None, str | None]]:
    return [(mention.value("past"), mention.value("future")) for mention in read(text, anchor)]


def past(text: str, anchor: Anchor = DATED) -> list[str | None]:
    return [mention.past for mention in read(text, anchor)]


@pytest.mark.parametrize(
    ("words", "looking_back", "looking_ahead"),
    [
        ("on Thursday", "2024-02-29", "2024-02-29"),
        ("on Friday", "2024-02-23", "2024-03-01"),
        ("on Thursday evening", "2024-02-29", "2024-02-29"),
        ("Wednesday night", "2024-02-28", "2024-03-06"),
        ("last Thursday", "2024-02-22", "2024-02-22"),
        ("next Tuesday", "2024-03-05", "2024-03-05"),
        ("next Friday", "2024-03-08", "2024-03-08"),
        ("this Friday", "2024-03-01", "2024-03-01"),
        ("this past Monday", "2024-02-26", "2024-02-26"),
        ("Wednesday last week", "2024-02-21", "2024-02-21"),
        ("Monday of next week", "2024-03-04", "2024-03-04"),
        ("today", "2024-02-29", "2024-02-29"),
        ("yesterday", "2024-02-28", "2024-02-28"),
        ("tomorrow morning", "2024-03-01", "2024-03-01"),
        ("tonight", "2024-02-29", "2024-02-29"),
        ("last night", "2024-02-28", "2024-02-28"),
        ("the day before yesterday", "2024-02-27", "2024-02-27"),
        ("this week", "2024-02-26/2024-03-03", "2024-02-26/2024-03-03"),
        ("last week", "2024-02-19/2024-02-25", "2024-02-19/2024-02-25"),
        ("next week", "2024-03-04/2024-03-10", "2024-03-04/2024-03-10"),
        ("over the weekend", "2024-02-24/2024-02-25", "2024-03-02/2024-03-03"),
        ("this weekend", "2024-03-02/2024-03-03", "2024-03-02/2024-03-03"),
        ("earlier this month", "2024-02", "2024-02"),
        ("last month", "2024-01", "2024-01"),
        ("next month", "2024-03", "2024-03"),
        ("at the end of this month", "2024-02", "2024-02"),
        ("on the 27th of last month", "2024-01-27", "2024-01-27"),
        ("last June", "2023-06", "2023-06"),
        ("in June", "2023-06", "2024-06"),
        ("in January", "2024-01", "2025-01"),
        ("in June 2024", "2024-06", "2024-06"),
        ("in May of last year", "2023-05", "2023-05"),
        ("early next year", "2025", "2025"),
        ("last year", "2023", "2023"),
        ("a year ago", "2023", "2023"),
        ("three weeks ago", "2024-02-05/2024-02-11", "2024-02-05/2024-02-11"),
        ("two months ago", "2023-12", "2023-12"),
        ("a year and a half ago", "2022-08", "2022-08"),
        ("February 28, 2024", "2024-02-28", "2024-02-28"),
        ("28 February 2024", "2024-02-28", "2024-02-28"),
        ("on Feb. 27", "2024-02-27", "2024-02-27"),
        ("on March 2", "2024-03-02", "2024-03-02"),
        ("on 6 December", "2023-12-06", "2024-12-06"),
        ("on the 27th", "2024-02-27", "2024-03-27"),
        ("on the Wednesday, the 7th", "2024-02-07", "2024-08-07"),
        ("March 4 to 6, 2022", "2022-03-04/2022-03-06", "2022-03-04/2022-03-06"),
        ("from January 4 to February 6", "2024-01-04/2024-02-06", "2025-01-04/2025-02-06"),
        ("between 3 and 5 May 2021", "2021-05-03/2021-05-05", "2021-05-03/2021-05-05"),
        ("from 30 December to 2 January", "2023-12-30/2024-01-02", None),
        ("from Monday to Wednesday", "2024-02-26/2024-02-28", "2024-03-04/2024-03-06"),
        ("2025-05-22", "2025-05-22", "2025-05-22"),
        ("27/02/2024", "2024-02-27", "2024-02-27"),
        ("the first week of June 2012", "2012-06-01/2012-06-07", "2012-06-01/2012-06-07"),
        ("the last Monday of May 2022", "2022-05-30", "2022-05-30"),
        ("the week of May 8, 2023", "2023-05-08/2023-05-14", "2023-05-08/2023-05-14"),
        ("in the summer of 2019", "2019-22", "2019-22"),
        ("last spring", "2023-21", "2023-21"),
        ("in Q2 2021", "2021-04/2021-06", "2021-04/2021-06"),
        ("the second half of 2024", "2024-07/2024-12", "2024-07/2024-12"),
        ("the 1990s", "199X", "199X"),
        ("for three days", "P3D", "P3D"),
    ],
)
def test_words_mean_this_on_a_thursday(words: str, looking_back: str, looking_ahead: str | None) -> None:
    found = both(f"It is told {words}.")
    assert found[0][0] == looking_back
    if looking_ahead is not None:
        assert found[0][1] == looking_ahead


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("a week from Friday", ["2024-03-08"]),
        ("a fortnight from Monday", ["2024-03-18"]),
        ("Tuesday week", ["2024-03-12"]),
        ("It is a year since they met", ["2023"]),
        ("It has been three months since they met", ["2023-11"]),
        ("a week from Monday to Friday", ["2024-02-26/2024-03-01"]),
        ("on Wednesday week after week", ["2024-02-28"]),
        ("for three years since the vote", ["P3Y"]),
    ],
)
def test_weeks_after_a_day_and_the_time_since(words: str, values: list[str | None]) -> None:
    assert past(words) == values


def test_friday_in_a_story_of_monday() -> None:
    assert both("on Friday", Anchor(published="2024-03-04")) == [("2024-03-01", "2024-03-08")]


def test_this_weekend_told_as_past_on_a_monday_is_the_one_just_over() -> None:
    assert both("this weekend", Anchor(published="2024-03-04")) == [("2024-03-02/2024-03-03", "2024-03-09/2024-03-10")]


def test_a_day_of_the_story_carries_over_sentences_and_paragraphs() -> None:
    text = "On Wednesday Ana Ruiz met the board.\n\nShe saw its chair in the evening. The next morning she left."
    assert past(text) == ["2024-02-28", "2024-02-28", "2024-02-29"]


def test_days_are_counted_from_the_day_the_story_has_reached() -> None:
    text = "On 12 May 2021 they met. Two days later they signed; the day before, both balked. The same day it rained."
    assert past(text) == ["2021-05-12", "2021-05-14", "2021-05-13", "2021-05-13"]


def test_the_carried_day_follows_the_way_its_own_sentence_looks() -> None:
    text = "On Tuesday Ana Ruiz arrived. In the evening she will dine with the chair."
    assert [mention.value() for mention in read(text)] == ["2024-02-27", "2024-02-27"]


def test_earlier_in_the_day_returns_to_the_news_after_a_recollection() -> None:
    text = "She was received on Thursday. They first met on 3 May 2019.\n\nEarlier in the day she saw the mayor."
    assert past(text)[-1] == "2024-02-29"


def test_a_dateline_comes_before_the_day_of_publication() -> None:
    anchor = Anchor(published="2024-02-29", dateline="XXXX-02-27")
    assert past("They met on Tuesday and spoke again today.", anchor) == ["2024-02-27", "2024-02-27"]


def test_a_dateline_without_year_dates_its_first_weekday() -> None:
    anchor = Anchor(dateline="XXXX-02-27")
    mentions = read("The two met on Tuesday. A day earlier one of them spoke. He flew in on Sunday.", anchor)
    assert [mention.past for mention in mentions] == ["XXXX-02-27", "XXXX-02-26", "XXXX-02-25"]
    assert mentions[0].inferred


def test_in_an_unknown_year_no_day_is_counted_across_the_end_of_february() -> None:
    anchor = Anchor(dateline="XXXX-02-28")
    assert past("He spoke on Tuesday. Two days later he left.", anchor) == ["XXXX-02-28", None]


def test_without_any_date_a_text_stays_relative() -> None:
    text = "They met on Thursday, spoke yesterday and dine in the evening; last week and last year they did not."
    assert set(past(text, UNDATED)) == {None}


def test_without_any_date_a_month_and_day_have_no_year() -> None:
    assert past("On June 9 he came, in July he left.", UNDATED) == ["XXXX-06-09", "XXXX-07"]


def test_a_weekday_with_month_and_day_takes_the_latest_year_before_the_text_was_read() -> None:
    (mention,) = read("They met on Friday, June 9.", UNDATED, captured=date(2026, 11, 21))
    assert mention.past == "2023-06-09"
    assert mention.because == "June 9 fell on a Friday in 2023, the latest such year before the text was read"


def test_a_weekday_with_month_and_day_takes_the_year_that_the_text_names() -> None:
    mentions = read("In 2017 they met twice, first on Friday, June 9.", UNDATED, captured=date(2026, 11, 21))
    assert mentions[1].past == "2017-06-09"
    assert mentions[1].inferred


def test_a_weekday_with_month_and_day_takes_the_only_year_in_question() -> None:
    assert read("on Friday, June 9", UNDATED, known_years=(2018, 2024))[0].past == "2023-06-09"
    assert read("on Friday, June 9", UNDATED, known_years=(2010, 2024))[0].past == "XXXX-06-09"
    assert read("on Friday, June 9", UNDATED)[0].past == "XXXX-06-09"


def test_a_written_year_is_never_marked_as_inferred() -> None:
    assert not read("on Friday, June 9, 2023", UNDATED, captured=date(2026, 11, 21))[0].inferred
    assert not read("on Feb. 27")[0].inferred


def test_a_weekday_that_does_not_fit_moves_the_year() -> None:
    (mention,) = read("They met on Friday, June 9.")  # 9 June 2023 was a Friday, 9 June 2024 a Sunday
    assert mention.value("past") == mention.value("future") == "2023-06-09"


def test_a_year_at_the_head_of_a_paragraph_holds_for_it_alone() -> None:
    text = "Lisbon, 2015. They met on 7 November.\n\nIn June one of them left."
    assert past(text) == ["2015", "2015-11-07", "2023-06"]


def test_neighbours_lend_each_other_their_year() -> None:
    assert past("on 5 March and 7 April 2013") == ["2013-03-05", "2013-04-07"]
    assert past("in March 2017 and in June") == ["2017-03", "2017-06"]


def test_a_wrong_lean_does_not_take_next_week_for_last_year() -> None:
    assert past("The visit, set for March 4, was announced.") == ["2024-03-04"]


def test_mentions_know_their_sentence_and_their_words() -> None:
    text = "Nothing here. They met on Monday for half an hour."
    weekday, length = read(text)
    assert (weekday.sentence, weekday.span.of(text), weekday.rule) == (1, "Monday", "dates.weekday.v1")
    assert length.grain is Grain.DURATION
    assert minutes(length.past or "") == 30


def test_story_day_is_the_last_day_named_so_far() -> None:
    text = "On Monday they met. It rained in 2013. On Tuesday they left."
    mentions = read(text)
    assert story_day(mentions, 0) is None
    reached = story_day(mentions, text.index("2013"))
    assert reached is not None
    assert reached.past == "2024-02-26"


def test_an_unknown_language_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'xx'"):
        read_dates("on Monday", [], DATED, language="xx")


ANCHORS = st.builds(
    Anchor,
    published=st.one_of(
        st.none(), st.dates(min_value=date(1, 1, 1)).map(date.isoformat), st.sampled_from(["2024", "x"])
    ),
    dateline=st.sampled_from([None, "XXXX-02-29", "2024-02-29", "0001-01-01", "9999-12-31", "XXXX-99-99"]),
)
PIECES = st.sampled_from((
    "last", "next", "this", "the", "week", "month", "year", "Friday", "June", "9", "31", "2013", "a", "4000",
    "years", "ago", "days", "later", "earlier", "in", "evening", "and", "to", "weekend", "first", "quarter",
    "of", "summer", "day", "before", ".", ",", "\n\n", "on", "half", "early", "end", "27th", "that", "same",
))  # fmt: skip


@example("last June", Anchor(dateline="0001-01-01"))
@example("next summer", Anchor(dateline="9999-12-31"))
@example("last first quarter", Anchor(dateline="9999-12-31"))
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map(" ".join), ANCHORS)
def test_any_text_under_any_anchor_gives_valid_values(text: str, anchor: Anchor) -> None:
    for mention in read_dates(text, [], anchor, captured=date(2024, 3, 1)):
        assert mention.span.of(text)
        for value in (mention.past, mention.future):
            assert value is None or value.startswith("P") or is_valid(value), value


def test_gold_days_stand_in_the_evidence_of_the_corpus() -> None:
    found = total = 0
    gold = json.loads((CORPUS / "gold" / "corpus.json").read_text("utf-8"))
    documents = {row["doc"]: row for row in gold["documents"] if row["language"] == "en"}
    for row in gold["meetings"]:
        if row["doc"] not in documents or row["date"] is None:
            continue
        text = (CORPUS / "texts" / row["doc"]).read_text("utf-8")
        header = re.match(r" date (\S+) ", text)
        body = " " * header.end() + text[header.end() :] if header else text
        places = [body.find(evidence["quote"]) for evidence in row["evidence"]]
        ends = [place + len(evidence["quote"]) for place, evidence in zip(places, row["evidence"], strict=True)]
        mentions = [
            mention
            for mention in read(body, Anchor(published=documents[row["doc"]]["published"]))
            if any(start <= mention.span.start < end for start, end in zip(places, ends, strict=True))
        ]
        if any(mention.grain is not Grain.DURATION for mention in mentions):
            total += 1
            found += row["date"] in {value for mention in mentions for value in (mention.past, mention.future)}
    assert total > 400
    assert found / total > 0.9
