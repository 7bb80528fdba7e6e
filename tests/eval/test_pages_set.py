from __future__ import annotations

import json

import pytest

from eval import pages


@pytest.fixture(scope="module")
def scores() -> list[pages.PageScore]:
    return list(pages.measure())


def test_every_page_has_its_gold_and_the_other_way_round() -> None:
    named = [row["page"] for row in json.loads(pages.GOLD.read_text("utf-8"))["pages"]]
    assert sorted(named) == sorted(path.name for path in pages.FOLDER.glob("*.html"))
    assert len(named) >= 25


def test_days_and_bodies_are_at_least_as_good_as_trafilatura_s_own(scores: list[pages.PageScore]) -> None:
    assert not pages.is_beaten(pages.figures(scores))
    for one in scores:
        assert one.ours.published == one.published or one.theirs.published != one.published, one
        assert one.ours.body >= one.theirs.body - 0.1, one


def test_no_day_is_found_where_the_page_bears_out_none(scores: list[pages.PageScore]) -> None:
    undated = [one for one in scores if one.published is None]
    assert len(undated) >= 3
    assert [one.ours.published for one in undated] == [None] * len(undated)
