from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from texts import story, text, wording

from communique.resolution.copies.finding import estimate
from communique.resolution.copies.sketching import bands_of, sketch
from communique.resolution.copies.wording import Wording


def test_a_text_that_is_too_short_has_no_bands() -> None:
    found = sketch(Wording("They met on Monday."))
    assert found.fingerprint is None
    assert not list(bands_of(found))


def test_bands_fit_into_a_database_and_say_nothing_twice() -> None:
    bands = list(bands_of(sketch(wording(story(1)))))
    assert len(set(bands)) == len(bands) == 80
    assert all(0 <= band < 2**63 for band in bands)


def test_a_text_without_details_is_near_nobody_for_that() -> None:
    signs = "".join(chr(0x4E00 + 7 * n) for n in range(200))
    one = sketch(Wording(" ".join(signs)))
    assert not one.details
    assert not list(estimate(one.pack(), {1: sketch(wording(story(1))).pack()}, {1: "a"}))


@given(st.integers(0, 13), st.integers(1, 14))
def test_the_estimate_is_near_the_true_share(first: int, count: int) -> None:
    mine = story(2)
    changed = [*mine[:first], *story(3)[:count], *mine[first + count :]]
    a, b = wording(mine), wording(changed)
    share = len(a.shingles & b.shingles) / len(a.shingles | b.shingles)
    (found,) = [*estimate(sketch(a).pack(), {7: sketch(b).pack()}, {7: "b"}), None][:1]
    if found is None:
        assert share < 0.3
    else:
        assert abs(found.words - share) < 0.2


@given(st.integers(1, 5), st.integers(0, 1000))
def test_copies_that_keep_half_a_text_share_a_band(keep: int, seed: int) -> None:
    mine = story(seed)
    a, b = sketch(wording(mine)), sketch(Wording(text(mine[: 8 + keep])))
    assert set(bands_of(a)) & set(bands_of(b))
