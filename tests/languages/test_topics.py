from __future__ import annotations

import re
import time

import pytest

from communique.languages.topics import label_topics, topics


def test_every_topic_has_a_meaning_and_a_plain_label() -> None:
    listed = topics()
    assert 40 <= len(listed) <= 60
    for label, meaning in listed.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", label), label
        assert len(meaning) > 15, label


def test_labels_come_in_the_order_of_the_text_and_once() -> None:
    text = "They spoke of tariffs on steel, then of migration, and of tariffs again."
    assert label_topics(text) == ("tariffs", "critical-minerals", "migration")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("cooperation on AI", "artificial-intelligence"),
        ("artificial-intelligence safety", "artificial-intelligence"),
        ("memory chips", "semiconductors"),
        ("the supply of rare earths", "critical-minerals"),
        ("lithium mines", "critical-minerals"),
        ("electric vehicles", "automotive"),
        ("data-centres", "artificial-intelligence"),
        ("the country’s climate", "climate"),
        ("visas for engineers", "migration"),
        ("a cease-fire", "peace-talks"),
        ("5G networks", "telecommunications"),
        ("network\nusage fees", "telecommunications"),
        ("subsidies", "industry"),
        ("closer bilateral ties", "bilateral-relations"),
        ("gas deliveries", "energy"),
        ("TARIFFS", "tariffs"),
    ],
)
def test_words_point_to_their_topic_in_any_number(words: str, label: str) -> None:
    assert label in label_topics(words)


@pytest.mark.parametrize(
    "words",
    [
        "he said aid workers' chairs were painted",  # "ai" within words
        "a trip with a chipper guide",
        "social security",
        "growth and cooperation",
        "the US and us",
        "",
        "··· — ···",
    ],
)
def test_words_within_words_and_words_of_no_topic_point_nowhere(words: str) -> None:
    found = label_topics(words)
    assert not {"artificial-intelligence", "semiconductors", "security"} & set(found), found


def test_longer_phrases_outrank_the_words_in_them() -> None:
    assert label_topics("a trade war") == ("tariffs",)
    assert label_topics("food security") == ("agriculture",)


def test_phrases_do_not_run_over_a_stop() -> None:
    assert "semiconductors" not in label_topics("He praised the memory. Potato prices rose.")
    assert "peace-talks" not in label_topics("trade. War is over") or label_topics("trade. War is over")[0] == "trade"


def test_several_phrases_are_read_as_one_text() -> None:
    assert label_topics(["pharmaceutical exports", "visas"]) == ("health", "trade", "migration")


def test_a_megabyte_is_read_in_linear_time() -> None:
    for text in ("data " * 200_000, "free-trade-" * 90_000, "a'" * 500_000, "x" * 1_000_000):
        begun = time.perf_counter()
        label_topics(text)
        assert time.perf_counter() - begun < 20
