"""What was talked about, and what only seems to have been. All people and firms are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extraction.details import find_topics, label_meeting

Read = Callable[..., Any]


WORDS = [
    *("discussed", "talks", "on", "trade", "wind", "power", "and", ",", "of", "the", "in", "Oslo", "ways", "to", "its"),
    *("was", "raised", "about", "said", "Friday", "Petra", "Lindqvist", "building", "a", "farm", '"', "'s", "with"),
]


def topics(told: Any) -> list[str]:
    return [topic.value for topic in find_topics(told.reading, [told.sentence])]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Lindqvist and Ferreira discussed fishing rights.", ["fishing rights"]),
        ("Lindqvist held talks with Ferreira on fishing rights.", ["fishing rights"]),
        ("Lindqvist met Ferreira on Tuesday to discuss fishing rights.", ["fishing rights"]),
        ("Lindqvist spoke with Ferreira at length about fishing rights.", ["fishing rights"]),
        ("Fishing rights were on the agenda when Lindqvist met Ferreira.", ["Fishing rights"]),
        ("Fishing rights were also discussed.", ["Fishing rights"]),
        ("Fishing rights came up, Lindqvist said.", ["Fishing rights"]),
        (
            "The two went over fishing rights, chip exports and wind power.",
            ["fishing rights", "chip exports", "wind power"],
        ),
        ("The two discussed fishing rights as well as wind power.", ["fishing rights", "wind power"]),
        ("They discussed ways to expand chip exports.", ["chip exports"]),
        ("They discussed ways of expanding chip exports.", ["chip exports"]),
        ("They talked about building a wind farm in Norway.", ["wind farm in Norway"]),
        ("They discussed the possible sale of shipyards.", ["sale of shipyards"]),
        ("They discussed trade with Norway on Friday in Oslo.", ["trade with Norway"]),
        ("They discussed trade in Oslo.", ["trade"]),
        ("They discussed chip exports before flying home.", ["chip exports"]),
        ("They discussed chip exports and agreed to meet again.", ["chip exports"]),
        ("They discussed chip exports, Ferreira said.", ["chip exports"]),
    ],
)
def test_topic_is_the_noun_phrase_of_the_text(read: Read, sentence: str, wanted: list[str]) -> None:
    assert topics(read(sentence)) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindqvist spoke with Ferreira for about an hour.",
        "Lindqvist met Ferreira on Tuesday.",
        "Lindqvist met Ferreira on the sidelines of a forum.",
        "They talked over lunch.",
        "They discussed a range of issues.",
        "They discussed it.",
        "They discussed what to do.",
        "They discussed Tomas Ferreira.",
        "She raised 4 billion crowns.",
        "The talks with Ferreira took place on a yacht.",
    ],
)
def test_no_topic_is_read_from_other_words(read: Read, sentence: str) -> None:
    assert topics(read(sentence)) == []


def test_possessive_after_a_topic_is_told_of_that_topic(read: Read) -> None:
    assert topics(read("They discussed wind power and its implications for the coast.")) == ["wind power"]


def test_names_with_posts_between_talks_and_topic_are_gone_over(read: Read) -> None:
    told = read("Lindqvist held talks with Tomas Ferreira, chief executive of Orlo Systems, about chip exports.")
    assert topics(told) == ["chip exports"]


def test_topic_is_told_once(read: Read) -> None:
    assert topics(read("They discussed wind power; wind power was also on the agenda.")) == ["wind power"]


def test_steps_quote_the_cue_and_the_topic(read: Read) -> None:
    (topic,) = find_topics(*_args(read("They discussed fishing rights.")))
    assert [passage.quote for passage in topic.step.read] == ["discussed", "fishing rights"]
    assert topic.step.field == "topics"


def test_labels_come_from_the_topics_alone(read: Read) -> None:
    told = read("They discussed wind power before a fishermen's strike.")
    found = find_topics(told.reading, [told.sentence])
    assert label_meeting(told.reading, found, [told.sentence]) == ("energy",)


def test_post_of_a_person_gives_no_label(read: Read) -> None:
    told = read("Investment Minister Oda Brekke met Orlo Systems chief executive Tomas Ferreira.")
    assert label_meeting(told.reading, (), [told.sentence]) == ()


def test_sentence_without_topics_gives_labels_beside_the_names(read: Read) -> None:
    told = read("Petra Lindqvist thanked Tomas Ferreira, whose tariffs had come down.")
    assert label_meeting(told.reading, (), [told.sentence]) == ("tariffs",)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=30,
    )
)
def test_every_topic_stands_in_the_text_and_is_short(read: Read, words: list[str]) -> None:
    told = read("They " + " ".join(words) + ".")
    for topic in find_topics(told.reading, [told.sentence]):
        assert topic.value in told.reading.document.text
        assert all(passage.stands_in(told.reading.document.text) for passage in topic.step.read)
        assert len(topic.value.split()) <= 6
        assert topic.value[-1] not in ",.;:"


def _args(told: Any) -> tuple[Any, list[int]]:
    return told.reading, [told.sentence]
