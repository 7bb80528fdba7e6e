from __future__ import annotations

import pytest

from communique.extraction.learned.scoring import DISTANCES, distance_buckets


def test_a_cue_has_the_middle_bucket_and_its_neighbours_their_own() -> None:
    buckets = distance_buckets(12, range(5, 7)).tolist()
    middle = DISTANCES // 2
    assert buckets[5:7] == [middle, middle]
    assert buckets[4] == middle - 1
    assert buckets[7] == middle + 1
    assert buckets == sorted(buckets)


@pytest.mark.parametrize("cue", [range(1), range(159, 160), range(70, 90)])
def test_every_piece_has_a_bucket_of_the_table(cue: range) -> None:
    buckets = distance_buckets(160, cue)
    assert buckets.min() >= 0
    assert buckets.max() < DISTANCES
