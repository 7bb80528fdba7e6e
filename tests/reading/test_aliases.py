"""Descriptions bound to people, and left alone where nothing tells. All people and firms are invented."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from readings import bound, person, posts, read


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Nordbank CEO Peter Grund came. Later the Nordbank chief left.", "the Nordbank chief", "Peter Grund"),
        ("President Anna Lind of Malta spoke. The president then left.", "The president", "Anna Lind"),
        ("Anna Lind, chancellor of Austria, met him. The chancellor was pleased.", "The chancellor", "Anna Lind"),
        ("Peter Grund wanted it so. The Austrian chancellor left.", "The Austrian chancellor", "Peter Grund"),
        ("Nordbank CEO Peter Grund came to Oslo. Grund then left.", "Grund", "Peter Grund"),
    ],
)
def test_a_description_is_bound_to_whom_it_fits(text: str, words: str, name: str) -> None:
    assert bound(read(text), words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Prime Minister Anna Lind of Malta and Economy Minister Peter Grund came. Lind spoke. Then the economy "
            "minister left.",
            "the economy minister",
            "Peter Grund",
        ),
        (
            "President Anna Lind of Malta sat with Peter Grund, chief executive of Nordbank. Grund spoke. Then the "
            "president left.",
            "the president",
            "Anna Lind",
        ),
    ],
)
def test_the_words_of_a_post_count_before_who_was_named_last(text: str, words: str, name: str) -> None:
    assert bound(read(text), words) == name


def test_a_minister_is_not_the_chief_of_a_firm() -> None:
    reading = read("Nordbank chief Peter Grund came with Anna Lind. The finance minister left.")
    assert bound(reading, "The finance minister") != "Peter Grund"


def test_a_post_told_later_is_given_to_the_person() -> None:
    reading = read("Peter Grund wanted it so. The Austrian chancellor was driven to the palace.")
    assert ("chancellor", "Austria") in posts(reading, "Peter Grund")


def test_two_people_without_a_post_leave_a_description_open() -> None:
    reading = read("Anna Lind met Peter Grund. Many came to see the Austrian chancellor.")
    assert person(reading, "Anna Lind").roles == []
    assert person(reading, "Peter Grund").roles == []


def test_the_spokesman_takes_up_nobody() -> None:
    reading = read("Peter Grund wanted it so. The spokesman was driven to the palace.")
    assert person(reading, "Peter Grund").roles == []


def test_the_class_noun_is_the_only_body_of_its_class() -> None:
    one = read("The Nordic Fisheries Commission met in Oslo. On Monday the Commission published its report.")
    assert bound(one, "Commission") == "Nordic Fisheries Commission"
    two = read("The Nordic Fisheries Commission met the Baltic Grain Commission. On Monday the Commission spoke.")
    assert [m for m in two.registry.mentions if m.rule == "alias.class_noun.v1"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Trade was on the table.\n\nA dinner with the Norwegian prime minister",
        "Trade was on the table, said the Canadian foreign minister",
        "President President",
    ],
)
def test_a_text_may_end_with_the_description_of_somebody_unnamed(text: str) -> None:
    assert read(text).registry.mentions[-1].entity is None


def test_mentions_stand_in_order_and_apart() -> None:
    reading = read(
        "Nordbank CEO Peter Grund met President Anna Lind of Malta. The two leaders spoke; the Nordbank chief left; "
        "the president told other Nordbank officials of the Nordic Fisheries Commission (NFC)."
    )
    spans = [mention.span for mention in reading.registry.mentions]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "text", ["the president of " * 9000, "Anna Lind, " * 9000, "A. B. " * 15000, "the ministry, president's " * 6000]
)
def test_a_long_senseless_text_is_read_in_bounded_time(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Lind, the head of Voltmark, met Peter Grund. The Voltmark head met the two leaders. ",
        "Anna Lind met her Maltese counterpart Peter Grund in Oslo. ",
        "Anna Lind met other Voltmark officials, and the Nordal chairman sang. ",
        "Ministers Anna Lind and Peter Grund met the president of Malta. ",
    ],
)
def test_names_told_a_thousand_times_take_time_by_the_length_of_the_text(sentence: str) -> None:
    text = sentence * (200_000 // len(sentence))
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 12


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind, the opposition leader, spoke in Oslo. The prime minister did not answer.",
        "Norway's culture minister called it off. Prime Minister Ada Lind said nothing of it.",
        "Ada Lind met Jonas Vik. That both sides confirm. The Norwegian prime minister was pleased. Vik flew home.",
    ],
)
def test_another_post_is_not_somebodys(text: str) -> None:
    reading = read(text)
    described = [m for m in reading.registry.mentions if "minister" in m.span.of(reading.text).lower()]
    assert all(mention.entity is None for mention in described)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kim Sora met Jon Ek. Kim brought her aide Kim Ha-neul. At noon Kim signed.", "Kim Sora"),
        ("Kim Sora met Jon Ek. Kim Ha-neul, her aide, waited outside. At noon Kim signed.", "Kim Ha-neul"),
    ],
)
def test_a_surname_of_two_goes_on_with_whom_it_stood_for_beside_the_other(text: str, name: str) -> None:
    reading = read(text)
    last = [mention for mention in reading.registry.mentions if mention.span.of(text) == "Kim"][-1]
    assert reading.registry.entities[last.entity].name == name  # type: ignore[index]
