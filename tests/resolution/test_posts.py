from __future__ import annotations

import pytest

from communique.resolution.posts import posts_agree, posts_of


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("chief executive", "CEO"),
        ("founder and CEO", "outgoing chief executive officer"),
        ("Chair", "board chairman"),
        ("boss", "CEO"),
        ("leader", "Prime Minister"),
        ("Secretary", "US secretary of state"),
        ("former President", "President"),
        ("minister", "Minister of Mines"),
    ],
)
def test_one_post_called_two_ways_agrees(a: str, b: str) -> None:
    assert posts_agree(posts_of(a), posts_of(b))
    assert posts_agree(posts_of(b), posts_of(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [("vice president", "president"), ("deputy minister", "minister"), ("CEO", "CFO"), (None, "CEO"), ("", "")],
)
def test_other_posts_do_not(a: str | None, b: str | None) -> None:
    assert not posts_agree(posts_of(a), posts_of(b))
