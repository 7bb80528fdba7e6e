"""Fitting weights."""

from __future__ import annotations

import numpy as np
import pytest
from training.fitting import Floats, descend


def test_the_least_of_a_bowl_is_found() -> None:
    bottom = np.array([2.0, -1.0])

    def slope(weights: Floats) -> Floats:
        return np.asarray(2 * (weights - bottom))

    assert descend(slope, np.zeros(2), steps=2000, rate=0.05) == pytest.approx(bottom, abs=1e-2)
