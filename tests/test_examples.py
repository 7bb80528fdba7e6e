from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
# `eval` is no installed package: it lies beside `src` and belongs to the checkout.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from eval.check_gold import find_faults  # noqa: E402  (after the path to it)

EXAMPLES = ROOT / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "gold.json").read_text("utf-8"))
TEXTS = {row["doc"]: (EXAMPLES / row["path"]).read_bytes().decode("utf-8") for row in GOLD["documents"]}
README = (EXAMPLES / "README.md").read_text("utf-8")


def statuses() -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in GOLD["meetings"]:
        found[row["meeting"]][row["status"]].add(row["doc"])
    return found


def test_the_gold_is_sound() -> None:
    assert find_faults(GOLD, EXAMPLES) == []


@pytest.mark.parametrize(("language", "least"), [("en", 14), ("ko", 6), ("ja", 4)])
def test_each_language_has_its_texts_in_its_folder(language: str, least: int) -> None:
    mine = [row for row in GOLD["documents"] if row["language"] == language]
    assert len(mine) >= least
    assert all(row["path"] == f"{language}/{row['doc']}" for row in mine)


def test_each_text_has_a_line_that_calls_it_no_source_of_facts() -> None:
    lines = re.findall(r"^\| \[(\S+)\]\(\1\) \|.*\| own imitation, can be wrong, no source of facts \|$", README, re.M)
    assert sorted(lines) == sorted(row["path"] for row in GOLD["documents"])


def test_the_readme_names_the_licence() -> None:
    assert "CC BY 4.0" in README


def test_the_readme_counts_the_texts_rightly() -> None:
    of = {language: sum(row["language"] == language for row in GOLD["documents"]) for language in ("en", "ko", "ja")}
    assert f"{of['en']} in English, {of['ko']} in Korean, {of['ja']} in Japanese" in README


def test_three_plans_at_least_are_held_by_another_text() -> None:
    kept = [
        key
        for key, by_status in statuses().items()
        if by_status["held"] and (by_status["planned"] | by_status["postponed"]) - by_status["held"]
    ]
    assert len(kept) >= 3


@pytest.mark.parametrize("status", ["held", "planned", "possible", "denied", "cancelled", "postponed"])
def test_every_status_occurs(status: str) -> None:
    assert any(row["status"] == status for row in GOLD["meetings"])


def test_some_meetings_are_recalled_as_background() -> None:
    assert sum(row["background"] for row in GOLD["meetings"]) >= 10


def test_reports_of_one_meeting_contradict_each_other() -> None:
    minutes = defaultdict(set)
    days = defaultdict(set)
    for row in GOLD["meetings"]:
        minutes[row["meeting"]].add(row["duration_minutes"])
        if row["status"] == "held" and len(row["date"] or "") == len("2018-06-11"):
            days[row["meeting"]].add(row["date"])
    assert any(len(told - {None}) > 1 for told in minutes.values())
    assert any(len(told) > 1 for told in days.values())


def test_two_outlets_ran_the_same_story() -> None:
    wire, copy = TEXTS["03_singapore_held_newswire.txt"], TEXTS["04_singapore_held_copy.txt"]
    assert SequenceMatcher(None, wire.split(), copy.split()).ratio() > 0.6
    assert wire != copy


def test_there_are_distractors_in_more_than_one_language() -> None:
    languages = {row["language"] for row in GOLD["documents"] if row["doc"] in GOLD["distractors"]}
    assert len(GOLD["distractors"]) >= 3
    assert len(languages) > 1


def test_texts_without_meetings_are_the_distractors() -> None:
    told = {row["doc"] for row in GOLD["meetings"]}
    assert set(TEXTS) - told == set(GOLD["distractors"])


def test_texts_look_as_found_in_the_wild() -> None:
    headed = [text for text in TEXTS.values() if re.match(r" date \d{4}-\d{2}-\d{2} \S", text)]
    assert 10 <= len(headed) < len(TEXTS)
    for sign in ("(Newswire)", "“", '"', " - News", "syndicated feed", "•"):
        assert any(sign in text for text in TEXTS.values()), sign


def test_a_date_header_says_what_the_gold_says() -> None:
    for row in GOLD["documents"]:
        header = re.match(r" date (\S+) ", TEXTS[row["doc"]])
        if header:
            assert row["published"] == header[1], row["doc"]
