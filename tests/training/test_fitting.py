"""Fitting weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from training.fitting import Floats, descend, told_by_bound, write_weights


def test_the_least_of_a_bowl_is_found() -> None:
    bottom = np.array([2.0, -1.0])

    def slope(weights: Floats) -> Floats:
        return np.asarray(2 * (weights - bottom))

    assert descend(slope, np.zeros(2), steps=2000, rate=0.05) == pytest.approx(bottom, abs=1e-2)


def test_answers_are_counted_from_each_bound_on() -> None:
    judged = [(0.9, True), (0.6, False), (0.5, True), (0.2, False)]
    assert told_by_bound(judged, (0.0, 0.5)) == "from 0.0 on 2 right, 2 wrong, from 0.5 on 2 right, 1 wrong"
    assert told_by_bound([], (0.5,)) == "from 0.5 on 0 right, 0 wrong"


def test_weights_are_written_a_line_each_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_weights(tmp_path / "w.json", {"b": 1.5, "a": -2})
    assert (tmp_path / "w.json").read_text("utf-8") == '{\n "a": -2,\n "b": 1.5\n}\n'
