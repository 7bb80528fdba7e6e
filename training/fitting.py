"""Fit a handful of weights: Adam on all examples at once. There is no chance in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "descend", "told_by_bound", "write_weights"]

Floats = NDArray[np.float64]

_FIRST: Final = 0.9
_SECOND: Final = 0.999
_SMALL: Final = 1e-8


def descend(slope: Callable[[Floats], Floats], start: Floats, *, steps: int, rate: float) -> Floats:
    """The weights at which a loss is least, or nearly.

    Args:
        slope: the loss's slope at some weights, of their shape.
        start: the weights to begin with.
        steps: how many steps to take.
        rate: how far a step goes.
    """
    weights = start.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        now = slope(weights)
        first = _FIRST * first + (1 - _FIRST) * now
        second = _SECOND * second + (1 - _SECOND) * now * now
        weights -= rate * (first / (1 - _FIRST**step)) / (np.sqrt(second / (1 - _SECOND**step)) + _SMALL)
    return weights


def told_by_bound(judged: Iterable[tuple[float, bool]], bounds: Iterable[float]) -> str:
    """How many answers are right and wrong from each bound on, in words.

    Args:
        judged: of each answer how likely it was held to be, and whether it is right.
        bounds: the bounds.
    """
    judged = list(judged)
    parts = []
    for bound in bounds:
        counts = Counter(right for likelihood, right in judged if likelihood >= bound)
        parts.append(f"from {bound} on {counts[True]} right, {counts[False]} wrong")
    return ", ".join(parts)


def write_weights(path: Path, weights: Mapping[str, object]) -> None:
    """Write weights as they lie beside the code that reads them: one a line, in the order of their names."""
    path.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")
