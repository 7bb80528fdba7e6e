"""Who of several is meant: each is weighed by a few signs, whose weights were fitted to annotated texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from math import exp

__all__ = ["Signs", "choose", "load_weights", "shares_of"]

Signs = Mapping[str, float]
"""What speaks for somebody, or against him, each sign with its strength."""


def load_weights(package: str, name: str) -> Mapping[str, float]:
    """The weight of each sign, from a file that lies in a package."""
    weights = json.loads(files(package).joinpath(name).read_text("utf-8"))
    return {sign: float(weight) for sign, weight in weights.items()}


def shares_of(options: Mapping[int, Signs], weights: Mapping[str, float], *, nobody: bool = False) -> dict[int, float]:
    """How likely each is meant.

    Args:
        options: the signs of everybody who may be.
        weights: what each sign counts.
        nobody: True where it may be nobody of them: that is what the likelihoods then lack to one.
    """
    scores = {
        entity: sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
        for entity, signs in options.items()
    }
    against = [0.0] if nobody else []
    top = max([*against, *scores.values()], default=0.0)
    shares = {entity: exp(score - top) for entity, score in scores.items()}
    total = sum(shares.values()) + sum(exp(score - top) for score in against)
    return {entity: share / total for entity, share in shares.items()}


def choose(shares: Mapping[int, float], least: float) -> int | None:
    """The likeliest; None where nobody is as likely as `least`."""
    best = max(shares, key=lambda entity: (shares[entity], -entity), default=None)
    return best if best is not None and shares[best] >= least else None
