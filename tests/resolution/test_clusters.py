from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.resolution.clusters import Grouping

IDS = st.sampled_from("abcdefgh")


def test_a_cluster_goes_by_its_smallest_member() -> None:
    grouping = Grouping("abc")
    grouping.join("c", "b")
    found = grouping.clusters()
    assert found.of == {"a": "a", "b": "b", "c": "b"}
    assert found.same("b", "c")
    assert not found.same("a", "b")
    assert not found.same("a", "unknown")


@given(st.lists(st.tuples(IDS, IDS), max_size=12), st.lists(st.tuples(IDS, IDS), max_size=20))
def test_what_must_stay_apart_does_whatever_joins(apart: list[tuple[str, str]], joins: list[tuple[str, str]]) -> None:
    grouping = Grouping("abcdefgh")
    kept = [(a, b) for a, b in apart if a != b]
    for a, b in kept:
        grouping.forbid(a, b)
    for a, b in joins:
        assert grouping.join(a, b) == (grouping.find(a) == grouping.find(b))
    found = grouping.clusters()
    assert not any(found.same(a, b) for a, b in kept)
    assert sorted(member for group in found for member in group) == list("abcdefgh")
